"""What a package writes to have work done by jobs: an `Entry`, named "package.module:NAME" in each job.

The module should load quickly: a worker imports it before it can do anything. `begin` may take its time, as requests to
stop are heard meanwhile; import what is large in there.
"""

import json
import re
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import import_module
from typing import Any, Protocol

from jobs.store import RecordError

NAME = re.compile(r"[A-Za-z_][\w.]*:[A-Za-z_]\w*")
Say = Callable[[str], None]  # a sentence about what is being done


class Task(Protocol):
    """Work that goes on part by part. Equal states give equal parts, to the bit, whichever process does them."""

    @property
    def total(self) -> int:
        """Steps in all."""

    @property
    def step(self) -> int:
        """Steps done."""

    @property
    def done(self) -> bool: ...

    @property
    def activity(self) -> str:
        """A sentence for the person, such as "Training."."""

    def advance(self) -> Any:
        """Some more work, 20 to 200 ms of it, for requests to stop are heard in between. Returns what it measured, for
        the recorder."""

    def state(self) -> Mapping[str, Any]:
        """name -> array: all that is needed to go on."""

    def restore(self, state: dict[str, Any]) -> None:
        """Raises ValueError if the state does not fit, and then changes nothing."""

    def summary(self) -> Mapping[str, Any]:
        """What the work has come to so far."""


class Recorder:
    """Where what a task measures is kept; here: nothing is, and the summary becomes the job's result. It runs in the
    worker's process, also where the task itself is on a cluster."""

    tables = ""  # of the job's own file: CREATE ... IF NOT EXISTS, with semicolons between

    def append(self, db: sqlite3.Connection, parts: Sequence[Any]) -> None:
        """Writes consecutive parts into the job's own file."""

    def truncate(self, db: sqlite3.Connection, step: int) -> None:
        """Forgets what was measured beyond `step`: the job goes on from there."""

    def joined(self, parts: Sequence[Any], step: int) -> Any:
        """Consecutive parts, or none, up to `step` as one, to travel from a cluster."""
        return None

    def summarise(self, db: sqlite3.Connection, job: int, summary: Mapping[str, Any]) -> None:
        """Writes the task's summary into runs.sqlite."""
        db.execute(
            "UPDATE jobs SET result = ? WHERE id = ?", (json.dumps(summary, default=lambda value: value.tolist()), job)
        )


@dataclass(frozen=True)
class Entry:
    """`begin(payload, say)` makes the task, at its beginning; it raises ValueError with a sentence that ends in a full
    stop where it cannot. `on_no_memory`: what to tell the person then."""

    begin: Callable[[str, Say], Task]
    recorder: Recorder = field(default_factory=Recorder)
    on_no_memory: str = "There was not enough memory."


@lru_cache(maxsize=64)
def resolved(name: str | None) -> Entry:
    """The entry point of that name. Raises RecordError if this release has none."""
    try:
        if not NAME.fullmatch(name or ""):
            raise ImportError("no dotted name")
        module, _, attribute = str(name).partition(":")
        found = getattr(import_module(module), attribute)
        if not isinstance(found, Entry):
            raise TypeError("no entry point")
    except (ImportError, AttributeError, TypeError) as error:
        raise RecordError(f"This release does not know what to do with a job of {name!r} ({error}).") from error
    return found
