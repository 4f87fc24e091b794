"""What is trained: the Experiment, its networks as plans, its data, and the experiments that come with the app.

experiment         the Experiment: model, data, optimizer, schedule, batch, epochs
plan, architectures, models   a network as data; the known ones; the functions that a plan becomes (JAX)
data/              the data sets
training_presets   the papers' experiments; `training_preset`: what one is; `printed_tables`: what the papers print
sweep, grouping    experiments times optimizers, rates and seeds; which of them train side by side
sentences          what was wrong with a description; `precision`: what single precision cannot tell apart
"""

from networks.experiment.experiment import RATES, Experiment
from networks.experiment.model_and_data import Data, DataName, Model, NetworkKind

__all__ = ["RATES", "Data", "DataName", "Experiment", "Model", "NetworkKind"]
