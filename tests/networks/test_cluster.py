"""Launches on a real Dask cluster of two workers, which train a toy."""

import os
import signal
import threading
from concurrent.futures import Executor, Future
from types import SimpleNamespace

import distributed
import pytest

from networks import cluster, jobs, queue, records
from networks.experiment import Experiment
from networks.states import CANCELLED, DONE, FAILED, RUNNING
from networks.store import RecordError
from tests.networks.helping import experiment, over, recorded, until
from tests.networks.toy import Toy


class Toys(distributed.WorkerPlugin):
    """What a worker trains, and any that takes its place."""

    def setup(self, worker):
        cluster._training = toy
        toy.cache_clear = lambda: None


def toy(runs):
    return Toy([(Experiment.from_json(text), seed) for text, seed in runs])


@pytest.fixture(scope="module")
def two_workers():
    with (
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as workers,
        distributed.Client(workers) as client,
    ):
        client.register_plugin(Toys())
        yield workers, client


def on(address, title, steps, rates, seeds):
    return jobs.launch(
        "Sweep", [(experiment(title, steps, lr=rate), seed) for rate in rates for seed in range(seeds)], address
    )


def test_a_worker_lost_a_cancel_and_a_resume_and_still_the_same_bits(two_workers):
    workers, client = two_workers
    here = on("", "", 4000, (0.1, 0.01), 2)
    there = on(workers.scheduler_address, "slow", 4000, (0.1, 0.01), 2)
    assert len({r.job for r in records.runs(here)}) == 1
    assert len({r.job for r in records.runs(there)}) == 4
    until(lambda: any(r.step for r in records.runs(there)))
    assert sum(r.state == RUNNING for r in records.runs(there)) <= 2, "as many at once as there are workers"
    os.kill(next(iter(client.run(os.getpid).values())), signal.SIGKILL)
    jobs.cancel(there)
    until(lambda: over(there))
    assert {CANCELLED} <= {r.state for r in records.runs(there)} <= {CANCELLED, DONE}, "what was complete stays"
    jobs.resume(there)
    until(lambda: over(here) and over(there), 60)
    assert {r.state for r in records.runs()} == {DONE}
    assert recorded(there) == recorded(here)


class Busy(Executor):
    """Has no place, ever."""

    def submit(self, *given):
        return Future()


def test_who_waits_for_a_place_can_be_stopped():
    watch, told = SimpleNamespace(stop=threading.Event()), []

    def wait():
        try:
            cluster.Remote(Busy(), [(experiment(), 0)], watch)
        except RecordError as error:
            told.append(str(error))

    waiting = threading.Thread(target=wait, daemon=True)
    waiting.start()
    waiting.join(0.5)
    assert waiting.is_alive()
    watch.stop.set()
    waiting.join(2)
    assert told == ["Stopped before the cluster had a place."]


class Failing(Executor):
    def __init__(self, error):
        self.error = error

    def submit(self, *given):
        future = Future()
        future.set_exception(self.error)
        return future


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (
            RuntimeError("Error during deserialization of the task graph."),
            (RecordError, "scheduler and its workers need it on their path"),
        ),
        (
            ModuleNotFoundError("No module named 'networks'"),
            (RecordError, "scheduler and its workers need it on their path"),
        ),
        (RuntimeError("RESOURCE_EXHAUSTED"), (RuntimeError, "RESOURCE_EXHAUSTED")),
    ],
)
def test_a_cluster_without_this_project_is_told(error, told):
    with pytest.raises(told[0], match=told[1]):
        cluster.Remote(Failing(error), [(experiment(), 0)], SimpleNamespace(stop=threading.Event()))


def test_an_address_where_nobody_answers_is_told(monkeypatch):
    monkeypatch.setattr(cluster, "PATIENCE", 0.2)
    monkeypatch.setattr(queue, "_spawn", lambda job: None)
    found = jobs.launch("Lost", [(experiment(), seed) for seed in range(3)], "tcp://127.0.0.1:9")
    cluster.train(records.run(1).job, "tcp://127.0.0.1:9")
    assert {r.state for r in records.runs(found)} == {FAILED}
    assert (
        records.run(1).sentence
        == "The cluster at tcp://127.0.0.1:9 does not answer. Start it, or check the address, and resume."
    )
