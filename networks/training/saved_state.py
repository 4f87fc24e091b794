"""A training's state as named arrays, of which checkpoints are made, and back.

Checkpoints outlive releases, so the names stay, and the leaves of the states (`carry`) are counted in their order.
"""

from typing import TYPE_CHECKING, Any

import jax
import jax.numpy as jnp
import numpy as np
import numpy.typing as npt

from dynamics.on_jax import State
from networks.training.steps import TrainingState

if TYPE_CHECKING:
    from networks.training.training import Training

Array = npt.NDArray[Any]

KEPT = ("rates", "first", "latest", "validation")
TRIALS = "trials/"


def arrays(training: "Training") -> dict[str, Array]:
    """Copies: the training goes on in place."""
    found = {"step": np.array(training.step), **{name: getattr(training, name) for name in KEPT}}
    found |= {f"carry/{k}": np.array(leaf) for k, leaf in enumerate(jax.tree.leaves(training.states))}
    trials = training.trials.state() if training.trials else {}
    return found | {f"{TRIALS}{name}": array for name, array in trials.items()}


def restore(training: "Training", state: dict[str, Array]) -> None:
    """Raises ValueError if it does not fit, and then changes nothing."""
    trials = {name.removeprefix(TRIALS): array for name, array in state.items() if name.startswith(TRIALS)}
    own = {name: array for name, array in state.items() if not name.startswith(TRIALS)}
    if not _fits(training, own) or (trials and training.experiment.rate != "lipschitz"):
        raise ValueError("This state belongs to another experiment.")
    trial = training.begin_trials() if trials else None
    if trial:
        trial.restore(trials)
    training.trials = trial
    training.step = int(own["step"])
    training.rates, training.first, training.latest, training.validation = (np.array(own[name]) for name in KEPT)
    training.states = _states(training, own) if training.step else training.init(training.variants())


def _fits(training: "Training", own: dict[str, Array]) -> bool:
    wanted = {name: array for name, array in arrays(training).items() if not name.startswith(TRIALS)}
    return (
        wanted.keys() == own.keys()
        and all(
            own[name].dtype == array.dtype and (own[name].shape == array.shape or name == "latest")
            for name, array in wanted.items()
        )
        and own["latest"].shape[::2] == training.latest.shape[::2]
        and 0 <= int(own["step"]) <= training.total
    )


def _states(training: "Training", own: dict[str, Array]) -> list[TrainingState]:
    """What a release starts at 0 because nothing is corrected by it, an earlier one may have counted down from 1:
    powers of β. A power that starts at 1 stays as it was, to the bit."""
    leaves = [jnp.array(own[f"carry/{k}"]) for k in range(len(jax.tree.leaves(training.states)))]
    states: list[TrainingState] = jax.tree.unflatten(jax.tree.structure(training.states), leaves)
    first = training.steps.rule.init(())

    def today(of: State) -> State:
        return of._replace(power1=of.power1 * first.power1, power2=of.power2 * first.power2)

    return [state._replace(optimizer=today(state.optimizer)) for state in states]
