"""What a worker does beside the work: it says that it lives and how far it is, and listens for a request to stop."""

import os
import shutil
import sqlite3
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

from jobs import database, queue, store
from jobs.entry import Recorder
from jobs.process import identity
from jobs.states import CANCELLED, RUNNING
from jobs.store import RecordError

COMPILING = "Preparing: compiling."
LISTEN, BEAT = 0.2, 1.0  # seconds
GONE = "The record of this job was removed or replaced."
REMOVED = "Its files were removed or replaced while it ran. Resume begins it anew."
PROGRESS = "beat = ?, step = ?, saved = ?, seconds = ?, pace = ?, sentence = ?"
GRACE = 1.0  # seconds from the request to the end: a compilation cannot be interrupted, a process can


class GoneError(RecordError):
    """The record of a job was removed or replaced while the job ran: there is nobody left to tell, nowhere to write."""


def place(path: Path) -> tuple[int, int] | None:
    """Which file or folder that is, so that another one in its place is not taken for it. None if there is none. Raises
    RecordError where the disk does not tell: that is no answer."""
    with store.explained(path):
        try:
            known = path.stat()
        except (FileNotFoundError, NotADirectoryError):
            return None
    return known.st_dev, known.st_ino


class Heartbeat:
    """Use as a context: a thread writes heartbeats and listens while it is open. `stop` is set once the person wants
    this job to end, and `gone` beside it once its record is removed, replaced or another process's: nothing may be
    written then, or whoever removed it would find new files."""

    def __init__(self, job: int, alone: bool = True) -> None:
        """alone: the process does nothing else, so it may end with the job."""
        self.job = job
        self.alone = alone
        self.process = identity()
        self.stop = threading.Event()
        self.gone = threading.Event()
        self._closed = threading.Event()
        # `_before`: seconds of work by earlier processes
        self._step = 0
        self._saved = 0
        self._before = 0.0
        # steps and seconds; of these, after the first part, which waits for the compiler
        self._worked = self._fresh = (0, 0.0)
        self._slowest = (0, 0.0)  # of the later parts: in it something else was compiled
        self._sentence = ""
        self._database: tuple[int, int] | None = None
        self._files: dict[Path, tuple[int, int]] = {}  # once they are there
        self._requested: float | None = None  # when a request to stop was heard
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> "Heartbeat":
        self._database = place(database.path())
        with database.reading() as db:  # what earlier processes came to stays true until `began`
            row = db and db.execute("SELECT step, saved, seconds FROM jobs WHERE id = ?", (self.job,)).fetchone()
        self._step, self._saved, self._before = row or (0, 0, 0.0)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._closed.set()
        self._thread.join()

    def began(self, step: int, total: int, note: str) -> None:
        """From `step` on; with a note of what was lost."""
        self._step = self._saved = step
        self.say(COMPILING)
        self._here()
        with database.writing(new=False) as db:
            self._write(db, "step = ?, saved = ?, total = ?, note = ?", step, step, total, note)

    def say(self, sentence: str) -> None:
        """What it does now."""
        self._sentence = sentence

    def advanced(self, step: int, seconds: float, activity: str) -> None:
        """A part is done; it took so long."""
        self.say(activity)
        if self._worked[0]:
            self._fresh = self._fresh[0] + step - self._step, self._fresh[1] + seconds
            self._slowest = max(self._slowest, (step - self._step, seconds), key=lambda part: part[1])
        self._worked = self._worked[0] + step - self._step, self._worked[1] + seconds
        self._step = step

    def saved(self, step: int, recorder: Recorder, summary: Mapping[str, Any]) -> None:
        """A checkpoint is complete."""
        self._saved = step
        self._here()
        with database.writing(new=False) as db:
            recorder.summarise(db, self.job, summary)

    def end(self, state: str, sentence: str) -> None:
        """The job's last word. If it was to be deleted, it goes. Raises GoneError where there is nobody to tell."""
        self._here()
        with database.writing(new=False) as db:
            row = db.execute("SELECT wish FROM jobs WHERE id = ? AND process = ?", (self.job, self.process)).fetchone()
            if row is not None and row["wish"] == queue.DELETE:
                queue.remove(db, self.job)
            else:
                self._sentence = sentence
                self._write(
                    db, f"{PROGRESS}, state = ?, wish = NULL, process = NULL", *self._progress(over=True), state
                )

    def check(self) -> None:
        """Before the job's own files are written. Raises GoneError if its record is, RecordError if only they are."""
        self._here()
        if self.gone.is_set():
            raise GoneError(GONE)
        for path in (store.job_folder(self.job), store.job_file(self.job)):
            found = place(path)
            if found is not None:
                self._files.setdefault(path, found)
            if self._files.get(path) != found:
                raise RecordError(REMOVED)

    def _here(self) -> None:
        """Raises GoneError if the database is not the one that the job came from."""
        if self._database is None or place(database.path()) != self._database:
            self.gone.set()
            self.stop.set()
            raise GoneError(GONE)

    def _progress(self, over: bool = False) -> tuple[Any, ...]:
        """over: a pace that counts the compiler in is better than none."""
        fresh = self._fresh[0] - self._slowest[0], self._fresh[1] - self._slowest[1]
        known = (fresh, self._fresh, self._worked) if over else (fresh,)
        pace = next((steps / seconds for steps, seconds in known if steps and seconds), None)
        return time.monotonic(), self._step, self._saved, self._before + self._worked[1], pace, self._sentence

    def _write(self, db: sqlite3.Connection, fields: str, *values: Any) -> None:
        """Only as long as the job is ours."""
        db.execute(
            f"UPDATE jobs SET {fields} WHERE id = ? AND process = ? AND state = ?",
            (*values, self.job, self.process, RUNNING),
        )

    def _run(self) -> None:
        last = time.monotonic()
        with database.reading() as db:
            while db is not None and not self._closed.wait(LISTEN):
                try:
                    self._here()  # this connection would read a file that was removed as if it were still there
                    row = db.execute(
                        "SELECT wish FROM jobs WHERE id = ? AND process = ?", (self.job, self.process)
                    ).fetchone()
                    self._heed(queue.GONE if row is None else row["wish"])  # what is no longer ours is not for us
                    if time.monotonic() - last > BEAT:
                        last = time.monotonic()
                        with database.writing(new=False) as own:
                            self._write(own, PROGRESS, *self._progress())
                except GoneError:
                    self._heed(queue.GONE)
                except (RecordError, sqlite3.Error):
                    continue  # a full disk must not stop the listening; the work itself will say so

    def _heed(self, request: str | None) -> None:
        if not request:
            return
        if request == queue.GONE:
            self.gone.set()
        self.stop.set()
        self._requested = self._requested or time.monotonic()
        if self.alone and time.monotonic() - self._requested > GRACE:
            if request == queue.GONE:
                os._exit(0)
            self.end(CANCELLED, f"Cancelled. Resume goes on from step {self._saved:,}.")
            queue.start()
            if request == queue.DELETE:  # the work may have written meanwhile
                shutil.rmtree(store.job_folder(self.job), ignore_errors=True)
            os._exit(0)
