"""Maps of a scenario: the map a surface and an optimizer suggest, changes to it, and the scenario behind each of its
points."""

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

import numpy as np

from dynamics import OPTIMIZERS
from dynamics.hyperparameters import Value
from dynamics.maps import Axis, BasinMap, Basins, Bifurcation, BifurcationMap, RegimeMap, Regimes, regime_name
from landscapes import LANDSCAPES
from scenarios.opening import suited
from scenarios.scenario import Contender, Scenario

Map = Basins | Regimes | Bifurcation
Picture = BasinMap | RegimeMap | BifurcationMap

# What each kind of map opens with: something worth seeing.
EXAMPLES: dict[str, Map] = {
    "Basins": Basins(surface="himmelblau", optimizer="heavy-ball", hyper={"lr": 0.01}),
    "Regimes": Regimes(
        surface="smooth-valley",
        optimizer="adam",
        hyper={"lr": 0.01},
        start=(0.5, 0.6),
        steps=10_000,
        across=Axis("beta1", 0.0, 0.9),
        up=Axis("beta2", 0.0, 0.99),
    ),
    "Bifurcation": Bifurcation(
        surface="ripple", optimizer="sgd", start=(2.55, 0.0), columns=640, across=Axis("lr", 0.06, 0.134)
    ),
}


def suggested(
    kind: str,
    surface: str,
    optimizer: str,
    parameters: Mapping[str, float] | None = None,
    hyper: Mapping[str, Value] | None = None,
    start: tuple[float, float] | None = None,
) -> Map:
    """The map of a kind with good ranges. Raises ValueError where there is none: no known minimum, or too few numbers
    to vary."""
    given = suited(surface, optimizer) if hyper is None else hyper
    same: dict[str, Any] = {
        "surface": surface,
        "optimizer": optimizer,
        "parameters": dict(parameters or {}),
        "hyper": dict(given),
    }
    if kind == "Basins":
        return Basins(**same)
    names, start = axis_names(surface, optimizer), start or LANDSCAPES[surface].start
    if kind == "Bifurcation":
        return Bifurcation(**same, start=start, across=axis(same, names[0]), columns=640)
    if len(names) < 2:
        raise ValueError(
            f"{OPTIMIZERS[optimizer].title} on {LANDSCAPES[surface].title} has only one number to vary, and this map"
            " needs two: choose another optimizer or surface."
        )
    first, second = ("beta1", "beta2") if {"beta1", "beta2"} <= set(names) else names[:2]
    return Regimes(**same, start=start, across=axis(same, first), up=axis(same, second))


def of_scenario(kind: str, scenario: Scenario, contender: int = 0) -> Map:
    """The map of one of a scenario's contenders."""
    if not scenario.contenders:
        raise ValueError("The explorer shows no optimizer to map.")
    c = scenario.contenders[contender]
    return suggested(kind, scenario.surface, c.optimizer, scenario.parameters, c.hyper, scenario.start)


def axis_names(surface: str, optimizer: str) -> list[str]:
    """The numbers that can vary: the learning rate first, then the optimizer's others, then the surface's."""
    own = [name for name, h in OPTIMIZERS[optimizer].hyperparameters.items() if not h.choices]
    return own + [q.name for q in LANDSCAPES[surface].parameters if q.name not in own]


def axis(same: Mapping[str, Any], name: str) -> Axis:
    """A good range for a number of this surface and optimizer."""
    optimizer, own = OPTIMIZERS[same["optimizer"]], {q.name: q for q in LANDSCAPES[same["surface"]].parameters}
    if name == "lr":
        rate = float(same["hyper"].get("lr", optimizer.hyper.lr))
        return Axis(name, rate / 10, rate * 10, "log")
    if name not in optimizer.hyperparameters:
        return Axis(name, own[name].low, own[name].high, "log" if own[name].log else "linear")
    h = optimizer.hyperparameters[name]
    return (
        Axis(name, 0.0, 0.999)
        if h.scale == "decay"
        else Axis(name, h.low, h.high, "log" if h.scale == "log" else "linear")
    )


