"""The bar that shows how far an online scenario is."""

from collections.abc import Sequence
from time import monotonic

import streamlit as st

from dynamics.online import Play
from scenarios.online_scenario import OnlineRun, playing

PATIENCE = 0.5  # seconds without a bar


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
