"""How networks are trained by jobs: the entry point, and where what it measures is kept.

A worker imports this file before it can do anything, so what is large is imported in `begin`.
"""

import sqlite3
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from jobs.entry import Entry, Recorder, Say
from networks.payload import runs_of
from networks.results import curves, writing
from networks.training.chunk import Chunk

if TYPE_CHECKING:
    from networks.training.training import Training

NO_MEMORY = "There was not enough memory. Train fewer runs at once, or make the model or the batch smaller."


class Curves(Recorder):
    """A row per run, quantity and half second (`networks.results.curves`); a summary for each run."""

    tables = curves.TABLES

    def append(self, db: sqlite3.Connection, parts: Sequence[Chunk]) -> None:
        curves.append(db, parts)

    def truncate(self, db: sqlite3.Connection, step: int) -> None:
        curves.truncate(db, step)

    def joined(self, parts: Sequence[Chunk], step: int) -> Chunk:
        return curves.joined(parts, step)

    def summarise(self, db: sqlite3.Connection, job: int, summary: Mapping[str, Any]) -> None:
        writing.summarise(db, job, summary)


def begin(payload: str, say: Say) -> "Training":
    """The training at its beginning."""
    say("Preparing: loading the data, compiling.")
    from networks.training.training import Training  # here: it loads JAX, and cancelling must not wait for that

    return Training(runs_of(payload), progress=lambda share: say(f"Fetching the data: {share:.0%}."))


TRAINING = Entry(begin, Curves(), NO_MEMORY)
