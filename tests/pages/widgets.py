"""Widgets of a page under test by their names: a key may have a turn behind it (player/showing.py)."""

import re
from collections.abc import Iterable
from typing import Any


def widget(of_a_kind: Iterable[Any], name: str) -> Any:
    """The one of that name among those of a kind, as `page.number_input` gives them."""
    (found,) = (each for each in of_a_kind if re.fullmatch(rf"{re.escape(name)}(-\d+)?", each.key or ""))
    return found
