"""Runs that an earlier release launched: their jobs had no payload yet, and an experiment's schedule another name.

Called once for each file, in the transaction that makes it this release's, so that all of it is still there if that
fails. What is damaged, or cannot be read by this release, stays as it is and is told when it is shown.
"""

import sqlite3
import zlib
from collections import defaultdict

from jobs.launches import key
from networks.payload import ENTRY, payload


def adopt(db: sqlite3.Connection) -> None:
    """Gives every job that lacks them an entry point, a payload and the key that goes with them; writes experiments
    as this release does, so that the same settings are one line with those of today."""
    jobs = defaultdict(list)
    query = "SELECT runs.* FROM runs JOIN jobs ON jobs.id = runs.job WHERE entry IS NULL ORDER BY job, lane"
    for row in db.execute(query).fetchall():
        jobs[row["job"]].append(row)
    for job, rows in jobs.items():
        texts = [_rewritten(db, row) for row in rows]
        if None in texts:
            continue
        asked = payload([(row["seed"], str(text)) for row, text in zip(rows, texts, strict=True)])
        db.execute("UPDATE jobs SET entry = ?, payload = ? WHERE id = ?", (ENTRY, asked, job))
        # of two that turn out to be the same one keeps its old key: nothing else finds that
        db.execute("UPDATE OR IGNORE jobs SET key = ? WHERE id = ?", (key(ENTRY, asked), job))


def _rewritten(db: sqlite3.Connection, row: sqlite3.Row) -> str | None:
    """A run's experiment as this release writes it; None where it is damaged or cannot be read."""
    from networks.experiment import Experiment  # here: it brings the optimizers' compiler

    try:
        if zlib.crc32(f"{row['seed']} {row['experiment']}".encode()) != row["crc"]:
            return None
        text = Experiment.from_json(row["experiment"]).to_json()
    except (ValueError, TypeError):
        return None
    if text != row["experiment"]:
        new = (text, zlib.crc32(f"{row['seed']} {text}".encode()), row["id"])
        db.execute("UPDATE runs SET experiment = ?, crc = ? WHERE id = ?", new)
    return text
