"""A registry is a folder: every module in it that defines the given name is one entry, in the order of `order`, then of
names."""

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


def collect(package: ModuleType, attribute: str) -> Registry[Any]:
    """name -> record, for each module of the package; the record names itself."""
    records = [
        getattr(import_module(f"{package.__name__}.{m.name}"), attribute) for m in iter_modules(package.__path__)
    ]
    return Registry({record.name: record for record in sorted(records, key=lambda record: (record.order, record.name))})
