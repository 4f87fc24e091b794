"""A registry is a folder: every module in it that defines the given name is one entry, in the order of `order`, then of
names."""

from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import Any


def collect(package: ModuleType, attribute: str) -> dict[str, Any]:
    """name -> record, for each module of the package; the record names itself."""
    records = [
        getattr(import_module(f"{package.__name__}.{m.name}"), attribute) for m in iter_modules(package.__path__)
    ]
    return {record.name: record for record in sorted(records, key=lambda record: (record.order, record.name))}
