"""What the reader sets on the page of flats."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from dynamics.words import number
from player.page_state import PageState
from scenarios.flat_scenes import FlatSettings

RATES = [float(f"{m}e{k}") for k in range(-4, 0) for m in (1, 2, 5)]
GUARDS = [0.0, *(10.0**k for k in range(-12, 1))]
BETA1 = [round(0.05 * k, 2) for k in range(20)] + [0.97, 0.98, 0.99]
BETA2 = [0.0, 0.25, 0.5, 0.7, 0.8, 0.85, 0.9, 0.95, 0.97, 0.98, 0.99, 0.995, 0.998, 0.999, 0.9995, 0.9998, 0.9999]
SLOPE_STOPS = [float(f"{m}e{k}") for k in (-2, -1, 0) for m in (1, 2, 5)] + [10.0]
WIDTHS = [0.0, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0]


def controls(state: PageState[FlatSettings]) -> None:
    """Four sliders above the figures, two in the drawer; each has a stop at the value at hand."""

    def slider(place: Any, label: str, name: str, stops: Sequence[float], **more: Any) -> None:
        place.select_slider(label, sorted({*stops, getattr(state.value, name)}), **more, **state.bound(name))

    columns = st.columns(4)
    slider(columns[0], "First decay β₁ (and μ)", "beta1", BETA1)
    slider(columns[1], "Second decay β₂", "beta2", BETA2)
    slider(columns[2], "Slope of the ramp s", "slope", SLOPE_STOPS)
    slider(columns[3], "Width of the flat", "width", WIDTHS)
    with st.sidebar:
        st.subheader("Exact settings", anchor=False)
        slider(st, "Learning rate η", "lr", RATES, format_func=number)
        slider(st, "Guard ε", "epsilon", GUARDS, format_func=number)
