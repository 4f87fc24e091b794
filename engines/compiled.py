"""Numba: the settings every kernel shares, and the identities that let the disk cache hit.

Strict IEEE float64 (no fastmath), so that a permalink gives the same picture everywhere. Every kernel releases the GIL,
and none uses `parallel=True`: under Streamlit's threads Numba's workqueue layer aborts the whole process.
"""

import hashlib
import inspect
from collections.abc import Callable, Mapping
from types import FunctionType
from typing import Any

from numba import f8, njit, types
from numba.core.registry import cpu_target

JIT: dict[str, Any] = {"nogil": True, "error_model": "numpy"}
CACHED: dict[str, Any] = {"cache": True, **JIT}

VECTOR = types.Array(f8, 1, "C")
MATRIX = types.Array(f8, 2, "C")
CUBE = types.Array(f8, 3, "C")
COUNTS = types.Array(types.i8, 1, "C")
PAIR = types.UniTuple(f8, 2)

# Numba fills its registries on first use (a fifth of a second): at import, so that nobody's first run waits for it.
cpu_target.typing_context.refresh()
cpu_target.target_context.refresh()


def stable(function: Callable[..., Any], identity: str = "") -> Any:
    """A Numba function whose identity is its source.

    Numba gives each dispatcher a random identity, so a kernel that closes over one never hits the disk cache; and
    `cache=True` does not notice edits in what a kernel calls. An identity made from the source does both.
    """
    identity = identity or fingerprint(function.__qualname__ + inspect.getsource(function))
    compiled = njit(**JIT)(_marked(function, identity))
    compiled._set_uuid(identity)
    return compiled


def cached(signature: Any) -> Callable[[Callable[..., Any]], Any]:
    """Decorator for a kernel that is kept on disk, under a name made from what it closes over.

    The name matters: Numba names machine code by qualified name and a count that starts anew in every process, so two
    closures of one function that different processes put on disk can bear one name, and whoever loads both runs the
    first for either.
    """

    def decorate(function: Callable[..., Any]) -> Any:
        inner = [cell.cell_contents for cell in getattr(function, "__closure__", None) or ()]
        mark = fingerprint(
            " ".join(thing.py_func.__qualname__ if hasattr(thing, "py_func") else repr(thing) for thing in inner)
        )
        return njit(signature, **CACHED)(_marked(function, mark))

    return decorate


def _marked(function: Any, mark: str) -> FunctionType:
    """A copy of the function under a name of its own."""
    copy = FunctionType(
        function.__code__, function.__globals__, function.__name__, function.__defaults__, function.__closure__
    )
    copy.__qualname__, copy.__module__ = f"{function.__qualname__}_{mark[:16]}", function.__module__
    return copy


def written_out(text: str, name: str, scope: Mapping[str, Any] | None = None) -> Any:
    """A Numba function from generated text.

    For the loads and stores of K state variables, written out one by one: in this form LLVM vectorises the loop over
    the batch (1.3 ns a step); with `to_fixed_tuple` on a slice it does not (12 ns). A function without a module would
    be looked for in every loaded one, at each look into the disk cache: 30 ms a kernel.
    """
    names: dict[str, Any] = {"__name__": __name__, **(scope or {})}
    exec(text, names)
    return stable(names[name], fingerprint(text))


def fingerprint(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
