"""Which launches are looked at, what to look for in each, the address that says so, and what a page says before there
is one."""

import time

import streamlit as st

from networks import records
from networks.presets import PRESETS
from networks.records import Record
from player.trainer import VIEWS, Trainer

MOST = 300  # newest runs that can be chosen
WORTH = {
    "curves": (
        "Loss, accuracy, the norms of gradient and v, the effective rates and more, update by update. The first come"
        " within seconds, and training goes on if this page is closed."
    ),
    "slice": (
        "The loss on a plane through the trained network, with training's path over it; the plane's optimizers race"
        " there."
    ),
    "bridge": "The same optimizer with the same settings on a surface of two parameters and in the network.",
}


def shown_launches(t: Trainer) -> dict[int, list[Record]]:
    """The runs of each launch that can be chosen, the newest first. What the trainer shows is among them; what was
    deleted meanwhile is said, and no longer shown. Raises RecordError."""
    launches: dict[int, list[Record]] = {}
    for run in records.runs(most=MOST):
        launches.setdefault(run.launch, []).append(run)
    launches |= {old: found for old in t.shown if old not in launches and (found := records.runs(old))}
    if gone := [launch for launch in t.shown if launch not in launches]:
        t.shown = tuple(launch for launch in t.shown if launch in launches)
        t.notice = f"Launch {', '.join(map(str, gone))} was deleted elsewhere."
    return launches


def choose(t: Trainer) -> dict[int, list[Record]]:
    """The control that chooses what is looked at; the launches there are."""
    if launches := shown_launches(t):
        st.session_state.train_shown = list(t.shown)
        st.multiselect(
            "Shown",
            list(launches),
            key="train_shown",
            placeholder="Choose what to look at",
            format_func=lambda k: (
                f"{launches[k][0].title} ({k}), {time.strftime('%d %b %H:%M', time.localtime(launches[k][0].created))}"
            ),
            on_change=lambda: setattr(t, "shown", tuple(st.session_state.train_shown)),
        )
    return launches


def looking(title: str) -> None:
    """What to look for in a launch of that title, if it is a preset as it is."""
    for preset in PRESETS.values():
        if preset.title == title:
            st.caption(preset.look)


def before_the_first(t: Trainer) -> None:
    """What a training will show, before anything was ever trained here."""
    st.markdown(f"Nothing has been trained here yet. Press **Train**. {t.preset.look}")
    for place, (view, words) in zip(st.columns(3, gap="large"), WORTH.items(), strict=True):
        place.markdown(f"**{VIEWS[view]}**")
        place.caption(words)


def write_address(t: Trainer) -> None:
    """Only what changed since the address was read: the browser's back must not be answered by a step forward."""
    if t.link != t.settled:
        t.settled = t.link
        if t.link != st.query_params.to_dict():
            st.query_params.from_dict(t.link)
