"""Training on a Dask cluster: a process here keeps the records, the cluster's workers train a second at a time.

Scheduler and workers need `distributed` and this project on their path. Nothing is written there: if one is lost, the
second it was at is repeated elsewhere, from the state that is here.
"""

import time
import traceback
from collections.abc import Mapping, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor, wait
from functools import lru_cache, partial
from importlib import import_module
from typing import Any, NamedTuple

import numpy as np

from networks import curves, queue, records
from networks.chunk import Chunk
from networks.experiment import Experiment
from networks.states import FAILED
from networks.store import RecordError
from networks.watch import Watch
from networks.work import Runs, terminated, work

# seconds of training between two answers, or longer for a large state: bytes a second on the wire
SEGMENT, TRAFFIC = 1.0, 1e7
PATIENCE = 15  # seconds for the scheduler to answer


class Answer(NamedTuple):
    part: Chunk
    state: dict[str, Any]
    summary: dict[str, Any]
    total: int
    done: bool


def train(job: int, address: str) -> None:
    """Trains the job and then whatever else of its launch is queued: as many at once as the cluster has workers."""
    launch = records.run_of(job).launch
    try:
        distributed: Any = import_module("distributed")  # here, so that nobody else needs it
        client = distributed.Client(address, timeout=PATIENCE)
    except ImportError:
        queue.close(launch, FAILED, "Training on a cluster needs the package distributed: install it and resume.")
        return
    except Exception:  # a wrong address raises nearly anything
        traceback.print_exc()  # into the worker's log
        told = f"The cluster at {address} does not answer. Start it, or check the address, and resume."
        queue.close(launch, FAILED, told)
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
    """One job after the other on one worker, which has compiled what it trains; elsewhere only if that worker is
    lost."""
    executor = client.get_executor(workers=[worker], allow_other_workers=True, pure=False)
    while not terminated.is_set() and (job := job or queue.take_next(launch)):
        work(job, partial(Remote, executor), alone=False)
        job = None


class Remote:
    """A training as `work` wants it, a segment of which is trained by any executor of `concurrent.futures`."""

    def __init__(self, executor: Executor, runs: Runs, watch: Watch) -> None:
        self._executor, self._watch = executor, watch
        self._runs = tuple((experiment.to_json(), seed) for experiment, seed in runs)
        answer = self._ask(None, 0)
        if answer is None:
            raise RecordError("Stopped before the cluster had a place.")
        self._last = answer

    @property
    def total(self) -> int:
        return self._last.total

    @property
    def step(self) -> int:
        return self._last.part.step

    @property
    def done(self) -> bool:
        return self._last.done

    def advance(self) -> Chunk:
        """A segment; nothing, if the person wants an end before it is there."""
        state = self._last.state
        answer = self._ask(state, max(SEGMENT, sum(a.nbytes for a in state.values()) / TRAFFIC))
        self._last = answer or self._last._replace(part=Chunk(self.step, {}, {}))
        return self._last.part

    def state(self) -> Mapping[str, Any]:
        return self._last.state

    def restore(self, state: dict[str, Any]) -> None:
        self._last = self._ask(state, 0) or self._last

    def summary(self) -> Mapping[str, Any]:
        return self._last.summary

    def _ask(self, state: dict[str, Any] | None, seconds: float) -> Answer | None:
        future = self._executor.submit(segment, self._runs, state, seconds)
        while not wait([future], timeout=0.2).done:
            if self._watch.stop.is_set():
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


def segment(runs: tuple[tuple[str, int], ...], state: dict[str, Any] | None, seconds: float) -> Answer:
    """On the cluster: trains for so long from the state, or from the start. Raises ValueError if the state does not
    fit."""
    if state is None:
        _training.cache_clear()
    training = _training(runs)
    if state is not None:
        training.restore(state)
    chunks, end = [], time.monotonic() + seconds
    while not training.done and time.monotonic() < end:
        chunks.append(training.advance())
    state = {name: np.asarray(value) for name, value in training.state().items()}
    summary = {name: np.asarray(value) for name, value in training.summary().items()}
    return Answer(_joined(chunks, training.step), state, summary, training.total, training.done)


@lru_cache(maxsize=2)
def _training(runs: tuple[tuple[str, int], ...]) -> Any:
    from networks.training import Run, Training

    return Training([Run(Experiment.from_json(text), seed) for text, seed in runs])


def _joined(chunks: Sequence[Chunk], step: int) -> Chunk:
    readings = {}
    for name in dict.fromkeys(name for chunk in chunks for name in chunk.readings):
        steps, values = zip(*(chunk.readings[name] for chunk in chunks if name in chunk.readings), strict=True)
        readings[name] = np.concatenate(steps), np.concatenate(values, axis=1)
    return Chunk(step, curves.joined(chunks), readings)
