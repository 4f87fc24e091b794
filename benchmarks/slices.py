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
from networks import jobs, queue, work, worker
from networks.experiment import Experiment
from networks.slices import Kind, Request
from networks.slicing import sliced
from networks.training import Run, Training
from networks.watch import Watch

KINDS: dict[Kind, str] = {"around": "random directions", "path": "along its path"}
TURN, TURNS = 5.0, 6  # seconds of training in each turn


def slices() -> Iterator[Row]:
    """All of it after the first time, when the path is had by training again: the checkpoint is read, the network
    built, the plane laid."""
    with _job(Experiment(epochs=20)):
        work.work(1, _local, alone=False)
        took = race({kind: partial(sliced, Request(kind, 1), lambda share: None) for kind in KINDS}, 5)
    for kind, what in KINDS.items():
        yield f"51 x 51 loss slice of it, {what}", f"{took[kind] * 1e3:,.0f} ms", "", "<= 1 s"


def progress() -> Iterator[Row]:
    """The same training in turns: bare, and as a worker does it, with a thread that beats and listens, with curves and
    checkpoints."""
    with _job(Experiment(epochs=10**6, every=10**6)), Watch(1, alone=False) as watch:
        training = work.prepared(1, _local, watch)
        _speed(training, partial(_bare, training))
        shares = []
        for _ in range(TURNS):
            bare = _speed(training, partial(_bare, training))
            shares.append(1 - _speed(training, partial(_kept, training, watch)) / bare)
    yield "progress, curves and checkpoints of it", "", f"{statistics.median(shares):.1%} of the time", "< 3 %"


def _speed(training: work.Trains, turn: Callable[[], None]) -> float:
    step, begun = training.step, time.perf_counter()
    turn()
    return (training.step - step) / (time.perf_counter() - begun)


def _bare(training: work.Trains) -> None:
    end = time.perf_counter() + TURN
    while time.perf_counter() < end:
        training.advance()


def _kept(training: work.Trains, watch: Watch) -> None:
    """The checkpoint at its end included: one in a turn, where a worker writes one in five seconds."""
    threading.Timer(TURN, watch.stop.set).start()
    work.train(1, training, watch)
    watch.stop.clear()


def _local(runs: work.Runs, watch: Watch) -> Training:
    return Training([Run(*run) for run in runs])


@contextmanager
def _job(experiment: Experiment) -> Iterator[None]:
    """Job 1, this process's own, in a folder of runs that goes afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        before, spawn = os.environ.get("DESCENT_RUNS"), queue._spawn
        os.environ["DESCENT_RUNS"], queue._spawn = folder, lambda job: None
        try:
            jobs.launch("Benchmark", [(experiment, 0)])
            assert worker._take(1)
            yield
        finally:
            queue._spawn = spawn
            os.environ.pop("DESCENT_RUNS") if before is None else os.environ.update(DESCENT_RUNS=before)
