"""Jobs as they stand, read on demand: nothing is kept in memory, whatever the number of finished ones.

A launch is what a person started at once; it consists of jobs, each done by one process. Times of day are only shown;
order is that of the ids.
"""

import json
import sqlite3
from dataclasses import dataclass, field
from typing import Any

from jobs import checkpoints, database
from jobs.states import RUNNING, observed
from jobs.store import RecordError

# What `observed` and a view of jobs need; `job` is the job's id. An earlier release's file has all of these.
COLUMNS = (
    "jobs.id AS job, launch, title, address, created, state, sentence, note, wish, process, beat, step, total, saved,"
    " seconds, pace"
)
TABLES = "jobs JOIN launches ON launches.id = jobs.launch"
THERE = "wish IS NOT 'delete'"  # what is about to be deleted is no longer shown


@dataclass(frozen=True)
class Job:
    """One job. `step` and `total` count steps, `pace` is steps a second, `saved` the step of the last checkpoint,
    `sentence` explains the state, `result` is what its recorder made of the task's summary."""

    id: int
    launch: int
    title: str
    address: str
    created: float
    state: str
    sentence: str
    step: int
    total: int
    saved: int
    seconds: float
    pace: float | None
    entry: str = ""
    payload: str = ""
    result: dict[str, Any] = field(default_factory=dict)

    @property
    def seconds_left(self) -> float | None:
        """An estimate from the pace so far; None before there is one."""
        return (self.total - self.step) / self.pace if self.state == RUNNING and self.pace else None


def jobs(launch: int | None = None, most: int = 1000) -> list[Job]:
    """The newest jobs first, or those of one launch in their order; without payloads and results. Raises
    RecordError."""
    with database.reading() as db:
        if db is None:
            return []
        which, order = ("launch = ?", "ASC") if launch is not None else ("? IS NULL", "DESC")
        query = f"SELECT {COLUMNS} FROM {TABLES} WHERE {THERE} AND {which} ORDER BY jobs.id {order} LIMIT ?"
        queue = waiting(db)
        return [_job(row, queue) for row in db.execute(query, (launch, most))]


def job(id: int) -> Job:
    """Raises RecordError if there is none."""
    with database.reading() as db:
        if db is not None:
            known = {row["name"] for row in db.execute("PRAGMA table_info(jobs)")}
            more = "".join(f", {name}" for name in ("entry", "payload", "result") if name in known)
            row = db.execute(f"SELECT {COLUMNS}{more} FROM {TABLES} WHERE {THERE} AND jobs.id = ?", (id,)).fetchone()
            if row is not None:
                return _job(row, waiting(db))
    raise RecordError(f"There is no job {id}. It may have been deleted.")


def state(id: int) -> dict[str, Any]:
    """The arrays of the job's newest readable checkpoint. Raises RecordError if there is none."""
    return checkpoints.newest(id)


def waiting(db: sqlite3.Connection) -> list[int]:
    """The queued jobs in their order; none where the file is too damaged to say."""
    try:
        return [id for (id,) in db.execute("SELECT id FROM jobs WHERE state = 'queued' ORDER BY id")]
    except sqlite3.DatabaseError:
        return []


def explained(row: sqlite3.Row, waiting: list[int]) -> dict[str, Any]:
    """`state`, `sentence` and `total` of a row that has COLUMNS."""
    state, sentence = observed(row, waiting)
    return {"state": state, "sentence": f"{sentence} {row['note']}".strip(), "total": row["total"] or 0}


def _job(row: sqlite3.Row, waiting: list[int]) -> Job:
    names = ("launch", "title", "address", "created", "step", "saved", "seconds", "pace")
    known = {name: row[name] for name in names} | explained(row, waiting)
    known |= {name: row[name] or "" for name in ("entry", "payload") if name in row.keys()}  # noqa: SIM118 -- a Row
    result = json.loads(row["result"] or "{}") if "result" in row.keys() else {}  # noqa: SIM118
    return Job(id=row["job"], result=result, **known)
