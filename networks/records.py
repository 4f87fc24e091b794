"""The records of launches, jobs and runs, read on demand: nothing is kept in memory, whatever the number of finished
runs.

A launch is what a person started at once: one experiment, or a sweep of optimizers, rates and seeds. It consists of
jobs, each trained by one process; a job has a run for each of the lanes that it trains together. Times of day are only
shown; order is that of the ids.
"""

import json
import sqlite3
import zlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from networks import checkpoints, curves, store
from networks.states import DAMAGED, RUNNING, observed
from networks.store import RecordError

if TYPE_CHECKING:
    from networks.experiment import Experiment

SCHEMA = """
CREATE TABLE IF NOT EXISTS launches (id INTEGER PRIMARY KEY AUTOINCREMENT, title TEXT, address TEXT, created REAL);
CREATE TABLE IF NOT EXISTS jobs (
    id INTEGER PRIMARY KEY AUTOINCREMENT, launch INTEGER REFERENCES launches (id) ON DELETE CASCADE, key TEXT,
    state TEXT, sentence TEXT DEFAULT '', note TEXT DEFAULT '', wish TEXT,
    process TEXT, started INTEGER DEFAULT 0, beat REAL,
    step INTEGER DEFAULT 0, total INTEGER, saved INTEGER DEFAULT 0, seconds REAL DEFAULT 0, pace REAL);
CREATE UNIQUE INDEX IF NOT EXISTS once ON jobs (key) WHERE state IN ('queued', 'running');
CREATE INDEX IF NOT EXISTS due ON jobs (state) WHERE state IN ('queued', 'running');
CREATE INDEX IF NOT EXISTS together ON jobs (launch);
CREATE TABLE IF NOT EXISTS runs (
    id INTEGER PRIMARY KEY AUTOINCREMENT, job INTEGER REFERENCES jobs (id) ON DELETE CASCADE, lane INTEGER,
    experiment TEXT, seed INTEGER, crc INTEGER, summary TEXT DEFAULT '{}', name TEXT DEFAULT '', notes TEXT DEFAULT '');
CREATE INDEX IF NOT EXISTS lanes ON runs (job, lane);
CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value INTEGER)
"""
JOINED = """
SELECT runs.id, runs.job, lane, experiment, seed, crc, summary, name, notes, launch, title, address, created,
       state, sentence, note, wish, process, beat, step, total, saved, seconds, pace
FROM runs JOIN jobs ON jobs.id = runs.job JOIN launches ON launches.id = jobs.launch
WHERE wish IS NOT 'delete'"""


def path() -> Path:
    return store.folder() / "runs.sqlite"


def writing() -> AbstractContextManager[sqlite3.Connection]:
    return store.writing(path(), SCHEMA)


@dataclass(frozen=True)
class Record:
    """One run as its record says. `step` and `total` count updates, `pace` is updates a second, `sentence` explains the
    state."""

    id: int
    state: str
    sentence: str
    job: int = 0
    lane: int = 0
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

    @cached_property
    def experiment(self) -> "Experiment":
        """Raises RecordError if this release cannot read it."""
        # here: it brings the optimizers' compiler, and a worker must listen before that
        from networks.experiment import Experiment

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
    with store.reading(path()) as db:
        if db is None:
            return []
        which = (
            f"{JOINED} AND launch = ? ORDER BY runs.id LIMIT ?"
            if launch
            else f"{JOINED} AND ? IS NULL ORDER BY runs.id DESC LIMIT ?"
        )
        judge = _judge(db)
        try:
            return [judge(row) for row in db.execute(which, (launch, most))]
        except sqlite3.DatabaseError:
            found = list(_one_by_one(db, judge, most))
            return found if launch is None else [r for r in reversed(found) if r.launch in (launch, 0)]


def _one_by_one(db: sqlite3.Connection, judge: Callable[[sqlite3.Row], Record], most: int) -> Iterator[Record]:
    """What a damaged file still gives: each run by itself, and a sentence for those that are lost."""
    newest = db.execute("SELECT seq FROM sqlite_sequence WHERE name = 'runs'").fetchone()
    for run in range(newest[0] if newest else 0, 0, -1)[:most]:
        try:
            row = db.execute(f"{JOINED} AND runs.id = ?", (run,)).fetchone()
        except sqlite3.DatabaseError as error:
            yield Record(run, DAMAGED, f"The record of run {run} is damaged ({error}).", title=f"Run {run}")
        else:
            if row is not None:
                yield judge(row)


def trouble() -> str:
    """Why no records can be read at all; "" if they can."""
    try:
        runs(most=1)
    except RecordError as error:
        return str(error)
    return ""


def run(id: int) -> Record:
    """Raises RecordError if there is none."""
    with store.reading(path()) as db:
        if db is not None:
            row = db.execute(f"{JOINED} AND runs.id = ?", (id,)).fetchone()
            if row is not None:
                return _judge(db)(row)
    raise RecordError(f"There is no run {id}. It may have been deleted.")


def run_of(job: int) -> Record:
    """The first run of a job. Raises RecordError if there is none."""
    with store.reading(path()) as db:
        row = db and db.execute("SELECT id FROM runs WHERE job = ? ORDER BY lane", (job,)).fetchone()
    if not row:
        raise RecordError(f"There is no job {job}. It may have been deleted.")
    return run(row["id"])


def _judge(db: sqlite3.Connection) -> Callable[[sqlite3.Row], Record]:
    try:
        waiting = [id for (id,) in db.execute("SELECT id FROM jobs WHERE state = 'queued' ORDER BY id")]
    except sqlite3.DatabaseError:
        waiting = []

    def judged(row: sqlite3.Row) -> Record:
        try:
            if zlib.crc32(f"{row['seed']} {row['experiment']}".encode()) != row["crc"]:
                raise ValueError("its checksum differs")
            known = {name: row[name] for name in Record.__dataclass_fields__ if name not in ("text", "summary")}
            summary = {name: float(value) for name, value in json.loads(row["summary"]).items()}
            record = Record(**known, text=row["experiment"], summary=summary)
        except (ValueError, TypeError, AttributeError) as error:
            known = {name: row[name] for name in ("id", "job", "launch", "title", "created")}
            return Record(state=DAMAGED, sentence=f"The record of run {row['id']} is damaged ({error}).", **known)
        state, sentence = observed(row, waiting)
        return replace(record, state=state, sentence=f"{sentence} {row['note']}".strip(), total=row["total"] or 0)

    return judged


def curve(id: int, name: str, most: int | None = 2000) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float32]]:
    """A quantity recorded at every update, thinned with its extremes kept: (steps (n,), values (n,)). Raises
    RecordError."""
    record = run(id)
    return curves.curve(record.job, record.lane, name, most)


def readings(id: int, name: str) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float32]]:
    """A quantity recorded at intervals: (steps (k,), values (k,) or (k, q)). Raises RecordError."""
    record = run(id)
    return curves.readings(record.job, record.lane, name)


def quantities(id: int) -> tuple[list[str], list[str]]:
    """Names of what was recorded: at every update, and at intervals."""
    record = run(id)
    return curves.names(record.job, record.lane)


def state(id: int) -> dict[str, Any]:
    """The arrays of the newest readable checkpoint of the job that trained this run, all its lanes. Raises RecordError
    if there is none."""
    return checkpoints.newest(run(id).job)


def describe(id: int, name: str | None = None, notes: str | None = None) -> None:
    """Gives a run a name of its own, or notes."""
    with writing() as db:
        db.execute(
            "UPDATE runs SET name = coalesce(?, name), notes = coalesce(?, notes) WHERE id = ?", (name, notes, id)
        )
