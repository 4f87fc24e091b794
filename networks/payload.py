"""What a job that trains is given: its entry point and, as text, the runs that it trains side by side."""

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from networks.training.chunk import Run

ENTRY = "networks.entry:TRAINING"  # stands in every job that was ever launched: that file keeps its place and its name


def payload(runs: Sequence[tuple[int, str]]) -> str:
    """Seed and experiment (its JSON) of each run."""
    return json.dumps([{"seed": seed, "experiment": json.loads(text)} for seed, text in runs])


def runs_of(payload: str) -> list["Run"]:
    """The runs again. Raises ValueError with a sentence."""
    from networks.experiment import Experiment  # here: a worker must listen before the optimizers' compiler loads
    from networks.training.chunk import Run

    return [Run(Experiment.from_json(json.dumps(one["experiment"])), one["seed"]) for one in json.loads(payload)]
