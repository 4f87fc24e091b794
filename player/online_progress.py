"""A panel with its sentence, and the bar that shows how far an online scenario is."""

from collections.abc import Sequence
from time import monotonic

import plotly.graph_objects as go
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dynamics.online import Play
from scenarios.online_scenario import OnlineRun, playing

PATIENCE = 0.5  # seconds without a bar


def panel(place: DeltaGenerator, figure: go.Figure, caption: str, key: str) -> None:
    """A figure, and under it one sentence on what to look for."""
    place.plotly_chart(figure, theme=None, config={"displayModeBar": False}, key=key)
    place.caption(caption)


def followed(runs: Sequence[OnlineRun]) -> list[Play]:
    """The plays of all runs. Each move of the bar lets Streamlit turn to a newer wish of the reader, which stops the
    rest."""
    began = monotonic()
    plays = []
    place = st.empty()
    for one in playing(runs):
        plays.append(one)
        if monotonic() - began > PATIENCE:
            place.progress(len(plays) / len(runs), f"{len(plays)} of {len(runs)} played")
    place.empty()
    return plays
