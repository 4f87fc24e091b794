"""Noise: what an average does to it, and where it leads the paths."""

import streamlit as st

from dynamics.online.moment import FORMULAS, PRINTED, kappa
from dynamics.words import number
from figures.noise_figures import bundle_lines, bundle_map, variance_figure
from player.address import write_address
from player.downloads import downloads
from player.noise_controls import drawer, moment_row, paths_row
from player.page import begin, open_in_explorer, tell
from player.page_state import page_state
from player.panel_grid import captioned
from scenarios.noise_words import bundle_table, moment_table, results
from scenarios.noisy import NoisePage

dark = st.context.theme.type == "dark"
QUIET = {"displayModeBar": False}

begin(
    "Noise",
    "An average tames the noise of gradients only so far. Look at where its variance comes to rest: at κσ², however"
    " long it runs.",
)
state = page_state("noise", NoisePage)
moment, paths = state.value.moment, state.value.paths
tell(state.notices)
with st.sidebar:
    drawer(state)
moment_row(state)
write_address(state)
measured = moment.measured()
variance = variance_figure(moment.beta1, moment.sigma, measured, dark)
st.plotly_chart(variance, theme=None, config=QUIET, key="noise_variance")
st.caption(
    f"Lines are theory, bars are two standard errors around what {moment.paths:,} paths of Adam's own rule give:"
    f" look for bars that miss their line. κ = (1 − β₁) ∕ (1 + β₁) = {number(kappa(moment.beta1))}."
)
left, right = st.columns([3, 2], gap="large")
left.latex(r", \qquad ".join(FORMULAS[start] for start in ("none", "standard")))
left.latex(FORMULAS["gradient-init"])
left.caption("Uncorrected, corrected, and from the first gradient. The paper prints:")
left.latex(PRINTED)
with right:
    downloads(variance, "Variance of the first moment", lambda: moment_table(moment, measured))

st.subheader("Paths under noise", anchor=False)
paths_row(state)
bundles = paths.bundles()
left, right = st.container(key="wide_noise").columns([5, 4], gap="large")
left.caption(
    "Every path has noise of its own; the first seed's is in full. Look at the dots, the ends: noise keeps them apart."
)
picture = bundle_map(bundles, paths.noise, dark)
left.plotly_chart(picture, theme=None, config=QUIET, key="noise_map")
captioned(
    right,
    bundle_lines(bundles, "loss", dark),
    "The line is the median, the tint holds 80 of 100 paths. Look for where it stops falling.",
    "noise_loss",
)
captioned(
    right,
    bundle_lines(bundles, "distance", dark),
    "Look at the width of the tint: the noise that the paths keep.",
    "noise_distance",
)
open_in_explorer(paths.scenario, "noise_watch", f"Watch seed {paths.seed} in the explorer", left)
st.table(results(bundles), border="horizontal")
downloads(picture, "Paths under noise", lambda: bundle_table(paths, bundles))
