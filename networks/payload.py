"""What a job that trains is given: its entry point and, as text, the runs that it trains side by side."""

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from networks.training.chunk import Run

ENTRY = "networks.entry:TRAINING"  # stands in every job that was ever launched: that file keeps its place and its name


def payload(runs: Sequence[tuple[int, str]], rule: str = "") -> str:
    """Seed and experiment (its JSON) of each run. rule: of a typed rule, whose text the experiment has, the
    fingerprint."""
    more = {"rule": rule} if rule else {}
    return json.dumps([{"seed": seed, "experiment": json.loads(text), **more} for seed, text in runs])


def runs_of(payload: str) -> list["Run"]:
    """The runs again. Raises ValueError with a sentence, also where a rule's text has come to mean something else since
    they were launched."""
    from networks.experiment import Experiment  # here: a worker must listen before the optimizers' compiler loads
    from networks.training.chunk import Run

    given = json.loads(payload)
    runs = [Run(Experiment.from_json(json.dumps(one["experiment"])), one["seed"]) for one in given]
    for one, run in zip(given, runs, strict=True):
        if one.get("rule", "") != run.experiment.rule:
            raise ValueError("The text of this rule meant something else when the run was launched; launch it anew.")
    return runs