def changed(job: Map, what: str, value: Any) -> Map:
    """The map with one thing changed. Raises ValueError with a sentence where it cannot be.

    what: surface, optimizer, hyper or parameters ({name: value}), across or up (a name), low_across, high_across,
    low_up, high_up, box ((x0, x1, y0, y1) on the axes' scales), or a field of the map.
    """
    kind = next(name for name, example in EXAMPLES.items() if type(example) is type(job))
    same: dict[str, Any] = {f.name: getattr(job, f.name) for f in fields(job)}
    if what in ("surface", "optimizer"):
        names = {"surface": job.surface, "optimizer": job.optimizer, what: value}
        return suggested(kind, **names, start=None if what == "surface" else getattr(job, "start", None))
    if what in ("hyper", "parameters"):
        return _with(job, **{what: {**getattr(job, what), **value}})
    if what in ("across", "up"):
        new = axis(same, value)
        other = {"across": "up", "up": "across"}[what]
        if other in same and same[other].name == value:  # the axes change places
            return _with(job, **{what: same[other], other: same[what]})
        return _with(job, **{what: new})
    if what.partition("_")[0] in ("low", "high") and "_" in what:
        end, _, of = what.partition("_")
        return _with(job, **{of: replace(same[of], **{end: value})})
    if what == "box":
        return _inside(job, *value)
    return _with(job, **{what: value})


def _with(job: Map, **given: Any) -> Map:
    new: Map = replace(job, **given)
    return new


def _inside(job: Map, x0: float, x1: float, y0: float, y1: float) -> Map:
    """The map of a box of its picture. A box of starts is widened to the picture's shape, so that units stay equal."""
    if isinstance(job, Basins):
        a0, a1, b0, b1 = job.bounds
        half = max((x1 - x0) / (a1 - a0), (y1 - y0) / (b1 - b0)) / 2
        cx, cy = (x0 + x1) / 2, (y0 + y1) / 2
        if half * (b1 - b0) < 1e-9 * max(1.0, abs(cx), abs(cy)):
            raise ValueError("This is as close as the numbers allow.")
        return _with(
            job, window=(cx - half * (a1 - a0), cx + half * (a1 - a0), cy - half * (b1 - b0), cy + half * (b1 - b0))
        )
    if isinstance(job, Bifurcation):
        return _with(job, across=_part(job.across, x0, x1))
    return _with(job, across=_part(job.across, x0, x1), up=_part(job.up, y0, y1))


def _part(of: Axis, low: float, high: float) -> Axis:
    a, b = (float(m) for m in of.mark([of.low, of.high]))
    low, high = (float(of.value(min(max(end, a), b))) for end in (low, high))
    if not high - low > 1e-9 * max(abs(low), abs(high)):
        raise ValueError("This is as close as the numbers allow.")
    return replace(of, low=low, high=high)


def behind(job: Map, x: float, y: float) -> Scenario:
    """The run behind a point of a map, given on the axes' scales."""
    hyper = dict(job.hyper)
    parameters = dict(job.parameters)
    start = (x, y)
    if not isinstance(job, Basins):
        axes = ((job.across, x), (job.up, y)) if isinstance(job, Regimes) else ((job.across, x),)
        for of, mark in axes:
            (hyper if of.name in OPTIMIZERS[job.optimizer].hyperparameters else parameters)[of.name] = float(
                of.value(mark)
            )
        start = job.start
    contender = Contender(optimizer=job.optimizer, hyper=hyper)
    return Scenario(surface=job.surface, parameters=parameters, contenders=(contender,), start=start, steps=job.steps)


def table(picture: Picture) -> str:
    """Every point of a map as CSV."""
    job = picture.job
    if isinstance(picture, BifurcationMap):
        at = picture.job.across.values(picture.job.columns).tolist()
        head = f"{picture.job.across.name},ends_in,{picture.job.coordinate} over the last {picture.job.keep} steps"
        columns = zip(at, picture.code, picture.values, strict=True)
        rows = [f"{v!r},{regime_name(int(c))},{' '.join(map(repr, tail.tolist()))}" for v, c, tail in columns]
        return "\n".join([head, *rows]) + "\n"
    assert not isinstance(job, Bifurcation)
    across, up = (axis.values(n) for axis, n in zip(job.axes(), job.cells[::-1], strict=True))
    first = (np.tile(across, len(up)).tolist(), np.repeat(up, len(across)).tolist())
    if isinstance(picture, BasinMap):
        cells = zip(*first, picture.index.ravel().tolist(), picture.steps.ravel().tolist(), strict=True)
        return "\n".join(["x,y,minimum,steps", *(f"{x!r},{y!r},{k},{n}" for x, y, k, n in cells)]) + "\n"
    head = f"{job.axes()[0].name},{job.axes()[1].name},ends_in"
    names = {int(c): regime_name(int(c)) for c in np.unique(picture.code)}
    points = zip(*first, picture.code.ravel().tolist(), strict=True)
    return "\n".join([head, *(f"{x!r},{y!r},{names[c]}" for x, y, c in points)]) + "\n"
