"""The address of a page: its state as query parameters, followed when it opens and by back and forward, written when
the state changes. Parameters that are not ours stay in it."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Protocol
from urllib.parse import urlencode

import streamlit as st
from pydantic import BaseModel
from streamlit.runtime.scriptrunner import get_script_run_ctx

from scenarios.links import foreign
from scenarios.page_links import elsewhere

SCRIPT = """
export default function ({ data }) {
  const timer = setInterval(() => {
    if (!location.pathname.endsWith(`/${data.page}`)) return;  // the page before
    clearInterval(timer);
    const others = location.search.slice(1).split("&").filter(Boolean);
    const query = [...new Set([...others, ...data.query.split("&")])].join("&");
    history.replaceState(history.state, "", `${location.pathname}?${query}`);
  }, 50);
  return () => clearInterval(timer);
}
"""


class Addressed(Protocol):
    """A page's state. `settled`: the parameters that the address holds; None before it was read."""

    settled: dict[str, str] | None

    @property
    def model(self) -> type[BaseModel]:
        """What the address can say."""

    @property
    def link(self) -> dict[str, str]:
        """The parameters that open this state."""

    def follow(self, query: Mapping[str, str]) -> None:
        """Open what the address says."""


def by_history() -> bool:
    """Whether the reader came by the browser's back or forward."""
    context = get_script_run_ctx()
    return context is not None and context.is_history_navigation


def returned() -> bool:
    """Whether the reader comes from another page."""
    return bool(st.session_state.get("returned", False))


def follow_address(state: Addressed) -> None:
    """Open what the address says, if it is new to the state. An address that says nothing leaves the state as it is:
    Streamlit clears it on the way from page to page, and the state may hold what another page put there. Only back and
    forward mean a bare address. A link that had to be repaired stays as it is until something changes: written anew, it
    would be a step that the browser's back could never pass."""
    query, first = st.query_params.to_dict(), state.settled is None
    says = len(foreign(state.model, query, elsewhere(state.model))) < len(query)
    if by_history() or (says and (first or returned())):
        state.follow(query)
        state.settled = state.link
    elif returned():
        state.settled = state.link
    elif first:
        state.settled = {}


def complete_address(state: Addressed) -> None:
    """Put the state of a page that the reader comes back to into its entry of the browser's history. Streamlit, told to
    write it, would first write it behind the page before."""
    if returned() and state.link:
        page = str(st.session_state.page).lower()
        with st.container(key="completed_address"):
            _component()(data={"page": page, "query": urlencode(state.link)}, key="address")


@lru_cache(maxsize=1)
def _component() -> Any:
    return st.components.v2.component("address", js=SCRIPT)


def write_address(state: Addressed) -> None:
    """Say in the address what has changed since it was read: the browser's back must not be answered by a step
    forward."""
    if state.link == state.settled:
        return
    state.settled = state.link
    kept = {
        name: st.query_params.get_all(name) for name in foreign(state.model, st.query_params, elsewhere(state.model))
    }
    if {name: value for name, value in st.query_params.items() if name not in kept} != state.link:
        st.query_params.from_dict({**kept, **state.link})
