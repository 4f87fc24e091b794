"""Noise: what an average does to it, and where it leads the paths."""

import streamlit as st

from dynamics.online.moment import FORMULAS, PRINTED, kappa
from dynamics.words import number
from figures.noise_figures import bundle_lines, bundle_map, variance_figure
from player.downloads import downloads
from player.held import held
from player.noise_controls import drawer, moment_row, paths_row
from player.online_progress import panel
from player.page import begin, open_in_explorer
from scenarios.noise_words import bundle_table, moment_table, results
from scenarios.noisy import Moment, Noisy

moment = held("moment", Moment())
noisy = held("noisy", Noisy())
dark = st.context.theme.type == "dark"
QUIET = {"displayModeBar": False}

begin(
    "Noise",
    "An average tames the noise of gradients only so far. Look at where its variance comes to rest: at κσ², however"
    " long it runs.",
)
with st.sidebar:
    drawer(noisy)
moment_row(moment)
if moment.notice:
    st.caption(f":material/info: {moment.notice}")
measured = moment.value.measured()
variance = variance_figure(moment.value.beta1, moment.value.sigma, measured, dark)
st.plotly_chart(variance, theme=None, config=QUIET, key="noise_variance")
st.caption(
    f"Lines are theory, bars are two standard errors around what {moment.value.paths:,} paths of Adam's own rule give:"
    f" look for bars that miss their line. κ = (1 − β₁) ∕ (1 + β₁) = {number(kappa(moment.value.beta1))}."
)
left, right = st.columns([3, 2], gap="large")
left.latex(r", \qquad ".join(FORMULAS[start] for start in ("none", "standard")))
left.latex(FORMULAS["gradient-init"])
left.caption("Uncorrected, corrected, and from the first gradient. The paper prints:")
left.latex(PRINTED)
with right:
    downloads(variance, "Variance of the first moment", lambda: moment_table(moment.value, measured))

st.subheader("Paths under noise", anchor=False)
paths_row(noisy)
if noisy.notice:
    st.caption(f":material/info: {noisy.notice}")
bundles = noisy.value.bundles()
left, right = st.container(key="wide_noise").columns([5, 4], gap="large")
left.caption(
    "Every path has noise of its own; the first seed's is in full. Look at the dots, the ends: noise keeps them apart."
)
picture = bundle_map(bundles, noisy.value.noise, dark)
left.plotly_chart(picture, theme=None, config=QUIET, key="noise_map")
panel(
    right,
    bundle_lines(bundles, "loss", dark),
    "The line is the median, the tint holds 80 of 100 paths. Look for where it stops falling.",
    "noise_loss",
)
panel(
    right,
    bundle_lines(bundles, "distance", dark),
    "Look at the width of the tint: the noise that the paths keep.",
    "noise_distance",
)
open_in_explorer(noisy.value.scenario, "noise_watch", f"Watch seed {noisy.value.seed} in the explorer", left)
st.table(results(bundles), border="horizontal")
downloads(picture, "Paths under noise", lambda: bundle_table(noisy.value, bundles))
