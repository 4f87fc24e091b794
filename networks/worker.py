"""`python -m networks.worker JOB ...`: trains queued jobs, in a process of its own that outlives whoever started it."""

import os
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable, Mapping
from typing import Any, Protocol

from networks import checkpoints, curves, queue, records, store
from networks.curves import Chunk
from networks.process import identity
from networks.states import CANCELLED, DONE, FAILED, INTERRUPTED, RUNNING
from networks.store import RecordError
from networks.watch import Watch

FLUSH = 0.5  # seconds of curves in a row
SAVE, SHARE = 10.0, 0.02  # seconds between checkpoints, or as many as keep their cost below this share

terminated = threading.Event()


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
    def restore(self, state: Mapping[str, Any]) -> None: ...
    def summary(self) -> Mapping[str, Any]: ...


Make = Callable[[list[tuple[Any, int]]], Trains]


def main(ids: list[int]) -> None:
    if os.name == "posix":
        os.nice(5)  # pages come first
    signal.signal(signal.SIGTERM, lambda *_: terminated.set())
    for job in filter(take, ids):
        work(job, _local)
    queue.start()


def take(job: int) -> bool:
    """Makes this process the one that trains the job. False if whoever started us has lost it meanwhile."""
    with records.writing() as db:
        taken = db.execute(
            "UPDATE jobs SET process = ?, started = 1, beat = ? WHERE id = ? AND state = ? AND process IN (?, ?)",
            (identity(), time.monotonic(), job, RUNNING, identity(), identity(os.getppid())),
        )
        return taken.rowcount == 1


def _local(runs: list[tuple[Any, int]]) -> Trains:
    from networks.training import Run, Training  # here: it loads JAX, and cancelling must not wait for that

    return Training([Run(*run) for run in runs])


def work(job: int, make: Make) -> None:
    """Trains one job to its end, whatever that is, and records it."""
    with Watch(job) as watch:
        try:
            training = prepared(job, make, watch)
            train(job, training, watch)
            state, sentence = _ending(training, watch)
        except Exception as error:
            traceback.print_exc()
            state, sentence = FAILED, explain(error, job)
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
    training = make(runs)
    step, note = checkpoints.load(job, training.restore)
    watch.began(step, training.total, note)
    return make(runs) if note and not step else training


def train(job: int, training: Trains, watch: Watch) -> None:
    """Chunk after chunk until done or asked to stop; curves go to disk every half second, the whole state now and then."""
    chunks: list[Chunk] = []
    flushed = saved = time.monotonic()
    interval = SAVE
    while not (training.done or watch.stop.is_set() or terminated.is_set()):
        begun = time.perf_counter()
        chunks.append(training.advance())
        watch.advanced(training.step, time.perf_counter() - begun)
        now = time.monotonic()
        if now - saved > interval:
            _save(job, training, chunks, watch)
            saved = flushed = time.monotonic()
            interval = max(SAVE, (saved - now) / SHARE)
        elif now - flushed > FLUSH:
            with store.writing(curves.path(job), curves.SCHEMA) as db:
                curves.append(db, chunks)
            chunks.clear()
            flushed = time.monotonic()
    _save(job, training, chunks, watch)


def _save(job: int, training: Trains, chunks: list[Chunk], watch: Watch) -> None:
    checkpoints.save(job, training.step, training.state(), chunks)
    chunks.clear()
    watch.saved(training.step, training.summary())


def _ending(training: Trains, watch: Watch) -> tuple[str, str]:
    at = f"at step {training.step:,} of {training.total:,}"
    if training.done:
        return DONE, "Finished."
    if watch.stop.is_set():
        return CANCELLED, f"Cancelled {at}. Resume goes on from there."
    return INTERRUPTED, f"Its process was asked to end {at}. Resume goes on from there."


def explain(error: Exception, job: int) -> str:
    """What stopped a training, for the person."""
    text = str(error)
    if isinstance(error, MemoryError) or "RESOURCE_EXHAUSTED" in text or "out of memory" in text.lower():
        return "There was not enough memory. Train fewer runs at once, or make the model or the batch smaller."
    if isinstance(error, OSError):
        return store.sentence(error, store.job_folder(job))
    if isinstance(error, (RecordError, ValueError, LookupError)):
        return text
    return f"Training stopped on an error of its own ({type(error).__name__}: {text}). More is in {store.job_folder(job) / 'worker.log'}."


if __name__ == "__main__":
    main([int(job) for job in sys.argv[1:]])
