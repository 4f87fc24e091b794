"""What is written about training runs, beside the tables of their jobs."""

import json
import sqlite3
from collections.abc import Mapping
from typing import Any

import numpy as np

from networks.results.records import checksum


def insert(db: sqlite3.Connection, job: int, given: list[tuple[int, str]]) -> None:
    """The runs of a new job: seed and experiment of each."""
    rows = [(job, index, text, seed, checksum(seed, text)) for index, (seed, text) in enumerate(given)]
    db.executemany("INSERT INTO runs (job, lane, experiment, seed, crc) VALUES (?, ?, ?, ?, ?)", rows)


def summarise(db: sqlite3.Connection, job: int, summary: Mapping[str, Any]) -> None:
    """What the runs of a job have come to so far. summary: name -> (runs,)."""
    columns = {name: np.atleast_1d(values) for name, values in summary.items()}
    for index in range(max(map(len, columns.values()), default=0)):
        text = json.dumps({name: float(values[index]) for name, values in columns.items()})
        db.execute("UPDATE runs SET summary = ? WHERE job = ? AND lane = ?", (text, job, index))
