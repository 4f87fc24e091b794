"""Launching, cancelling, resuming and deleting: what pages and the terminal call. The disk is the truth; nothing is
kept here."""

import hashlib
import sqlite3
import time
from collections.abc import Callable, Sequence
from typing import NamedTuple

from jobs import database
from jobs.queue import CANCEL, DELETE, reap, remove, start
from jobs.states import CANCELLED, DONE, FAILED, INTERRUPTED, QUEUED, RUNNING
from jobs.store import RecordError

MOST_JOBS = 1000
Added = Callable[[sqlite3.Connection, list[int]], None]


class Order(NamedTuple):
    """A job to be: the name of its `jobs.entry.Entry`, what that is given, and how many steps it will take."""

    entry: str
    payload: str
    total: int


def launch(title: str, orders: Sequence[Order], address: str = "", added: Added | None = None) -> int:
    """Queues the orders as jobs of one launch and starts what there is a place for. Returns the launch's id.

    address: of a Dask scheduler whose workers do the work, instead of this machine. added: is given the new jobs, in
    the order of `orders`, to write what else there is to keep about them in the same transaction. If one of the orders
    already waits or runs, its launch is returned and nothing is queued: two tabs start one. Raises RecordError with the
    reason if nothing was launched.
    """
    if not 1 <= len(orders) <= MOST_JOBS:
        raise RecordError(f"A launch holds 1 to {MOST_JOBS:,} jobs; this one would hold {len(orders):,}.")
    with database.writing() as db:
        reap(db)
        found = next(filter(None, (_same(db, order) for order in orders)), None)
        if found is None:
            found, jobs = insert(db, title, orders, address)
            if added:
                added(db, jobs)
    start()
    return found


def _same(db: sqlite3.Connection, order: Order) -> int | None:
    """The launch in which the same job waits or runs."""
    row = db.execute(
        "SELECT launch, wish FROM jobs WHERE key = ? AND state IN (?, ?)", (key(*order[:2]), QUEUED, RUNNING)
    ).fetchone()
    if row is not None and row["wish"]:
        raise RecordError("The same work is being stopped just now. Try again in a moment.")
    return row and int(row["launch"])


def finished(orders: Sequence[Order]) -> int | None:
    """The newest launch of these jobs and no others in which all are done; None if there is none."""
    wanted = {key(*order[:2]) for order in orders}
    with database.reading() as db:
        if db is None or not wanted:
            return None
        alike = "SELECT launch FROM jobs WHERE key = ? AND state = ?"
        rows = db.execute(
            f"SELECT launch, key, state FROM jobs WHERE launch IN ({alike})", (min(wanted), DONE)
        ).fetchall()
    whole: dict[int, list[tuple[str, str]]] = {}
    for row in rows:
        whole.setdefault(row["launch"], []).append((row["key"], row["state"]))
    done = sorted((own, DONE) for own in wanted)
    return max((launch for launch, jobs in whole.items() if sorted(jobs) == done), default=None)


def key(entry: str, payload: str) -> str:
    """What two jobs share that do the same: at most one of them waits or runs."""
    return hashlib.sha256(f"{entry}\n{payload}".encode()).hexdigest()


def insert(db: sqlite3.Connection, title: str, orders: Sequence[Order], address: str) -> tuple[int, list[int]]:
    """A new launch and its jobs, queued."""
    launched = db.execute(
        "INSERT INTO launches (title, address, created) VALUES (?, ?, ?)", (title, address, time.time())
    ).lastrowid
    assert launched is not None
    jobs = []
    for order in orders:
        new = (launched, key(*order[:2]), QUEUED, *order)
        columns = "launch, key, state, entry, payload, total"
        job = db.execute(f"INSERT INTO jobs ({columns}) VALUES (?, ?, ?, ?, ?, ?)", new).lastrowid
        assert job is not None
        jobs.append(job)
    return launched, jobs


def cancel(launch: int) -> str:
    """Stops what runs within two seconds and takes the rest from the queue. What is complete stays. Returns what
    happened."""
    with database.writing() as db:
        reap(db)
        _known(db, launch)
        unbegun = "UPDATE jobs SET state = ?, sentence = 'Cancelled before it began.' WHERE launch = ? AND state = ?"
        waiting = db.execute(unbegun, (CANCELLED, launch, QUEUED)).rowcount
        stopping = db.execute(
            "UPDATE jobs SET wish = ? WHERE launch = ? AND state = ? AND wish IS NULL", (CANCEL, launch, RUNNING)
        ).rowcount
    start()
    return "Cancelled." if waiting or stopping else "Nothing was left to cancel."


def resume(launch: int) -> str:
    """Queues again what was cancelled, interrupted or failed; each goes on from its last checkpoint. Returns what
    happened."""
    with database.writing() as db:
        reap(db)
        _known(db, launch)
        try:
            again = db.execute(
                "UPDATE jobs SET state = ?, sentence = '', wish = NULL WHERE launch = ? AND state IN (?, ?, ?)",
                (QUEUED, launch, CANCELLED, INTERRUPTED, FAILED),
            ).rowcount
        except sqlite3.IntegrityError:
            raise RecordError("The same work already waits or runs in another launch.") from None
    start()
    return "Resumed." if again else "Nothing was left to resume."


def delete(launch: int) -> str:
    """Deletes the launch with all its files. What still runs stops first, within two seconds."""
    with database.writing() as db:
        reap(db)
        _known(db, launch)
        db.execute("UPDATE jobs SET wish = ? WHERE launch = ? AND state = ?", (DELETE, launch, RUNNING))
        for (job,) in db.execute("SELECT id FROM jobs WHERE launch = ? AND state <> ?", (launch, RUNNING)).fetchall():
            remove(db, job)
    start()
    return "Deleted."


def _known(db: sqlite3.Connection, launch: int) -> None:
    if db.execute("SELECT 1 FROM launches WHERE id = ?", (launch,)).fetchone() is None:
        raise RecordError(f"There is no launch {launch}. It may have been deleted.")
