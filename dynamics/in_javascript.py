"""The engine of the browser: what static/engine/ has from Python, and all of it as one ES module for others.

What its loops give is, to the bit, what `dynamics.simulate` gives: they are made from the same formulas, of the
gradient, the rule and the step, and from the same definitions of noise and schedules.
`python -m dynamics.in_javascript` writes the generated files, formulas.js and loops.js.
"""

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from textwrap import indent
from typing import Any

import numpy as np

from dynamics import OPTIMIZERS, noise, schedules, stepping
from dynamics.hyperparameters import GRADIENT_INIT
from dynamics.kernels import FAR
from dynamics.loops import LOOP, composed, gradient_text, parts_of
from dynamics.meanings import Meaning
from dynamics.optimizer import Optimizer
from dynamics.orbits.held import takes_sign
from dynamics.orbits.thermometer import FADED, NORMAL
from dynamics.outcomes.outcome import NEAR
from dynamics.parting import NOTICED
from dynamics.trajectory import MOST_ROWS
from engines.javascript import HELPERS, array, elementary_functions, function
from engines.kinks import kinks_of
from engines.parsing import parse
from engines.typed.rule import TypedRule
from landscapes import LANDSCAPES, Landscape
from landscapes.landscape import Point
from landscapes.sampled import gradient, hessian, value

ENGINE = Path(__file__).parents[1] / "static" / "engine"
GENERATED = "// Written by `python -m dynamics.in_javascript` from the formulas that Numba compiles; not by hand.\n\n"
WRITTEN = ("checks.js", "noise.js", "steps.js", "simulate.js")  # by hand, that the module has too, in this order
# a surface through values on a grid, of which the parameter vector holds the coefficients
EVERY = (*LANDSCAPES, "sampled")
SAMPLED = {"f": value, "grad": gradient, "hess": hessian}


def formulas(surfaces: Sequence[str] = EVERY, typed: Sequence[Optimizer] = ()) -> str:
    """formulas.js: surfaces, rules, and what noise, schedules and readings are made of. surfaces: those that a page of
    its own carries; typed: rules besides those that are registered."""
    rules = [*OPTIMIZERS.values(), *typed]
    lands = {name: _surface(LANDSCAPES[name]) for name in surfaces if name != "sampled"}
    grid = {name: function(parse(formula)) for name, formula in SAMPLED.items()} if "sampled" in surfaces else {}
    parts = [
        HELPERS,
        elementary_functions(),
        _constants(),
        _functions(),
        f"const SURFACE_CODE = {_table(lands)};\n",
        f"const SAMPLED = {_table(grid)};\n",
        f"const OPTIMIZER_CODE = {_table({o.name: _optimizer(o) for o in rules})};\n",
        f"const RULES = {_table({o.name: function(parse(o.rule)) for o in rules})};\n",
    ]
    return GENERATED + re.sub(r"^const ", "export const ", "\n".join(parts), flags=re.MULTILINE)


def loops(surfaces: Sequence[str] = EVERY) -> str:
    """loops.js: the texts of which loops are composed, surfaces as in `formulas`."""
    gradients = {name: gradient_text(gradient if name == "sampled" else LANDSCAPES[name].grad) for name in surfaces}
    rules = {
        name: _table({mark: _quoted(part) for mark, part in parts_of(optimizer).items()})
        for name, optimizer in OPTIMIZERS.items()
    }
    constants = {"FAR": FAR, "GRADIENT_INIT": GRADIENT_INIT}
    before = HELPERS + "".join(f"const {name} = {json.dumps(value)};\n" for name, value in constants.items())
    texts = {
        "BEFORE_LOOPS": _quoted(indent(before, "  ")),
        "LOOP": _quoted(LOOP),
        "RULE_PARTS": _table(rules),
        "GRADIENTS": _table({name: _quoted(text) for name, text in gradients.items()}),
    }
    return GENERATED + "\n".join(f"export const {name} = {text};\n" for name, text in texts.items())


