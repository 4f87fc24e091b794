"""Online: a loss for each round, on an interval, and what each optimizer makes of it."""

import streamlit as st

from dynamics.online.swaps import Swaps
from figures.gamma import gamma_figure
from figures.online import average_figure, budget_figure, position_figure, regret_figure
from figures.swaps import swap_figure
from landscapes import LANDSCAPES
from player.downloads import downloads
from player.game_controls import drawer, examples, row
from player.held import held
from player.page import begin, open_in_explorer
from player.playing import followed, panel
from scenarios.game_words import LOOK, READINGS, about, broken, identity_rows, results, table, travel
from scenarios.games import EXAMPLES, SWAP_DECAYS
from scenarios.swapped import NOISE, STEPS, on_surfaces, watched

game, dark = held("game", EXAMPLES["Reddi's period 3"]), st.context.theme.type == "dark"

begin(
    "Online",
    "A rare steep slope outweighs all the others together. Look at where Adam ends: it forgets the rare one and goes to"
    " the wrong side.",
)
with st.sidebar:
    drawer(game)
examples(game)
row(game)
if game.notice:
    st.caption(f":material/info: {game.notice}")
st.markdown(f"{about(game.value)} {travel(game.value)}")
plays = followed(game.value.bouts)
if said := broken(plays):
    st.caption(f":material/info: {said}")

left, right = st.columns(2, gap="large")
position = position_figure(plays, dark)
panel(left, position, LOOK["position"], "online_position")
panel(right, average_figure(plays, dark), LOOK["average"], "online_average")
left, right = st.columns(2, gap="large")
panel(left, regret_figure(plays, dark), LOOK["regret"], "online_regret")
panel(right, budget_figure(plays, dark), LOOK["budget"], "online_budget")
left, right = st.columns(2, gap="large")
panel(left, gamma_figure(plays, dark), LOOK["gamma"], "online_gamma")
for formula, said in READINGS.items():
    right.latex(formula)
    right.caption(said)
st.table(results(plays), border="horizontal")
if len(plays[0].seeds) > 1:
    st.caption(
        "The table gives the mean over the seeds, in brackets the least and the greatest; the panels give medians."
    )
downloads(position, "Online problem", lambda: table(game.value, plays))

st.subheader("AMSGrad's swaps", anchor=False)
st.markdown("On a swap AMSGrad throws the fresh average of squares away and keeps its older, larger maximum.")
found, names = on_surfaces(), {name: land.title for name, land in LANDSCAPES.items()}
cells = [[found[name][axis] for name in names] for axis in (0, 1)]
fields = swap_figure(
    f"On surfaces, {STEPS:,} steps, noise {NOISE:g}", "steps", cells, ["x", "y"], list(names.values()), dark
)
panel(st.container(), fields, LOOK["surfaces"], "online_surfaces")
left, right, _ = st.columns([1, 1, 2], vertical_alignment="bottom")
surface = left.selectbox("Surface", list(names), format_func=names.__getitem__, key="online_surface")
open_in_explorer(watched(surface), "online_watch", "Watch it in the explorer", right)

left, right = st.columns(2, gap="large")
swapped = followed(game.value.swaps)
rows = [[Swaps(int(p.swaps[s]), float(p.interval[s])) for p in swapped] for s in range(len(swapped[0].seeds))]
seeds = [f"seed {seed}" for seed in swapped[0].seeds] if game.value.problem.varies else ["all seeds"]
decays = [f"β₂ = {decay:g}" for decay in SWAP_DECAYS]
title = f"On this problem, {game.value.rounds:,} rounds"
panel(left, swap_figure(title, "rounds", rows, seeds, decays, dark), LOOK["swaps"], "online_swaps")
right.markdown(f"**AdamAL is AMSGrad as equation 16 prints it.** {LOOK['identity']}")
right.table(identity_rows(followed(game.value.identity)), border="horizontal")
