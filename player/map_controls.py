"""What the reader sets on a map: the few things above the picture, the rest in the drawer."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from dynamics import OPTIMIZERS
from dynamics.maps import Basins, Bifurcation, Regimes
from dynamics.maps.setting import MOST_STEPS
from landscapes import LANDSCAPES
from player.explore_state import explore_state
from player.maps_state import MapsState
from player.showing import showing
from scenarios.mapped import axis_names
from scenarios.scenario import FARTHEST

SIZES = {"Small": (160, 240), "Medium": (320, 480), "Large": (480, 720)}
STEPS = sorted({int(m * 10**k) for k in range(2, 5) for m in (1, 1.5, 2, 3, 5, 7)} | {100_000})


def bound(state: MapsState, what: str, value: Any, name: str = "") -> dict[str, Any]:
    """A widget's key and callback: it shows the map's value, and changes the map. `name`: of a hyperparameter or
    parameter."""
    return showing(f"map_{what}_{name}", value, lambda given: state.change(what, {name: given} if name else given))


def row(state: MapsState) -> None:
    """Four controls above the picture."""
    job, places = state.job, st.columns(4)
    lands = [name for name, land in LANDSCAPES.items() if not isinstance(job, Basins) or len(land.minima)]
    titled: dict[str, Any] = {"format_func": lambda name: LANDSCAPES[name].title}
    lands = list(dict.fromkeys((*lands, job.surface)))  # one that was kept elsewhere is not listed
    places[0].selectbox("Surface", lands, **titled, **bound(state, "surface", job.surface))
    titled = {"format_func": lambda name: OPTIMIZERS[name].title}
    known = list(dict.fromkeys((*OPTIMIZERS, job.optimizer)))  # a typed rule is not listed
    places[1].selectbox("Optimizer", known, **titled, **bound(state, "optimizer", job.optimizer))
    if isinstance(job, Basins):
        rate = job.configured.hyper.lr
        places[2].number_input(
            "Learning rate η", value=None, step=rate / 10, format="%.4g", **bound(state, "hyper", rate, "lr")
        )
        _steps(state, places[3])
        return
    choose: dict[str, Any] = {
        "options": axis_names(job.surface, job.optimizer),
        "format_func": lambda name: _title(state, name),
    }
    places[2].selectbox("Across", **choose, **bound(state, "across", job.across.name))
    if isinstance(job, Regimes):
        places[3].selectbox("Up", **choose, **bound(state, "up", job.up.name))
    else:
        places[3].segmented_control("Show", ["x", "y"], required=True, **bound(state, "coordinate", job.coordinate))


def drawer(state: MapsState) -> None:
    """Ranges, start and size; then every other number."""
    job = state.job
    taken, help_text = lambda: state.take(explore_state().scenario), "Its surface, its first optimizer and its start."
    st.button("Map what the explorer shows", on_click=taken, width="stretch", key="map_take", help=help_text)
    st.button(
        "Open the example",
        on_click=state.example,
        width="stretch",
        key="map_example",
        help="What this map opened with.",
    )
    st.subheader("Exact settings", anchor=False)
    if isinstance(job, Regimes | Bifurcation):
        for which, axis in (
            zip(("across", "up"), job.axes(), strict=False) if isinstance(job, Regimes) else (("across", job.across),)
        ):
            sign, (left, right) = _title(state, axis.name).split()[-1], st.columns(2)
            left.number_input(f"{sign} from", value=None, format="%.6g", **bound(state, f"low_{which}", axis.low))
            right.number_input(f"{sign} to", value=None, format="%.6g", **bound(state, f"high_{which}", axis.high))
        left, right = st.columns(2)
        place: dict[str, Any] = {
            "min_value": -FARTHEST,
            "max_value": FARTHEST,
            "value": None,
            "step": 0.1,
            "format": "%.6g",
        }
        x, y = job.start
        left.number_input("Start x", **place, **_start(state, 0, x))
        right.number_input("Start y", **place, **_start(state, 1, y))
        _steps(state, st)
    if not isinstance(job, Bifurcation):
        sizes = list(SIZES) if isinstance(job, Basins) else list(SIZES)[:2]
        size = next((name for name, cells in SIZES.items() if cells == job.cells), None)
        chosen = showing("map_size_", size, lambda name: state.change("cells", SIZES[name]))
        st.segmented_control("Points", sizes, required=True, **chosen)
    _numbers(
        state,
        [axis.name for axis in job.axes()]
        if isinstance(job, Regimes)
        else [job.across.name]
        if isinstance(job, Bifurcation)
        else ["lr"],
    )
    if st.context.ip_address is None and "X-Forwarded-For" not in st.context.headers:
        # Only for a reader at the server's own machine: whoever runs a scheduler can run code on those who connect to
        # it.
        st.session_state.map_cluster = state.cluster_address
        help_text = "Of a Dask scheduler, tcp://host:8786, whose workers have this project. Empty: this machine."
        st.text_input("Cluster address", key="map_cluster", placeholder="This machine", help=help_text, max_chars=200,
                      on_change=lambda: state.compute_on(st.session_state.map_cluster.strip()))  # fmt: skip


def _numbers(state: MapsState, shown: Sequence[str]) -> None:
    """The hyperparameters and parameters that have no other control."""
    job, optimizer = state.job, state.job.configured
    for (name, h), value in zip(optimizer.hyperparameters.items(), optimizer.hyper, strict=True):
        if name not in shown and h.choices:
            st.selectbox(h.title, h.choices, help=h.hint, **bound(state, "hyper", value, name))
        elif name not in shown:
            st.number_input(
                f"{h.title} {h.symbol}", value=None, format="%.6g", help=h.hint, **bound(state, "hyper", value, name)
            )
    land = job.landscape
    for q, value in zip(land.parameters, land.settings.values(), strict=True):
        if q.name not in shown:
            st.number_input(
                f"{q.title} {q.symbol}",
                value=None,
                format="%.6g",
                help=q.hint,
                **bound(state, "parameters", value, q.name),
            )


def _steps(state: MapsState, place: Any) -> None:
    steps = sorted({s for s in STEPS if s <= MOST_STEPS} | {state.job.steps})
    place.selectbox("Steps", steps, format_func="{:,}".format, **bound(state, "steps", state.job.steps))


def _start(state: MapsState, axis: int, value: float) -> dict[str, Any]:
    def change(given: float) -> None:
        start = list(state.job.start)  # type: ignore[union-attr]
        start[axis] = given
        state.change("start", tuple(start))

    return showing(f"map_start_{'xy'[axis]}", value, change)


def _title(state: MapsState, name: str) -> str:
    own: dict[str, Any] = {q.name: q for q in state.job.landscape.parameters} | state.job.configured.hyperparameters
    return f"{own[name].title} {own[name].symbol}".strip()
