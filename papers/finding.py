"""Every item, from the modules of the papers' folders, in the order of the contents."""

import pkgutil
from functools import lru_cache
from importlib import import_module

import papers
from papers.contents import LABELS
from papers.record import Item


@lru_cache(maxsize=1)
def items() -> dict[str, Item]:
    """Its name, such as 000 figure 1, to the item. Raises ValueError for one that the contents do not list once."""
    found: dict[str, Item] = {}
    for module in pkgutil.walk_packages(papers.__path__, "papers."):
        if not module.ispkg and module.name.count(".") == 2:
            for item in getattr(import_module(module.name), "ITEMS", ()):
                if item.name in found or item.name not in LABELS:
                    raise ValueError(f"{item.name} stands twice, or not in papers/contents.py.")
                found[item.name] = item
    return {name: found[name] for name in LABELS if name in found}
