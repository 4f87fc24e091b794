"""A panel with its sentence, and the bar that shows how far a game is."""

from collections.abc import Sequence
from time import monotonic

import plotly.graph_objects as go
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dynamics.online import Play
from scenarios.games import Bout, playing

PATIENCE = 0.5  # seconds without a bar


def panel(place: DeltaGenerator, figure: go.Figure, said: str, key: str) -> None:
    """A figure, and under it one sentence on what to look for."""
    place.plotly_chart(figure, theme=None, config={"displayModeBar": False}, key=key)
    place.caption(said)


def followed(bouts: Sequence[Bout]) -> list[Play]:
    """The plays of all bouts. Each move of the bar lets Streamlit turn to a newer wish of the reader, which stops the
    rest."""
    began = monotonic()
    plays = []
    place = st.empty()
    for one in playing(bouts):
        plays.append(one)
        if monotonic() - began > PATIENCE:
            place.progress(len(plays) / len(bouts), f"{len(plays)} of {len(bouts)} played")
    place.empty()
    return plays
