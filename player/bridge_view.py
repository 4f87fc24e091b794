"""The same optimizer in the plane and in the network."""

from collections.abc import Sequence

import streamlit as st

from figures.bridge import bridge_figure
from jobs.states import QUEUED
from landscapes import LANDSCAPES
from networks.results import bridge
from networks.results.records import Record
from networks.results.summary import Line
from player.bridge_state import bridge_state
from player.charts import chart
from player.component import player
from player.figure_message import wait_for_the_book
from player.networks_state import networks_state
from player.page import open_in_explorer
from player.slice_view import runs_of
from scenarios.scenario import Scenario


def bridge_view(lines: Sequence[Line]) -> None:
    """The plane, in a figure that computes here, above the network's own curves."""
    known = runs_of(lines, (QUEUED,))
    if not known:
        st.caption("This needs a run that has begun.")
        return
    left, middle, right = st.columns([5, 4, 4], vertical_alignment="bottom")
    if st.session_state.get("bridge_run") not in known:
        st.session_state.bridge_run = next(iter(known))
    state = networks_state()
    st.session_state.bridge_surface = state.value.surface
    record = known[left.selectbox("Run", list(known), format_func=lambda r: known[r][0], key="bridge_run")][1]
    middle.selectbox(
        "Plane", list(LANDSCAPES), format_func=lambda name: LANDSCAPES[name].title, key="bridge_surface",
        on_change=lambda: state.look(surface=st.session_state.bridge_surface),
    )  # fmt: skip
    surface = state.value.surface
    plane = bridge_state(record, surface)
    open_in_explorer(plane.scenario, "bridge_open", "Open the plane in the explorer", right)
    judged = plane.judged()
    player(plane.message(judged), "bridge_plane", plane.hear)
    if judged is None:
        wait_for_the_book(plane.judged)
    _network(record, plane.scenario)


def _network(record: Record, scenario: Scenario) -> None:
    """The same quantities of the network, each with what to look for on both sides."""
    optimizer, steps = record.experiment.optimizer.configured, record.experiment.steps
    fewer = f", the first {scenario.steps:,} of its {steps:,} steps" if scenario.steps < steps else ""
    st.caption(
        f"{optimizer.title} with the same settings on both sides: above on {scenario.landscape.title}, from where you"
        f" put the start{fewer}; below in the network of {record.experiment.parameters:,} parameters."
    )
    rows = bridge.rows(record, optimizer)
    for k, (place, row) in enumerate(zip(st.columns(len(rows), gap="medium"), rows, strict=True)):
        chart(bridge_figure(row, optimizer, steps, st.context.theme.type == "dark"), f"bridge_{k}", place)
        place.caption(row.look)
