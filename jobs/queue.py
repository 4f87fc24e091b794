"""The queue: a job waits for a place, and whoever looks gives the free places away.

Pages, the terminal and workers that have finished call `start`. Each job is a process of its own (`jobs.worker`), which
outlives the one that started it. Jobs whose process ended without a word are reaped first: what they came to is written
down.
"""

import os
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

from jobs import database, store
from jobs.process import alive, identity
from jobs.states import CANCELLED, FAILED, INTERRUPTED, QUEUED, RUNNING, interrupted
from jobs.store import RecordError

ROOT = Path(__file__).parent.parent
COMMAND = (sys.executable, "-m", "jobs.worker")
MOST_AT_ONCE = 64
CANCEL, DELETE = "cancel", "delete"  # requests to stop, which the worker hears within a moment
GONE = "gone"  # what it hears where its record is


def limit() -> int:
    """How many jobs run at once on this machine."""
    with database.reading() as db:
        return _limit(db) if db else 1


def _limit(db: sqlite3.Connection) -> int:
    row = db.execute("SELECT value FROM settings WHERE name = 'limit'").fetchone()
    return row[0] if row else 1  # a job uses all cores: two at once slow each other down


def set_limit(jobs: int) -> None:
    """Raises RecordError if out of range."""
    if not 1 <= jobs <= MOST_AT_ONCE:
        raise RecordError(f"Between 1 and {MOST_AT_ONCE} jobs can run at once.")
    with database.writing() as db:
        db.execute("INSERT OR REPLACE INTO settings VALUES ('limit', ?)", (jobs,))
    start()


def remove(db: sqlite3.Connection, job: int) -> None:
    """Files first: on a full disk they make the room that the deletion needs."""
    shutil.rmtree(store.job_folder(job), ignore_errors=True)
    db.execute("DELETE FROM jobs WHERE id = ?", (job,))
    db.execute("DELETE FROM launches WHERE id NOT IN (SELECT launch FROM jobs)")


def reap(db: sqlite3.Connection) -> None:
    """Writes down what jobs came to whose process ended without a word."""
    for row in _lost(db):
        if row["wish"] == DELETE:
            remove(db, row["id"])
        elif row["wish"] == CANCEL:
            _close(db, row["id"], CANCELLED, "Cancelled.")
        elif row["started"]:
            _close(db, row["id"], INTERRUPTED, interrupted(row))
        else:  # whoever was to start it died before that
            _close(db, row["id"], QUEUED, "")


def _lost(db: sqlite3.Connection) -> list[sqlite3.Row]:
    columns = "id, process, wish, started, saved"
    rows = db.execute(f"SELECT {columns} FROM jobs WHERE state = ?", (RUNNING,))
    return [row for row in rows if not alive(row["process"])]


def _close(db: sqlite3.Connection, job: int, state: str, sentence: str) -> None:
    db.execute(
        "UPDATE jobs SET state = ?, sentence = ?, wish = NULL, process = NULL WHERE id = ?", (state, sentence, job)
    )


def start() -> None:
    """Gives free places to the jobs that have waited longest. Cheap when there is nothing to do."""
    with database.reading() as db:
        if db is None or not (_lost(db) or _due(db)):
            return
    with database.writing(new=False) as db:
        reap(db)
        due = _due(db)
        for job in due:
            _take(db, job, started=False)
    for job in due:
        _spawn(job)


def _take(db: sqlite3.Connection, job: int, started: bool) -> None:
    taken = (RUNNING, identity(), started, time.monotonic(), job)
    db.execute("UPDATE jobs SET state = ?, process = ?, started = ?, beat = ? WHERE id = ?", taken)


def _due(db: sqlite3.Connection) -> list[int]:
    """Jobs that have a place. On a cluster the first of a launch has, and its process takes the others
    (`take_next`)."""
    rows = db.execute(
        "SELECT jobs.id, launch, address, state FROM jobs JOIN launches ON launches.id = launch WHERE state IN (?, ?)"
        " ORDER BY jobs.id",
        (QUEUED, RUNNING),
    ).fetchall()
    places = _limit(db) - sum(row["state"] == RUNNING and not row["address"] for row in rows)
    busy = {row["launch"] for row in rows if row["state"] == RUNNING}
    due = [row["id"] for row in rows if row["state"] == QUEUED and not row["address"]][: max(0, places)]
    for row in rows:
        if row["address"] and row["launch"] not in busy:
            busy.add(row["launch"])
            due.append(row["id"])
    return due


def take(job: int) -> bool:
    """Makes this process, or one that its parent took the job for, the one that does it. False if whoever started us
    has lost it meanwhile."""
    with database.writing(new=False) as db:
        taken = db.execute(
            "UPDATE jobs SET process = ?, started = 1, beat = ? WHERE id = ? AND state = ? AND process IN (?, ?)",
            (identity(), time.monotonic(), job, RUNNING, identity(), identity(os.getppid())),
        )
        return taken.rowcount == 1


def take_next(launch: int) -> int | None:
    """Gives this process the next job that waits in the launch."""
    with database.writing(new=False) as db:
        row = db.execute("SELECT id FROM jobs WHERE launch = ? AND state = ? ORDER BY id", (launch, QUEUED)).fetchone()
        if row is not None:
            _take(db, row["id"], started=True)
    return row and int(row["id"])


def close(launch: int, state: str, sentence: str) -> None:
    """Ends what waits in the launch and what this process does of it."""
    with database.writing() as db:
        open_ = "SELECT id, state, process FROM jobs WHERE launch = ? AND state IN (?, ?)"
        for row in db.execute(open_, (launch, QUEUED, RUNNING)).fetchall():
            if row["state"] == QUEUED or row["process"] == identity():
                _close(db, row["id"], state, sentence)


def _spawn(job: int) -> None:
    folder = store.job_folder(job)
    environment = os.environ | {"DESCENT_RUNS": str(store.folder())}
    apart: dict[str, Any] = (
        {"start_new_session": True} if os.name == "posix" else {"creationflags": 0x00000200 | 0x08000000}
    )
    apart |= {"cwd": ROOT, "env": environment, "stdin": subprocess.DEVNULL}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / "worker.log").open("ab") as log:
            child = subprocess.Popen([*COMMAND, str(job)], stdout=log, stderr=log, **apart)
    except OSError as error:
        with database.writing() as db:
            _close(db, job, FAILED, f"Its process could not be started. {store.sentence(error, folder)}")
        return
    threading.Thread(target=child.wait, daemon=True).start()  # or it stays a zombie as long as we live
    with database.writing() as db:  # the child does the same once it runs; this is for one that dies before
        handed = (identity(child.pid) or "", job, RUNNING, identity())
        db.execute("UPDATE jobs SET process = ?, started = 1 WHERE id = ? AND state = ? AND process = ?", handed)
