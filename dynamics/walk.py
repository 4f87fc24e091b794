"""A run being stepped from a state, chunk by chunk, and the states that are kept along the way to go back to."""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from dynamics.kernels import CHUNK, trajectory_kernel
from dynamics.noise import standard_normal
from dynamics.optimizer import Optimizer
from dynamics.schedules import Schedule
from dynamics.state import PLANE, State
from landscapes.gradient_pointers import gradient_pointer
from landscapes.landscape import Landscape, Point

Array = npt.NDArray[np.float64]
Steps = npt.NDArray[np.int64]

MOST_KEPT = 1024  # states of one run, at most 0.3 MB


@dataclass(frozen=True)
class Settings:
    """What a run is made from. origin: the state it begins with; steps, every: updates; noise: standard deviation of
    each gradient component."""

    surface: Landscape
    optimizer: Optimizer
    origin: State
    steps: int
    every: int
    noise: float
    seed: int
    schedule: Schedule

    @property
    def start(self) -> Point:
        """The position it begins at."""
        x, y = self.origin.position
        return float(x), float(y)


@dataclass
class Kept:
    """States along a run, as a kernel's vectors, with their steps (ascending). Once there are too many, every other
    goes."""

    steps: list[int] = field(default_factory=list)
    vectors: list[Array] = field(default_factory=list)
    apart: int = 0

    def add(self, step: int, vector: Array) -> None:
        if self.steps and step - self.steps[-1] < self.apart:
            return
        self.steps.append(step)
        self.vectors.append(vector.copy())
        if len(self.steps) > MOST_KEPT:
            self.steps, self.vectors = self.steps[::2], self.vectors[::2]
            self.apart = 2 * max(self.apart, CHUNK // 2)

    def before(self, step: int) -> tuple[int, Array]:
        """The last one at or before a step."""
        k = int(np.searchsorted(self.steps, step, side="right")) - 1
        return self.steps[k], self.vectors[k]


class Walk:
    """A state vector that is moved on in place: `vector` stands after `step` updates, counted from the very
    beginning."""

    def __init__(self, s: Settings, step: int, vector: Array) -> None:
        self.step, self.vector, self._settings = step, vector.copy(), s
        self._kernel, self._gradient = trajectory_kernel(s.optimizer), gradient_pointer(s.surface.grad)
        self._p, self._tape, self._hyper = s.surface.p, s.optimizer.tape, s.optimizer.handed

    def on(self, last: int, every: int = 0, out: Array | None = None, kept: Kept | None = None) -> bool:
        """Go on to step `last`; out: gets what stands before every `every`-th update from here on; kept: gets the
        states at which chunks begin. Where a chunk begins standing still for good, the rest is not computed. Returns
        whether all stayed finite; `step` then tells how far it came."""
        begin, unseen = self.step, np.empty((1, 2))
        whole = max(CHUNK // every, 1) * every if every else CHUNK  # so that chunks begin at recorded rows
        while self.step < last:
            if kept is not None:
                kept.add(self.step, self.vector)
            if self.step > begin and (same := self._repeats(out)) is not None:
                if out is not None:
                    out[-((begin - self.step) // every) : (last - 1 - begin) // every + 1] = same
                self.step = last
                return True
            until, rows = min(self.step + whole, last), unseen
            if out is not None:
                row, beyond = divmod(self.step - begin, every)
                rows = unseen if beyond else out[row:]
                if every > CHUNK:  # between two rows there are several chunks
                    until = min(self.step + CHUNK, begin + (row + 1) * every, last)
            self.step = self._call(self.vector, until, every or CHUNK, rows)
            if self.step < until:
                return False
        return True

    def _call(self, vector: Array, until: int, every: int, rows: Array) -> int:
        s, step = self._settings, self.step
        factors = s.schedule.factors(step, until, s.origin.length)
        noise = shocks(s.noise, s.seed, step, until)
        surface, rule = (self._gradient, self._p), (self._hyper, factors, noise)
        began = s.origin.began  # the rule's own count, from its own beginning
        done: int = self._kernel(*surface, self._tape, vector, step - began, until - began, every, *rule, rows)
        return began + done

    def _repeats(self, out: Array | None) -> Array | None:
        """What every later row of `out` holds, where one update leaves the whole state as it was, to the bit (0 and -0
        are not the same): then so do all after it. None where it does not, or where what a step is told changes."""
        s = self._settings
        if s.noise or s.schedule.kind != "constant" or s.optimizer.follows_step:
            return None
        rows, after = np.empty((1, 2 if out is None else out.shape[1])), self.vector.copy()
        self._call(after, self.step + 1, 1, rows)
        return rows[0] if after.tobytes() == self.vector.tobytes() else None


def record(s: Settings) -> tuple[Array, int, Kept]:
    """(positions (K, 2), updates that stayed finite, states kept: the first of each chunk, and the last)."""
    walk, kept = Walk(s, s.origin.step, s.origin.packed(s.optimizer)), Kept()
    out = np.empty((s.steps // s.every + 1, 2))
    end = walk.step + s.steps
    if walk.on(end, s.every, out, kept):
        kept.apart = 0
        kept.add(end, walk.vector)
        if s.steps % s.every == 0:
            out[-1] = walk.vector[PLANE.position : PLANE.position + 2]
    updates = walk.step - s.origin.step
    return out[: updates // s.every + 1], updates, kept


def replayed(s: Settings, kept: Kept, steps: Steps, every: int, columns: int) -> Array:
    """The rows (N, columns) of the given steps: ascending, and each a multiple of `every` after the first. Begins at
    the nearest states that are kept."""
    out, i, walk = np.empty((len(steps), columns)), 0, None
    while i < len(steps):
        first = int(steps[i])
        step, vector = kept.before(first)
        if walk is None or step > walk.step:
            walk = Walk(s, step, vector)
        walk.on(first)
        j = int(np.searchsorted(steps, first + max(CHUNK, every)))
        rows = np.empty(((int(steps[j - 1]) - first) // every + 1, columns))
        walk.on(int(steps[j - 1]) + 1, every, rows)
        out[i:j] = rows[(steps[i:j] - first) // every]
        i = j
    return out


def shocks(noise: float, seed: int, first: int, last: int) -> Array:
    """(last - first, 2), what is added to the gradients of these updates; (0, 2) without noise."""
    return noise * standard_normal(seed, first, last) if noise else np.empty((0, 2))
