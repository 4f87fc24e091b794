"""Checkpoints: the whole state of a job, so that it can go on to bit-identical results.

Written aside, forced to disk, renamed, and only then committed with a checksum; the last two are kept. Plain arrays:
nothing that a file could make the reader execute.
"""

import hashlib
import os
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import numpy as np

from jobs import store
from jobs.entry import Recorder

KEPT = 2
TABLES = "CREATE TABLE IF NOT EXISTS checkpoints (step INTEGER PRIMARY KEY, file TEXT, sha256 TEXT)"
State = Mapping[str, Any]


def writing(job: int, recorder: Recorder, new: bool = False) -> AbstractContextManager[sqlite3.Connection]:
    """One transaction on the job's own file: what it measured and its checkpoints. new: as in `store.writing`; `load`,
    with which a job begins, makes the file."""
    return store.writing(store.job_file(job), store.tables(f"{TABLES}; {recorder.tables}"), new=new)


def save(job: int, step: int, state: State, recorder: Recorder, parts: Sequence[Any]) -> None:
    """Commits a checkpoint together with what the parts that lead to it measured. Raises RecordError; then what was
    committed before still counts."""
    file, digest = _written(job, step, state)
    with writing(job, recorder) as db:
        recorder.append(db, parts)
        db.execute("INSERT OR REPLACE INTO checkpoints VALUES (?, ?, ?)", (step, file.name, digest))
        kept = [row["file"] for row in db.execute("SELECT file FROM checkpoints ORDER BY step DESC LIMIT ?", (KEPT,))]
        db.execute(f"DELETE FROM checkpoints WHERE file NOT IN ({','.join('?' * len(kept))})", kept)
    for old in file.parent.glob("step-*"):
        if old.name not in kept:
            old.unlink(missing_ok=True)


def _written(job: int, step: int, state: State) -> tuple[Path, str]:
    """The file, safely on disk, and its checksum. What a full disk cut short is removed: it makes room for the job's
    last word."""
    aside = store.job_folder(job) / "checkpoint.part"
    with store.explained(aside):
        try:
            with aside.open("wb") as stream:
                np.savez(stream, **{name: np.asarray(value) for name, value in state.items()})  # type: ignore[arg-type]
                stream.flush()
                os.fsync(stream.fileno())
            digest = _sha256(aside)
            # never over another, which counts until the commit
            file = aside.replace(aside.with_name(f"step-{step}-{digest[:8]}.npz"))
            _sync(file.parent)
        except OSError:
            aside.unlink(missing_ok=True)
            raise
    return file, digest


def newest(job: int) -> dict[str, Any]:
    """The arrays of the newest readable checkpoint. Raises RecordError if there is none."""
    for _, file, digest in _listed(job):
        try:
            return _arrays(file, digest)
        except (OSError, ValueError):
            continue
    raise store.RecordError("There is no readable checkpoint of this job yet.")


def load(job: int, restore: Callable[[dict[str, Any]], None], recorder: Recorder) -> tuple[int, str]:
    """Hands the newest readable checkpoint to `restore` and forgets what was recorded after it. (its step, what to
    tell).

    restore: raises ValueError if the state does not fit. Step 0 means that there is none to go on from.
    """
    notes = []
    for step, file, digest in _listed(job):
        try:
            restore(_arrays(file, digest))
        except (OSError, ValueError) as error:
            notes.append(f"The checkpoint at step {step:,} is damaged ({error})")
            continue
        _forget(job, step, recorder)
        return step, f"{'; '.join(notes)}; went on from step {step:,}." if notes else ""
    _forget(job, 0, recorder)
    return 0, f"{'; '.join(notes)}; began anew." if notes else ""


def steps(job: int) -> list[int]:
    """Steps of the complete checkpoints, newest first."""
    return [step for step, _, _ in _listed(job)]


def _listed(job: int) -> list[tuple[int, Path, str]]:
    with store.reading(store.job_file(job)) as db:
        rows: list[sqlite3.Row] = (
            [] if db is None else db.execute("SELECT * FROM checkpoints ORDER BY step DESC").fetchall()
        )
    return [(row["step"], store.job_folder(job) / row["file"], row["sha256"]) for row in rows]


def _arrays(file: Path, digest: str) -> dict[str, Any]:
    if _sha256(file) != digest:
        raise ValueError("its checksum differs")
    with np.load(file, allow_pickle=False) as arrays:
        return dict(arrays)


def _forget(job: int, step: int, recorder: Recorder) -> None:
    with writing(job, recorder, new=True) as db:
        recorder.truncate(db, step)
        db.execute("DELETE FROM checkpoints WHERE step > ?", (step,))


def _sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _sync(directory: Path) -> None:
    """A rename is on disk once its directory is. Windows has no such call and needs none."""
    if os.name == "posix":
        handle = os.open(directory, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
