"""A loss slice of the digits MLP, 51 x 51 points with the training path over them; and what progress and records cost
its training."""

import os
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

from benchmarks.kernels import Row
from benchmarks.timing import race
from jobs import queue, records, work
from jobs.entry import Task
from jobs.heartbeat import Heartbeat
from networks import launching
from networks.entry import TRAINING
from networks.experiment import Experiment
from networks.slices.slice import Request, SliceKind
from networks.slices.slicing import sliced

KINDS: dict[SliceKind, str] = {"around": "random directions", "path": "along its path"}
TURN, TURNS = 5.0, 6  # seconds of training in each turn


def slices() -> Iterator[Row]:
    """All of it after the first time, when the path is had by training again: the checkpoint is read, the network
    built, the plane laid."""
    with _job(Experiment(epochs=20)):
        work.work(1, alone=False)
        took = race({kind: partial(sliced, Request(kind, 1), lambda share: None) for kind in KINDS}, 5)
    for kind, what in KINDS.items():
        yield f"51 x 51 loss slice of it, {what}", f"{took[kind] * 1e3:,.0f} ms", "", "<= 1 s"


def progress() -> Iterator[Row]:
    """The same training in turns: bare, and as a worker does it, with heartbeats, curves and checkpoints."""
    with _job(Experiment(epochs=10**6, every=10**6)), Heartbeat(1, alone=False) as heartbeat:
        training = work.prepared(records.job(1), TRAINING, work.here, heartbeat)
        _speed(training, partial(_bare, training))
        shares = []
        for _ in range(TURNS):
            bare = _speed(training, partial(_bare, training))
            shares.append(1 - _speed(training, partial(_kept, training, heartbeat)) / bare)
    yield "progress, curves and checkpoints of it", "", f"{statistics.median(shares):.1%} of the time", "< 3 %"


def _speed(training: Task, turn: Callable[[], None]) -> float:
    step, begun = training.step, time.perf_counter()
    turn()
    return (training.step - step) / (time.perf_counter() - begun)


def _bare(training: Task) -> None:
    end = time.perf_counter() + TURN
    while time.perf_counter() < end:
        training.advance()


def _kept(training: Task, heartbeat: Heartbeat) -> None:
    """The checkpoint at its end included: one in a turn, where a worker writes one in five seconds."""
    threading.Timer(TURN, heartbeat.stop.set).start()
    work.proceed(1, training, TRAINING.recorder, heartbeat)
    heartbeat.stop.clear()


@contextmanager
def _job(experiment: Experiment) -> Iterator[None]:
    """Job 1, this process's own, in a folder of runs that goes afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        before, spawn = os.environ.get("DESCENT_RUNS"), queue._spawn
        os.environ["DESCENT_RUNS"], queue._spawn = folder, lambda job: None
        try:
            launching.launch("Benchmark", [(experiment, 0)])
            assert queue.take(1)
            yield
        finally:
            queue._spawn = spawn
            os.environ.pop("DESCENT_RUNS") if before is None else os.environ.update(DESCENT_RUNS=before)
