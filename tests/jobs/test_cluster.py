"""Launches on a real Dask cluster of two workers, which play with a toy."""

import os
import signal
import sys
import threading
from concurrent.futures import Executor, Future
from types import ModuleType, SimpleNamespace

import distributed
import pytest

from jobs import cluster, launches, queue, records
from jobs.states import CANCELLED, DONE, FAILED, RUNNING
from jobs.store import RecordError
from tests.jobs.helping import order, over, recorded, states, until
from tests.jobs.toy import NAME, TOY


@pytest.fixture(scope="module")
def two_workers():
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "__main__", ModuleType("__main__"))  # workers run it: AppTest leaves a page there
        with (
            distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as workers,
            distributed.Client(workers) as client,
        ):
            yield workers, client


RATES = (0.1, 0.05, 0.02, 0.01)


def on(address, behaviour, steps):
    return launches.launch("Sweep", [order(behaviour, steps, rate=rate) for rate in RATES], address)


def measured(launch):
    """Everything that its jobs measured."""
    return [recorded(launch, job.id) for job in records.jobs(launch)]


def test_a_worker_lost_a_cancel_and_a_resume_and_still_the_same_bits(two_workers):
    workers, client = two_workers
    here = on("", "", 4000)
    there = on(workers.scheduler_address, "slow", 4000)
    until(lambda: any(job.step for job in records.jobs(there)))
    assert states(there).count(RUNNING) <= 2, "as many at once as there are workers"
    os.kill(next(iter(client.run(os.getpid).values())), signal.SIGKILL)
    launches.cancel(there)
    until(lambda: over(there))
    assert {CANCELLED} <= set(states(there)) <= {CANCELLED, DONE}, "what was complete stays"
    launches.resume(there)
    until(lambda: over(here) and over(there), 60)
    assert set(states()) == {DONE}
    assert measured(there) == measured(here)
    assert all(len(losses) == 4000 for losses in measured(there))


JOB = SimpleNamespace(entry=NAME, payload="{}")


class Busy(Executor):
    """Has no place, ever."""

    def submit(self, *given):
        return Future()


def test_who_waits_for_a_place_can_be_stopped():
    heartbeat, told = SimpleNamespace(stop=threading.Event()), []

    def wait():
        try:
            cluster.Remote(Busy(), TOY, JOB, heartbeat)
        except RecordError as error:
            told.append(str(error))

    waiting = threading.Thread(target=wait, daemon=True)
    waiting.start()
    waiting.join(0.5)
    assert waiting.is_alive()
    heartbeat.stop.set()
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
        cluster.Remote(Failing(error), TOY, JOB, SimpleNamespace(stop=threading.Event()))


def test_an_address_where_nobody_answers_is_told(monkeypatch):
    monkeypatch.setattr(cluster, "PATIENCE", 0.2)
    monkeypatch.setattr(queue, "_spawn", lambda job: None)
    found = on("tcp://127.0.0.1:9", "", 1000)
    cluster.work_through(1, "tcp://127.0.0.1:9")
    assert set(states(found)) == {FAILED}
    assert (
        records.job(1).sentence
        == "The cluster at tcp://127.0.0.1:9 does not answer. Start it, or check the address, and resume."
    )
