"""What the figure is sent of a scenario (static/figure/book.js), and the page run again once it could be judged."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any, Protocol
from urllib.parse import urlencode

import streamlit as st

from player.lands import lands
from scenarios.book import Book
from scenarios.scenario import Scenario
from scenarios.warm import ready

ASK_AGAIN = 0.4  # seconds


class Shown(Protocol):
    """n: of the last event heard; why the scenario last changed; what to tell the reader once; the address,
    None where it is another's."""

    n: int
    why: str
    notices: list[str]

    @property
    def link(self) -> dict[str, str] | None: ...


def figure_message(state: Shown, scenario: Scenario, judged: Book | None) -> dict[str, Any]:
    """`book` is null while it is being made; `waits` says for what."""
    return {
        "n": state.n,
        "why": state.why,
        "scenario": scenario.model_dump(mode="json"),
        "rev": scenario.to_json(),
        "book": judged and asdict(judged),
        "waits": None if judged else "runs" if ready(scenario) else "compiler",
        "notices": state.notices,
        "link": None if state.link is None else urlencode(state.link),
        "lands": lands(scenario),
    }


@st.fragment(run_every=ASK_AGAIN)
def wait_for_the_book(judged: Callable[[float], Book | None]) -> None:
    """judged: the book, waiting for so many seconds."""
    if judged(0) is not None:
        st.rerun()
