"""The same optimizer in the plane and in the network, side by side."""

from collections.abc import Sequence

import streamlit as st

from dynamics.words import number
from figures.bridge import bridge_figures
from figures.thinning import thin
from jobs.states import QUEUED
from landscapes import LANDSCAPES
from networks.results import bridge
from networks.results.summary import Line
from player.charts import chart
from player.networks_state import networks_state
from player.page import open_in_explorer
from player.slice_view import runs_of
from scenarios.running import run

MOST_POINTS = 1500


def bridge_view(lines: Sequence[Line]) -> None:
    """Three quantities, the plane at the left and the network at the right of each."""
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
    scenario = bridge.in_the_plane(record, surface)
    open_in_explorer(scenario, "bridge_open", "Open the plane in the explorer", right)
    (trajectory,) = run(scenario)
    shown = thin([trajectory], len(trajectory.position) - 1, MOST_POINTS)
    x, y = scenario.start
    fewer = (
        f", the first {scenario.steps:,} of its {record.experiment.steps:,} steps"
        if scenario.steps < record.experiment.steps
        else ""
    )
    st.caption(
        f"{trajectory.optimizer.title} with the same settings on both sides: at the left on {LANDSCAPES[surface].title}"
        f" from ({number(x)}, {number(y)}){fewer}; at the right in the network of {record.experiment.parameters:,}"
        " parameters."
    )
    steps = scenario.steps, record.experiment.steps
    for k, row in enumerate(bridge.rows(record, trajectory, shown)):
        sides = bridge_figures(row, trajectory.optimizer, steps, k == 1, st.context.theme.type == "dark")
        for place, side, figure in zip(st.columns(2, gap="large"), ("plane", "network"), sides, strict=True):
            chart(figure, f"bridge_{side}_{k}", place)
        st.caption(row.look)
