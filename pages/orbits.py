"""Orbits: Adam's 2-cycle on a quadratic, its formula, and where it is stable."""

import streamlit as st

from dynamics import OPTIMIZERS, Trajectory, simulate
from dynamics.orbits import Orbit, against_theory, find_orbit, two_cycle_amplitude
from dynamics.words import number
from figures.orbits import orbit_figure
from landscapes import LANDSCAPES
from player.page import begin, open_in_explorer
from scenarios import Contender, Scenario

BOWL, CURVATURE = LANDSCAPES["smooth-valley"].with_(steepness=1.0), 2.0  # x^2 + y^2
EXAMPLES = {
    "A stable 2-cycle": (0.1, 0.99, 0.1, 1e-8),
    "Adam's defaults": (0.9, 0.999, 0.1, 1e-8),
    "At the edge": (0.1724, 0.99, 0.1, 1e-8),
}
NAMES = ("beta1", "beta2", "lr", "epsilon")
START, STEPS = (0.5, 0.3), 6_000
RATES = [float(f"{m}e{k}") for k in range(-4, 1) for m in (1, 2, 5)]
GUARDS = [0.0, *(10.0**k for k in range(-12, 0))]


@st.cache_resource(max_entries=64, show_spinner=False)
def found(beta1: float, beta2: float, lr: float, epsilon: float) -> tuple[Trajectory, Orbit | None, str]:
    """The run, the exact 2-cycle, and why there is none if there is none."""
    run = simulate(BOWL, OPTIMIZERS["adam"].with_(lr=lr, beta1=beta1, beta2=beta2, epsilon=epsilon), START, STEPS)
    amplitude = two_cycle_amplitude(lr, beta1, epsilon, CURVATURE)
    for near in (run, (amplitude, amplitude)):  # where the run ends, if it ends on a cycle; else where theory puts one
        try:
            return run, find_orbit(BOWL, run.optimizer, near, period=2), ""
        except ValueError as error:
            why = str(error)
    return run, None, why


def set_example() -> None:
    if st.session_state.orbit_example:
        for name, value in zip(NAMES, EXAMPLES[st.session_state.orbit_example], strict=True):
            st.session_state[f"orbit_{name}"] = value


def scenario() -> Scenario:
    adam = Contender(optimizer="adam", hyper={name: st.session_state[f"orbit_{name}"] for name in NAMES})
    return Scenario(surface="smooth-valley", parameters={"steepness": 1.0}, contenders=(adam,), start=START, steps=STEPS)


begin(
    "Orbits",
    "On a quadratic Adam aims for a 2-cycle of amplitude η(1 − β₁) / 2(1 + β₁). "
    "Look for the multipliers: once one leaves the circle, the cycle cannot hold.",
)
if "orbit_beta1" not in st.session_state:
    st.session_state.orbit_example = next(iter(EXAMPLES))
    set_example()
left, right = st.columns([3, 1], vertical_alignment="bottom")
left.segmented_control("Example", list(EXAMPLES), key="orbit_example", on_change=set_example, label_visibility="collapsed")
columns = st.columns(4)
beta1 = columns[0].slider("First decay β₁", 0.0, 0.99, key="orbit_beta1", step=0.0001, format="%.4f")
beta2 = columns[1].slider("Second decay β₂", 0.0, 0.9999, key="orbit_beta2", step=0.0001, format="%.4f")
lr = columns[2].select_slider("Learning rate η", RATES, key="orbit_lr", format_func=number)
epsilon = columns[3].select_slider("Guard ε", GUARDS, key="orbit_epsilon", format_func=number)
open_in_explorer(scenario(), "orbit_watch", "Watch it in the explorer", right)

run, orbit, why = found(beta1, beta2, lr, epsilon)
st.plotly_chart(orbit_figure(run, orbit, st.context.theme.type == "dark"), theme=None, config={"displayModeBar": False})
st.markdown(orbit.sentence + (f" {orbit.note}" if orbit.note else "") if orbit else why)
if orbit:
    rows = against_theory(orbit, run.optimizer, CURVATURE)
    st.table([{"": r.what, "formula": number(r.formula, 6), "found": number(r.found, 6)} for r in rows], border="horizontal")
