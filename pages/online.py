"""Online: a loss for each round, on an interval, and what each optimizer makes of it."""

from functools import partial

import streamlit as st

from dynamics.online.printed import AVERAGE
from dynamics.online.swaps import Swaps
from figures.gamma import gamma_figure
from figures.online_figures import average_figure, budget_figure, position_figure, regret_figure
from figures.swap_figures import swap_figure
from player.address import write_address
from player.online_controls import drawer, examples, row
from player.online_progress import followed
from player.online_surfaces import swapped_and_fallen
from player.page import begin, end, tell
from player.page_state import page_state
from player.panel_grid import PagePanel, captioned, claims, panel_grid
from scenarios.online_scenario import SWAP_DECAYS, OnlineScenario
from scenarios.online_words import (
    LOOK,
    READINGS,
    about,
    broken,
    falling,
    identical,
    identity_rows,
    results,
    swapping,
    table,
    travel,
    unsquared,
)

dark = st.context.theme.type == "dark"
begin(
    "Online",
    "Each round brings a slope: mostly the usual one, now and then a rare one. Who forgets the rare one goes where"
    " the usual one leads, even if that is the wrong side. Look where each ends.",
)
s = page_state("online", OnlineScenario)
with st.sidebar:
    drawer(s)
examples(s)
row(s)
tell(s.notices)
write_address(s)
st.markdown(f"{about(s.value)} {travel(s.value)}")
plays = followed(s.value.runs)
if notice := broken(plays):
    tell([notice])
FIGURES = {
    "position": position_figure,
    "average": average_figure,
    "regret": regret_figure,
    "budget": budget_figure,
    "gamma": gamma_figure,
}
looks = LOOK | {"gamma": falling(plays)}
panel_grid(
    "online",
    (PagePanel(name, draw(plays, dark), looks[name]) for name, draw in FIGURES.items()),
    f"{about(s.value)} {travel(s.value)}",
    partial(table, plays),
)
st.container(key="online_results").table(results(plays), border="horizontal")
if len(plays[0].seeds) > 1:
    st.caption(
        "The table gives the mean over the seeds, in brackets the least and the greatest; the panels give medians."
    )
for side, (formula, meaning) in zip(st.columns(len(READINGS), gap="large"), READINGS.items(), strict=True):
    side.latex(formula)
    side.caption(meaning)
st.caption(unsquared(s.value))

st.header("AMSGrad's swaps", anchor=False)
st.markdown("On a swap AMSGrad divides not by the fresh average of squares but by its older, larger maximum.")
swapped_and_fallen(s.value, dark)
left, right = st.columns(2, gap="large")
swapped = followed(s.value.swaps)
rows = [[Swaps(int(p.swaps[s]), float(p.interval[s])) for p in swapped] for s in range(len(swapped[0].seeds))]
seeds = [f"seed {seed}" for seed in swapped[0].seeds] if s.value.problem.varies else ["all seeds"]
decays = [f"β₂ = {decay:g}" for decay in SWAP_DECAYS]
fields = swap_figure(f"On this problem, {s.value.rounds:,} rounds", "rounds", rows, seeds, decays, dark)
captioned(fields, swapping(swapped, SWAP_DECAYS), "online_swaps", left)
trio = followed(s.value.identity)
right.markdown(f"**AdamAL is AMSGrad as equation 16 prints it.** {identical(trio)}")
right.table(identity_rows(trio), border="horizontal")
claims("online", (AVERAGE,))
end("Online")
