"""The time loop in JavaScript: `loop.txt` with places for the rule and the gradient, and what goes into them.

A page composes the loops that it needs from the same texts (static/engine/compose.js): every /* MARK */ is replaced by
its part, then every line with a $ is written twice, for x and for y, then the gradient goes in.
"""

from pathlib import Path

from dynamics import stepping
from dynamics.optimizer import Optimizer
from engines.javascript import Bound, array, inlined
from engines.parsing import parse
from engines.typed.rule import TypedRule
from landscapes.landscape import Source

KNOWN = {
    "step": "(t + 1)", "lr": "lr", "position": "$", "correction1": "correction1", "correction2": "correction2",
    "next_correction1": "next1", "largest_gradient": "largest", "largest_signed": "signed", "smoothness": "steep",
}  # fmt: skip


def _defined(name: str, given: list[str], targets: list[str]) -> list[str]:
    """A definition of `dynamics.stepping`, inlined: its parameters are `given`, its results get the names `targets`."""
    formula = parse(getattr(stepping, name))
    made = inlined(formula, dict(zip(formula.parameters, given, strict=True)), f"_{targets[0]}")
    results = made.result if isinstance(made.result, list) else [made.result]
    return [*made.lines, *(f"const {t} = {array(text)};" for t, text in zip(targets, results, strict=True))]


def _loop() -> str:
    """loop.txt with the powers of the decays and the corrections, which are the same for every rule."""
    powers = [
        *_defined("decayed", ["power1", "beta1"], ["next_power1"]),
        *_defined("decayed", ["power2", "beta2"], ["next_power2"]),
        *_defined("corrections", ["next_power1", "next_power2", "beta1"], ["correction1", "correction2", "next1"]),
    ]
    return Path(__file__).with_name("loop.txt").read_text().replace("/* POWERS */", "\n    ".join(powers))


LOOP = _loop()


def composed(parts: dict[str, str], gradient: str) -> str:
    """`(run, out) => updates`: the loop of `kernels.trajectory` with locals only, in one function.

    run: {state, steps, every, p, hyper, factors, shocks}; in `run.state` it leaves the state after the last update that
    stayed finite. out: {position, gradient, effectiveRate, firstMoment, secondMoment}, arrays of pairs.
    """
    text = LOOP
    for mark, part in parts.items():
        text = text.replace(f"/* {mark} */", part)
    lines = (
        f"{line.replace('$', 'x')}\n{line.replace('$', 'y')}" if "$" in line else line for line in text.split("\n")
    )
    return "\n".join(lines).replace("/* GRADIENT */", gradient)


def gradient_text(gradient: Source) -> str:
    """The lines that give gx and gy at (x, y), p."""
    slope = inlined(parse(gradient), {"x": "x", "y": "y", "p": lambda k: f"p[{k}]" if k != "" else "p"}, "_g")
    return "\n    ".join([*slope.lines, f"let gx = {slope.result[0]}, gy = {slope.result[1]};"])


def parts_of(optimizer: Optimizer) -> dict[str, str]:
    """Mark -> what stands there for this optimizer."""
    fields, variables = optimizer.Hyper._fields, optimizer.state_variables
    moments = {name: f"next_$_{name}" if name in variables else "NaN" for name in ("m", "v")}
    betas = {f"beta{k}": f"h_beta{k}" if f"beta{k}" in fields else "0" for k in (1, 2)}
    follows = optimizer.follows_smoothness
    return {
        "HYPER": ", ".join(
            [f"h_{name} = hyper.{name}" for name in fields] + [f"{name} = {text}" for name, text in betas.items()]
        ),
        "VARIABLES": ", ".join(f"$_{name}" for name in variables),
        "AT_START": _at_start(optimizer),
        "SMOOTHNESS": _smoothness(optimizer),
        "RULE": " ".join(_rule(optimizer)),
        "FIRST_MOMENT": moments["m"],
        "SECOND_MOMENT": moments["v"],
        "REMEMBER": "smoothness = steep; x0 = x; y0 = y; gx0 = gx; gy0 = gy;" if follows else "",
        "NEXT": " ".join(f"$_{name} = next_$_{name};" for name in variables),
    }


def _at_start(optimizer: Optimizer) -> str:
    """The variables under gradient-init, before the first update."""
    if isinstance(optimizer.rule, TypedRule):
        return _from_gradient(optimizer.rule, optimizer.state_variables)
    if "bias_correction" not in optimizer.Hyper._fields:
        return ""
    first = {"m": "g$", "v": "g$ * g$"}
    begun = " ".join(f"$_{name} = {first.get(name, '0 * g$')};" for name in optimizer.state_variables)
    return f"if (t === 0 && h_bias_correction === GRADIENT_INIT) {{ {begun} }}"


def _from_gradient(rule: TypedRule, variables: tuple[str, ...]) -> str:
    if rule.start is None:
        return ""
    made = inlined(rule.start, {"g": "g$"}, "_$s")
    assert isinstance(made.result, list)
    begun = [f"$_{name} = {array(text)};" for name, text in zip(variables, made.result, strict=True)]
    return f"if (t === 0) {{ {' '.join([*(row.strip() for row in made.lines), *begun])} }}"


def _smoothness(optimizer: Optimizer) -> str:
    """The running smoothness, for rules that follow it."""
    if not optimizer.follows_smoothness:
        return "const steep = smoothness;"
    lines = [
        *_defined("length", ["(x - x0)", "(y - y0)"], ["moved"]),
        *_defined("length", ["(gx - gx0)", "(gy - gy0)"], ["change"]),
        *_defined("steeper", ["smoothness", "moved", "change"], ["steep"]),
    ]
    return " ".join(lines)


def _rule(optimizer: Optimizer) -> list[str]:
    """The rule for one coordinate $: d$, its rate r$, and the next state variables."""
    variables = optimizer.state_variables
    bound: dict[str, Bound] = {
        "g": "g$",
        "state": lambda k: f"$_{variables[int(k)]}" if k != "" else "state",
        "context": lambda name: KNOWN[str(name)],
        "hyper": lambda name: f"h_{name}",
    }
    made = inlined(parse(optimizer.rule), bound, "_$r")
    assert isinstance(made.result, list)
    step, rate, after = made.result
    if after == "state":  # handed on as it was
        after = [f"$_{name}" for name in variables]
    kept = [f"const next_$_{name} = {array(text)};" for name, text in zip(variables, after, strict=True)]
    return [*(row.strip() for row in made.lines), f"const d$ = {array(step)}, r$ = {array(rate)};", *kept]
