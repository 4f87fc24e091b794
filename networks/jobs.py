"""Launching, cancelling, resuming and deleting: what pages and the terminal call. The disk is the truth; nothing is
kept here."""

import hashlib
import json
import sqlite3
import time
import zlib
from collections.abc import Iterable, Sequence

from networks import records
from networks.experiment import Experiment
from networks.lanes import Lanes, grouped
from networks.queue import CANCEL, DELETE, limit, remove, set_limit, settle, start
from networks.states import CANCELLED, FAILED, INTERRUPTED, QUEUED, RUNNING
from networks.store import RecordError

MOST_RUNS = 1000


def launch(title: str, runs: Sequence[tuple[Experiment, int]], address: str = "") -> int:
    """Queues the runs (experiment, seed) as one launch and starts what there is a place for. Returns the launch's id.

    address: of a Dask scheduler whose workers train, instead of this machine. The same runs launched again while they
    wait or train give the same launch: two tabs start one. Raises RecordError with the reason if nothing was launched.
    """
    if not 1 <= len(runs) <= MOST_RUNS:
        raise RecordError(f"A launch holds 1 to {MOST_RUNS:,} runs; this one would hold {len(runs):,}.")
    groups = grouped(runs, apart=bool(address))
    with records.writing() as db:
        settle(db)
        found = next(filter(None, (_same(db, lanes) for lanes in groups)), None) or _insert(db, title, groups, address)
    start()
    return found


def _same(db: sqlite3.Connection, lanes: Lanes) -> int | None:
    """The launch in which the same training waits or trains."""
    row = db.execute(
        "SELECT launch, wish FROM jobs WHERE key = ? AND state IN (?, ?)", (_key(lanes), QUEUED, RUNNING)
    ).fetchone()
    if row is not None and row["wish"]:
        raise RecordError("The same training is being stopped just now. Try again in a moment.")
    return row and int(row["launch"])


def _key(lanes: Lanes) -> str:
    return hashlib.sha256(json.dumps([[e.to_json(), seed] for e, seed in lanes]).encode()).hexdigest()


def _insert(db: sqlite3.Connection, title: str, groups: Iterable[Lanes], address: str) -> int:
    launched = db.execute(
        "INSERT INTO launches (title, address, created) VALUES (?, ?, ?)", (title, address, time.time())
    ).lastrowid
    for lanes in groups:
        new = (launched, _key(lanes), QUEUED, lanes[0][0].steps)
        job = db.execute("INSERT INTO jobs (launch, key, state, total) VALUES (?, ?, ?, ?)", new).lastrowid
        rows = [
            (job, k, e.to_json(), seed, zlib.crc32(f"{seed} {e.to_json()}".encode()))
            for k, (e, seed) in enumerate(lanes)
        ]
        db.executemany("INSERT INTO runs (job, lane, experiment, seed, crc) VALUES (?, ?, ?, ?, ?)", rows)
    assert launched is not None
    return launched


def cancel(launch: int) -> str:
    """Stops what trains within two seconds and takes the rest from the queue. What is complete stays. Returns what
    happened."""
    with records.writing() as db:
        settle(db)
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
    with records.writing() as db:
        settle(db)
        _known(db, launch)
        try:
            again = db.execute(
                "UPDATE jobs SET state = ?, sentence = '', wish = NULL WHERE launch = ? AND state IN (?, ?, ?)",
                (QUEUED, launch, CANCELLED, INTERRUPTED, FAILED),
            ).rowcount
        except sqlite3.IntegrityError:
            raise RecordError("The same training already waits or trains in another launch.") from None
    start()
    return "Resumed." if again else "Nothing was left to resume."


def delete(launch: int) -> str:
    """Deletes the launch with its curves and checkpoints. What still trains stops first, within two seconds."""
    with records.writing() as db:
        settle(db)
        _known(db, launch)
        db.execute("UPDATE jobs SET wish = ? WHERE launch = ? AND state = ?", (DELETE, launch, RUNNING))
        for (job,) in db.execute("SELECT id FROM jobs WHERE launch = ? AND state <> ?", (launch, RUNNING)).fetchall():
            remove(db, job)
    start()
    return "Deleted."


def _known(db: sqlite3.Connection, launch: int) -> None:
    if db.execute("SELECT 1 FROM launches WHERE id = ?", (launch,)).fetchone() is None:
        raise RecordError(f"There is no launch {launch}. It may have been deleted.")


__all__ = ["cancel", "delete", "launch", "limit", "resume", "set_limit", "start"]
