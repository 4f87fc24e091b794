"""Training one job to its end, whatever that is: what a worker's process does, for itself or for a cluster."""

import threading
import time
import traceback
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Protocol

from networks import checkpoints, curves, records, store
from networks.curves import Chunk
from networks.states import CANCELLED, DONE, FAILED, INTERRUPTED
from networks.store import RecordError
from networks.watch import Watch

if TYPE_CHECKING:
    from networks.experiment import Experiment

FLUSH, SAVE = 0.5, 5.0  # seconds between two writes of curves, and between two checkpoints
SHARE = 0.01  # of the time, that either may cost; where the disk is slow they come more rarely

terminated = threading.Event()  # this process was asked to end


class Trains(Protocol):
    """What the worker needs of `networks.training.Training`."""

    @property
    def total(self) -> int: ...
    @property
    def step(self) -> int: ...
    @property
    def done(self) -> bool: ...
    def advance(self) -> Chunk: ...
    def state(self) -> Mapping[str, Any]: ...
    def restore(self, state: dict[str, Any]) -> None: ...
    def summary(self) -> Mapping[str, Any]: ...


Runs = list[tuple["Experiment", int]]
Make = Callable[[Runs, Watch], Trains]


def work(job: int, make: Make, alone: bool = True) -> None:
    """Trains the job and records what came of it. alone: this process trains nothing else."""
    with Watch(job, alone) as watch:
        try:
            training = prepared(job, make, watch)
            train(job, training, watch)
            state, sentence = _ending(training, watch)
        except Exception as error:
            traceback.print_exc()
            state, sentence = (
                (CANCELLED, "Cancelled before it began.") if watch.stop.is_set() else (FAILED, explain(error, job))
            )
    for pause in (0, 1, 3):  # another process may be writing, or make room on the disk
        time.sleep(pause)
        try:
            watch.end(state, sentence)
        except RecordError:
            traceback.print_exc()
        else:
            return


def prepared(job: int, make: Make, watch: Watch) -> Trains:
    """The training as its last readable checkpoint left it."""
    with store.reading(records.path()) as db:
        assert db is not None
        ids = [id for (id,) in db.execute("SELECT id FROM runs WHERE job = ? ORDER BY lane", (job,))]
    runs = [(record.experiment, record.seed) for record in map(records.run, ids)]
    training = make(runs, watch)
    step, note = checkpoints.load(job, training.restore)
    watch.began(step, training.total, note)
    return make(runs, watch) if note and not step else training


def train(job: int, training: Trains, watch: Watch) -> None:
    """Chunk after chunk until done or asked to stop; curves go to disk every half second, the whole state now and
    then."""
    chunks: list[Chunk] = []
    flush, save = Turn(FLUSH), Turn(SAVE)
    while not (training.done or watch.stop.is_set() or terminated.is_set()):
        begun = time.perf_counter()
        chunks.append(training.advance())
        watch.advanced(training.step, time.perf_counter() - begun)
        if save.due:
            with save:
                _save(job, training, chunks, watch)
        elif flush.due:
            with flush, store.writing(curves.path(job), curves.SCHEMA) as db:
                curves.append(db, chunks)
            chunks.clear()
    if training.step:
        _save(job, training, chunks, watch)


class Turn:
    """When something is due: each `seconds`, or so rarely that its cost stays below its share, within reason: one slow
    write is not yet a slow disk. A context around doing it."""

    def __init__(self, seconds: float) -> None:
        self._least = self._interval = seconds
        self._begun = self._ended = time.monotonic()

    @property
    def due(self) -> bool:
        return time.monotonic() - self._ended > self._interval

    def __enter__(self) -> None:
        self._begun = time.monotonic()

    def __exit__(self, *_: object) -> None:
        self._ended = time.monotonic()
        self._interval = min(max(self._least, (self._ended - self._begun) / SHARE), 20 * self._least)


def _save(job: int, training: Trains, chunks: list[Chunk], watch: Watch) -> None:
    checkpoints.save(job, training.step, training.state(), chunks)
    chunks.clear()
    watch.saved(training.step, training.summary())


def _ending(training: Trains, watch: Watch) -> tuple[str, str]:
    if training.done:
        return DONE, "Finished."
    at = (
        f"at step {training.step:,} of {training.total:,}. Resume goes on from there."
        if training.step
        else "before the first step."
    )
    return (
        (CANCELLED, f"Cancelled {at}") if watch.stop.is_set() else (INTERRUPTED, f"Its process was asked to end {at}")
    )


def explain(error: Exception, job: int) -> str:
    """What stopped a training, for the person."""
    text = str(error)
    if isinstance(error, MemoryError) or "RESOURCE_EXHAUSTED" in text or "out of memory" in text.lower():
        return "There was not enough memory. Train fewer runs at once, or make the model or the batch smaller."
    if isinstance(error, OSError):
        return store.sentence(error, store.job_folder(job))
    # ours are sentences, a library's are not
    if isinstance(error, RecordError) or (isinstance(error, ValueError) and text.endswith(".")):
        return text
    return (
        f"Training stopped on an error of its own ({type(error).__name__}: {text}). More is in"
        f" {store.job_folder(job) / 'worker.log'}."
    )
