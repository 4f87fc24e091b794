"""The loss around trained networks: a plane through their parameters, and where training went over it."""

from collections.abc import Sequence

import numpy as np
import streamlit as st

from dynamics.words import number
from figures.slices import slice_figure
from jobs.states import QUEUED, RUNNING
from networks.results import comparing
from networks.results.records import Record
from networks.results.summary import Line
from networks.slices import slice_files
from networks.slices.slice import Request, Slice, SliceKind, Trace, table
from player.charts import chart
from player.downloads import downloads
from player.networks_link import PLANES
from player.networks_state import networks_state
from player.page import open_in_explorer
from player.slices_state import SlicesState, slices_state
from player.words import duration, plain
from scenarios.opening import opening
from scenarios.scenario import Scenario

LOOK = {
    "path": (
        "The plane through the end along which the path moved most: look how early it turns, and how flat the floor is."
    ),
    "around": "Two random directions, each filter as long as the network's own: look how wide the basin is.",
    "between": "The plane through both ends and the start: look whether a ridge parts the two ends.",
}
_SHADOW = "The race starts where the training did, as seen on this plane."
START = {
    "path": _SHADOW,
    "between": _SHADOW,
    "around": (
        "The training began far from these two random directions, so the race starts at the upper left, on the wall of"
        " the basin."
    ),
}
WARNING = (
    "A slice can mislead: its two directions were chosen, and distances in all the others are not seen. "
    "What looks like a valley or a wall here need not be one for the run."
)
PICTURE = 720  # px, its width where it stands alone
PATIENCE = 30.0  # seconds of training that are repeated without asking


def runs_of(lines: Sequence[Line], but: Sequence[str]) -> dict[int, tuple[str, Record]]:
    """Each run in no state of `but`, by its number: its name, with the seed where several share it."""
    return {
        run.id: (name if len(line.runs) == 1 else f"{name}, seed {run.seed}", run)
        for name, line in zip(comparing.names(lines), lines, strict=True)
        for run in line.runs
        if run.state not in but
    }


def slice_view(lines: Sequence[Line]) -> None:
    """A figure, what to look for, and what it leaves out."""
    known, slices = runs_of(lines, (QUEUED, RUNNING)), slices_state()
    if not known:
        st.caption("A slice needs a run that has finished or was stopped.")
        return
    request = _asked(known, slices)
    if request is None:
        return
    stands = tuple(
        (known[run][1].created, known[run][1].saved) for run in (request.run, request.other) if run is not None
    )
    work = slices.follow((request, stands))
    if not work.done:
        left, right = st.columns([10, 3], vertical_alignment="center")
        left.progress(
            work.share,
            f"Training again and measuring: {work.share:.0%}" if request.paths else f"Measuring: {work.share:.0%}",
        )
        right.button("Stop", on_click=slices.stop, key="slice_stop")
    elif work.found is None:
        st.caption(f":material/info: {work.error}")
        st.button("Try again", on_click=slices.again, key="slice_again")
    else:
        _shown(work.found, known)


def _asked(known: dict[int, tuple[str, Record]], slices: SlicesState) -> Request | None:
    """What the controls ask for; None where they cannot."""
    left, middle, right = st.columns([7, 4, 4], vertical_alignment="bottom")
    state = networks_state()
    st.session_state.slice_kind = state.value.plane
    left.segmented_control(
        "Plane", list(PLANES), format_func=PLANES.__getitem__, required=True, key="slice_kind",
        on_change=lambda: state.look(plane=st.session_state.slice_kind),
    )  # fmt: skip
    kind = state.value.plane
    if st.session_state.get("slice_run") not in known:
        st.session_state.slice_run = next(iter(known))
    run = middle.selectbox("Run", list(known), format_func=lambda r: known[r][0], key="slice_run")
    other, seed = None, 0
    if kind == "around":
        seed = int(
            right.number_input("Directions", 0, 999, help="Another number draws other directions.", key="slice_seed")
        )
    if kind == "between":
        others = [r for r in known if r != run]
        if not others:
            st.caption("A second run is needed: show another launch above, or train with two seeds.")
            return None
        if st.session_state.get("slice_other") not in others:
            st.session_state.slice_other = others[0]
        other = right.selectbox("and", others, format_func=lambda r: known[r][0], key="slice_other")
    paths = _paths(kind, [known[r][1] for r in (run, other) if r is not None], slices)
    return Request(kind, run, other, seed, paths) if paths or kind != "path" else None


