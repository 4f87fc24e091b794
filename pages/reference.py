"""Reference: every optimizer and surface with its formula, source and conventions."""

import streamlit as st

from dynamics import OPTIMIZERS
from landscapes import LANDSCAPES
from player.rules import optimizer, surface

st.title("Reference", anchor=False)
st.html(
    "<p class='lead'>Every optimizer and surface here, with the formula, the code that runs, and where papers and libraries differ. "
    "Look for the conventions: most disagreements about Adam start there.</p>"
)
which = st.segmented_control("Show", ["Optimizers", "Surfaces"], default="Optimizers", label_visibility="collapsed")
if which == "Surfaces":
    surface(LANDSCAPES[st.selectbox("Surface", list(LANDSCAPES), format_func=lambda n: LANDSCAPES[n].title)])
else:
    record = OPTIMIZERS[st.selectbox("Optimizer", list(OPTIMIZERS), format_func=lambda n: OPTIMIZERS[n].title)]
    optimizer(record)
    st.table(
        [
            {
                "Hyperparameter": f"{h.title} {h.symbol}",
                "Name": h.name,
                "Default": str(getattr(record.hyper, h.name)),
                "What it does": h.hint,
            }
            for h in record.hyperparameters.values()
        ],
        border="horizontal",
    )
