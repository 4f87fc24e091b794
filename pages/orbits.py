"""Orbits: closed orbits of optimizers, played from beside them; what theory says of them, and whether they hold."""

import streamlit as st

from figures.orbit_plane import multipliers_figure, stable_region_figure
from player.address import follow_address, write_address
from player.charts import chart
from player.component import player
from player.downloads import downloads
from player.orbit_amplitude import theory_line
from player.orbit_table import multiplier_rows, orbit_csv
from player.orbits_state import orbits_state
from player.page import begin, end, open_in_explorer
from player.showing import showing
from player.surface_line import surface_line
from scenarios.cycles import CYCLES

begin(
    "Orbits",
    "With a constant rate an optimizer often ends on a cycle. Rings mark the exact one; the run begins beside it. "
    "Watch whether it comes to the rings or leaves them.",
)
s = orbits_state()
follow_address(s)  # the figure completes it
write_address(s)
example = showing("orbit_example", s.example, lambda name: s.take(CYCLES[name].scenario, CYCLES[name].period, "preset"))
period = showing("orbit_period", s.cycle.period, lambda count: s.take(s.cycle.scenario, count, "preset"))
row = st.container(horizontal=True, vertical_alignment="bottom")
row.pills("Example", list(CYCLES), **example, label_visibility="collapsed", width="content")
row.number_input("Period", value=None, step=1, **period, width=190)  # with limits its browser would refuse in silence
open_in_explorer(s.cycle.scenario, "orbit_watch", "Open in the explorer", row)
st.caption(surface_line(s.cycle.scenario.landscape))
player(s.message(), "orbit", s.hear)
found, dark = s.found, st.context.theme.type == "dark"
for line in (theory_line(found), found.sentence):
    if line:
        st.markdown(line)
left, right = st.columns(2, gap="large")
optimizer, figure = found.run.optimizer, multipliers_figure(found.orbit, found.run.optimizer, dark)
chart(figure, "orbit_multipliers", left)
if found.has_region:
    chart(stable_region_figure(optimizer, dark), "orbit_region", right)
else:
    right.table(multiplier_rows(found.orbit), border="horizontal")
downloads(figure, "Orbit", lambda: orbit_csv(found.orbit, optimizer), "orbit_multipliers")
end("Orbits")
