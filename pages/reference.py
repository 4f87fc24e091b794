"""Reference: every optimizer and surface with its formula, source and conventions, and the literature."""

import streamlit as st

from dynamics import OPTIMIZERS
from dynamics.words import number, place
from landscapes import LANDSCAPES
from player.address import write_address
from player.literature import literature
from player.page import begin, end, tell
from player.page_state import page_state
from player.rules import optimizer_sheet, surface_sheet
from scenarios.page_links import ReferenceLink

begin(
    "Reference",
    "Every optimizer and surface here, with the formula, the code that runs, and where papers and libraries differ. "
    "Look for the conventions: most disagreements about Adam start there.",
)
state = page_state("reference", ReferenceLink)
tell(state.notices)
left, right = st.columns([1, 3], vertical_alignment="bottom")
left.segmented_control(
    "Show", ["Optimizers", "Surfaces", "Literature"], label_visibility="collapsed", required=True, **state.bound("show")
)
write_address(state)

if state.value.show == "Optimizers":
    right.selectbox(
        "Optimizer", list(OPTIMIZERS), format_func=lambda name: OPTIMIZERS[name].title, **state.bound("optimizer")
    )
    optimizer = OPTIMIZERS[state.value.optimizer]
    optimizer_sheet(optimizer)
    st.container(key="told_table").table(
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
elif state.value.show == "Surfaces":
    right.selectbox(
        "Surface", list(LANDSCAPES), format_func=lambda name: LANDSCAPES[name].title, **state.bound("surface")
    )
    land = LANDSCAPES[state.value.surface]
    surface_sheet(land)
    marks = [("Minimum", p) for p in land.minima] + [("Saddle", p) for p in land.saddles]
    st.table([{"Point": what, "At": place(p), "f": number(land.value(*p))} for what, p in marks], border="horizontal")
else:
    literature()
end("Reference")
