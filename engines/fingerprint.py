"""What a compiled function depends on, as one hash: its own code, and everything that code names, to the bottom.

Numba's cache looks at one file's date. That misses an edit in a helper of another file and in the fields of a tuple
that the kernel unpacks, so a pull could silently run the machine code of yesterday.
"""

import hashlib
from collections.abc import Iterator
from types import CodeType, FunctionType, ModuleType
from typing import Any


def fingerprint(*things: Any) -> str:
    """Of functions (plain or Numba's), classes of named tuples, numbers, texts and tuples of them."""
    seen: set[int] = set()
    return hashlib.sha256("\n".join(part for thing in things for part in _parts(thing, seen)).encode()).hexdigest()


def _parts(thing: Any, seen: set[int]) -> Iterator[str]:
    thing = getattr(thing, "py_func", thing)  # Numba's functions hold the plain one
    if isinstance(thing, FunctionType) and "site-packages" not in thing.__code__.co_filename:
        if id(thing) not in seen:
            seen.add(id(thing))
            yield from _code(thing.__code__)
            for name, value in _named(thing):
                yield f"{name}:"
                yield from _parts(value, seen)
    elif isinstance(thing, tuple | list):
        for part in thing:
            yield from _parts(part, seen)
    elif hasattr(thing, "__name__"):  # a class, a function of NumPy's, a module: their repr may hold an address
        yield f"{getattr(thing, '__module__', '')}.{thing.__name__} {getattr(thing, '_fields', '')}"
    else:
        yield repr(thing)  # a number, a text, a type of Numba's


def _code(code: CodeType) -> Iterator[str]:
    """What runs, without line numbers: a comment or a moved line changes nothing."""
    yield f"{code.co_name} {code.co_varnames} {code.co_names} {code.co_freevars} {code.co_code.hex()}"
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _code(constant)
        else:  # the order of a set changes from process to process
            yield repr(sorted(constant, key=repr) if isinstance(constant, frozenset) else constant)


def _named(function: FunctionType) -> Iterator[tuple[str, Any]]:
    """What the code names: globals, parts of modules (`ops.where`), and what it closes over."""
    names = list(_names(function.__code__))
    for name in names:
        value = function.__globals__.get(name, names)
        if isinstance(value, ModuleType):
            yield from ((f"{name}.{part}", getattr(value, part)) for part in names if part in vars(value))
        elif value is not names:
            yield name, value
    for name, cell in zip(function.__code__.co_freevars, function.__closure__ or (), strict=True):
        yield name, cell.cell_contents


def _names(code: CodeType) -> Iterator[str]:
    yield from code.co_names
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _names(constant)
