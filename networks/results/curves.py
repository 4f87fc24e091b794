"""What a job measured: a row per run, quantity and half second, appended as it trains and never rewritten; thinned
when read.

Curves are single numbers at every update (loss, gradient norm); measurements are made at intervals and may be several
numbers at once (quantiles of the effective rate). Values are float32. A run is told by its index among the runs of the
job, which the tables call `lane`; the table of measurements is called `readings`.
"""

import sqlite3
import zlib
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from jobs import store
from networks.training.chunk import Chunk

TABLES = """
CREATE TABLE IF NOT EXISTS curves (lane INTEGER, name TEXT, last INTEGER, crc INTEGER, data BLOB);
CREATE INDEX IF NOT EXISTS curve ON curves (lane, name, last);
CREATE TABLE IF NOT EXISTS readings (lane INTEGER, name TEXT, last INTEGER, crc INTEGER, data BLOB);
CREATE UNIQUE INDEX IF NOT EXISTS reading ON readings (lane, name, last)
"""
Array = npt.NDArray[Any]


def append(db: sqlite3.Connection, chunks: Sequence[Chunk]) -> None:
    """Writes consecutive chunks as one row per run and quantity."""
    if not chunks:
        return
    last = chunks[-1].step
    rows: list[tuple[int, str, int, Any]] = [
        (index, name, last, values) for name, runs in _curves(chunks).items() for index, values in enumerate(runs)
    ]
    db.executemany("INSERT INTO curves VALUES (?, ?, ?, ?, ?)", [_row(*row) for row in rows])
    rows = [
        (index, name, int(step), values[index, k])
        for chunk in chunks
        for name, (steps, values) in chunk.measurements.items()
        for k, step in enumerate(steps)
        for index in range(len(values))
    ]
    db.executemany("INSERT OR REPLACE INTO readings VALUES (?, ?, ?, ?, ?)", [_row(*row) for row in rows])


def joined(chunks: Sequence[Chunk], step: int) -> Chunk:
    """Consecutive chunks, which may be empty, as one up to `step`."""
    measurements = {}
    for name in dict.fromkeys(name for chunk in chunks for name in chunk.measurements):
        steps, values = zip(*(c.measurements[name] for c in chunks if name in c.measurements), strict=True)
        measurements[name] = np.concatenate(steps), np.concatenate(values, axis=1)
    return Chunk(step, _curves(chunks), measurements)


def _curves(chunks: Sequence[Chunk]) -> dict[str, Array]:
    """name -> (runs, n)"""
    parts: dict[str, list[Array]] = {}
    for chunk in chunks:
        for name, values in chunk.curves.items():
            parts.setdefault(name, []).append(np.asarray(values, np.float32))
    return {name: np.concatenate(values, axis=1) for name, values in parts.items()}


def _row(index: int, name: str, last: int, values: Any) -> tuple[int, str, int, int, bytes]:
    data = np.ascontiguousarray(values, "<f4").tobytes()
    return index, name, last, zlib.crc32(data), data


def truncate(db: sqlite3.Connection, step: int) -> None:
    """Forgets what lies beyond `step`: the job goes on from there."""
    for table in ("curves", "readings"):
        db.execute(f"DELETE FROM {table} WHERE last > ?", (step,))


def names(job: int, index: int) -> tuple[list[str], list[str]]:
    """Names of the curves and of the measurements that there are."""
    with store.reading(store.job_file(job)) as db:
        if db is None:
            return [], []
        found = [
            db.execute(f"SELECT DISTINCT name FROM {table} WHERE lane = ?", (index,)).fetchall()
            for table in ("curves", "readings")
        ]
    return [name for (name,) in found[0]], [name for (name,) in found[1]]


def curve(
    job: int, index: int, name: str, most: int | None = 2000
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float32]]:
    """(steps (n,), values (n,)) with n at most about `most`, the extremes kept. What a damaged row held is left out.

    Raises RecordError where the file itself is too damaged to be searched.
    """
    steps: list[Array] = [np.zeros(0, np.int64)]
    values: list[Array] = [np.zeros(0, np.float32)]
    for last, data in _read("curves", job, index, name):
        steps.append(np.arange(last - len(data) + 1, last + 1))
        values.append(data)
    return _thin(np.concatenate(steps), np.concatenate(values), most)


def measurements(job: int, index: int, name: str) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float32]]:
    """(steps (k,), values (k,) or (k, q))."""
    rows = list(_read("readings", job, index, name))
    steps = np.array([last for last, _ in rows], np.int64)
    values = np.array([data for _, data in rows], np.float32)
    return steps, values[:, 0] if values.ndim == 2 and values.shape[1] == 1 else values


def _read(table: str, job: int, index: int, name: str) -> Iterable[tuple[int, Array]]:
    with store.reading(store.job_file(job)) as db:
        if db is None:
            return
        query = f"SELECT last, crc, data FROM {table} WHERE lane = ? AND name = ? ORDER BY last"
        for last, crc, data in db.execute(query, (index, name)):
            if zlib.crc32(data) == crc:
                yield last, np.frombuffer(data, "<f4")


def _thin(steps: Array, values: Array, most: int | None) -> tuple[Array, Array]:
    """The first, the last, and from each of equally many updates the smallest and the largest value, in their order."""
    if most is None or len(steps) <= most:
        return steps, values
    width = -(-len(steps) // (most // 2))
    first = np.arange(0, len(steps), width)
    parts = np.full((len(first), width), np.nan, np.float32)
    parts.flat[: len(values)] = values
    low = np.where(np.isnan(parts), np.inf, parts).argmin(axis=1)
    high = np.where(np.isnan(parts), -np.inf, parts).argmax(axis=1)
    picked = np.unique(np.concatenate([[0, len(steps) - 1], first + low, first + high]))
    return steps[picked], values[picked]