def _paths(kind: SliceKind, runs: Sequence[Record], slices: SlicesState) -> bool:
    """Whether the runs train again to have their paths: at once where that is quick, else if the reader wants it."""
    if not all(run.experiment.model.dense for run in runs):
        st.caption(
            "Paths are had by training again, which is done for logistic regression and MLPs: look around this end, or"
            " between two."
        )
        return False
    seconds = sum(run.seconds for run in runs)
    if seconds <= PATIENCE or slices.allowed.issuperset(run.id for run in runs):
        return True
    words = (
        "This plane needs the path" if kind == "path" else "Start and end alone are drawn; for the path between them"
    )
    left, right = st.columns([10, 3], vertical_alignment="center")
    left.caption(f"{words} the network trains again, to the bit as before: about {duration(seconds)}.")
    right.button("Train again", on_click=lambda: slices.allowed.update(run.id for run in runs), key="slice_allow")
    return False


def _elsewhere(found: Slice, t: Trace) -> str:
    """What the plane makes of the end of another run than the first, if batch normalisation is in the network."""
    if not found.normalised or t is found.traces[0]:
        return ""
    beneath = float(found.land.value(*t.at[-1]))
    return (
        " With the other run's normalisation statistics, as everywhere on this plane, its end has loss"
        f" {number(beneath)}."
    )


def _shown(found: Slice, known: dict[int, tuple[str, Record]]) -> None:
    names = [known[t.run][0] for t in found.traces]
    optimizers = [known[t.run][1].experiment.optimizer.configured for t in found.traces]
    figure = slice_figure(found, names, optimizers, st.context.theme.type == "dark")
    title = f"Loss around {', '.join(names)}"
    left, right = st.columns([5, 2], gap="large")
    chart(figure, "slice_figure", left, alt=title)
    with right:
        st.markdown(LOOK[found.request.kind])
        for name, sentence in zip(names, _sentences(found), strict=True):
            st.markdown(f"**{plain(name)}.** {sentence}")
        st.caption(
            f"{WARNING} The loss is the mean over the first {found.examples:,} training examples, at"
            f" {found.loss.size:,} points."
        )
        open_in_explorer(
            lambda: _scenario(found, known[found.request.run][1].job), "slice_open", "Race on this surface"
        )
        st.caption(START[found.request.kind])
    downloads(figure, "Loss slice", lambda: table(found), "slice_figure", title=title, about=WARNING, width=PICTURE)


def _sentences(found: Slice) -> list[str]:
    """For each run: how much of its path the plane holds, and how far it is from it."""
    sentences = []
    for t in found.traces:
        far = int(t.away.argmax())
        beneath = float(found.land.value(*t.at[far]))
        if t.held is None:
            aside = t.away[0] > 1e-6 * (1 + np.abs(t.at).max())
            apart = f"Its start lies {number(t.away[0], 2)} from the plane." if aside else ""
            losses = f"From loss {number(t.loss[0])} to {number(t.loss[-1])}."
            sentences.append(f"{losses} {apart}{_elsewhere(found, t)}".strip())
            continue
        exact = ""
        if t.off:
            away = number(t.off, 2)
            exact = f" Trained again, it ends {away} from its own end: another machine or release made the run."
        sentences.append(
            f"The plane holds {t.held:.2%} of the path's variance. ".replace(".00%", "%")
            + f"At update {t.step[far]:,} it is {number(t.away[far], 2)} away, with loss {number(t.loss[far])}; "
            f"on the plane beneath, {number(beneath)}.{exact}"
        )
    return sentences


def _scenario(found: Slice, job: int) -> Scenario:
    """The opening six on the slice, kept with the job's files so that a link finds it as long as they are there."""
    land = found.land
    return opening(slice_files.keep(job, land.title, land.source, land.look, found.x, found.y, found.loss, land.start))
