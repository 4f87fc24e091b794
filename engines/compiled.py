"""Numba: the settings every kernel shares, and the identities that let the disk cache hit.

Strict IEEE float64 (no fastmath), so that a permalink gives the same picture everywhere. Every kernel releases the GIL, and
none uses `parallel=True`: under Streamlit's threads Numba's workqueue layer aborts the whole process.
"""

import hashlib
import inspect
from collections.abc import Callable, Mapping
from typing import Any

from numba import f8, njit, types

JIT: dict[str, Any] = dict(nogil=True, error_model="numpy")
CACHED: dict[str, Any] = dict(cache=True, **JIT)

VECTOR, MATRIX = types.Array(f8, 1, "C"), types.Array(f8, 2, "C")
COUNTS = types.Array(types.i8, 1, "C")
PAIR = types.UniTuple(f8, 2)


def stable(function: Callable[..., Any], identity: str = "") -> Any:
    """A Numba function whose identity is its source.

    Numba gives each dispatcher a random identity, so a kernel that closes over one never hits the disk cache; and
    `cache=True` does not notice edits in what a kernel calls. An identity made from the source does both.
    """
    compiled = njit(**JIT)(function)
    compiled._set_uuid(identity or function.__qualname__ + fingerprint(inspect.getsource(function)))
    return compiled


def written_out(text: str, name: str, scope: Mapping[str, Any] | None = None) -> Any:
    """A Numba function from generated text.

    For the loads and stores of K state slots, written out one by one: in this form LLVM vectorises the loop over lanes (1.3 ns
    a step); with `to_fixed_tuple` on a slice it does not (12 ns).
    """
    names: dict[str, Any] = dict(scope or {})
    exec(text, names)
    return stable(names[name], fingerprint(text))


def fingerprint(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
