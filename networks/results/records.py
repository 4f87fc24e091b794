"""Training runs as their records say, read on demand: nothing is kept in memory, whatever the number of finished runs.

A launch is what a person started at once: one experiment, or a sweep of optimizers, rates and seeds. It consists of
jobs (`jobs.records`), each trained by one process; a job has a run for each of the seeds and learning rates that it
trains side by side. This file adds the runs to the jobs' own tables.
"""

import json
import sqlite3
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

import jobs.records
from jobs import checkpoints, database
from jobs.states import DAMAGED, RUNNING
from jobs.store import RecordError
from networks.results import curves
from networks.results.diverged import ended
from networks.results.earlier_releases import adopt

if TYPE_CHECKING:
    from networks.experiment import Experiment

# `lane`: the run's index among those of its job. `crc`: of seed and experiment.
RUNS = """
CREATE TABLE IF NOT EXISTS runs (
    id INTEGER PRIMARY KEY AUTOINCREMENT, job INTEGER REFERENCES jobs (id) ON DELETE CASCADE, lane INTEGER,
    experiment TEXT, seed INTEGER, crc INTEGER, summary TEXT DEFAULT '{}', name TEXT DEFAULT '', notes TEXT DEFAULT '');
CREATE INDEX IF NOT EXISTS lanes ON runs (job, lane)
"""
database.PARTS["networks"] = (RUNS, adopt)

JOINED = f"""
SELECT runs.id, lane AS "index", experiment, seed, crc, summary, name, notes, {jobs.records.COLUMNS}
FROM runs JOIN {jobs.records.TABLES.replace(" JOIN", " ON jobs.id = runs.job JOIN", 1)} WHERE {jobs.records.THERE}"""


OWN = ("text", "summary", "diverged")  # fields that are no columns


@dataclass(frozen=True)
class Record:
    """One run as its record says. `index`: its place among the runs of its job. `step` and `total` count updates,
    `pace` is updates a second, `sentence` explains the state. `diverged`: the update from which on it was not finite,
    None if it is; 0 where an earlier release did not say."""

    id: int
    state: str
    sentence: str
    job: int = 0
    index: int = 0
    launch: int = 0
    title: str = ""
    address: str = ""
    created: float = 0.0
    seed: int = 0
    name: str = ""
    notes: str = ""
    step: int = 0
    total: int = 0
    saved: int = 0
    seconds: float = 0.0
    pace: float | None = None
    summary: dict[str, float] = field(default_factory=dict)
    text: str = ""
    diverged: int | None = None

    @cached_property
    def experiment(self) -> "Experiment":
        """Raises RecordError if this release cannot read it."""
        from networks.experiment import Experiment  # here: it brings the optimizers' compiler

        try:
            return Experiment.from_json(self.text)
        except ValueError as error:
            raise RecordError(f"The experiment of run {self.id} cannot be read: {error}") from error

    @property
    def seconds_left(self) -> float | None:
        """An estimate from the pace so far; None before there is one."""
        return (self.total - self.step) / self.pace if self.state == RUNNING and self.pace else None


def runs(launch: int | None = None, most: int = 1000) -> list[Record]:
    """The newest runs first, or those of one launch in their order."""
    with database.reading() as db:
        if db is None or not _trained(db):
            return []
        which = (
            f"{JOINED} AND launch = ? ORDER BY runs.id LIMIT ?"
            if launch
            else f"{JOINED} AND ? IS NULL ORDER BY runs.id DESC LIMIT ?"
        )
        record = _reader(db)
        try:
            return [record(row) for row in db.execute(which, (launch, most))]
        except sqlite3.DatabaseError:
            found = list(_one_by_one(db, record, most))
            return found if launch is None else [r for r in reversed(found) if r.launch in (launch, 0)]


def _trained(db: sqlite3.Connection) -> bool:
    """Whether a network was ever launched: else the file may hold other jobs only."""
    return db.execute("SELECT 1 FROM sqlite_master WHERE name = 'runs'").fetchone() is not None


def _one_by_one(db: sqlite3.Connection, record: Callable[[sqlite3.Row], Record], most: int) -> Iterator[Record]:
    """What a damaged file still gives: each run by itself, and a sentence for those that are lost."""
    newest = db.execute("SELECT seq FROM sqlite_sequence WHERE name = 'runs'").fetchone()
    for run in range(newest[0] if newest else 0, 0, -1)[:most]:
        try:
            row = db.execute(f"{JOINED} AND runs.id = ?", (run,)).fetchone()
        except sqlite3.DatabaseError as error:
            yield Record(run, DAMAGED, f"The record of run {run} is damaged ({error}).", title=f"Run {run}")
        else:
            if row is not None:
                yield record(row)


def trouble() -> str:
    """Why no records can be read at all; "" if they can."""
    try:
        runs(most=1)
    except RecordError as error:
        return str(error)
    return ""


def run(id: int) -> Record:
    """Raises RecordError if there is none."""
    with database.reading() as db:
        if db is not None and _trained(db):
            row = db.execute(f"{JOINED} AND runs.id = ?", (id,)).fetchone()
            if row is not None:
                return _reader(db)(row)
    raise RecordError(f"There is no run {id}. It may have been deleted.")


def _reader(db: sqlite3.Connection) -> Callable[[sqlite3.Row], Record]:
    queue = jobs.records.waiting(db)

    def record(row: sqlite3.Row) -> Record:
        try:
            if checksum(row["seed"], row["experiment"]) != row["crc"]:
                raise ValueError("its checksum differs")
            known = {name: row[name] for name in Record.__dataclass_fields__ if name not in OWN}
            known["summary"] = {name: float(value) for name, value in json.loads(row["summary"]).items()}
        except (ValueError, TypeError, AttributeError) as error:
            known = {name: row[name] for name in ("id", "job", "launch", "title", "created")}
            return Record(state=DAMAGED, sentence=f"The record of run {row['id']} is damaged ({error}).", **known)
        return Record(**ended(known | jobs.records.explained(row, queue) | {"text": row["experiment"]}))

    return record


def checksum(seed: int, text: str) -> int:
    return zlib.crc32(f"{seed} {text}".encode())


def curve(id: int, name: str, most: int | None = 2000) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float32]]:
    """A quantity recorded at every update, thinned with its extremes kept: (steps (n,), values (n,)). Raises
    RecordError."""
    record = run(id)
    return curves.curve(record.job, record.index, name, most)


def measurements(id: int, name: str) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float32]]:
    """A quantity measured at intervals: (steps (k,), values (k,) or (k, q)). Raises RecordError."""
    record = run(id)
    return curves.measurements(record.job, record.index, name)


def quantities(id: int) -> tuple[list[str], list[str]]:
    """Names of what was recorded: at every update, and at intervals."""
    record = run(id)
    return curves.names(record.job, record.index)


def state(id: int) -> dict[str, Any]:
    """The arrays of the newest readable checkpoint of the job that trained this run, all its runs. Raises RecordError
    if there is none."""
    return checkpoints.newest(run(id).job)


def describe(id: int, name: str | None = None, notes: str | None = None) -> None:
    """Gives a run a name of its own, or notes."""
    with database.writing() as db:
        db.execute(
            "UPDATE runs SET name = coalesce(?, name), notes = coalesce(?, notes) WHERE id = ?", (name, notes, id)
        )
