"""Training: runs of one experiment, from chunk to chunk, with everything that is recorded on the way.

training = Training([Run(experiment, seed) for seed in range(5)])
while not training.done:
    chunk = training.advance()
"""

import time
from collections.abc import Sequence
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
import numpy.typing as npt

from dynamics.schedules import CONSTANT
from networks.experiment import RATES
from networks.experiment.data import load
from networks.experiment.data.pictures import Pictures, Progress
from networks.experiment.precision import check
from networks.training import saved_state
from networks.training.batches import Batches
from networks.training.chunk import Chunk, Gathering, Run
from networks.training.compiling import keep_compiled
from networks.training.divergence import first_wrong
from networks.training.evaluating import Examples, Found
from networks.training.lipschitz import estimates, measured
from networks.training.measurements import Measurements
from networks.training.side_by_side import CORES, SideBySide, one_by_one
from networks.training.steps import Batch, Seen, Steps, TrainingState, Variant, room_for
from networks.training.summing import summary

Array = npt.NDArray[Any]

PATIENCE = 0.1  # seconds of work after which `advance` returns
VALIDATIONS = 500  # in a run, at most
TRIALS = "Preparing: trial trainings, which set the learning rate."

keep_compiled()

__all__ = ["Chunk", "Run", "Training"]


class Moved(NamedTuple):
    """tables: each run's (k, names), of which the first `updates` rows were made."""

    tables: list[Any]
    updates: int


