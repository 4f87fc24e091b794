"""What the tests of training runs share."""

from jobs.states import QUEUED, RUNNING
from networks import launching
from networks.experiment import Experiment
from networks.results import curves, records
from tests.jobs.helping import until


def experiment(title="", steps=1000, **changes):
    """A toy of so many updates, a multiple of 50 (full batch: an update an epoch)."""
    return Experiment(title=title, batch=None, epochs=steps).with_(**{"lr": 0.01, **changes})


def launch(title="", steps=1000, seeds=2, **changes):
    return launching.launch("Toy", [(experiment(title, steps, **changes), seed) for seed in range(seeds)])


def over(launch):
    return all(r.state not in (QUEUED, RUNNING) for r in records.runs(launch))


def recorded(launch):
    """Everything a launch measured, to compare bit for bit."""
    found = {}
    for k, run in enumerate(records.runs(launch)):
        for name in records.quantities(run.id)[0]:
            found[k, name] = [a.tobytes() for a in curves.curve(run.job, run.index, name, None)]
        for name in records.quantities(run.id)[1]:
            found[k, name] = [a.tobytes() for a in records.measurements(run.id, name)]
    return found


__all__ = ["experiment", "launch", "over", "recorded", "until"]
