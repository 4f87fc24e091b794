"""The figure inside Streamlit: a component whose script is imported from static/. The scenario goes to it as JSON; what
the reader did comes back as events."""

from collections.abc import Callable
from functools import lru_cache
from secrets import token_hex
from typing import Any

import streamlit as st

from browser.served import ENTRIES, built
from player.qr import qr_code

# All messages wait for one import: of two the later one may end first, and the older message then stood for the newest.
ENTRY = """
const FILE = "%s", NAME = "%s", AWAITED = "%s";
let loading = null;
export default async function (component) {
  const root = component.parentElement, told = document.createElement("p");
  if (AWAITED && !root.textContent.trim()) {
    told.setAttribute("role", "status");
    told.textContent = AWAITED;
    told.style.position = "absolute"; // what comes is not moved when it goes
    root.append(told);
  }
  try {
    const module = await (loading ??= import(new URL(`./app/static/${FILE}`, document.baseURI)));
    const shown = await module[NAME](component);
    told.remove();
    return shown;
  } catch (error) {
    loading = null;
    told.textContent = "This could not be loaded. Reload the page.";
    throw error;
  }
}
"""

AWAITED = {"explorer": "The figure is on its way."}  # in its place, until it is there


@lru_cache
def _component(name: str, module: str) -> Any:
    function = ENTRIES[module]
    return st.components.v2.component(name, js=ENTRY % (script_address(module), function, AWAITED.get(function, "")))


def script_address(module: str) -> str:
    """Where a browser finds one of browser.served.ENTRIES, below static/."""
    return built()[0] or module


def player(data: dict[str, Any], key: str, hear: Callable[[dict[str, Any]], None]) -> None:
    """Show `data`, a message of the page's state, to which come `session`, by which the browser knows whether this is
    the server that it spoke to before, and `version`, of its script. `hear` is called with what the reader did: {n,
    kind, why, value}, where n counts the events."""

    def take(happened: dict[str, Any]) -> None:
        if happened.get("kind") == "qr":
            st.session_state[_held(key, "qr")] = qr_code(str(happened.get("value")))
        elif happened.get("kind") == "rule":
            from player.rule_file import rule_file  # loads Numba, and the first picture does not wait for it

            st.session_state[_held(key, "file")] = rule_file(happened.get("value"))
        else:
            hear(happened)

    more = {
        "session": st.session_state.setdefault("figure_session", token_hex(8)),
        "qr": st.session_state.pop(_held(key, "qr"), None),
        "file": st.session_state.pop(_held(key, "file"), None),
    }
    mount(("descent_player", "main.js"), {**data, **more}, key, take)


def mount(of: tuple[str, str], data: dict[str, Any], key: str, take: Callable[[dict[str, Any]], None]) -> None:
    """A component, (its name, one of browser.served.ENTRIES). `take` is called with each event {n, ...} that it
    triggers; with one of which a run was broken off, again."""

    def taken(happened: dict[str, Any]) -> None:
        take(happened)
        st.session_state[_held(key, "taken")] = happened.get("n")  # after it: another run may break off this one

    def heard() -> None:
        if happened := _latest(st.session_state.get(key)):
            taken(happened)

    result = _component(*of)(data={**data, "version": built()[1]}, key=key, on_event_change=heard)
    # No callback has run for an event that begins a session, after the server was started anew or had forgotten the one
    # before: Streamlit did not know the component yet.
    happened = _latest(result)
    if happened and happened.get("n") != st.session_state.get(_held(key, "taken")):
        taken(happened)
        st.rerun()


def _held(key: str, what: str) -> str:
    """Where the session holds something for a component. No widget's key has a space in it: the figure "lesson" once
    took the file of the uploader "lesson_file" for its own."""
    return f"{key} {what}"


def _latest(result: Any) -> dict[str, Any] | None:
    latest = result.get("event") if result else None
    return dict(latest) if isinstance(latest, dict) else None
