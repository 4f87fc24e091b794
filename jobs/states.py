"""The states of a job, and the sentence that explains each."""

import sqlite3
import time

from jobs import store
from jobs.process import alive

QUEUED = "queued"
RUNNING = "running"
DONE = "done"
FAILED = "failed"
CANCELLED = "cancelled"
INTERRUPTED = "interrupted"
DAMAGED = "damaged"  # of a record that cannot be read
PREPARING = "Preparing: loading and compiling."
SILENCE = 30.0  # seconds without a heartbeat that are worth a word


def observed(row: sqlite3.Row, waiting: list[int]) -> tuple[str, str]:
    """The state as it is, not as it was last written, and its sentence: a process that was killed could not say so.

    row: the columns of `records.COLUMNS`. waiting: the queued jobs in their order.
    """
    if row["state"] == QUEUED:
        ahead = waiting.index(row["job"]) if row["job"] in waiting else 0
        return QUEUED, f"Waiting for its turn, {ahead} before it." if ahead else "Waiting for its turn."
    if row["state"] == RUNNING:
        if not alive(row["process"]):
            return INTERRUPTED, interrupted(row)
        silence = time.monotonic() - (row["beat"] or 0)
        if row["wish"]:
            return RUNNING, "Stopping."
        if silence > SILENCE:
            return RUNNING, f"Its process lives but has not reported for {silence:.0f} seconds."
        return RUNNING, row["sentence"] or PREPARING
    return row["state"], row["sentence"]


def interrupted(row: sqlite3.Row) -> str:
    if store.full():
        why = f"The disk that holds {store.folder()} is full. Make room, then resume:"
    else:
        why = "Its process ended without a word (killed, out of memory or the machine went off). Resume:"
    return f"{why} it goes on from step {row['saved']:,}." if row["saved"] else f"{why} it begins anew."
