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

from networks.batches import Batches
from networks.chunk import Chunk, Read, Run
from networks.compiling import keep_compiled
from networks.data import load
from networks.data.pictures import Pictures, Progress
from networks.evaluating import Examples, Found
from networks.experiment import RATES
from networks.fleet import CORES, Lanewise, lanes
from networks.lipschitz import estimates
from networks.readings import Readings
from networks.steps import Batch, Carry, Lane, Seen, Steps, room_for

Array = npt.NDArray[Any]

PATIENCE = 0.1  # seconds of work after which `advance` returns
VALIDATIONS = 500  # in a run, at most

keep_compiled()

__all__ = ["Chunk", "Run", "Training"]


class Moved(NamedTuple):
    """tables: each lane's (k, names), of which the first `updates` rows were made."""

    tables: list[Any]
    updates: int


class Training:
    """Runs that may differ only in seed and learning rate, one lane each. `progress` gets the share of a download that
    is done.

    Raises ValueError if the runs differ in more or the data cannot be had.
    """

    def __init__(self, runs: Sequence[Run], progress: Progress | None = None, pictures: Pictures | None = None) -> None:
        self.runs, self.experiment = tuple(runs), runs[0].experiment
        self.rates = np.array([run.experiment.optimizer.configured.hyper.lr for run in runs], np.float32)
        if len({run.experiment.with_(lr=1.0, title="").to_json() for run in runs}) > 1:
            raise ValueError("Runs that train side by side may differ only in seed and learning rate.")
        self.step, self.total, self.seeds = 0, self.experiment.steps, [run.seed for run in runs]
        self.pictures = pictures or load(self.experiment.data, progress)
        self.x, self.y, held, labels = map(jnp.asarray, self.pictures)
        self.batches = Batches(self.experiment, self.seeds)
        self.validations = -(-self.experiment.epochs // VALIDATIONS) * self.experiment.epoch  # updates between them
        self.steps = Steps(self.experiment)
        self.loop = Lanewise(self.steps.steps, 3, donate=True)
        self.one = Lanewise(self.steps.step, 3)  # nothing donated: readings make an update and throw it away
        self.held = Examples(self.steps, held, labels)
        self.readings = Readings(self.steps)
        self.carries: list[Carry] = Lanewise(self.steps.init, 1)(self._lanes())
        self.first = np.full(len(runs), np.nan, np.float32)  # gradient norm of the first update
        self.latest = np.zeros((len(runs), 0, len(self.steps.names)), np.float32)  # curves of the last epoch
        self.validation = np.full((len(runs), 2), np.nan, np.float32)
        self.trials = self._trials() if self.experiment.rate == "lipschitz" else None

    @property
    def done(self) -> bool:
        return self.step >= self.total

    def advance(self) -> Chunk:
        """About a tenth of a second of work, at least one update; nothing if done. A Lipschitz rate's trial trainings
        come first: while they run, chunks are empty and no update is counted."""
        if self.trials:
            return self._advance_trials(self.trials)
        began, read = time.perf_counter(), Read()
        moved: list[Moved] = []
        validated: list[tuple[int, Found]] = []  # read when all is under way: to wait for each would leave a core idle
        while not self.done and (not moved or time.perf_counter() - began < PATIENCE):
            if self.step and self.step % self.experiment.every == 0:
                read.add_all(self.step, self.reading())
            if self.step % self.validations == 0:
                validated.append((self.step, self.held.begin(self.carries)))
            moved.append(self._move())
            if len(moved) > 1:
                jax.block_until_ready(moved[-2].tables)  # one piece of work ahead, no more
        if moved and self.done:
            validated.append((self.step, self.held.begin(self.carries)))
        for step, found in validated:
            self.validation = self.held.mean(found)
            read.add_all(step, {name: self.validation[:, k] for k, name in enumerate(self.steps.judged)})
        return Chunk(self.step, self._record(moved), read.gathered())

    def forward(self, until: int) -> None:
        """On to update `until`, with nothing recorded and nothing read: to the bit where `advance` comes past. Dense
        networks only."""
        while self.trials:
            self.advance()
        while self.step < min(until, self.total):
            self._move(until)

    def summary(self) -> dict[str, Array]:
        """(lanes,): loss and accuracy, means over the last epoch's updates; both on validation data; gradient norm of
        the first and of the last update. NaN where there is none yet."""
        names, empty = self.steps.names, np.full(len(self.seeds), np.nan, np.float32)
        means = self.latest.mean(1) if self.latest.size else np.full((len(self.seeds), len(names)), np.nan, np.float32)
        return {
            "loss": means[:, 0],
            "accuracy": means[:, 1] if self.steps.objective.classifies else empty,
            "validation_loss": self.validation[:, 0],
            "validation_accuracy": self.validation[:, 1],
            "gradient_norm_start": self.first,
            "gradient_norm_end": self.latest[:, -1, names.index("gradient_norm")] if self.latest.size else empty,
        }

    def state(self) -> dict[str, Array]:
        """All that is needed to go on, bit for bit."""
        kept = {name: getattr(self, name) for name in ("rates", "first", "latest", "validation")}
        state: dict[str, Array] = {"step": np.array(self.step), **kept}
        # copies: the run goes on in place
        state |= {f"carry/{k}": np.array(leaf) for k, leaf in enumerate(jax.tree.leaves(self.carries))}
        return state | ({f"trials/{name}": array for name, array in self.trials.state().items()} if self.trials else {})

    def restore(self, state: dict[str, Array]) -> None:
        """Raises ValueError if it does not fit, and then changes nothing."""
        trials = {name.removeprefix("trials/"): array for name, array in state.items() if name.startswith("trials/")}
        wanted = {name: array for name, array in self.state().items() if not name.startswith("trials/")}
        fits = wanted.keys() == state.keys() - {f"trials/{name}" for name in trials} and all(
            state[name].dtype == array.dtype and (state[name].shape == array.shape or name == "latest")
            for name, array in wanted.items()
        )
        fits = fits and state["latest"].shape[::2] == self.latest.shape[::2] and 0 <= int(state["step"]) <= self.total
        if not fits or (trials and self.experiment.rate != "lipschitz"):
            raise ValueError("This state belongs to another experiment.")
        trial = self._trials() if trials else None
        if trial:
            trial.restore(trials)
        self.trials = trial
        self.step = int(state["step"])
        self.rates, self.first, self.latest, self.validation = (
            np.array(state[k]) for k in ("rates", "first", "latest", "validation")
        )
        leaves = [jnp.array(state[f"carry/{k}"]) for k in range(len(jax.tree.leaves(self.carries)))]
        self.carries = jax.tree.unflatten(jax.tree.structure(self.carries), leaves)

    def reading(self) -> dict[str, Array]:
        """The costly readings of the update that comes next, name -> (lanes,) or (lanes, quantiles)."""
        return self.readings.read(self.carries, self.peek(), self.x, self.y)

    def peek(self) -> list[Seen]:
        """What the next update will see; the update is thrown away."""
        return [seen for _, _, seen in self.one(self.carries, self._lanes(), self._batch(), self.x, self.y)]

    def _lanes(self) -> list[Lane]:
        return lanes(Lane(np.array(self.seeds, np.uint32), self.rates), len(self.seeds))

    def _move(self, until: int | None = None) -> Moved:
        """Updates up to the next reading or `until`, or as many as one compiled loop makes."""
        if not self.experiment.model.dense:
            moved = self.one(self.carries, self._lanes(), self._batch(), self.x, self.y)
            made = Moved([row[None] for _, row, _ in moved], 1)
        else:
            room = room_for(self.experiment, PATIENCE * CORES / max(CORES, len(self.seeds)))
            ends = (
                self.total,
                *(self.step + period - self.step % period for period in (self.experiment.every, self.validations)),
            )
            count = min(room, *((end if until is None else min(end, until)) - self.step for end in ends))
            rows, factors = self.batches.rows(self.step, count, room), self.batches.factors(self.step, count, room)
            moved = self.loop(self.carries, self._lanes(), rows, factors, self.step, count, self.x, self.y)
            made = Moved([table for _, table in moved], count)
        self.carries, self.step = [carry for carry, *_ in moved], self.step + made.updates
        return made

    def _batch(self) -> list[Batch]:
        rows, factor = self.batches.rows(self.step, 1, 1), self.batches.factors(self.step, 1, 1)[0]
        return [Batch(None if own is None else own[0], factor, np.int32(self.step)) for own in rows]

    def _record(self, moved: list[Moved]) -> dict[str, Array]:
        if not moved:
            return {}
        table = np.concatenate([np.array(tables)[:, :updates] for tables, updates in moved], 1)
        if not self.latest.size:
            self.first = table[:, 0, self.steps.names.index("gradient_norm")]
        self.latest = np.concatenate([self.latest, table], 1)[:, -self.experiment.epoch :]
        return {name: np.ascontiguousarray(table[:, :, k]) for k, name in enumerate(self.steps.names)}

    def _trials(self) -> "Training":
        """Each lane's trial trainings, lanes of a training of their own."""
        plain = self.experiment.with_(rate="given", every=self.total)
        return Training(
            [Run(plain.with_(lr=rate), seed) for seed in self.seeds for rate in RATES], pictures=self.pictures
        )

    def _advance_trials(self, trials: "Training") -> Chunk:
        trials.advance()
        if not trials.done:
            return Chunk(0, {}, {})
        examples = Examples(self.steps, self.x, self.y)
        starts = examples.mean(examples.begin(self.carries))[:, 0]
        ends = [jax.tree.map(np.asarray, carry.params[0]) for carry in trials.carries]
        found = estimates(ends, trials.validation[:, 1], starts, self.total)
        self.rates, self.trials = np.array([e.rate for e in found], np.float32), None
        at = np.zeros(1, np.int64)
        names = {"learning_rate": "rate", "lipschitz_constant": "constant", "trial_rate": "trial"}
        return Chunk(
            0,
            {},
            {name: (at, np.array([[getattr(e, field)] for e in found], np.float32)) for name, field in names.items()},
        )
