"""`fork`: from any step of a run another rule goes on, or the same with other hyperparameters.

State goes over by what it means (`dynamics.meanings`), not by its name. An average that goes on keeps what is left in
it of the 0 it started from, so that its bias is corrected by its own count of updates; one that starts anew has a count
of its own. Where nothing goes on, the rule as a whole starts anew and counts its t from there. A fork that changes
nothing has the bits of the run it leaves.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from dynamics.kernels.pieces import begun
from dynamics.optimizer import Optimizer
from dynamics.state import State
from dynamics.trajectory import Trajectory, simulate
from dynamics.walk import shocks
from engines import numpy_ops

SMOOTHNESS = "largest smoothness so far"
POWERS = ("beta1", "beta2")  # what `State.powers` are of


@dataclass(frozen=True)
class Branch:
    """The state with which a rule takes over. goes_on, anew: what it keeps, in words, each once."""

    state: State
    goes_on: tuple[str, ...]
    anew: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """What becomes of the state, without a full stop; "" where the rule keeps none."""
        if not self.anew:
            return f"{_listed(self.goes_on)} {'goes' if len(self.goes_on) == 1 else 'go'} on" if self.goes_on else ""
        anew = f"{_listed(self.anew)} {'starts' if len(self.anew) == 1 else 'start'} anew"
        return f"{anew}, with {'its' if len(self.anew) == 1 else 'their'} own t"


def fork(run: Trajectory, optimizer: Optimizer, at: int) -> Trajectory:
    """The run that leaves another after `at` updates, counted from the very beginning, and ends where that should end;
    surface, noise and schedule are its. One that diverged before is left at its last finite step. Raises ValueError
    where the run has no such step."""
    if at <= run.origin.step + run.steps:
        at = min(at, run.origin.step + run.updates)
    return simulate(
        run.surface,
        optimizer,
        branch(run, optimizer, at).state,
        run.origin.step + run.steps - at,
        noise=run.noise,
        seed=run.seed,
        schedule=run.schedule,
    )


def branch(run: Trajectory, optimizer: Optimizer, at: int) -> Branch:
    """What the optimizer begins with where it takes over after `at` updates. Raises ValueError where the run has no
    such step, or has diverged before."""
    state, mine = run.state(at), _named(optimizer)
    theirs = {name: k for k, name in enumerate(_named(run.optimizer))}
    places = [theirs.get(name) for name in mine]
    follows = optimizer.follows_smoothness and run.optimizer.follows_smoothness
    words = [meaning.what for meaning in optimizer.held] + [SMOOTHNESS] * optimizer.follows_smoothness
    kept = [place is not None for place in places] + [follows] * optimizer.follows_smoothness
    goes_on, anew = (_each(w for w, k in zip(words, kept, strict=True) if k is which) for which in (True, False))
    if not follows:
        none = np.full(2, np.nan)
        state = replace(state, smoothness=0.0, last_position=none, last_gradient=none)
    if mine and not any(place is not None for place in places):
        x, y = state.position
        own = State.begin(optimizer, (float(x), float(y)), state.length)
        return Branch(replace(own, step=state.step, began=state.step), goes_on, anew)
    fresh = State.begin(optimizer, (0.0, 0.0), 0)
    first = _first(run, optimizer, state) if None in places else fresh.variables
    variables = [first[:, k] if place is None else state.variables[:, place] for k, place in enumerate(places)]
    shares = tuple(fresh.shares[k] if place is None else state.shares[place] for k, place in enumerate(places))
    return Branch(
        replace(
            state,
            variables=np.array(variables).reshape(len(mine), 2).T,
            powers=_powers(state, optimizer, shares, places),
            names=optimizer.state_variables,
            shares=shares,
        ),
        goes_on,
        anew,
    )


def _named(optimizer: Optimizer) -> list[tuple[str, str, int]]:
    """What tells each state variable from all others: what it means, of which rule where nobody declared it, and as the
    how many-th of that."""
    words = [(meaning.what, meaning.of) for meaning in optimizer.held]
    return [(*each, words[:k].count(each)) for k, each in enumerate(words)]


def _first(run: Trajectory, optimizer: Optimizer, state: State) -> npt.NDArray[np.float64]:
    """The variables (2, S) as they are where they start: 0, or what the gradient met there makes of them."""
    start = begun(optimizer, numpy_ops)
    if start is None:
        return np.zeros((2, len(optimizer.state_variables)))
    gradient = np.array(run.surface.gradient(*state.position))
    for shock in shocks(run.noise, run.seed, state.step, state.step + 1):
        gradient = gradient + shock
    return np.array(start(gradient)).T


def _powers(
    state: State, optimizer: Optimizer, shares: tuple[float, ...], places: list[int | None]
) -> npt.NDArray[np.float64]:
    """Each that of the first average that fades by its decay; of none that says so, that of the run, unless a variable
    of which nobody declared what it means starts anew: it may be what is corrected."""
    held = optimizer.held
    decays = [meaning.decay for meaning in held]
    unsaid = any(meaning.of and place is None for meaning, place in zip(held, places, strict=True))
    rest = np.ones(2) if unsaid else state.powers
    return np.array(
        [shares[decays.index(decay)] if decay in decays else power for decay, power in zip(POWERS, rest, strict=True)]
    )


def _each(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))


def _listed(words: tuple[str, ...]) -> str:
    *most, last = (f"the {each}" for each in words)
    return f"{', '.join(most)} and {last}" if most else last
