"""The pieces that the time loops are put together from: small Numba functions written out for one optimizer's state and
hyperparameters."""

from typing import Any

import numpy as np

from engines.compiled import inlined, written_out


def gather(size: int) -> Any:
    """(array, place in the batch) -> the tuple of state variables there."""
    return written_out(f"def gather(a, i):\n    return ({''.join(f'a[{k}, i],' for k in range(size))})", "gather")


def scatter(size: int) -> Any:
    stores = "".join(f"    a[{k}, i] = s[{k}]\n" for k in range(size)) or "    pass\n"
    return written_out(f"def scatter(a, i, s):\n{stores}", "scatter")


def row_loads(size: int) -> Any:
    """(vector, offset) -> the tuple of state variables from there on."""
    return written_out(
        f"def row_loads(a, o):\n    return ({''.join(f'a[o + {k}],' for k in range(size))})", "row_loads"
    )


def row_stores(size: int) -> Any:
    stores = "".join(f"    a[o + {k}] = s[{k}]\n" for k in range(size)) or "    pass\n"
    return written_out(f"def row_stores(a, o, s):\n{stores}", "row_stores")


def start(state_variables: tuple[str, ...]) -> Any:
    """g -> the state under gradient-init: m = g, v = g^2, all else 0."""
    first = {"m": "g,", "v": "g * g,"}
    return written_out(
        f"def start(g):\n    return ({''.join(first.get(s, '0 * g,') for s in state_variables)})", "start"
    )


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


@inlined
def decayed(power, beta):  # type: ignore[no-untyped-def]
    """beta^(t + 1) from beta^t; 0 once 1 - beta^t is 1 exactly: denormal numbers, where it would end up, cost 150
    cycles a step."""
    return power * beta if power > 1e-30 else 0.0
