"""Launching training runs: which train side by side, as one job, and what is recorded about each.

`jobs.launches` cancels, resumes and deletes what is launched here.
"""

import sqlite3
from collections.abc import Sequence

from jobs import launches
from jobs.launches import Order
from jobs.store import RecordError
from networks.experiment import Experiment
from networks.experiment.grouping import grouped
from networks.experiment.precision import check
from networks.payload import ENTRY, payload
from networks.results import writing

MOST_RUNS = 1000


def launch(title: str, runs: Sequence[tuple[Experiment, int]], address: str = "") -> int:
    """Queues the runs (experiment, seed) as one launch and starts what there is a place for. Returns the launch's id.

    address: of a Dask scheduler whose workers train, instead of this machine. The same runs launched again while they
    wait or train give the same launch: two tabs start one. Raises RecordError with the reason if nothing was launched.
    """
    if not 1 <= len(runs) <= MOST_RUNS:
        raise RecordError(f"A launch holds 1 to {MOST_RUNS:,} runs; this one would hold {len(runs):,}.")
    for experiment in {experiment.to_json(): experiment for experiment, _ in runs}.values():
        try:
            check(experiment)
        except ValueError as error:
            raise RecordError(str(error)) from None
    orders, texts = _ordered(runs, address)

    def added(db: sqlite3.Connection, jobs: list[int]) -> None:
        for job, own in zip(jobs, texts, strict=True):
            writing.insert(db, job, own)

    return launches.launch(title, orders, address, added)


def recording(runs: Sequence[tuple[Experiment, int]], address: str = "") -> int | None:
    """The newest launch in which exactly these runs were trained to their end; None if there is none. To train them
    once more would give the same."""
    return launches.finished(_ordered(runs, address)[0]) if len(runs) <= MOST_RUNS else None


def _ordered(runs: Sequence[tuple[Experiment, int]], address: str) -> tuple[list[Order], list[list[tuple[int, str]]]]:
    """The jobs, and the runs of each: seed and experiment."""
    groups = grouped(runs, apart=bool(address))
    texts = [[(seed, experiment.to_json()) for experiment, seed in group] for group in groups]
    orders = [
        Order(ENTRY, payload(own, group[0][0].rule), group[0][0].steps)
        for own, group in zip(texts, groups, strict=True)
    ]
    return orders, texts
