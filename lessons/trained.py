"""What a preset of the page Networks comes to, trained here: once for all who ask, one at a time."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock
from typing import Any

import numpy as np
import numpy.typing as npt

MOST_UPDATES = 5_000  # of all runs together, that a page waits for
RECORDED = 200  # updates of each run that a recording has at most
_one_at_a_time = Lock()

TRAINING: dict[str, tuple[str, Callable[["Trained"], Any]]] = {
    "accuracy": ("share of the validation pictures named rightly at the end, by run", lambda t: t.accuracy[:, -1]),
    "start_accuracy": ("the same before the first update", lambda t: t.accuracy[:, 0]),
    "loss": ("training loss at the last update, by run", lambda t: t.loss[:, -1]),
    "updates": ("how many updates each run made", lambda t: t.updates),
    "epochs": ("how many passes over the training pictures", lambda t: t.epochs),
    "parameters": ("how many coordinates the network has", lambda t: t.parameters),
}
PLANNED = ("updates", "epochs", "parameters")  # of these, what is known before


@dataclass(frozen=True)
class Trained:
    """titles: of the runs, one seed each; loss (runs, updates); accuracy (runs, k) after `at` (k,) updates; whole: how
    many updates the preset has."""

    titles: tuple[str, ...]
    optimizers: tuple[str, ...]
    loss: npt.NDArray[np.float32]
    at: npt.NDArray[np.int64]
    accuracy: npt.NDArray[np.float32]
    updates: int
    epochs: int
    parameters: int
    whole: int

    @property
    def quantities(self) -> Mapping[str, Any]:
        """As TRAINING names them."""
        return {name: of(self) for name, (_, of) in TRAINING.items()}


def planned(preset: str) -> Mapping[str, int]:
    """As PLANNED names them, without a training."""
    from networks.experiment.training_presets import TRAINING_PRESETS

    first = TRAINING_PRESETS[preset].experiments[0]
    return dict(zip(PLANNED, (first.steps, first.epochs, first.parameters), strict=True))


def training(preset: str) -> Mapping[str, Any]:
    """What an expression may ask of it. Raises KeyError with a sentence where a page would wait too long."""
    from networks.experiment.training_presets import TRAINING_PRESETS  # here: it takes a second to load

    if sum(each.steps for each in TRAINING_PRESETS[preset].experiments) > MOST_UPDATES:
        raise KeyError(f"The preset {preset} trains for too long to be asked here.")
    return trained(preset).quantities


def trained(preset: str, most: int | None = None) -> Trained:
    """With the preset's first seed; `most` updates of each run. Raises KeyError where there is no such preset."""
    with _one_at_a_time:
        return _trained(preset, most)


@lru_cache(maxsize=8)
def _trained(preset: str, most: int | None) -> Trained:
    from networks.experiment.training_presets import TRAINING_PRESETS
    from networks.results.curves import joined
    from networks.training.training import Run, Training

    own = TRAINING_PRESETS[preset]
    losses, accuracies, first = [], [], own.experiments[0]
    for experiment in own.experiments:
        shorter = experiment.with_(epochs=min(experiment.epochs, _epochs(experiment, most)))
        training, chunks = Training([Run(shorter, own.seeds[0])]), []
        while not training.done:
            chunks.append(training.advance())
        whole = joined(chunks, training.step)
        at, accuracy = whole.measurements["validation_accuracy"]
        losses.append(whole.curves["loss"][0])
        accuracies.append(accuracy[0])
    return Trained(
        titles=tuple(each.title or each.optimizer.configured.title for each in own.experiments),
        optimizers=tuple(each.optimizer.optimizer for each in own.experiments),
        loss=np.array(losses), at=at, accuracy=np.array(accuracies), updates=training.total, epochs=shorter.epochs,
        parameters=first.parameters, whole=first.steps,
    )  # fmt: skip


def _epochs(experiment: Any, most: int | None) -> int:
    return int(experiment.epochs if most is None else max(1, most // experiment.epoch))
