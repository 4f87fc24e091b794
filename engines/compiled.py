"""Numba: formulas and kernels as machine code, kept on disk under an identity that holds all they depend on.

Strict IEEE float64 (no fastmath), so that a permalink gives the same picture everywhere. Every kernel releases the GIL,
and none uses `parallel=True`: under Streamlit's threads Numba's workqueue layer aborts the whole process.
"""

import sys
import time
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from types import FunctionType
from typing import Any

from numba import f8, njit, types
from numba.core.caching import FunctionCache, IndexDataCacheFile
from numba.core.registry import cpu_target

from engines import exact
from engines.branches import branched
from engines.fingerprint import fingerprint
from engines.formula import Formula
from engines.parsing import parse
from engines.rewriting import expanded

UNUSED = 30 * 86_400  # seconds
JIT: dict[str, Any] = {"nogil": True, "error_model": "numpy"}

VECTOR = types.Array(f8, 1, "C")
MATRIX = types.Array(f8, 2, "C")
CUBE = types.Array(f8, 3, "C")
COUNTS = types.Array(types.i8, 1, "C")
PAIR = types.UniTuple(f8, 2)

# Numba fills its registries on first use (a fifth of a second): at import, so that nobody's first run waits for it.
cpu_target.typing_context.refresh()
cpu_target.target_context.refresh()


def inlined(function: Callable[..., Any]) -> Any:
    """A small function that kernels call, as a decorator. Not kept on disk itself: it becomes part of each kernel."""
    return njit(**JIT, forceinline=True)(_marked(function, fingerprint(function)))


@cache
def compiled(formula: Callable[..., Any] | Formula) -> Any:
    """A rule or a surface's function for kernels to call, from its tree."""
    if not isinstance(formula, Formula | FunctionType):
        raise TypeError(f"Nothing is compiled for {formula!r}.")
    tree = parse(formula)
    return written_out(branched(expanded(tree)), tree.short, {"ops": exact})


def written_out(lines: str, name: str, scope: Mapping[str, Any] | None = None) -> Any:
    """A Numba function from generated text.

    For formulas, and for the loads and stores of state variables one by one: in this form LLVM vectorises the loop over
    the batch (1.3 ns a step); with `to_fixed_tuple` on a slice it does not (12 ns). A function without a module would
    be looked for in every loaded one, at each look into the disk cache: 30 ms a kernel.
    """
    names: dict[str, Any] = {"__name__": __name__, **(scope or {})}
    exec(lines, names)
    return inlined(names[name])


def cached(
    signature: Any, of: Callable[..., Any] | Formula | None = None, kind: str = ""
) -> Callable[[Callable[..., Any]], Any]:
    """Decorator for a kernel that is compiled for one signature and kept on disk. `of`, `kind`: what sets it apart
    from other kernels of its name: on disk, a kernel that has changed takes the place of the one before."""

    def decorate(function: Callable[..., Any]) -> Any:
        mark = fingerprint(function, str(signature))
        kernel = njit(**JIT)(_marked(function, mark))
        name = ".".join(part for part in (function.__name__, kind, parse(of).name if of else "") if part)
        kernel._cache = _DiskCache(kernel.py_func, name, mark)
        kernel.compile(signature)
        kernel.disable_compile()
        return kernel

    return decorate


class _DiskCache(FunctionCache):  # type: ignore[misc]
    """Numba's own, but keyed by the mark alone. Numba's key holds what a kernel closes over, pickled, which differs
    once an inner kernel was used: such a kernel was compiled anew at every start."""

    def __init__(self, function: FunctionType, kernel: str, mark: str) -> None:
        super().__init__(function)  # type: ignore[no-untyped-call]
        self._kernel = f"{kernel}.py{sys.version_info[0]}{sys.version_info[1]}"
        self._base = f"{self._kernel}-{mark[:16]}"
        self._cache_file = IndexDataCacheFile(self._cache_path, self._base, mark)

    def _index_key(self, sig: Any, codegen: Any) -> Any:
        return sig, codegen.magic_tuple()

    def load_overload(self, sig: Any, target_context: Any) -> Any:
        found = super().load_overload(sig, target_context)  # type: ignore[no-untyped-call]
        if found is not None:
            for file in Path(self._cache_path).glob(f"{self._base}.*"):
                file.touch()
        return found

    def save_overload(self, sig: Any, data: Any) -> None:
        super().save_overload(sig, data)  # type: ignore[no-untyped-call]
        for old in Path(self._cache_path).glob(f"{self._kernel}-*.nb[ic]"):
            if not old.name.startswith(self._base):
                old.unlink(missing_ok=True)  # whoever is about to read it finds nothing, and compiles
        _sweep(self._cache_path)


@cache
def _sweep(folder: str) -> None:
    """Machine code that nobody has asked for in a month: of kernels that are no more. Once a process."""
    for file in Path(folder).glob("*.nb[ic]"):
        if time.time() - file.stat().st_mtime > UNUSED:
            file.unlink(missing_ok=True)


def _marked(function: Any, mark: str) -> FunctionType:
    """A copy of the function under a name of its own. Numba names machine code by qualified name and a count that
    starts anew in every process: two functions that different processes put on disk under one name would be run for
    each other."""
    copy = FunctionType(
        function.__code__, function.__globals__, function.__name__, function.__defaults__, function.__closure__
    )
    copy.__qualname__ = f"{function.__qualname__}_{mark[:16]}"
    copy.__module__ = function.__module__
    return copy