def module(typed: Sequence[Optimizer] = ()) -> str:
    """The engine as one module. Exports simulate, surfaces and optimizers. typed: rules besides those registered."""
    made = {
        f"{o.name} {s.name}": composed(parts_of(o), gradient_text(s.grad))
        for s in LANDSCAPES.values()
        for o in (*OPTIMIZERS.values(), *typed)
    }
    ready = (
        f"const LOOPS = {_table(made)};\nconst loopOf = (optimizer, surface) => LOOPS[`${{optimizer}} ${{surface}}`];\n"
    )
    files = [formulas(typed=typed), ready, *((ENGINE / name).read_text() for name in WRITTEN)]
    alone = re.sub(r"^(import .*\n|export )", "", "\n".join(files), flags=re.MULTILINE)
    return f"{alone}\nexport {{ simulate, surfaces, optimizers }};\n"


def _constants() -> str:
    """Limits and defaults that Python has too."""
    words = {
        "FAR": FAR, "GRADIENT_INIT": GRADIENT_INIT, "MOST_ROWS": MOST_ROWS, "SCHEDULE": asdict(schedules.CONSTANT),
        "FACTORS": [int(noise.FACTOR1), int(noise.FACTOR2)], "GROWTHS": [int(noise.GROWTH1), int(noise.GROWTH2)],
        "NEAR": NEAR, "NOTICED": NOTICED, "FADED": FADED, "NORMAL": NORMAL,
    }  # fmt: skip
    return "".join(f"const {name} = {json.dumps(value)};\n" for name, value in words.items())


def _functions() -> str:
    """What noise and schedules are made of, and what a step is told."""
    of = {
        "normalPair": noise.normal_pair, "inverseSqrt": schedules.inverse_sqrt, "exponential": schedules.exponential,
        "halfCosine": schedules.half_cosine, "firstPower": stepping.first_power, "decayed": stepping.decayed,
        "corrections": stepping.corrections, "steeper": stepping.steeper, "vectorLength": stepping.length,
    }  # fmt: skip
    return "".join(f"const {name} = {function(parse(formula))};\n" for name, formula in of.items())


def _table(entries: dict[str, str]) -> str:
    return "{\n" + "".join(f"{json.dumps(name)}: {text},\n" for name, text in entries.items()) + "}"


def _quoted(text: str) -> str:
    """As a template literal, which keeps its lines; none of them looks like a line of the file itself."""
    assert not re.search(r"[`\\]|\$\{|\n(const|let|import|export) ", text)
    return f"`{text}`"


def _surface(land: Landscape) -> str:
    about: dict[str, Any] = {
        "title": land.title,
        "parameters": {q.name: q.default for q in land.parameters},
        "limits": {q.name: [q.low, q.high] for q in land.parameters},
        "start": land.start,
        "centre": land.centre,
        "halfHeight": land.half_height,
        "steps": land.steps,
    }
    made = {
        "f": function(parse(land.f)),
        "grad": function(parse(land.grad)),
        "hess": function(parse(land.hess)),
        "minima": _points(land, land.known_minima),
        "saddles": _points(land, land.known_saddles),
    }
    if kinks := kinks_of(parse(land.f)):
        made["kinks"] = function(kinks)
    return _table({name: json.dumps(value) for name, value in about.items()} | made)


def _points(land: Landscape, known: Callable[[Any], Sequence[Point]]) -> str:
    """`(p) => [[x, y], ...]`: by their formula where they move with the parameters, else as they are."""
    ends = [np.array([getattr(q, end) for q in land.parameters]) for end in ("low", "high")]
    first, second = (np.array(known(p), np.float64).reshape(-1, 2) for p in ends)
    if not np.array_equal(first, second):
        return function(parse(known))
    return f"() => {array([[repr(float(v)) for v in point] for point in known(land.p)])}"


def _optimizer(optimizer: Optimizer) -> str:
    hyper = optimizer.hyperparameters
    about: dict[str, Any] = {
        "title": optimizer.title,
        "hyper": optimizer.hyper._asdict(),
        "choices": {name: h.choices for name, h in hyper.items() if h.choices},
        "limits": {name: [h.least, h.most, h.closed] for name, h in hyper.items() if not h.choices},
        "variables": optimizer.state_variables,
        "meanings": [m[:2] for m in optimizer.meanings or (Meaning(""),) * len(optimizer.state_variables)],
        "follows": optimizer.follows_smoothness,
        "takesSign": takes_sign(optimizer),
    }
    if isinstance(optimizer.rule, TypedRule):
        about["convention"] = optimizer.convention
    return json.dumps(about)


GENERATED_FILES = {"formulas.js": formulas, "loops.js": loops}

if __name__ == "__main__":
    for name, made in GENERATED_FILES.items():
        (ENGINE / name).write_text(made())
