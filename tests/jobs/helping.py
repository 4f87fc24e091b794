"""What the tests of jobs share."""

import json
import sys
import time
from pathlib import Path

from jobs import launches, queue, records, store, work
from jobs.launches import Order
from jobs.states import QUEUED, RUNNING
from tests.jobs.toy import NAME

TOY_WORKER = (sys.executable, str(Path(__file__).parent / "toy_worker.py"))


class InThisProcess:
    """Jobs get their place but no process."""

    def __init__(self, monkeypatch):
        self.taken = []
        monkeypatch.setattr(queue, "_spawn", self.taken.append)

    def work(self, job, begin=work.here):
        assert queue.take(job)
        return work.work(job, begin, alone=False)


def order(behaviour="", steps=1000, **more):
    return Order(NAME, json.dumps({"behaviour": behaviour, "steps": steps, **more}), steps)


def launch(behaviour="", steps=1000, address="", **more):
    return launches.launch("Toy", [order(behaviour, steps, **more)], address)


def the(launch):
    """Its only job."""
    (job,) = records.jobs(launch)
    return job


def states(launch=None):
    return [job.state for job in records.jobs(launch)]


def over(launch):
    return all(state not in (QUEUED, RUNNING) for state in states(launch))


def until(condition, seconds=30.0):
    """Looks as a page does until it holds."""
    end = time.monotonic() + seconds
    while not (found := condition()):
        queue.start()
        assert time.monotonic() < end, [(j.id, j.state, j.sentence, j.step) for j in records.jobs()]
        time.sleep(0.02)
    return found


def recorded(launch, job=None):
    """Every loss that a job of the launch, by default its only one, measured, to compare bit for bit."""
    with store.reading(store.job_file(job or the(launch).id)) as db:
        return [] if db is None else [tuple(row) for row in db.execute("SELECT * FROM losses ORDER BY step")]
