"""What a worker does beside training: it says that it lives and how far it is, and listens for a wish to stop."""

import json
import os
import shutil
import sqlite3
import threading
import time
from collections.abc import Mapping
from types import TracebackType
from typing import Any

import numpy as np

from networks import queue, records, store
from networks.process import identity
from networks.states import CANCELLED, RUNNING
from networks.store import RecordError

COMPILING, TRIALS = "Preparing: compiling.", "Preparing: trial trainings, which set the learning rate."
LISTEN, BEAT = 0.2, 1.0  # seconds
PROGRESS = "beat = ?, step = ?, saved = ?, seconds = ?, pace = ?, sentence = ?"
GRACE = 1.0  # seconds from the wish to the end: a compilation cannot be interrupted, a process can


class Watch:
    """Use as a context: a thread beats and listens while it is open. `stop` is set once the person wants this job to
    end."""

    def __init__(self, job: int, alone: bool = True) -> None:
        """alone: the process trains nothing else, so it may end with the job."""
        self.job = job
        self.alone = alone
        self.process = identity()
        self.stop = threading.Event()
        self._closed = threading.Event()
        # `_before`: seconds of work by earlier processes
        self._step = 0
        self._saved = 0
        self._before = 0.0
        # steps and seconds; of these, after the first chunk, which waits for the compiler
        self._worked = self._fresh = (0, 0.0)
        self._slowest = (0, 0.0)  # of the later chunks: in it the readings were compiled
        self._saying = ""
        self._wished: float | None = None
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> "Watch":
        with store.reading(records.path()) as db:  # what earlier processes came to stays true until `began`
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
        with records.writing() as db:
            self._write(db, "step = ?, saved = ?, total = ?, note = ?", step, step, total, note)

    def say(self, sentence: str) -> None:
        """What it does now."""
        self._saying = sentence

    def advanced(self, step: int, seconds: float) -> None:
        """A chunk is done; it took so long."""
        self.say("Training." if step > self._step else TRIALS)
        if self._worked[0]:
            self._fresh = self._fresh[0] + step - self._step, self._fresh[1] + seconds
            self._slowest = max(self._slowest, (step - self._step, seconds), key=lambda chunk: chunk[1])
        self._worked = self._worked[0] + step - self._step, self._worked[1] + seconds
        self._step = step

    def saved(self, step: int, summary: Mapping[str, Any]) -> None:
        """A checkpoint is complete. summary: name -> (lanes,)"""
        self._saved = step
        with records.writing() as db:
            for lane in range(max((len(np.atleast_1d(values)) for values in summary.values()), default=0)):
                text = json.dumps({name: float(np.atleast_1d(values)[lane]) for name, values in summary.items()})
                db.execute("UPDATE runs SET summary = ? WHERE job = ? AND lane = ?", (text, self.job, lane))

    def end(self, state: str, sentence: str) -> None:
        """The job's last word. If it was to be deleted, it goes."""
        with records.writing() as db:
            wish = db.execute("SELECT wish FROM jobs WHERE id = ? AND process = ?", (self.job, self.process)).fetchone()
            if wish is not None and wish[0] == queue.DELETE:
                queue.remove(db, self.job)
            else:
                self._saying = sentence
                self._write(
                    db, f"{PROGRESS}, state = ?, wish = NULL, process = NULL", *self._progress(over=True), state
                )

    def _progress(self, over: bool = False) -> tuple[Any, ...]:
        """over: a pace that counts the compiler in is better than none."""
        fresh = self._fresh[0] - self._slowest[0], self._fresh[1] - self._slowest[1]
        known = (fresh, self._fresh, self._worked) if over else (fresh,)
        pace = next((steps / seconds for steps, seconds in known if steps and seconds), None)
        return time.monotonic(), self._step, self._saved, self._before + self._worked[1], pace, self._saying

    def _write(self, db: sqlite3.Connection, fields: str, *values: Any) -> None:
        """Only as long as the job is ours."""
        db.execute(
            f"UPDATE jobs SET {fields} WHERE id = ? AND process = ? AND state = ?",
            (*values, self.job, self.process, RUNNING),
        )

    def _watch(self) -> None:
        beaten = time.monotonic()
        with store.reading(records.path()) as db:
            while db is not None and not self._closed.wait(LISTEN):
                row = db.execute(
                    "SELECT wish FROM jobs WHERE id = ? AND process = ?", (self.job, self.process)
                ).fetchone()
                self._heed(row is None or row["wish"])
                if time.monotonic() - beaten > BEAT:
                    beaten = time.monotonic()
                    try:
                        with records.writing() as own:
                            self._write(own, PROGRESS, *self._progress())
                    except RecordError:  # a full disk must not stop the listening; training itself will say so
                        continue

    def _heed(self, wish: Any) -> None:
        if not wish:
            return
        self.stop.set()
        self._wished = self._wished or time.monotonic()
        if self.alone and time.monotonic() - self._wished > GRACE:
            self.end(CANCELLED, f"Cancelled. Resume goes on from step {self._saved:,}.")
            queue.start()
            if wish == queue.DELETE:  # the training may have written meanwhile
                shutil.rmtree(store.job_folder(self.job), ignore_errors=True)
            os._exit(0)
