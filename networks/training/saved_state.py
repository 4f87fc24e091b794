"""A training's state as named arrays, of which checkpoints are made, and back.

Checkpoints outlive releases, so the names stay, and the leaves of the states (`carry`) are counted in their order.
"""

from typing import TYPE_CHECKING, Any

import jax
import jax.numpy as jnp
import numpy as np
import numpy.typing as npt

from networks.training.steps import TrainingState

if TYPE_CHECKING:
    from networks.training.training import Training

Array = npt.NDArray[Any]

KEPT = ("rates", "first", "latest", "validation", "diverged")
UNKNOWN = -(2**31)  # swaps, where an earlier release counted something else
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
    own = _of_today(training, {name: array for name, array in state.items() if not name.startswith(TRIALS)})
    if not _fits(training, own) or (trials and training.experiment.rate != "lipschitz"):
        raise ValueError("This state belongs to another experiment.")
    trial = training.begin_trials() if trials else None
    if trial:
        trial.restore(trials)
    training.trials = trial
    training.step = int(own["step"])
    for name in KEPT:
        setattr(training, name, np.array(own[name]))
    training.note_divergence(training.latest)  # an earlier release did not
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


def _of_today(training: "Training", own: dict[str, Array]) -> dict[str, Array]:
    """What an earlier release saved, as this one does: each run carried the powers of both β behind its step, counted
    how often AMSGrad's maximum rose where swaps are counted now, and did not tell what had diverged."""
    runs, today = len(training.states), training.states[0]
    carried = {name: array for name, array in own.items() if name.startswith("carry/")}
    if len(carried) != runs * (len(jax.tree.leaves(today)) + 2):
        return own
    before, each = len(jax.tree.leaves((today.params, today.statistics))), len(carried) // runs
    swaps = len(jax.tree.leaves(today.swaps))
    leaves = []
    for run in range(runs):
        found = [carried[f"carry/{run * each + k}"] for k in range(each)]
        del found[before + 1 : before + 3]
        kept = len(found) - swaps
        leaves += found[:kept] + [np.full_like(leaf, UNKNOWN) for leaf in found[kept:]]
    others = {name: array for name, array in own.items() if name not in carried}
    return {"diverged": np.zeros(runs, np.int64)} | others | {f"carry/{k}": leaf for k, leaf in enumerate(leaves)}


def _states(training: "Training", own: dict[str, Array]) -> list[TrainingState]:
    leaves = [jnp.array(own[f"carry/{k}"]) for k in range(len(jax.tree.leaves(training.states)))]
    states: list[TrainingState] = jax.tree.unflatten(jax.tree.structure(training.states), leaves)
    return states
