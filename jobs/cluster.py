"""Jobs on a Dask cluster: a process here keeps the records, the cluster's workers do the work, a second at a time.

Scheduler and workers need `distributed` and this project on their path. Nothing is written there: if one is lost, the
second it was at is repeated elsewhere, from the state that is here.
"""

import time
import traceback
from collections.abc import Mapping
from concurrent.futures import Executor, ThreadPoolExecutor, wait
from functools import lru_cache, partial
from importlib import import_module
from typing import Any, NamedTuple

import numpy as np

from jobs import queue, records
from jobs.entry import Entry, Task, resolved
from jobs.heartbeat import Heartbeat
from jobs.records import Job
from jobs.states import FAILED
from jobs.store import RecordError
from jobs.work import terminated, work

# seconds of work between two answers, or longer for a large state: bytes a second on the wire
SEGMENT, TRAFFIC = 1.0, 1e7
PATIENCE = 15  # seconds for the scheduler to answer


class Answer(NamedTuple):
    part: Any  # what was measured on the way, joined
    state: dict[str, Any]
    summary: dict[str, Any]
    step: int
    total: int
    done: bool
    activity: str


def work_through(job: int, address: str) -> None:
    """Does the job and then whatever else of its launch is queued: as many at once as the cluster has workers."""
    launch = records.job(job).launch
    try:
        distributed: Any = import_module("distributed")  # here, so that nobody else needs it
        client = distributed.Client(address, timeout=PATIENCE)
    except ImportError:
        queue.close(launch, FAILED, "Work on a cluster needs the package distributed: install it and resume.")
        return
    except Exception:  # a wrong address raises nearly anything
        traceback.print_exc()  # into the worker's log
        sentence = f"The cluster at {address} does not answer. Start it, or check the address, and resume."
        queue.close(launch, FAILED, sentence)
        return
    with client:
        workers = list(client.scheduler_info(n_workers=-1)["workers"])
        if not workers:
            queue.close(launch, FAILED, f"The cluster at {address} has no workers. Start some and resume.")
            return
        with ThreadPoolExecutor(len(workers)) as pool:
            firsts = [job, *[None] * (len(workers) - 1)]
            list(pool.map(partial(_keep_busy, client, launch), workers, firsts))


def _keep_busy(client: Any, launch: int, worker: str, job: int | None) -> None:
    """One job after the other on one worker, which has compiled what they need; elsewhere only if that worker is
    lost."""
    executor = client.get_executor(workers=[worker], allow_other_workers=True, pure=False)
    while not terminated.is_set() and (job := job or queue.take_next(launch)):
        if not work(job, partial(Remote, executor), alone=False):
            return  # the records are gone, and the others' with them
        job = None


class Remote:
    """A task, a segment of which is done by any executor of `concurrent.futures`."""

    def __init__(self, executor: Executor, entry: Entry, job: Job, heartbeat: Heartbeat) -> None:
        self._executor, self._heartbeat, self._recorder = executor, heartbeat, entry.recorder
        self._name, self._payload = job.entry, job.payload
        answer = self._ask(None, 0)
        if answer is None:
            raise RecordError("Stopped before the cluster had a place.")
        self._last = answer

    @property
    def total(self) -> int:
        return self._last.total

    @property
    def step(self) -> int:
        return self._last.step

    @property
    def done(self) -> bool:
        return self._last.done

    @property
    def activity(self) -> str:
        return self._last.activity

    def advance(self) -> Any:
        """What a segment measured; nothing, if the person wants an end before it is there."""
        state = self._last.state
        answer = self._ask(state, max(SEGMENT, sum(a.nbytes for a in state.values()) / TRAFFIC))
        if answer is None:
            return self._recorder.joined([], self.step)
        self._last = answer
        return answer.part

    def state(self) -> Mapping[str, Any]:
        return self._last.state

    def restore(self, state: dict[str, Any]) -> None:
        self._last = self._ask(state, 0) or self._last

    def summary(self) -> Mapping[str, Any]:
        return self._last.summary

    def _ask(self, state: dict[str, Any] | None, seconds: float) -> Answer | None:
        future = self._executor.submit(segment, self._name, self._payload, state, seconds)
        while not wait([future], timeout=0.2).done:
            if self._heartbeat.stop.is_set():
                future.cancel()
                return None
        try:
            answer: Answer = future.result()
        except (ImportError, RuntimeError) as error:
            # what a scheduler says that cannot import us
            if isinstance(error, RuntimeError) and "deserialization" not in str(error):
                raise
            raise RecordError(
                "The cluster cannot load this project: its scheduler and its workers need it on their path."
            ) from error
        return answer


def segment(name: str, payload: str, state: dict[str, Any] | None, seconds: float) -> Answer:
    """On the cluster: works for so long from the state, or from the beginning. Raises ValueError if the state does not
    fit."""
    if state is None:
        _task.cache_clear()
    task = _task(name, payload)
    if state is not None:
        task.restore(state)
    parts, end = [], time.monotonic() + seconds
    while not task.done and time.monotonic() < end:
        parts.append(task.advance())
    part = resolved(name).recorder.joined(parts, task.step)
    arrays = {name: np.asarray(value) for name, value in task.state().items()}
    summary = {name: np.asarray(value) for name, value in task.summary().items()}
    return Answer(part, arrays, summary, task.step, task.total, task.done, task.activity)


@lru_cache(maxsize=2)
def _task(name: str, payload: str) -> Task:
    return resolved(name).begin(payload, lambda sentence: None)
