"""A registry is a folder: every module in it that defines the given name is one entry, in the order of `order`, then of
names."""

from collections.abc import Callable
from difflib import get_close_matches
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import Any, TypeVar

T = TypeVar("T")


class Registry(dict[str, T]):
    """name -> record. An unknown name raises KeyError with the nearest that there is."""

    def __missing__(self, name: str) -> T:
        raise KeyError(self.unknown(name))

    def unknown(self, name: object) -> str:
        """The sentence for a name that is not there."""
        near = get_close_matches(str(name), self, 1)
        instead = f"Did you mean {near[0]!r}?" if near else f"There are {', '.join(self)}."
        return f"There is no {name!r}. {instead}"


class Gallery(Registry[T]):
    """The registered records, and those that others keep: found by name, but not listed. A name that is not among the
    registered is looked for in `sources`, each a function from a name to its record or None."""

    def __init__(self, registered: dict[str, T]) -> None:
        super().__init__(registered)
        self.sources: list[Callable[[str], T | None]] = []

    def __contains__(self, name: object) -> bool:
        return super().__contains__(name) or (isinstance(name, str) and self._found(name) is not None)

    def __missing__(self, name: str) -> T:
        found = self._found(name)
        if found is None:
            raise KeyError(self.unknown(name))
        return found

    def keeper(self, name: str) -> str | None:
        """The module to import so that `name` is found; None for what is registered, or unknown."""
        if super().__contains__(name):
            return None
        return next((source.__module__ for source in self.sources if source(name) is not None), None)

    def _found(self, name: str) -> T | None:
        return next((record for source in self.sources if (record := source(name)) is not None), None)


def collect(package: ModuleType, attribute: str) -> Registry[Any]:
    """name -> record, for each module of the package; the record names itself."""
    records = [
        getattr(import_module(f"{package.__name__}.{m.name}"), attribute) for m in iter_modules(package.__path__)
    ]
    return Registry({record.name: record for record in sorted(records, key=lambda record: (record.order, record.name))})
