"""A closed orbit as the figure shows it: found, and with a state beside it, from which the browser steps."""

from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from dynamics import Trajectory
from dynamics.orbits import Orbit, two_cycle_amplitude
from dynamics.orbits.find import continued
from dynamics.orbits.nearby import after_gradient, nearby, size, state_beside
from dynamics.orbits.stability import marginal
from dynamics.orbits.two_cycle import SOURCE
from dynamics.trajectory import Rows
from dynamics.words import number
from scenarios.cycles import Cycle, orbit_of
from scenarios.running import run

STEPS = 400  # that are played
BESIDE, CLOSE = 0.25, 0.02  # of the amplitude: how far from a stable orbit the run begins, and from any other
ROOM, FARTHEST = 1.5, 5.0  # the window in extents of the run, and at most in amplitudes
ROUND = np.array([1.0, 1.5, 2.0, 3.0, 5.0, 7.0, 10.0])
PLANES = ("m", "v")


@dataclass(frozen=True)
class Found:
    """An orbit, the scenario's own run, and the steps from beside the orbit."""

    cycle: Cycle
    orbit: Orbit
    run: Trajectory

    @cached_property
    def beside(self) -> Rows:
        return nearby(self.run.surface, self.run.optimizer, self.orbit, self.disturbance, STEPS)

    @property
    def disturbance(self) -> float:
        return BESIDE if self.orbit.stable and not marginal(self.orbit.multipliers) else CLOSE

    @property
    def sentence(self) -> str:
        """What the orbit is, what to know besides, and how it is played."""
        unit = "amplitude" if self.orbit.period > 1 else "learning rate"
        played = (
            f"Played from beside it, x put off by {self.disturbance:.0%} of the {unit}, bias corrections at their"
            " limit."
        )
        return " ".join(filter(None, (self.orbit.sentence, self.orbit.note, played)))

    @property
    def curvature(self) -> float | None:
        """f'' where it is one number everywhere and theory knows the cycle: on the round bowl."""
        land = self.run.surface
        x0, x1, y0, y1 = land.window
        bends = land.hessian(np.linspace(x0, x1, 23), np.linspace(y1, y0, 23))
        same = np.ptp(bends, axis=2).max() == 0 and bends[0, 0, 0] == bends[1, 1, 0]
        return float(bends[0, 0, 0]) if same else None

    @property
    def formula(self) -> float | None:
        """The amplitude in closed form, of a 2-cycle of Adam or RMSProp (Adam with β₁ = 0, uncorrected) on the bowl."""
        h = self.run.optimizer.hyper
        known = (
            self.run.optimizer.name in ("adam", "rmsprop") and getattr(h, "epsilon_placement", "outside") == "outside"
        )
        if not known or self.curvature is None or self.orbit.period != 2:
            return None
        return two_cycle_amplitude(h.lr, getattr(h, "beta1", 0.0), h.epsilon, self.curvature)

    @property
    def has_region(self) -> bool:
        """Whether theory knows where in β₁ and β₂ the orbit is stable."""
        return self.formula is not None and self.run.optimizer.name == "adam"


def look_for(cycle: Cycle, before: Found | None = None) -> Found:
    """before: the orbit on screen, which may go on into this one. Raises ValueError with a sentence if there is no such
    orbit."""
    scenario = cycle.scenario
    (way,) = run(scenario)
    if before and before.orbit.period == cycle.period and before.run.optimizer.rule is way.optimizer.rule:
        with suppress(ValueError):
            return Found(cycle, continued(scenario.landscape, way.optimizer, before.orbit), way)
    way, orbit = orbit_of(cycle)
    return Found(cycle, orbit, way)


def window(found: Found) -> tuple[float, float, float, float]:
    """Around the orbit, all of the run that stays within reach; its size is a round number, so that a small change
    keeps it."""
    points, path = found.orbit.points, found.beside.position
    centre = (points.min(axis=0) + points.max(axis=0)) / 2
    reach = FARTHEST * max(size(found.run.optimizer, found.orbit), 1e-12)
    extent = min(float(np.nanmax(np.abs(path - centre))), reach) * ROOM
    unit = 10.0 ** np.floor(np.log10(extent))
    half = float(ROUND[np.searchsorted(ROUND, extent / unit - 1e-9)] * unit)
    x, y = (float(np.round(v / half * 20) * half / 20) for v in centre)
    return (x - 1.5 * half, x + 1.5 * half, y - half, y + half)


def described(found: Found) -> dict[str, Any]:
    """What the figure needs besides the scenario. state: from which it steps, beside the orbit. cycle (p, 4): x, y and
    the first coordinate's m and v at each point, null where there is none. distance is |x - middle|."""
    optimizer, orbit = found.run.optimizer, found.orbit
    moments = after_gradient(optimizer, orbit)
    cycle = np.column_stack([orbit.points, *(moment[:, 0] for moment in moments)])
    return {
        "state": state_beside(optimizer, orbit, found.disturbance),
        "steps": STEPS,
        "window": window(found),
        "middle": _middle(found),
        "cycle": [[value if np.isfinite(value) else None for value in row] for row in cycle.tolist()],
        "planes": [name for name in PLANES if name in optimizer.state_variables],
        "amplitude": _amplitude(found),
    }


def _amplitude(found: Found) -> dict[str, Any]:
    return {
        "title": "|x|" if abs(_middle(found)) < 1e-9 else "x from its middle",
        "value": found.formula or found.orbit.amplitude,
        "name": _amplitude_name(found),
        "cites": () if found.formula is None else SOURCE.keys,
    }


def _amplitude_name(found: Found) -> str:
    if found.formula is None:
        return "amplitude of the exact orbit"
    h = found.run.optimizer.hyper
    return f"formula, η ∕ {number(h.lr / found.formula, 4)}"


def _middle(found: Found) -> float:
    x = found.orbit.points[:, 0]
    return float(x.min() + x.max()) / 2
