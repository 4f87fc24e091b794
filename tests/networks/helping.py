"""What the tests of jobs share."""

import time

from networks import curves, jobs, records
from networks.experiment import Experiment
from networks.states import QUEUED, RUNNING


def experiment(title="", steps=1000, **changes):
    """A toy of so many updates, a multiple of 50 (full batch: an update an epoch)."""
    return Experiment(title=title, batch=None, epochs=steps).with_(**{"lr": 0.01, **changes})


def launch(title="", steps=1000, seeds=2, **changes):
    return jobs.launch("Toy", [(experiment(title, steps, **changes), seed) for seed in range(seeds)])


def until(condition, seconds=30.0):
    """Looks as a page does until it holds."""
    end = time.monotonic() + seconds
    while not (found := condition()):
        jobs.start()
        assert time.monotonic() < end, [(r.id, r.state, r.sentence, r.step) for r in records.runs()]
        time.sleep(0.02)
    return found


def over(launch):
    return all(r.state not in (QUEUED, RUNNING) for r in records.runs(launch))


def recorded(launch):
    """Everything a launch measured, to compare bit for bit."""
    found = {}
    for k, run in enumerate(records.runs(launch)):
        for name in records.quantities(run.id)[0]:
            found[k, name] = [a.tobytes() for a in curves.curve(run.job, run.lane, name, None)]
        for name in records.quantities(run.id)[1]:
            found[k, name] = [a.tobytes() for a in records.readings(run.id, name)]
    return found
