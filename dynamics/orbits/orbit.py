"""The Orbit record, and its sentence."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dynamics.orbits import stability
from dynamics.words import number, place

Array = npt.NDArray[np.float64]

LEFT = {
    "flip": "ever further to alternate sides (a flip)",
    "fold": "straight away (a fold)",
    "Neimark-Sacker": "in growing turns (Neimark–Sacker)",
}


@dataclass(frozen=True)
class Orbit:
    """A closed orbit of period p of the map of the whole state, corrections at their limit and the learning rate
    constant.

    state (p, 2, 1 + S): for x and y the position and then the optimizer's state variables, in step order.
    multipliers (n,): complex eigenvalues of the p-step map at state[0], largest modulus first; n = 2 (1 + S), or
    half of that where only one coordinate repeats.
    coordinates: "xy", or the one coordinate that repeats; positions of the other are then simply where it was.
    residual: the largest |state after p steps - state|, each component relative to its size on the orbit.
    note: what to know besides; empty if nothing.
    """

    period: int
    state: Array
    multipliers: npt.NDArray[np.complex128]
    residual: float
    coordinates: str
    note: str

    @property
    def points(self) -> Array:
        """Positions, (p, 2)."""
        return self.state[:, :, 0]

    @property
    def amplitude(self) -> float:
        """Half the extent along the longer of the coordinates that repeat."""
        return float(np.ptp(self.points, axis=0)[["xy".index(c) for c in self.coordinates]].max()) / 2

    @property
    def stable(self) -> bool:
        """No multiplier's modulus is above 1 + 1e-10. Modulus 1 counts as stable, and the note says so."""
        return stability.stable(self.multipliers)

    @property
    def loses(self) -> str | None:
        """How stability is lost: "flip", "fold" or "Neimark-Sacker", by the largest multiplier; None if stable."""
        return stability.loss_of_stability(self.multipliers)

    @property
    def sentence(self) -> str:
        modulus = float(abs(self.multipliers[0]))
        largest = number(modulus, 4 if abs(modulus - 1) > 1e-3 else 7)
        which = "" if self.coordinates == "xy" else f" in {self.coordinates} alone"
        what = (
            f"A {self.period}-cycle{which} of amplitude {number(self.amplitude)}"
            if self.period > 1
            else f"A fixed point at {self._here}"
        )
        if self.loses:
            grows = f"in the long run each round multiplies a small disturbance by {largest}"
            return f"{what}, unstable: {grows}, and it leaves {LEFT[self.loses]}."
        if stability.marginal(self.multipliers):
            return f"{what}, neutral: some disturbances neither grow nor fade."
        return f"{what}, stable: in the long run each round leaves {largest} of a small disturbance."

    @property
    def _here(self) -> str:
        return place(self.points[0])
