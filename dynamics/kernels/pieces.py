"""The pieces that the time loops are put together from: small Numba functions, some written out for one optimizer's
state and hyperparameters, the others the definitions of `dynamics.stepping`, compiled."""

from collections.abc import Callable
from types import ModuleType
from typing import Any, NamedTuple

import numpy as np

from dynamics import stepping
from dynamics.hyperparameters import GRADIENT_INIT, NO_CORRECTION
from dynamics.kernels.typed_pair import Pair
from dynamics.optimizer import Optimizer
from dynamics.state import Layout
from engines.compiled import compiled, inlined, written_out
from engines.parsing import parse
from engines.typed.rule import TypedRule
from engines.typed.walking import walked

first_power = compiled(stepping.first_power)
decayed = compiled(stepping.decayed)
corrections = compiled(stepping.corrections)
steeper = compiled(stepping.steeper)
length = compiled(stepping.length)
squared = compiled(stepping.squared)
context = inlined(stepping.context)


def columns(rule: Any, Hyper: Any, state_variables: tuple[str, ...]) -> tuple[Any, Any, Any]:
    """(values, tape, i) -> the hyperparameters of the i-th column; whether the states start from the gradient; whether
    the rule follows the smoothness."""
    own, convention, gathered = named(Hyper), field(Hyper, "bias_correction", NO_CORRECTION), gather(len(Hyper._fields))
    follows_smoothness = "smoothness" in parse(rule).reads("context")

    @inlined
    def of_column(values, tape, i):  # type: ignore[no-untyped-def]
        return own(gathered(values, i))

    @inlined
    def starts(hyper):  # type: ignore[no-untyped-def]
        return convention(hyper) == GRADIENT_INIT

    @inlined
    def follows(hyper):  # type: ignore[no-untyped-def]
        return follows_smoothness

    return of_column, starts, follows


def pair(rule: Any, Hyper: Any, state_variables: tuple[str, ...], layout: Layout) -> Pair:
    """What the loop that steps one start asks of a rule that is compiled. The state variables of x and of y are
    tuples."""
    size = len(state_variables)
    step, own, at_start, _, _, beta1, beta2, _, _ = of(rule, Hyper, state_variables)
    unpack, pack = unpacked(layout, size), packed(layout, size)
    moment1, moment2 = variable(state_variables, "m"), variable(state_variables, "v")

    @inlined
    def hyper(values, tape):  # type: ignore[no-untyped-def]
        return own(values)

    @inlined
    def unpacked_(v, values, tape):  # type: ignore[no-untyped-def]
        return unpack(v)

    @inlined
    def packed_(v, x, y, power1, power2, smoothness, x0, y0, gx0, gy0, sx, sy, tape):  # type: ignore[no-untyped-def]
        pack(v, x, y, power1, power2, smoothness, x0, y0, gx0, gy0, sx, sy)

    @inlined
    def start_(gx, gy, sx, sy, hyper):  # type: ignore[no-untyped-def]
        return at_start(gx), at_start(gy)

    @inlined
    def both(gx, gy, x, y, sx, sy, t, lr, corrected, largest, signed, smoothness, hyper):  # type: ignore[no-untyped-def]
        dx, rx, sx = step(gx, sx, context(t, lr, x, corrected, largest, signed, smoothness), hyper)
        dy, ry, sy = step(gy, sy, context(t, lr, y, corrected, largest, signed, smoothness), hyper)
        return dx, dy, rx, ry, sx, sy

    @inlined
    def moments(sx, sy, hyper):  # type: ignore[no-untyped-def]
        return moment1(sx), moment1(sy), moment2(sx), moment2(sy)

    _, starts, follows = columns(rule, Hyper, state_variables)
    return Pair(hyper, unpacked_, packed_, starts, start_, both, moments, beta1, beta2, follows)


class Pieces(NamedTuple):
    """What every loop needs of one optimizer.

    step: the rule. hyper: plain tuple of numbers -> Hyper. at_start: g -> state variables under gradient-init. load,
    store: state variables of one start in a batch. beta1, beta2, convention: of the hyperparameters.
    """

    step: Any
    hyper: Any
    at_start: Any
    load: Any
    store: Any
    beta1: Any
    beta2: Any
    convention: Any
    follows_smoothness: bool