class Training:
    """Runs side by side, which may differ only in seed and learning rate. `progress` gets the share of a download that
    is done.

    Raises ValueError if the runs differ in more, single precision cannot do it or the data cannot be had.
    """

    def __init__(self, runs: Sequence[Run], progress: Progress | None = None, pictures: Pictures | None = None) -> None:
        self.runs, self.experiment = tuple(runs), runs[0].experiment
        self.rates = np.array([run.experiment.optimizer.configured.hyper.lr for run in runs], np.float32)
        if len({run.experiment.with_(lr=1.0, title="").to_json() for run in runs}) > 1:
            raise ValueError("Runs that train side by side may differ only in seed and learning rate.")
        check(self.experiment)
        self.step, self.total, self.seeds = 0, self.experiment.steps, [run.seed for run in runs]
        self.pictures = pictures or load(self.experiment.data, progress)
        self.x, self.y, held, labels = map(jnp.asarray, self.pictures)
        self.batches = Batches(self.experiment, self.seeds)
        self.validations = -(-self.experiment.epochs // VALIDATIONS) * self.experiment.epoch  # updates between them
        self.steps = Steps(self.experiment)
        self.loop = SideBySide(self.steps.steps, 3, donate=True)
        self.one = SideBySide(self.steps.step, 3)  # nothing donated: measurements make an update and throw it away
        self.held = Examples(self.steps, held, labels)
        self.measurements = Measurements(self.steps)
        self.init = SideBySide(self.steps.init, 1)
        self.states: list[TrainingState] = self.init(self.variants())
        self.first = np.full(len(runs), np.nan, np.float32)  # gradient norm of the first update
        self.latest = np.zeros((len(runs), 0, len(self.steps.names)), np.float32)  # curves of the last epoch
        self.validation = np.full((len(runs), 2), np.nan, np.float32)
        self.diverged = np.zeros(len(runs), np.int64)  # the update after which a run was no longer finite; 0: it is
        self.trials = self.begin_trials() if self.experiment.rate == "lipschitz" else None

    @property
    def done(self) -> bool:
        """Also where no run is finite any more."""
        return self.step >= self.total or bool(self.diverged.all())

    @property
    def activity(self) -> str:
        """What it does now, for the person."""
        return TRIALS if self.trials else "Training."

    def advance(self) -> Chunk:
        """About a tenth of a second of work, at least one update; nothing if done. A Lipschitz rate's trial trainings
        come first: while they run, chunks are empty and no update is counted."""
        if self.trials:
            return self._advance_trials(self.trials)
        began, gathering = time.perf_counter(), Gathering()
        moved: list[Moved] = []
        validated: list[tuple[int, Found]] = []  # read when all is under way: to wait for each would leave a core idle
        while not self.done and (not moved or time.perf_counter() - began < PATIENCE):
            if self.step and self.step % self.experiment.every == 0:
                gathering.add_all(self.step, self.measure())
            if self.step % self.validations == 0:
                validated.append((self.step, self.held.begin(self.states)))
            moved.append(self._move())
            if len(moved) > 1:
                jax.block_until_ready(moved[-2].tables)  # one piece of work ahead, no more
        if moved and self.done:
            validated.append((self.step, self.held.begin(self.states)))
        for step, found in validated:
            self.validation = self.held.mean(found)
            gathering.add_all(step, {name: self.validation[:, k] for k, name in enumerate(self.steps.judged)})
        return Chunk(self.step, self._record(moved), gathering.gathered())

    def forward(self, until: int) -> None:
        """On to update `until`, with nothing recorded and nothing read: to the bit where `advance` comes past. Dense
        networks only."""
        while self.trials:
            self.advance()
        while self.step < min(until, self.total):
            self._move(until)

    def summary(self) -> dict[str, Array]:
        """(runs,): loss and accuracy, means over the last epoch's updates; both on validation data; gradient norm of
        the first and of the last update. NaN where there is none yet, and where a run has diverged; at which update,
        `diverged_at` says."""
        return summary(self.steps, self.latest, self.first, self.validation, self.diverged)

    def state(self) -> dict[str, Array]:
        """All that is needed to go on, bit for bit."""
        return saved_state.arrays(self)

    def restore(self, state: dict[str, Array]) -> None:
        """Raises ValueError if it does not fit, and then changes nothing."""
        saved_state.restore(self, state)

    def measure(self) -> dict[str, Array]:
        """The costly measurements of the update that comes next, name -> (runs,) or (runs, quantiles)."""
        seen, later = self.peek(2)
        return self.measurements.measure(self.states, seen, later, self.x, self.y)

    def peek(self, updates: int) -> list[list[Seen]]:
        """What each run will see in the next updates, one after the other; they are thrown away."""
        states, found = self.states, []
        for k in range(updates):
            made = self.one(states, self.variants(), self._batch(self.step + k), self.x, self.y)
            states = [state for state, *_ in made]
            found.append([seen for *_, seen in made])
        return found

    def variants(self) -> list[Variant]:
        return one_by_one(Variant(np.array(self.seeds, np.uint32), self.rates), len(self.seeds))

    def _move(self, until: int | None = None) -> Moved:
        """Updates up to the next measurement or `until`, or as many as one compiled loop makes."""
        if not self.experiment.model.dense:
            moved = self.one(self.states, self.variants(), self._batch(self.step), self.x, self.y)
            made = Moved([row[None] for _, row, _ in moved], 1)
        else:
            room = room_for(self.experiment, PATIENCE * CORES / max(CORES, len(self.seeds)))
            ends = (
                self.total,
                *(self.step + period - self.step % period for period in (self.experiment.every, self.validations)),
            )
            count = min(room, *((end if until is None else min(end, until)) - self.step for end in ends))
            rows, factors = self.batches.rows(self.step, count, room), self.batches.factors(self.step, count, room)
            moved = self.loop(self.states, self.variants(), rows, factors, self.step, count, self.x, self.y)
            made = Moved([table for _, table in moved], count)
        self.states, self.step = [state for state, *_ in moved], self.step + made.updates
        return made

    def _batch(self, step: int) -> list[Batch]:
        rows, factor = self.batches.rows(step, 1, 1), self.batches.factors(step, 1, 1)[0]
        return [Batch(None if own is None else own[0], factor, np.int32(step)) for own in rows]

    def _record(self, moved: list[Moved]) -> dict[str, Array]:
        if not moved:
            return {}
        table = np.concatenate([np.array(tables)[:, :updates] for tables, updates in moved], 1)
        if not self.latest.size:
            self.first = table[:, 0, self.steps.names.index("gradient_norm")]
        self.latest = np.concatenate([self.latest, table], 1)[:, -self.experiment.epoch :]
        self.note_divergence(table)
        return {name: np.ascontiguousarray(table[:, :, k]) for k, name in enumerate(self.steps.names)}

    def note_divergence(self, table: Array) -> None:
        """table (runs, k, names): of the last k updates."""
        found = first_wrong(self.steps.names, table, self.validation[:, 0], self.step, self.step >= self.total)
        self.diverged = np.where(self.diverged == 0, found, self.diverged)

    def begin_trials(self) -> "Training":
        """Each run's trial trainings, side by side in a training of their own: at constant rates, whatever the
        schedule is, so that schedules that are compared have one rate."""
        plain = self.experiment.with_(rate="given", every=self.total).model_copy(update={"schedule": CONSTANT})
        runs = [Run(plain.with_(lr=rate), seed) for seed in self.seeds for rate in RATES]
        return Training(runs, pictures=self.pictures)

    def _advance_trials(self, trials: "Training") -> Chunk:
        trials.advance()
        if not trials.done:
            return Chunk(0, {}, {})
        examples = Examples(self.steps, self.x, self.y)
        starts = examples.mean(examples.begin(self.states))[:, 0]
        ends = [jax.tree.map(np.asarray, state.params[0]) for state in trials.states]
        accuracies = np.where(trials.diverged > 0, np.nan, trials.validation[:, 1])
        found = estimates(ends, accuracies, starts, self.total)
        self.rates, self.trials = np.array([e.rate for e in found], np.float32), None
        return Chunk(0, {}, measured(found))
