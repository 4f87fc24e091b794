"""The engine of the browser as one ES module: every rule on every surface, each pair inlined into one loop.

What its `simulate` gives is, to the bit, what `dynamics.simulate` gives: it is made from the same formulas, of the
gradient, the rule and the step, and from the same definitions of noise and schedules.
"""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from dynamics import OPTIMIZERS, noise, schedules, stepping
from dynamics.hyperparameters import GRADIENT_INIT, NO_CORRECTION
from dynamics.kernels import FAR
from dynamics.optimizer import Optimizer
from dynamics.trajectory import MOST_ROWS
from engines.javascript import HELPERS, Bound, array, function, inlined
from engines.parsing import parse
from landscapes import LANDSCAPES, Landscape
from landscapes.landscape import Source

TEMPLATE = Path(__file__).with_name("in_javascript.mjs")


def module() -> str:
    """The text of the module. Exports simulate, surfaces and optimizers."""
    parts = {
        "HELPERS": HELPERS,
        "CONSTANTS": _constants(),
        "FUNCTIONS": _functions(),
        "SURFACES": _table({name: _surface(land) for name, land in LANDSCAPES.items()}),
        "OPTIMIZERS": _table({name: _optimizer(optimizer) for name, optimizer in OPTIMIZERS.items()}),
        "LOOPS": _table(
            {f"{o.name} {s.name}": loop(o, s.grad) for s in LANDSCAPES.values() for o in OPTIMIZERS.values()}
        ),
    }
    text = TEMPLATE.read_text()
    for name, part in parts.items():
        text = text.replace(f"/* {name} */", part)
    return text


def loop(optimizer: Optimizer, gradient: Source) -> str:
    """`(run, out) => updates`: the loop of `kernels.trajectory` with locals only, in one function.

    run: {state, steps, every, p, hyper, factors, shocks}; in `run.state` it leaves the state after the last update that
    stayed finite. out: {position, gradient, effectiveRate, firstMoment, secondMoment}, arrays of pairs.
    """
    fields, variables = optimizer.Hyper._fields, optimizer.state_variables
    slope = inlined(parse(gradient), {"x": "x", "y": "y", "p": lambda k: f"p[{k}]" if k != "" else "p"}, "_g")
    beta1, beta2 = (f"h_{name}" if name in fields else "0" for name in ("beta1", "beta2"))
    convention = "h_bias_correction" if "bias_correction" in fields else f"{NO_CORRECTION!r}"
    own = {axis: [f"{axis}_{name}" for name in variables] for axis in "xy"}
    start = {"m": "{g}", "v": "{g} * {g}"}
    begun = [
        f"{name} = {start.get(variable, '0 * {g}').format(g='g' + axis)};"
        for axis in "xy"
        for name, variable in zip(own[axis], variables, strict=True)
    ]
    moments = {
        moment: [f"next_{axis}_{moment}" if moment in variables else "NaN" for axis in "xy"] for moment in ("m", "v")
    }
    record = {
        "position": ["x", "y"], "gradient": ["gx", "gy"], "effectiveRate": ["rx", "ry"],
        "firstMoment": moments["m"], "secondMoment": moments["v"],
    }  # fmt: skip
    lines = [
        "(run, out) => {",
        "const { state, steps, every, p, hyper, factors, shocks } = run;",
        f"const {{ {', '.join(record)} }} = out;",
        f"const {', '.join(f'h_{name} = hyper.{name}' for name in fields)};",
        "let [x, y] = state.position, [power1, power2] = state.powers, smoothness = state.smoothness;",
        "let [x0, y0] = state.lastPosition, [gx0, gy0] = state.lastGradient;",
        *(f"let [{', '.join(own[axis])}] = state.variables[{k}];" for k, axis in enumerate("xy") if variables),
        "const first = state.step;",
        "let until = 0, row = 0, made = 0;",
        "for (let t = first; ; t++) {",
        *slope.lines,
        f"let gx = {slope.result[0]}, gy = {slope.result[1]};",
        "if (shocks) { gx += shocks[2 * (t - first)]; gy += shocks[2 * (t - first) + 1]; }",
        *([f"if (t === 0 && {convention} === GRADIENT_INIT) {{ {' '.join(begun)} }}"] if begun else []),
        "const lr = factors ? h_lr * factors[t - first] : h_lr;",
        *_steeper(optimizer),
        *_of_the_step("decayed", ["power1", beta1], ["next_power1"]),
        *_of_the_step("decayed", ["power2", beta2], ["next_power2"]),
        *_of_the_step("corrections", ["next_power1", "next_power2", beta1], ["correction1", "correction2", "next1"]),
        "const largest = maximum(Math.abs(gx), Math.abs(gy)), signed = maximum(gx, gy);",
        *_rule(optimizer, "x"),
        *_rule(optimizer, "y"),
        "if (until === 0) {",
        *(f"{name}[row] = {u}; {name}[row + 1] = {v};" for name, (u, v) in record.items()),
        "row += 2; until = every;",
        "}",
        "until -= 1;",
        "const next_x = x - dx, next_y = y - dy;",
        "if (made === steps || !(Math.abs(next_x) <= FAR && Math.abs(next_y) <= FAR)) break;",
        *(["smoothness = steep; x0 = x; y0 = y; gx0 = gx; gy0 = gy;"] if optimizer.follows_smoothness else []),
        "power1 = next_power1; power2 = next_power2; x = next_x; y = next_y; made += 1;",
        *(f"{name} = next_{name};" for axis in "xy" for name in own[axis]),
        "}",
        "const powers = [power1, power2], lastPosition = [x0, y0], lastGradient = [gx0, gy0];",
        f"const variables = [[{', '.join(own['x'])}], [{', '.join(own['y'])}]];",
        (
            "run.state = { ...state, position: [x, y], variables, powers, smoothness, lastPosition, lastGradient, step:"
            " first + made };"
        ),
        "return made;",
        "}",
    ]
    return "\n".join(lines)


