"""Reference: every optimizer and surface with its formula, source and conventions."""

import streamlit as st

from dynamics import OPTIMIZERS
from dynamics.words import number, place
from landscapes import LANDSCAPES
from player.page import begin
from player.rules import optimizer_sheet, surface_sheet

begin(
    "Reference",
    "Every optimizer and surface here, with the formula, the code that runs, and where papers and libraries differ. "
    "Look for the conventions: most disagreements about Adam start there.",
)
names = list(OPTIMIZERS)
left, right = st.columns([1, 3], vertical_alignment="bottom")
which = left.segmented_control(
    "Show", ["Optimizers", "Surfaces"], default="Optimizers", label_visibility="collapsed", required=True
)

if which == "Optimizers":
    chosen = right.selectbox("Optimizer", names, names.index("adam"), format_func=lambda name: OPTIMIZERS[name].title)
    optimizer = OPTIMIZERS[chosen]
    optimizer_sheet(optimizer)
    st.table(
        [
            {
                "Hyperparameter": f"{h.title} {h.symbol}",
                "Name": h.name,
                "Default": number(default, 2) if isinstance(default, float) and 0 < default < 1e-3 else str(default),
                "What it does": h.hint,
            }
            for h, default in zip(optimizer.hyperparameters.values(), optimizer.hyper, strict=True)
        ],
        border="horizontal",
    )
else:
    land = LANDSCAPES[right.selectbox("Surface", list(LANDSCAPES), format_func=lambda name: LANDSCAPES[name].title)]
    surface_sheet(land)
    marks = [("Minimum", p) for p in land.minima] + [("Saddle", p) for p in land.saddles]
    st.table([{"Point": what, "At": place(p), "f": number(land.value(*p))} for what, p in marks], border="horizontal")