def of(rule: Any, Hyper: Any, state_variables: tuple[str, ...]) -> Pieces:
    size = len(state_variables)
    return Pieces(
        step=compiled(rule),
        hyper=named(Hyper),
        at_start=start(state_variables),
        load=gather(size),
        store=scatter(size),
        beta1=field(Hyper, "beta1", 0.0),
        beta2=field(Hyper, "beta2", 0.0),
        convention=field(Hyper, "bias_correction", NO_CORRECTION),
        follows_smoothness="smoothness" in parse(rule).reads("context"),
    )


def gather(size: int) -> Any:
    """(array, place in the batch) -> the tuple of state variables there."""
    return written_out(f"def gather(a, i):\n    return ({''.join(f'a[{k}, i],' for k in range(size))})", "gather")


def scatter(size: int) -> Any:
    stores = "".join(f"    a[{k}, i] = s[{k}]\n" for k in range(size)) or "    pass\n"
    return written_out(f"def scatter(a, i, s):\n{stores}", "scatter")


def unpacked(at: Layout, size: int) -> Any:
    """state vector -> x, y, power1, power2, smoothness, last x and y, last gradient (two), then the state variables of
    x and of y as tuples."""
    both = [at.position, at.last_position, at.last_gradient]
    (x, y), last, gradient = ((f"v[{k}]", f"v[{k + 1}]") for k in both)
    memory = ", ".join((f"v[{at.power1}]", f"v[{at.power2}]", f"v[{at.smoothness}]", *last, *gradient))
    own = ("".join(f"v[{at.variables + c * size + k}]," for k in range(size)) for c in (0, 1))
    return written_out(f"def unpacked(v):\n    return {x}, {y}, {memory}, ({'), ('.join(own)})", "unpacked")


def packed(at: Layout, size: int) -> Any:
    """The reverse: writes them into the vector."""
    places = {"x": at.position, "y": at.position + 1, "power1": at.power1, "power2": at.power2}
    places |= {"smoothness": at.smoothness, "x0": at.last_position, "y0": at.last_position + 1}
    places |= {"gx0": at.last_gradient, "gy0": at.last_gradient + 1}
    places |= {f"{s}[{k}]": at.variables + c * size + k for c, s in enumerate(("sx", "sy")) for k in range(size)}
    stores = "".join(f"    v[{place}] = {what}\n" for what, place in places.items())
    return written_out(
        f"def packed(v, x, y, power1, power2, smoothness, x0, y0, gx0, gy0, sx, sy):\n{stores}", "packed"
    )


def start(state_variables: tuple[str, ...]) -> Any:
    """g -> the state under gradient-init: m = g, v = g^2, all else 0. Its `py_func` does the same on arrays."""
    first = {"m": "g,", "v": "g * g,"}
    return written_out(
        f"def start(g):\n    return ({''.join(first.get(s, '0 * g,') for s in state_variables)})", "start"
    )


def begun(optimizer: Optimizer, ops: ModuleType) -> Callable[[Any], tuple[Any, ...]] | None:
    """g -> the states before the first update, on arrays; None where all are 0."""
    if not isinstance(optimizer.rule, TypedRule):
        return start(optimizer.state_variables).py_func if optimizer.convention == GRADIENT_INIT else None
    if optimizer.rule.start is None:
        return None
    asked = walked(optimizer.rule.start, ops)
    return lambda g: tuple(ops.where(g == g, part, part) for part in asked(g))  # a number becomes an array


def named(Hyper: Any) -> Any:
    """The plain tuple of hyperparameters -> Hyper. Kernels take the plain one: Numba's dispatch mixes up NamedTuples of
    one length."""
    values = ", ".join(f"h[{k}]" for k in range(len(Hyper._fields)))
    return written_out(f"def named(h):\n    return Hyper({values})", "named", {"Hyper": Hyper})


def field(Hyper: Any, name: str, default: float) -> Any:
    value = f"h[{Hyper._fields.index(name)}]" if name in Hyper._fields else repr(default)
    return written_out(f"def field(h):\n    return {value}", "field")


def variable(state_variables: tuple[str, ...], name: str) -> Any:
    value = f"s[{state_variables.index(name)}]" if name in state_variables else "nan"
    return written_out(f"def variable(s):\n    return {value}", "variable", {"nan": np.nan})
