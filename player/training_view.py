"""Training as it goes: progress and a way to stop it, curves side by side, results over the seeds, and what can be
kept."""

import csv
import io
import json
from collections.abc import Callable, Sequence
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from figures.training import training_figure
from jobs import launches
from jobs.states import DAMAGED, DONE, QUEUED, RUNNING
from jobs.store import RecordError
from networks.results import comparing, records
from networks.results.comparing import QUANTITIES
from networks.results.diverged import DIVERGED
from networks.results.records import Record
from networks.results.report import report
from networks.results.summary import Line, summary_table
from player.charts import chart
from player.downloads import downloads
from player.networks_state import NetworksState, networks_state
from player.words import duration, plain


def act(state: NetworksState, what: Callable[[int], str], launch: int) -> None:
    """Cancel, resume or delete; what cannot be is said."""
    try:
        state.notice = what(launch)
        if what is launches.delete:
            state.look(runs=[kept for kept in state.shown if kept != launch])
    except RecordError as error:
        state.notice = str(error)


def progress(state: NetworksState, launch: int, found: Sequence[Record]) -> None:
    """One line for a launch: how far it is, or what became of it; and what can be done with it."""
    left, right = st.columns([10, 3], vertical_alignment="center")
    states, done = {r.state for r in found}, sum(r.step for r in found)
    share = done / max(1, sum(r.total for r in found))
    worth = states - {DONE, QUEUED} or states
    sentences = dict.fromkeys(r.sentence for r in found if r.sentence and r.state in worth)
    words = f"**{found[0].title}** ({launch}): {' '.join(sentences)}"
    with right.container(horizontal=True, horizontal_alignment="right"):
        if states & {QUEUED, RUNNING}:
            moving = [r.seconds_left for r in found if r.seconds_left is not None]
            rest = f", about {duration(max(moving))} left for this part" if moving else ""
            left.progress(min(share, 1.0), f"{words} {share:.0%}{rest}")
            st.button("Cancel", on_click=act, args=(state, launches.cancel, launch), key=f"cancel_{launch}")
            return
        left.markdown(words)
        if states - {DONE, DAMAGED, DIVERGED}:
            st.button("Resume", on_click=act, args=(state, launches.resume, launch), key=f"resume_{launch}")
        st.button("Delete", on_click=act, args=(state, launches.delete, launch), key=f"delete_{launch}")


def curves(lines: Sequence[Line]) -> None:
    """The chosen quantities, two beside each other; empty until something is recorded, so that drawing is at hand by
    then."""
    state = networks_state()
    st.session_state.train_quantities = list(state.value.quantities)
    st.pills(
        "Quantities",
        list(QUANTITIES),
        selection_mode="multi",
        format_func=lambda name: QUANTITIES[name].title,
        key="train_quantities",
        on_change=lambda: state.look(quantities=tuple(st.session_state.train_quantities)),
        label_visibility="collapsed",
    )
    places = st.columns(2, gap="large")
    for k, quantity in enumerate(state.value.quantities):
        with places[k % 2]:
            chart(drawn(lines, quantity), f"train_figure_{quantity}")
            st.caption(QUANTITIES[quantity].hint)


def drawn(lines: Sequence[Line], quantity: str) -> go.Figure:
    """The figure of one quantity."""
    found = [
        (name, line.runs[0].experiment.optimizer.configured, tone, curve)
        for name, tone, line in zip(comparing.names(lines), comparing.tones(lines), lines, strict=True)
        if (curve := comparing.curve(line, quantity))
    ]
    return training_figure(
        quantity, found, max(r.total for line in lines for r in line.runs), st.context.theme.type == "dark"
    )


def keep(lines: Sequence[Line]) -> None:
    """Names and notes, and the files to take away."""
    names = comparing.names(lines)
    with st.expander("Names, notes and files"):
        chosen = st.selectbox("Run", range(len(lines)), format_func=lambda k: names[k], key="train_described")
        line = lines[min(chosen or 0, len(lines) - 1)]
        run, (left, right) = line.runs[0], st.columns(2)
        typed = {field: f"train_{field}_{run.id}" for field in ("name", "notes")}
        # another tab may have given them
        st.session_state[typed["name"]], st.session_state[typed["notes"]] = run.name, run.notes

        def describe(field: str) -> None:
            try:
                for each in line.runs:
                    records.describe(each.id, **{field: st.session_state[typed[field]]})
            except RecordError as error:
                networks_state().notice = str(error)

        asked: dict[str, Any] = {"placeholder": names[lines.index(line)], "max_chars": 80}
        left.text_input("Name", key=typed["name"], on_change=describe, args=("name",), **asked)
        right.text_input("Notes", key=typed["notes"], on_change=describe, args=("notes",), max_chars=2000)
        quantity = st.selectbox("Figure", list(QUANTITIES), format_func=lambda q: QUANTITIES[q].title, key="train_file")
        shown = f"train_figure_{quantity}" if quantity in networks_state().value.quantities else ""
        about = "; ".join(f"{name}: {line.runs[0].title}" for name, line in zip(names, lines, strict=True))
        downloads(drawn(lines, quantity), QUANTITIES[quantity].title, lambda: table(lines), shown, about=about)
        st.download_button(
            "Runs (JSON)", lambda: as_json(lines), "runs.json", "application/json", on_click="ignore", key="train_json"
        )


def table(lines: Sequence[Line]) -> str:
    """Every recorded number, one a row."""
    out = io.StringIO()
    write = csv.writer(out)
    write.writerow(["run", "name", "seed", "quantity", "update", "value"])
    for name, line in zip(comparing.names(lines), lines, strict=True):
        for run in line.runs:
            for quantity in records.quantities(run.id)[0]:
                write.writerows(
                    (run.id, name, run.seed, quantity, s, f"{v:.9g}")
                    for s, v in zip(*records.curve(run.id, quantity, None), strict=True)
                )
            for quantity in records.quantities(run.id)[1]:
                for step, value in zip(*records.measurements(run.id, quantity), strict=True):
                    write.writerow(
                        (run.id, name, run.seed, quantity, step, " ".join(f"{v:.9g}" for v in value.reshape(-1)))
                    )
    return out.getvalue()


def as_json(lines: Sequence[Line]) -> str:
    """As the command line's --json has it."""
    return json.dumps(report([r for line in lines for r in line.runs]), indent=2)


def shown_lines(launches: Sequence[int]) -> list[Line]:
    """The lines of the launches, but for those whose curves cannot be read, of which it is said why."""
    lines = []
    for line in (line for launch in launches for line in summary_table(launch)):
        try:
            for run in line.runs:
                records.quantities(run.id)
        except RecordError as error:
            st.caption(f":material/info: {plain(str(error))}")
        else:
            lines.append(line)
    return lines