def _of_the_step(name: str, given: list[str], targets: list[str]) -> list[str]:
    """A definition of `dynamics.stepping`, inlined: its parameters are `given`, its results get the names `targets`."""
    formula = parse(getattr(stepping, name))
    made = inlined(formula, dict(zip(formula.parameters, given, strict=True)), f"_{targets[0]}")
    results = made.result if isinstance(made.result, list) else [made.result]
    named = [f"const {target} = {array(text)};" for target, text in zip(targets, results, strict=True)]
    return [*made.lines, *named]


def _steeper(optimizer: Optimizer) -> list[str]:
    """The running smoothness, for rules that follow it."""
    if not optimizer.follows_smoothness:
        return ["const steep = smoothness;"]
    return [
        *_of_the_step("length", ["(x - x0)", "(y - y0)"], ["moved"]),
        *_of_the_step("length", ["(gx - gx0)", "(gy - gy0)"], ["change"]),
        *_of_the_step("steeper", ["smoothness", "moved", "change"], ["steep"]),
    ]


def _rule(optimizer: Optimizer, axis: str) -> list[str]:
    """The rule for one coordinate: dx, its rate rx, and the next state variables."""
    known = {
        "step": "(t + 1)", "lr": "lr", "position": axis, "correction1": "correction1", "correction2": "correction2",
        "next_correction1": "next1", "largest_gradient": "largest", "largest_signed": "signed", "smoothness": "steep",
    }  # fmt: skip
    variables = optimizer.state_variables
    bound: dict[str, Bound] = {
        "g": f"g{axis}",
        "state": lambda k: f"{axis}_{variables[int(k)]}" if k != "" else "state",
        "context": lambda name: known[str(name)],
        "hyper": lambda name: f"h_{name}",
    }
    made = inlined(parse(optimizer.rule), bound, f"_{axis}r")
    assert isinstance(made.result, list)
    step, rate, after = made.result
    if after == "state":  # handed on as it was
        after = [f"{axis}_{name}" for name in variables]
    kept = [f"const next_{axis}_{name} = {array(text)};" for name, text in zip(variables, after, strict=True)]
    return [*made.lines, f"const d{axis} = {array(step)}, r{axis} = {array(rate)};", *kept]


def _constants() -> str:
    """Limits and defaults that Python has too."""
    words = {
        "FAR": FAR, "GRADIENT_INIT": GRADIENT_INIT, "MOST_ROWS": MOST_ROWS, "SCHEDULE": asdict(schedules.CONSTANT),
        "FACTORS": [int(noise.FACTOR1), int(noise.FACTOR2)], "GROWTHS": [int(noise.GROWTH1), int(noise.GROWTH2)],
    }  # fmt: skip
    return "".join(f"const {name} = {json.dumps(value)};\n" for name, value in words.items())


def _functions() -> str:
    """What noise and schedules are made of."""
    of = {
        "normalPair": noise.normal_pair, "inverseSqrt": schedules.inverse_sqrt, "exponential": schedules.exponential,
        "halfCosine": schedules.half_cosine, "firstPower": stepping.first_power,
    }  # fmt: skip
    return "\n".join(f"const {name} = {function(parse(formula))};" for name, formula in of.items())


def _table(entries: dict[str, str]) -> str:
    return "{\n" + "".join(f"{json.dumps(name)}: {text},\n" for name, text in entries.items()) + "}"


def _surface(land: Landscape) -> str:
    about: dict[str, Any] = {
        "title": land.title,
        "parameters": {q.name: q.default for q in land.parameters},
        "limits": {q.name: [q.low, q.high] for q in land.parameters},
        "start": land.start,
        "centre": land.centre,
        "halfHeight": land.half_height,
    }
    made = {
        name: function(parse(formula)) for name, formula in (("f", land.f), ("grad", land.grad), ("hess", land.hess))
    }
    return f"surface({json.dumps(about)}, {made['f']}, {made['grad']}, {made['hess']})"


def _optimizer(optimizer: Optimizer) -> str:
    hyper = optimizer.hyperparameters
    about: dict[str, Any] = {
        "title": optimizer.title,
        "hyper": optimizer.hyper._asdict(),
        "choices": {name: h.choices for name, h in hyper.items() if h.choices},
        "limits": {name: [h.least, h.most, h.closed] for name, h in hyper.items() if not h.choices},
        "variables": optimizer.state_variables,
    }
    return json.dumps(about)
