"""The queue: a job waits for a place, and whoever looks gives the free places away.

Pages, the terminal and workers that have finished call `start`. Each job is a process of its own (`networks.worker`), which outlives the
one that started it. What ended without a word is written down first.
"""

import os
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

from networks import records, store
from networks.process import alive, identity
from networks.states import CANCELLED, FAILED, INTERRUPTED, QUEUED, RUNNING, interrupted
from networks.store import RecordError

ROOT = Path(__file__).parent.parent
MOST_AT_ONCE = 64
CANCEL, DELETE = "cancel", "delete"  # wishes, which the worker hears within a moment


def limit() -> int:
    """How many jobs train at once on this machine."""
    with store.reading(records.path()) as db:
        return _limit(db) if db else 1


def _limit(db: sqlite3.Connection) -> int:
    row = db.execute("SELECT value FROM settings WHERE name = 'limit'").fetchone()
    return row[0] if row else 1  # XLA uses all cores: two trainings at once slow each other down


def set_limit(jobs: int) -> None:
    """Raises RecordError if out of range."""
    if not 1 <= jobs <= MOST_AT_ONCE:
        raise RecordError(f"Between 1 and {MOST_AT_ONCE} trainings can run at once.")
    with records.writing() as db:
        db.execute("INSERT OR REPLACE INTO settings VALUES ('limit', ?)", (jobs,))
    start()


def remove(db: sqlite3.Connection, job: int) -> None:
    """Files first: on a full disk they make the room that the deletion needs."""
    shutil.rmtree(store.job_folder(job), ignore_errors=True)
    db.execute("DELETE FROM jobs WHERE id = ?", (job,))
    db.execute("DELETE FROM launches WHERE id NOT IN (SELECT launch FROM jobs)")


def settle(db: sqlite3.Connection) -> None:
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
    return [row for row in db.execute("SELECT * FROM jobs WHERE state = ?", (RUNNING,)) if not alive(row["process"])]


def _close(db: sqlite3.Connection, job: int, state: str, sentence: str) -> None:
    db.execute("UPDATE jobs SET state = ?, sentence = ?, wish = NULL, process = NULL WHERE id = ?", (state, sentence, job))


def start() -> None:
    """Gives free places to the jobs that have waited longest. Cheap when there is nothing to do."""
    with store.reading(records.path()) as db:
        if db is None or not (_lost(db) or _due(db)):
            return
    with records.writing() as db:
        settle(db)
        due = _due(db)
        for job in (job for jobs in due for job in jobs):
            taken = (RUNNING, identity(), time.monotonic(), job)
            db.execute("UPDATE jobs SET state = ?, process = ?, started = 0, beat = ? WHERE id = ?", taken)
    for jobs in due:
        _spawn(jobs)


def _due(db: sqlite3.Connection) -> list[list[int]]:
    """Jobs that have a place, by the process that is to train them. Those of a cluster share one process and take no place here."""
    rows = db.execute(
        "SELECT jobs.id, launch, address, state FROM jobs JOIN launches ON launches.id = launch WHERE state IN (?, ?) ORDER BY jobs.id",
        (QUEUED, RUNNING),
    ).fetchall()
    places = _limit(db) - sum(row["state"] == RUNNING and not row["address"] for row in rows)
    due: dict[tuple[str, int], list[int]] = {}
    for row in rows:
        if row["state"] == QUEUED and (row["address"] or places > 0):
            places -= not row["address"]
            due.setdefault(("launch", row["launch"]) if row["address"] else ("job", row["id"]), []).append(row["id"])
    return list(due.values())


def _spawn(jobs: list[int]) -> None:
    folder = store.job_folder(jobs[0])
    command = [sys.executable, "-m", "networks.worker", *map(str, jobs)]
    environment = os.environ | {"DESCENT_RUNS": str(store.folder())}
    apart = {"start_new_session": True} if os.name == "posix" else {"creationflags": 0x00000200 | 0x08000000}  # no group, no window of ours
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / "worker.log").open("ab") as log:
            child = subprocess.Popen(
                command,
                cwd=ROOT,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                **apart,  # type: ignore[call-overload]
            )
    except OSError as error:
        with records.writing() as db:
            for job in jobs:
                _close(db, job, FAILED, f"Its process could not be started. {store.sentence(error, folder)}")
        return
    threading.Thread(target=child.wait, daemon=True).start()  # or it stays a zombie as long as we live
    with records.writing() as db:  # the child does the same once it runs; this is for one that dies before
        for job in jobs:
            db.execute(
                "UPDATE jobs SET process = ?, started = 1 WHERE id = ? AND state = ? AND process = ?",
                (identity(child.pid) or "gone", job, RUNNING, identity()),
            )
