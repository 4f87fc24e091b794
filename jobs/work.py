"""Doing one job to its end, whatever that is: what a worker's process does, for itself or for a cluster."""

import sys
import threading
import time
import traceback
from collections.abc import Callable
from typing import Any

from jobs import checkpoints, records, store
from jobs.entry import Entry, Recorder, Task, resolved
from jobs.heartbeat import GoneError, Heartbeat
from jobs.records import Job
from jobs.states import CANCELLED, DONE, FAILED, INTERRUPTED
from jobs.store import RecordError

FLUSH, SAVE = 0.5, 5.0  # seconds between two writes of what was measured, and between two checkpoints
SHARE = 0.01  # of the time, that either may cost; where the disk is slow they come more rarely

terminated = threading.Event()  # this process was asked to end

Begin = Callable[[Entry, Job, Heartbeat], Task]


def here(entry: Entry, job: Job, heartbeat: Heartbeat) -> Task:
    """The task at its beginning, in this process."""
    return entry.begin(job.payload, heartbeat.say)


def work(id: int, begin: Begin = here, alone: bool = True) -> bool:
    """Does the job and records what came of it. alone: this process does nothing else. False if the job's record is
    gone: then nothing was written any more."""
    entry = None
    with Heartbeat(id, alone) as heartbeat:
        try:
            job = records.job(id)
            entry = resolved(job.entry)
            task = prepared(job, entry, begin, heartbeat)
            proceed(id, task, entry.recorder, heartbeat)
            state, sentence = _ending(task, heartbeat)
        except GoneError as error:
            print(error, file=sys.stderr)
            return False
        except Exception as error:
            traceback.print_exc()
            stopped = heartbeat.stop.is_set()
            state, sentence = (
                (CANCELLED, "Cancelled before it began.") if stopped else (FAILED, explain(error, id, entry))
            )
    for pause in (0, 1, 3):  # another process may be writing, or make room on the disk
        time.sleep(pause)
        try:
            heartbeat.end(state, sentence)
        except GoneError:
            return False
        except RecordError:
            traceback.print_exc()
        else:
            break
    return not heartbeat.gone.is_set()


def prepared(job: Job, entry: Entry, begin: Begin, heartbeat: Heartbeat) -> Task:
    """The task as its last readable checkpoint left it."""
    task = begin(entry, job, heartbeat)
    heartbeat.check()
    step, note = checkpoints.load(job.id, task.restore, entry.recorder)
    heartbeat.began(step, task.total, note)
    return begin(entry, job, heartbeat) if note and not step else task


def proceed(id: int, task: Task, recorder: Recorder, heartbeat: Heartbeat) -> None:
    """Part after part until done or asked to stop; what was measured goes to disk every half second, the whole state
    now and then."""
    parts: list[Any] = []
    flush, save = Turn(FLUSH), Turn(SAVE)
    while not (task.done or heartbeat.stop.is_set() or terminated.is_set()):
        begun = time.perf_counter()
        parts.append(task.advance())
        heartbeat.advanced(task.step, time.perf_counter() - begun, task.activity)
        if save.due:
            with save:
                _save(id, task, parts, recorder, heartbeat)
        elif flush.due:
            heartbeat.check()
            with flush, checkpoints.writing(id, recorder) as db:
                recorder.append(db, parts)
            parts.clear()
    if task.step:
        _save(id, task, parts, recorder, heartbeat)


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


def _save(id: int, task: Task, parts: list[Any], recorder: Recorder, heartbeat: Heartbeat) -> None:
    heartbeat.check()
    checkpoints.save(id, task.step, task.state(), recorder, parts)
    parts.clear()
    heartbeat.saved(task.step, recorder, task.summary())


def _ending(task: Task, heartbeat: Heartbeat) -> tuple[str, str]:
    if task.done:
        return DONE, "Finished."
    at = (
        f"at step {task.step:,} of {task.total:,}. Resume goes on from there."
        if task.step
        else "before the first step."
    )
    return (
        (CANCELLED, f"Cancelled {at}")
        if heartbeat.stop.is_set()
        else (INTERRUPTED, f"Its process was asked to end {at}")
    )


def explain(error: Exception, job: int, entry: Entry | None = None) -> str:
    """What stopped a job, for the person."""
    text = str(error)
    if isinstance(error, MemoryError) or "RESOURCE_EXHAUSTED" in text or "out of memory" in text.lower():
        return (entry or Entry).on_no_memory
    if isinstance(error, OSError):
        return store.sentence(error, store.job_folder(job))
    # ours are sentences, a library's are not
    if isinstance(error, RecordError) or (isinstance(error, ValueError) and text.endswith(".")):
        return text
    return (
        f"It stopped on an error of its own ({type(error).__name__}: {text}). More is in"
        f" {store.job_folder(job) / 'worker.log'}."
    )
