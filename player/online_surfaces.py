"""What the online problems' quantities come to on surfaces, coordinate by coordinate."""

import streamlit as st

from figures.swap_figures import swap_figure
from landscapes import LANDSCAPES
from player.page import open_in_explorer
from player.panel_grid import captioned
from scenarios.online_scenario import OnlineScenario
from scenarios.online_words import LOOK
from scenarios.swapped import NOISE, STEPS, fallen, on_surfaces, watched


def swapped_and_fallen(online: OnlineScenario, dark: bool) -> None:
    """AMSGrad's swaps on all surfaces, and on one of them what falls for the optimizers of `online`."""
    found, names = on_surfaces(), {name: land.title for name, land in LANDSCAPES.items()}
    title = f"On surfaces, {STEPS:,} steps, noise {NOISE:g}"
    figure = swap_figure(title, "steps", list(found.values()), list(names.values()), ["x", "y"], dark)
    captioned(figure, LOOK["surfaces"], "online_surfaces")
    left, right, _ = st.columns([1, 1, 2], vertical_alignment="bottom")
    surface = left.selectbox("Surface", list(names), format_func=names.__getitem__, key="online_surface")
    open_in_explorer(watched(surface), "online_watch", "Watch it in the explorer", right)
    st.caption(LOOK["fallen"])
    st.container(key="online_fallen").table(fallen(surface, online), border="horizontal")
