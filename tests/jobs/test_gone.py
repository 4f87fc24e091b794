"""Whoever removes a job's record finds nothing written after it, and no process that works on unseen."""

import os
import shutil
import sqlite3
import time
from pathlib import Path

import pytest

from jobs import database, queue, store, work
from jobs.entry import resolved
from jobs.heartbeat import GRACE, REMOVED, GoneError, Heartbeat, place
from jobs.process import alive, identity
from jobs.states import FAILED, RUNNING
from jobs.store import RecordError
from tests.jobs.helping import launch, the, until
from tests.jobs.test_faults import process
from tests.jobs.toy import NAME


def removed(folder):
    shutil.rmtree(folder, ignore_errors=True)


def moved(folder):
    folder.rename(folder.with_name("aside"))


def replaced(folder):
    moved(folder)
    with database.writing() as db:
        db.execute("INSERT OR REPLACE INTO settings VALUES ('limit', 5)")


def database_removed(folder):
    for file in folder.glob("runs.sqlite*"):
        file.unlink()


def row_removed(folder):
    with database.writing() as db:
        db.execute("DELETE FROM jobs")


@pytest.mark.parametrize("harm", [removed, moved, replaced, database_removed, row_removed])
@pytest.mark.parametrize("behaviour", ["slow", "stuck"])
def test_its_process_ends_within_seconds_and_writes_nothing_new(folder, harm, behaviour):
    found = launch(behaviour, steps=1_000_000)
    pid = process(found)
    until(lambda: the(found).step > 0)
    name = identity(pid)
    harm(folder)
    store_after = time.monotonic()
    until_gone = store_after + GRACE + 30
    while alive(name):
        assert time.monotonic() < until_gone, "it works on"
        time.sleep(0.05)
    if harm in (removed, moved):
        assert not folder.exists() or not any(folder.rglob("*.sqlite")), "it wrote to new files"
    if harm is database_removed:
        assert not database.path().exists()
    if harm is replaced:
        with database.reading() as db:
            assert db.execute("SELECT count(*) FROM jobs").fetchone()[0] == 0
        assert not store.job_folder(1).exists()


def test_what_is_checked_before_each_write(here, folder):
    launch()
    assert queue.take(1)
    with Heartbeat(1, alone=False) as heartbeat:
        heartbeat.check()
        store.job_folder(1).mkdir(parents=True)
        heartbeat.check()
        store.job_folder(1).rename(folder / "aside")
        with pytest.raises(RecordError, match="Its files were removed"):
            heartbeat.check()
        (folder / "aside").rename(store.job_folder(1))
        heartbeat.check()
        moved(folder)
        for write in (
            heartbeat.check,
            lambda: heartbeat.began(0, 10, ""),
            lambda: heartbeat.saved(5, resolved(NAME).recorder, {}),
            lambda: heartbeat.end(FAILED, ""),
        ):
            with pytest.raises(GoneError):
                write()
    assert not folder.exists()


@pytest.mark.parametrize("harm", [moved, replaced, database_removed])
def test_what_goes_between_the_check_and_the_write_is_not_made_again(here, folder, harm, monkeypatch):
    launch(steps=100_000)
    check = Heartbeat.check
    checks = []

    def goes(self):
        check(self)
        checks.append(1)
        if len(checks) == 4:
            harm(folder)

    monkeypatch.setattr(Heartbeat, "check", goes)
    monkeypatch.setattr(work.Turn, "due", True)
    assert here.work(1) is False
    assert len(checks) == 4
    if harm is moved:
        assert not folder.exists()
    elif harm is replaced:
        assert not store.job_folders().exists()
    else:
        assert not database.path().exists()


def test_a_disk_that_does_not_answer_is_no_removal(here, monkeypatch):
    launch()
    assert queue.take(1)

    stat = Path.stat

    def silent(path, **how):
        if path == database.path():
            raise PermissionError(13, "Permission denied")
        return stat(path, **how)

    with Heartbeat(1, alone=False) as heartbeat:
        with monkeypatch.context() as patch:
            patch.setattr("pathlib.Path.stat", silent)
            with pytest.raises(RecordError) as told:
                heartbeat.check()
            assert not isinstance(told.value, GoneError)
            time.sleep(0.5)
        assert not heartbeat.gone.is_set()
        assert not heartbeat.stop.is_set()
        heartbeat.check()


def test_files_alone_that_were_removed_are_told(here, folder):
    found = launch(steps=100_000)
    made = []

    class Removes(work.Turn):
        """Removes the job's files when the second checkpoint is due."""

        @property
        def due(self):
            made.append(1)
            if len(made) == 40:
                shutil.rmtree(store.job_folder(1))
            return True

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(work, "Turn", Removes)
        here.work(1)
    assert (the(found).state, the(found).sentence) == (FAILED, REMOVED)
    assert not store.job_folder(1).exists()


def test_a_job_that_another_process_has_is_left_alone(here):
    found = launch("slow", steps=5000)

    def taken(entry, job, heartbeat):
        task = work.here(entry, job, heartbeat)
        with database.writing() as db:
            db.execute("UPDATE jobs SET process = 'another:1:1'")
        return task

    assert queue.take(1)
    assert work.work(1, taken, alone=False) is False
    with database.reading() as db:
        assert db.execute("SELECT process, state FROM jobs").fetchone()["state"] == RUNNING
    assert the(found).saved == 0


def test_a_worker_whose_database_is_gone_makes_none(folder, monkeypatch):
    from jobs import worker

    monkeypatch.setattr(worker.signal, "signal", lambda *_: None)
    monkeypatch.setattr(os, "nice", lambda _: 0)
    worker.main(1)
    assert not folder.exists()


def test_it_is_the_same_file_however_often_it_is_written(here):
    launch()
    before = place(database.path())
    for value in range(50):
        queue.set_limit(1 + value % 3)
    with sqlite3.connect(database.path()) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    assert place(database.path()) == before
