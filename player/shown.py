"""Which launches are looked at, what to look for in each, and what a page says before there is one."""

import time

import streamlit as st

from networks.experiment.training_presets import TRAINING_PRESETS
from networks.results import records
from networks.results.records import Record
from player.networks_link import MOST_SHOWN, VIEWS, View
from player.networks_state import NetworksState
from player.showing import showing

MOST = 300  # newest runs that can be chosen
WORTH: dict[View, str] = {
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


def shown_launches(state: NetworksState) -> dict[int, list[Record]]:
    """The runs of each launch that can be chosen, the newest first. What is shown is among them; what was
    deleted meanwhile is said, and no longer shown. Raises RecordError."""
    launches: dict[int, list[Record]] = {}
    for run in records.runs(most=MOST):
        launches.setdefault(run.launch, []).append(run)
    launches |= {old: found for old in state.shown if old not in launches and (found := records.runs(old))}
    if gone := [launch for launch in state.shown if launch not in launches]:
        state.look(runs=[launch for launch in state.shown if launch in launches])
        state.notice = f"Launch {', '.join(map(str, gone))} was deleted elsewhere."
    return launches


def choose(state: NetworksState) -> dict[int, list[Record]]:
    """The control that chooses what is looked at; the launches there are."""
    if launches := shown_launches(state):
        st.multiselect(
            "Shown",
            list(launches),
            max_selections=MOST_SHOWN,
            placeholder="Choose what to look at",
            format_func=lambda k: (
                f"{launches[k][0].title} ({k}), {time.strftime('%d %b %H:%M', time.localtime(launches[k][0].created))}"
            ),
            **showing("train_shown", list(state.shown), lambda runs: state.look(runs=runs)),
        )
    return launches


def looking(title: str) -> None:
    """What to look for in a launch of that title, if it is a preset as it is."""
    for preset in TRAINING_PRESETS.values():
        if preset.title == title:
            st.caption(preset.look)


def before_the_first(state: NetworksState) -> None:
    """What a training will show, before anything was ever trained here."""
    st.markdown(f"Nothing has been trained here yet. Press **Train**. {state.composed.preset.look}")
    for place, (view, words) in zip(st.columns(3, gap="large"), WORTH.items(), strict=True):
        place.markdown(f"**{VIEWS[view]}**")
        place.caption(words)
