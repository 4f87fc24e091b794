"""Everything the player shows, in one blob of bytes: u32 header length, JSON header, then float32 arrays in the
header's order.

The header's `arrays` lists [name, length]. "steps" (F,) are the steps that have a frame; "runs" is (contenders, F, 9)
in the order of CHANNELS; "lines", "fills" (flat x, y pairs; the header counts the points of each piece) and "grid" come
with a new ground only.
"""

import json
import struct
from collections.abc import Sequence
from typing import Any

import numpy as np

from dynamics import OPTIMIZERS, Optimizer, Trajectory
from dynamics.orbits import threshold
from dynamics.outcomes.outcome import NEAR
from figures.contours import Ground, ground
from landscapes import Landscape
from player.frames import CHANNELS, channels, frames
from player.mathml import mathml
from scenarios.opening import suited
from scenarios.scenario import Scenario
from scenarios.summary import arrival, sentence

Arrays = dict[str, Any]
# every second row and column of the grid travels: enough to read a value under the pointer and to draw the surface in
# 3-D
THIN = 2


def blob(header: dict[str, Any], arrays: Arrays) -> bytes:
    """The bytes the browser reads. Values that JSON lacks (NaN, infinity) become null."""
    with np.errstate(over="ignore"):  # what single precision cannot hold is drawn as infinite
        packed = {name: np.ascontiguousarray(array, np.float32) for name, array in arrays.items()}
    text = json.dumps(
        _finite(header | {"arrays": [[name, array.size] for name, array in packed.items()]}), allow_nan=False
    ).encode()
    return struct.pack("<I", len(text)) + text + b"".join(array.tobytes() for array in packed.values())


def figure(scenario: Scenario, runs: Sequence[Trajectory]) -> tuple[dict[str, Any], Arrays]:
    """Header and arrays of a scenario that has been run."""
    land = scenario.landscape
    steps = frames(runs, scenario.steps)
    packed = [channels(run, steps, land.lowest) for run in runs]
    header = {
        "rev": scenario.to_json(),
        "look": sentence(scenario, runs),
        "surface": describe(land),
        "start": scenario.start,
        "steps": scenario.steps,
        "series": [_series(scenario, i, run, data) for i, (run, data) in enumerate(zip(runs, packed, strict=True))],
        "others": [
            _style(o) for name, o in OPTIMIZERS.items() if name not in {c.optimizer for c in scenario.contenders}
        ],
    }
    return header, {"steps": steps, "runs": np.array(packed).reshape(len(runs), len(steps) * len(CHANNELS))}


def describe(land: Landscape) -> dict[str, Any]:
    """What the browser knows of a surface."""
    return {
        "name": land.name,
        "title": land.title,
        "formula": mathml(land.latex),
        "source": land.source,
        "centre": land.centre,
        "half": land.half_height,
        "minima": land.minima.tolist(),
        "saddles": land.saddles.tolist(),
        "lowest": land.lowest,
        "near": NEAR,
        "starts": [{"what": what, "at": at} for what, at in land.starts.items()],
        "parameters": [
            {
                "name": q.name,
                "symbol": q.symbol,
                "title": q.title,
                "hint": q.hint,
                "low": q.low,
                "high": q.high,
                "scale": "log" if q.log else "linear",
                "value": value,
                "default": q.default,
            }
            for q, value in zip(land.parameters, land.settings.values(), strict=True)
        ],
    }


def land_under(land: Landscape, window: Sequence[float] | None = None) -> tuple[dict[str, Any], Arrays]:
    """Header and arrays of the ground in a window. Colours are fixed by the levels of the whole surface."""
    part = ground(land, tuple(window) if window else None)  # type: ignore[arg-type]
    whole = ground(land)
    header = {
        "window": part.window,
        "levels": part.levels,
        "low": part.low,
        "high": part.high,
        "grid": part.grid[::THIN, ::THIN].shape,
        "wholeLevels": whole.levels,
        "lineCounts": _counts(part.lines),
        "fillCounts": _counts(part.fills),
    }
    return {"ground": header}, {
        "lines": _flat(part, "lines"),
        "fills": _flat(part, "fills"),
        "grid": part.grid[::THIN, ::THIN],
    }


def _series(scenario: Scenario, i: int, run: Trajectory, data: Any) -> dict[str, Any]:
    optimizer, alive = run.optimizer, ~np.isnan(data[:, 0])
    usual = optimizer.with_(**suited(scenario.surface, optimizer.name))
    return _style(optimizer) | {
        "key": scenario.keys[i],
        "title": scenario.titles[i],
        "rule": mathml(optimizer.formula),
        "summary": optimizer.summary,
        "source": optimizer.source,
        "conventions": optimizer.conventions,
        "controls": [
            {
                "name": h.name,
                "symbol": h.symbol,
                "title": h.title,
                "hint": h.hint,
                "scale": h.scale,
                "low": h.low,
                "high": h.high,
                "least": h.least,
                "most": h.most,
                "choices": h.choices,
                "value": getattr(optimizer.hyper, h.name),
                "usual": getattr(usual.hyper, h.name),
            }
            for h in optimizer.hyperparameters.values()
        ],
        "frames": int(alive.sum()),
        "threshold": threshold(optimizer),
        "final": float(data[alive, 2][-1]),
        "arrived": arrival(run),
        "outcome": run.outcome.sentence,
    }


def _style(optimizer: Optimizer) -> dict[str, Any]:
    s = optimizer.series
    return {
        "optimizer": optimizer.name,
        "title": optimizer.title,
        "short": optimizer.short,
        "light": s.light,
        "dark": s.dark,
        "mark": s.mark,
        "dash": s.dash,
    }


def _flat(part: Ground, what: str) -> Any:
    pieces = [piece.ravel() for level in getattr(part, what) for piece in level]
    return np.concatenate(pieces) if pieces else np.empty(0)


def _counts(levels: list[list[Any]]) -> list[list[int]]:
    return [[len(piece) for piece in level] for level in levels]


def _finite(value: Any) -> Any:
    if isinstance(value, float):
        return value if np.isfinite(value) else None
    if isinstance(value, dict):
        return {k: _finite(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_finite(v) for v in value]
    return value


__all__ = ["CHANNELS", "blob", "describe", "figure", "land_under", "mathml"]
