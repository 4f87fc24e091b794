"""What a page shows in this session: a model of its settings, widgets that show and change it, and its address."""

from collections.abc import Callable, Mapping
from typing import Any, Generic, TypeVar

import streamlit as st
from pydantic import BaseModel, ValidationError

from player.address import complete_address, follow_address
from player.showing import showing
from scenarios.faults import sentence
from scenarios.links import link, read
from scenarios.page_links import elsewhere

M = TypeVar("M", bound=BaseModel)


class PageState(Generic[M]):
    """value: the settings, a frozen model; notices: what to tell the reader, until the next change; name: the page's,
    with which the keys of its widgets begin."""

    def __init__(self, name: str, value: M) -> None:
        self.name = name
        self.value = value
        self.notices: list[str] = []
        self.settled: dict[str, str] | None = None

    @property
    def model(self) -> type[M]:
        return type(self.value)

    @property
    def link(self) -> dict[str, str]:
        return link(self.value)

    def follow(self, query: Mapping[str, str]) -> None:
        self.value, self.notices = read(self.model, query, elsewhere(self.model))

    def take(self, value: M) -> None:
        self.value, self.notices = value, []

    def change(self, changes: Mapping[str, Any]) -> None:
        """Change settings by name, `paths.steps` within a part; what cannot be is told, and nothing changes."""
        new = self.value.model_dump()
        for name, value in changes.items():
            part, _, within = name.rpartition(".")
            (new[part] if part else new)[within] = value
        try:
            self.take(self.model.model_validate(new))
        except ValidationError as error:
            self.notices = [sentence(self.model, error)]

    def bound(
        self,
        name: str,
        read: Callable[[Any], Any] = lambda value: value,
        shown: Any = None,
        take: Callable[[Any], object] | None = None,
    ) -> dict[str, Any]:
        """A widget's key and callback. `read`: from what the widget gives to what the setting holds; `shown`: what it
        shows where the setting is None; `take`: what becomes of it, where that is more than this setting."""
        value = self.value
        for step in name.split("."):
            value = getattr(value, step)
        seen = list(value) if isinstance(value, tuple) else shown if value is None else value
        take = take or (lambda given: self.change({name: read(given)}))
        return showing(f"{self.name}_{name.replace('.', '_')}", seen, take)


def page_state(name: str, model: type[M]) -> PageState[M]:
    """This session's state of that page, once it has followed the address."""
    key = f"{name}_state"
    if key not in st.session_state:
        st.session_state[key] = PageState(name, model())
    state: PageState[M] = st.session_state[key]
    follow_address(state)
    complete_address(state)
    return state
