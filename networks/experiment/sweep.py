"""A sweep: experiments times optimizers, learning rates and seeds, as the runs of one launch."""

from collections.abc import Mapping, Sequence
from typing import Any

from dynamics import OPTIMIZERS
from networks.experiment.experiment import Experiment


def sweep(
    own: Sequence[Experiment],
    optimizers: Sequence[str] = (),
    rates: Sequence[float] = (),
    changes: Mapping[str, Any] | None = None,
) -> list[Experiment]:
    """The experiments of these optimizers, at each of these rates, with the changes. An optimizer without an experiment
    takes the first's place, with its own defaults and averages that start alike. Raises ValueError with a plain
    sentence."""
    there = {e.optimizer.optimizer for e in own}
    chosen = [e for e in own if not optimizers or e.optimizer.optimizer in optimizers]
    chosen += [_instead(own[0], name) for name in optimizers if name not in there]
    changed = [e.with_(**changes) if changes else e for e in chosen]
    return [e.with_(lr=rate, rate="given") for e in changed for rate in rates] if rates else changed


def _instead(experiment: Experiment, name: str) -> Experiment:
    """Averages from 0 and corrected, so that what differs is the rule and not its start."""
    alike = {"bias_correction": "standard"} if "bias_correction" in OPTIMIZERS[name].hyperparameters else {}
    return experiment.with_(optimizer=name, title=OPTIMIZERS[name].title, **alike)
