"""How long a training takes here: by the pace of the last run of its kind on this machine, else by its operations."""

from networks import records
from networks.experiment import Experiment
from networks.plan import operations

# Multiply-adds a second, and seconds of an update that no arithmetic accounts for: two cores, measured with the digits MLP and a narrow
# ResNet. Only for what has never run here; the first run corrects it.
DENSE, CONVOLUTIONAL, OVERHEAD = 8e9, 4e9, 4e-5


def seconds(experiment: Experiment) -> float:
    """Seconds for one seed, rough: within a factor of two or three before the first run, close after it."""
    for run in records.runs(most=200):
        if run.pace and run.text and _alike(run.experiment, experiment):
            return experiment.steps / run.pace
    return experiment.steps * (OVERHEAD + 3 * work(experiment) / (DENSE if experiment.model.dense else CONVOLUTIONAL))


def work(experiment: Experiment) -> float:
    """Multiply-adds of a forward pass over one batch; backward takes about twice as many."""
    shape, total = tuple(experiment.data.picture), 0
    for plan, size in zip(experiment.plans, experiment.sizes, strict=True):
        total += operations(plan, shape)
        shape = (size.shape[0] // 2,)
    return float(total * (experiment.batch or experiment.data.counts[0]))


def _alike(one: Experiment, other: Experiment) -> bool:
    return (one.model, one.batch, one.data.picture, one.data.augment) == (other.model, other.batch, other.data.picture, other.data.augment)
