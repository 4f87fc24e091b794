"""runs.sqlite: the launches and jobs of this user, and the tables that other packages keep about them.

A file of an earlier release is read as it is, and becomes one of this release when it is first written: all steps that
it lacks, in one transaction. Steps are only ever added. A worker of the earlier release may be writing meanwhile, so no
column is renamed or removed: `wish` is the request to stop ("cancel", "delete") and `beat` the last heartbeat.
"""

import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from jobs import store

Step = str | Callable[[sqlite3.Connection], None]  # statements, or what makes the change

FIRST = """
CREATE TABLE IF NOT EXISTS launches (id INTEGER PRIMARY KEY AUTOINCREMENT, title TEXT, address TEXT, created REAL);
CREATE TABLE IF NOT EXISTS jobs (
    id INTEGER PRIMARY KEY AUTOINCREMENT, launch INTEGER REFERENCES launches (id) ON DELETE CASCADE, key TEXT,
    state TEXT, sentence TEXT DEFAULT '', note TEXT DEFAULT '', wish TEXT,
    process TEXT, started INTEGER DEFAULT 0, beat REAL,
    step INTEGER DEFAULT 0, total INTEGER, saved INTEGER DEFAULT 0, seconds REAL DEFAULT 0, pace REAL);
CREATE UNIQUE INDEX IF NOT EXISTS once ON jobs (key) WHERE state IN ('queued', 'running');
CREATE INDEX IF NOT EXISTS due ON jobs (state) WHERE state IN ('queued', 'running');
CREATE INDEX IF NOT EXISTS together ON jobs (launch);
CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value INTEGER)
"""
PAYLOADS = """
ALTER TABLE jobs ADD COLUMN entry TEXT;
ALTER TABLE jobs ADD COLUMN payload TEXT;
ALTER TABLE jobs ADD COLUMN result TEXT
"""
# Who keeps tables here: name -> steps, oldest first. Another package adds its own when it is imported.
PARTS: dict[str, tuple[Step, ...]] = {"jobs": (FIRST, PAYLOADS)}


def path() -> Path:
    return store.folder() / "runs.sqlite"


def writing(new: bool = True) -> AbstractContextManager[sqlite3.Connection]:
    """One transaction, as `store.writing`."""
    return store.writing(path(), _upgrade, _outdated, new)


def reading() -> AbstractContextManager[sqlite3.Connection | None]:
    """As `store.reading`. Until something is written, an earlier release's file lacks this one's columns."""
    return store.reading(path())


def _versions(db: sqlite3.Connection) -> dict[str, int]:
    if db.execute("SELECT 1 FROM sqlite_master WHERE name = 'parts'").fetchone() is None:
        return {}
    return dict(db.execute("SELECT name, version FROM parts").fetchall())


def _outdated(db: sqlite3.Connection) -> bool:
    versions = _versions(db)
    return any(versions.get(name, 0) < len(steps) for name, steps in PARTS.items())


def _upgrade(db: sqlite3.Connection) -> bool:
    """The steps that the file lacks. Whoever waited for another process that upgraded it finds nothing to do."""
    versions = _versions(db)
    db.execute("CREATE TABLE IF NOT EXISTS parts (name TEXT PRIMARY KEY, version INTEGER)")
    changed = False
    for name, steps in PARTS.items():
        for step in steps[versions.get(name, 0) :]:
            changed = True
            if isinstance(step, str):
                store.execute(db, step)
            else:
                step(db)
        db.execute("INSERT OR REPLACE INTO parts VALUES (?, ?)", (name, max(len(steps), versions.get(name, 0))))
    return changed
