"""A description that a page holds for its session, and widgets that show it and change it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Generic, TypeVar

import streamlit as st

T = TypeVar("T")


class Held(Generic[T]):
    """value: a frozen dataclass that raises ValueError with a sentence for what cannot be; notice: that sentence, for
    one run."""

    def __init__(self, name: str, value: T) -> None:
        self.name = name
        self.value = value
        self.notice = ""

    def take(self, value: T) -> None:
        self.value, self.notice = value, ""

    def change(self, **new: Any) -> None:
        """Change fields; what cannot be is said, and nothing changes."""
        try:
            self.take(replace(self.value, **new))  # type: ignore[type-var]
        except ValueError as error:
            self.notice = str(error)

    def bound(self, field: str, read: Callable[[Any], Any] = lambda value: value) -> dict[str, Any]:
        """A widget's key and callback. An emptied field gets its value back. `read`: from what the widget gives to what
        the field holds."""
        key, value = f"{self.name}_{field}", getattr(self.value, field)
        st.session_state[key] = list(value) if isinstance(value, tuple) else value

        def changed() -> None:
            if st.session_state[key] is not None:
                self.change(**{field: read(st.session_state[key])})

        return {"key": key, "on_change": changed}


def held(name: str, first: T) -> Held[T]:
    """This session's description of that name; `first` to begin with."""
    if f"held_{name}" not in st.session_state:
        st.session_state[f"held_{name}"] = Held(name, first)
    known: Held[T] = st.session_state[f"held_{name}"]
    return known
