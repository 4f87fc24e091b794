"""The pieces that the time loops are put together from: small Numba functions, some written out for one optimizer's
state and hyperparameters, the others the definitions of `dynamics.stepping`, compiled."""

import inspect
from typing import Any, NamedTuple

import numpy as np

from dynamics import stepping
from dynamics.hyperparameters import NO_CORRECTION
from dynamics.optimizer import StepContext
from dynamics.state import Layout
from engines.compiled import fingerprint, stable, written_out

first_power = stable(stepping.first_power)
decayed = stable(stepping.decayed)
corrections = stable(stepping.corrections)
steeper = stable(stepping.steeper)
length = stable(stepping.length)
within = stable(stepping.within)
context = stable(stepping.context, fingerprint(f"{inspect.getsource(stepping.context)} {StepContext._fields}"))

# Kernels close over these, and call no compiled function that is a global: the disk cache would not see it change.
SHARED = (context, corrections, decayed, steeper, length)


def built(function: Any, *parts: Any) -> Any:
    """`stable` for a function that calls others: its identity holds their sources as well."""
    return stable(function, fingerprint("".join(inspect.getsource(part) for part in (function, *parts))))


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
        step=stable(rule),
        hyper=named(Hyper),
        at_start=start(state_variables),
        load=gather(size),
        store=scatter(size),
        beta1=field(Hyper, "beta1", 0.0),
        beta2=field(Hyper, "beta2", 0.0),
        convention=field(Hyper, "bias_correction", NO_CORRECTION),
        follows_smoothness=reads(rule, "smoothness"),
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


def named(Hyper: Any) -> Any:
    """The plain tuple of hyperparameters -> Hyper. Kernels take the plain one: Numba's dispatch mixes up NamedTuples of
    one length."""
    values = ", ".join(f"h[{k}]" for k in range(len(Hyper._fields)))
    of = f"{Hyper.__module__}.{Hyper.__qualname__} {Hyper._fields}"
    return written_out(f"def named(h):  # {of}\n    return Hyper({values})", "named", {"Hyper": Hyper})


def field(Hyper: Any, name: str, default: float) -> Any:
    value = f"h[{Hyper._fields.index(name)}]" if name in Hyper._fields else repr(default)
    return written_out(f"def field(h):\n    return {value}", "field")


def variable(state_variables: tuple[str, ...], name: str) -> Any:
    value = f"s[{state_variables.index(name)}]" if name in state_variables else "nan"
    return written_out(f"def variable(s):\n    return {value}", "variable", {"nan": np.nan})


def reads(rule: Any, name: str) -> bool:
    """Whether a rule reads this of the context: what needs a state of its own is kept up only for rules that do."""
    return name in rule.__code__.co_names
