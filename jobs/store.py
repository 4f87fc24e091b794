"""The folder of runs and its SQLite files: how they are opened, and what to say when the disk or a file fails.

    runs.sqlite            launches and jobs, and what other packages keep about them (`database`)
    jobs/7/curves.sqlite   what job 7 measured, and which of its checkpoints are complete (`checkpoints`)
    jobs/7/step-*.npz      its checkpoints
    jobs/7/worker.log      what its process printed

Each job has files of its own: a damaged one harms no other, and deleting a job frees its space at once, even on a full
disk.
"""

import errno
import os
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import platformdirs

PATIENCE = 10.0  # seconds to wait for another process's write
ROOM = 2_000_000  # bytes: with less than this, a disk counts as full

Upgrade = Callable[[sqlite3.Connection], bool]  # whether it changed, or would change, anything


class RecordError(ValueError):
    """Something about the records failed; the message is a sentence for the person."""


def folder() -> Path:
    """Where runs are kept: the environment's DESCENT_RUNS, else a folder of this user's."""
    return (
        Path(os.environ.get("DESCENT_RUNS") or Path(platformdirs.user_data_path("descent-explorer")) / "runs")
        .expanduser()
        .absolute()
    )


def job_folders() -> Path:
    return folder() / "jobs"


def job_folder(job: int) -> Path:
    return job_folders() / str(job)


def job_file(job: int) -> Path:
    return job_folder(job) / "curves.sqlite"


def tables(text: str) -> Upgrade:
    """Makes a file's tables when it is new. text: statements, with a semicolon between."""

    def upgrade(db: sqlite3.Connection) -> bool:
        if db.execute("PRAGMA user_version").fetchone()[0]:
            return False
        execute(db, text)
        return True

    return upgrade


def execute(db: sqlite3.Connection, text: str) -> None:
    """Several statements within the transaction that is open (`executescript` would commit it)."""
    for statement in filter(str.strip, text.split(";")):
        db.execute(statement)


@contextmanager
def writing(
    path: Path, upgrade: Upgrade, outdated: Upgrade | None = None, new: bool = True
) -> Iterator[sqlite3.Connection]:
    """One transaction that sees and changes the file alone: all of it happens, or on any error nothing. Raises
    RecordError.

    upgrade: makes a new file, or an earlier release's into one of this, in a transaction of its own; whether it changed
    anything. outdated: whether it has to be asked, for a file that is not new. new: whether a file that is not there is
    made; a worker's is not, or whoever removes it a moment after the worker looked finds it made again.
    """
    with explained(path):
        if new:
            path.parent.mkdir(parents=True, exist_ok=True)
        mode = "rwc" if new else "rw"
        db = sqlite3.connect(f"{path.as_uri()}?mode={mode}", uri=True, timeout=PATIENCE, isolation_level=None)
        try:
            _prepare(db, upgrade, outdated)
            with _transaction(db):
                yield db
        finally:
            db.close()


@contextmanager
def _transaction(db: sqlite3.Connection) -> Iterator[None]:
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


def _prepare(db: sqlite3.Connection, upgrade: Upgrade, outdated: Upgrade | None) -> None:
    db.row_factory = sqlite3.Row
    db.execute("PRAGMA synchronous = NORMAL")  # in WAL mode: a power cut may lose the last moments, never the file
    db.execute("PRAGMA foreign_keys = ON")
    end = time.monotonic() + PATIENCE
    while (new := not db.execute("PRAGMA user_version").fetchone()[0]) or (outdated and outdated(db)):
        try:
            if new:
                db.execute("PRAGMA journal_mode = WAL")  # does not wait for another process that does the same
            with _transaction(db):
                upgrade(db)
                db.execute("PRAGMA user_version = 1")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > end:
                raise
            time.sleep(0.05)


@contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection | None]:
    """The file as it is now, an earlier release's too; None if there is none yet. Works in a folder that cannot be
    written. Raises RecordError."""
    if not path.exists():
        yield None
        return
    with explained(path):
        db = _open_to_read(path)
        try:
            db.row_factory = sqlite3.Row
            yield db if db.execute("PRAGMA user_version").fetchone()[0] else None
        finally:
            db.close()


def _open_to_read(path: Path) -> sqlite3.Connection:
    """WAL needs a file beside the database; where none can be made, nothing is being written either: `immutable`."""
    for how in ("mode=ro", "immutable=1"):
        db = sqlite3.connect(f"{path.as_uri()}?{how}", uri=True, timeout=PATIENCE, isolation_level=None)
        try:
            db.execute("PRAGMA schema_version").fetchone()
        except sqlite3.Error as error:
            db.close()
            if how == "immutable=1" or not isinstance(error, sqlite3.OperationalError) or "locked" in str(error):
                raise
        else:
            return db
    raise AssertionError


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """What the disk or SQLite says, as a RecordError."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise RecordError(sentence(error, path)) from error


def sentence(error: Exception, path: Path) -> str:
    text, code = str(error), getattr(error, "errno", None)
    if "not a database" in text and path.parent == folder():
        return (
            f"{path} is damaged ({text}). Move the folder elsewhere: a new one is begun, and what else is in the old"
            " one stays."
        )
    if isinstance(error, sqlite3.DatabaseError) and not isinstance(error, sqlite3.OperationalError):
        return f"{path} is damaged ({text}). What can still be read is shown."
    if code in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG) or "disk is full" in text or full():
        return f"The disk that holds {folder()} is full. Delete runs or make room, then resume."
    if "disk I/O" in text:
        return f"The disk that holds {folder()} failed, or its share of it is full. Make room or mend it, then resume."
    if not path.parent.exists():
        return f"{path.parent} was removed."
    if code in (errno.EROFS, errno.EACCES, errno.EPERM) or "readonly" in text or "unable to open" in text:
        return (
            f"{folder()} cannot be written. Make it writable, or name another folder in the environment variable"
            " DESCENT_RUNS."
        )
    if "locked" in text:
        return "Another process is writing the records and has not finished. Try again in a moment."
    return f"{path} could not be used: {text or type(error).__name__}."


def full() -> bool:
    """Whether the disk under the folder of runs has no room left."""
    here = folder()
    while not here.exists() and here != here.parent:
        here = here.parent
    try:
        return shutil.disk_usage(here).free < ROOM
    except OSError:
        return False
