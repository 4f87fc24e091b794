"""Noise: what an average does to it, and where it leads the paths."""

from functools import partial

import streamlit as st

from dynamics.online.moment import FORMULAS, PRINTED, kappa
from dynamics.words import count, number
from figures.noise_figures import bundle_lines, bundle_map, variance_figure
from player.address import write_address
from player.charts import chart
from player.downloads import downloads
from player.noise_controls import drawer, moment_row, paths_row
from player.page import begin, end, open_in_explorer, tell
from player.page_state import page_state
from player.panel_grid import captioned
from scenarios.noise_words import bundle_table, moment_table, results
from scenarios.noisy import NoisePage

dark = st.context.theme.type == "dark"
MAP_WIDTH = 669  # px: three to two

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
chart(variance, "noise_variance")
st.caption(
    f"Lines are theory, bars are two standard errors around what {moment.paths:,} paths of Adam's own rule give:"
    f" look for bars that miss their line. κ = (1 − β₁) ∕ (1 + β₁) = {number(kappa(moment.beta1))}."
)
left, right = st.columns([3, 2], gap="large")
for start in ("none", "standard", "gradient-init"):
    left.latex(FORMULAS[start])
left.caption("Uncorrected, corrected, and from the first gradient. The paper prints:")
left.latex(PRINTED)
with right:
    settings = (
        f"β₁ = {number(moment.beta1)}, σ = {number(moment.sigma)}; {moment.paths:,} paths from seed {moment.seed}."
    )
    rows = partial(moment_table, moment, measured)
    downloads(variance, "Variance of the first moment", rows, "noise_variance", about=settings)

st.header("Paths under noise", anchor=False)
paths_row(state)
bundles = paths.bundles()
left, right = st.container(key="wide_noise").columns([5, 4], gap="large")
left.caption(
    "Every path has noise of its own; the first seed's is in full. Look at the dots, the ends: noise keeps them apart."
)
picture = bundle_map(bundles, paths.noise, dark)
told = f"Paths under noise on {bundles[0].surface.title}"
chart(picture, "noise_map", left.container(key="shaped_noise"), alt=told)
captioned(
    bundle_lines(bundles, "loss", dark),
    "The line is the median, the tint holds 80 of 100 paths. Look for where it stops falling.",
    "noise_loss",
    right,
)
captioned(
    bundle_lines(bundles, "distance", dark),
    "Look at the width of the tint: the noise that the paths keep.",
    "noise_distance",
    right,
)
open_in_explorer(paths.scenario, "noise_watch", f"Watch seed {paths.seed} in the explorer", left)
st.table(results(bundles), border="horizontal")
settings = (
    f"Noise σ = {number(paths.noise)}, seeds {paths.seed} to {paths.seed + paths.seeds - 1}, {count(paths.steps)}:"
    f" {', '.join(f'{b.optimizer.title} η = {number(b.optimizer.hyper.lr)}' for b in bundles)}."
)
downloads(
    picture,
    "Paths under noise",
    partial(bundle_table, bundles),
    "noise_map",
    title=told,
    about=settings,
    width=MAP_WIDTH,
)
end("Noise")
