"""A named tuple whose names a text gave: the standard library's makes its class by running text."""

from operator import itemgetter
from typing import Any, ClassVar, Self


class Numbers(tuple[float, ...]):
    """As a NamedTuple with defaults: `Hyper()`, `Hyper(*numbers)`, `.lr`, `_fields`, `_asdict`, `_replace`."""

    __slots__ = ()
    _fields: ClassVar[tuple[str, ...]] = ()
    _field_defaults: ClassVar[dict[str, float]] = {}

    def __new__(cls, *values: float) -> Self:
        values = values or tuple(cls._field_defaults.values())
        if len(values) != len(cls._fields):
            raise TypeError(f"there are {len(cls._fields)} numbers; got {len(values)}")
        return super().__new__(cls, values)

    def _asdict(self) -> dict[str, float]:
        return dict(zip(self._fields, self, strict=True))

    def _replace(self, **changed: Any) -> Self:
        return type(self)(*(self._asdict() | changed).values())

    def __repr__(self) -> str:
        return f"Hyper({', '.join(f'{name}={value!r}' for name, value in self._asdict().items())})"


def numbers_of(defaults: dict[str, float]) -> type[Numbers]:
    """The class with these names."""
    parts = {name: property(itemgetter(place)) for place, name in enumerate(defaults)}
    return type(
        "Hyper", (Numbers,), {"__slots__": (), "_fields": tuple(defaults), "_field_defaults": defaults, **parts}
    )
