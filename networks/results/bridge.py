"""The bridge: an optimizer in the plane and the same one in a network, by the quantities that both have."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from dynamics import Optimizer
from dynamics.orbits.threshold import threshold
from jobs.states import RUNNING
from landscapes import LANDSCAPES
from networks.results import comparing
from networks.results.records import Record
from networks.results.summary import Line, rate
from scenarios.scenario import Contender, Scenario

Array = npt.NDArray[np.float64]

MOST_STEPS = 20_000
RATES = (
    "Look whether the rates grow as the gradients fade: on both sides it is v that shrinks under them. The band holds"
    " nine tenths of the network's coordinates; it leaves through the top where some have no gradient at all, such as"
    " weights of pixels that are always blank."
)
SHARPNESS = (
    "Look whether it climbs towards 1, which takes long at small rates, and stays about there: beyond, while the rates"
    " stay, the steepest direction throws the run back and forth. Where no direction curves upwards, or the steps are"
    " signs (Lion), there is nothing to draw."
)
NONE = "Nothing to draw: this optimizer has no v."
WAITS, SHORT = "Nothing is recorded yet.", "Nothing was measured in so short a run."
NORM = "Look for the decay, and for bursts in it: a burst of gradients fills v, and the rates fall at once."


class Part(NamedTuple):
    """A curve: `value` (K,) at `step` (K,), with a band of the network's coordinates where there is one."""

    name: str
    step: npt.NDArray[np.int64]
    value: Array
    low: Array | None = None
    high: Array | None = None


class Row(NamedTuple):
    """One quantity of the network; `empty` says why there is nothing, if so; `edge`: whether 1 is that of stability."""

    title: str
    sign: str
    look: str
    network: tuple[Part, ...]
    empty: str
    edge: bool = False


def in_the_plane(record: Record, surface: str) -> Scenario:
    """The run's optimizer, schedule and number of updates (at most 20,000), from the surface's own start."""
    experiment = record.experiment
    own = experiment.optimizer
    if experiment.rate == "lipschitz" and np.isfinite(estimated := rate(record)):
        own = Contender(optimizer=own.optimizer, hyper={**own.hyper, "lr": estimated})
    steps = min(experiment.steps, MOST_STEPS)
    return Scenario(
        surface=surface, contenders=(own,), start=LANDSCAPES[surface].start, steps=steps, schedule=experiment.schedule
    )


def rows(record: Record, optimizer: Optimizer) -> list[Row]:
    """Effective rates, sharpness times rate over its threshold, norm of v."""
    nothing = WAITS if record.state == RUNNING else SHORT
    norm = nothing if "v" in optimizer.state_variables else NONE
    return [
        Row("Effective rate", "η ∕ √v", RATES, _of(record, "effective_rate", "median"), nothing),
        Row(
            "Sharpness over threshold",
            "η λ",
            SHARPNESS,
            _of(record, "thermometer", "network", threshold(optimizer)),
            nothing,
            edge=True,
        ),
        Row("Norm of v", "|v|", NORM, _of(record, "v_norm", "network"), norm),
    ]


def _of(record: Record, quantity: str, name: str, unit: float = 1.0) -> tuple[Part, ...]:
    curve = comparing.curve(Line((record,), {}), quantity)
    if curve is None or not np.isfinite(curve.value / unit).any():
        return ()
    low, high = (curve.low / unit, curve.high / unit) if (curve.high > curve.low).any() else (None, None)
    return (Part(name, curve.step, curve.value / unit, low, high),)
