"""What worker processes and their records survive: kills, a full disk, a server that dies, a chunk that never ends."""

import os
import random
import resource
import signal
import subprocess
import sys
import time

import pytest

from jobs import database, launches, queue, store
from jobs.heartbeat import Heartbeat
from jobs.process import alive, identity
from jobs.states import CANCELLED, DONE, FAILED, INTERRUPTED, RUNNING
from tests.jobs.helping import launch, over, recorded, states, the, until


def process(launch):
    """Number of the process that does it, once it does."""

    def working():
        with database.reading() as db:
            row = db.execute("SELECT process, state, started FROM jobs WHERE launch = ?", (launch,)).fetchone()
        # until it has started, the record names whoever is starting it: that may be the worker of another job, about to
        # end
        return (
            row["state"] == RUNNING
            and row["started"]
            and row["process"] != identity()
            and int(row["process"].split(":")[-2])
        )

    return until(working)


def step(launch):
    return the(launch).step


def test_the_identity_of_a_process_is_its_own():
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    name = identity(child.pid)
    assert alive(name)
    assert alive(identity())
    assert not alive(name[:-1] + "x")
    assert not alive("another-boot:" + name.partition(":")[2])
    child.kill()
    until(lambda: not alive(name))  # a zombie, as long as nobody waits for it
    child.wait()
    assert not alive(name)
    assert not alive(None)


KILLS = int(os.environ.get("DESCENT_KILLS", "2"))  # 50 take three minutes


def test_killed_at_random_moments_it_goes_on_to_the_same_bits():
    steps = 6000 * KILLS  # more than the time between kills can do
    whole, again = launch(steps=steps), launch("slow", steps=steps)
    until(lambda: over(whole), 30 + KILLS)
    for _ in range(KILLS):
        pid = process(again)
        time.sleep(random.uniform(0, 2))  # from its first import to well after its first checkpoints
        os.kill(pid, signal.SIGKILL)
        until(lambda: the(again).state != RUNNING)
        job = the(again)
        if job.state == DONE:
            break
        assert job.state == INTERRUPTED
        assert "Its process ended without a word" in job.sentence
        assert launches.resume(again) == "Resumed."
    until(lambda: over(again), 30 + 3 * KILLS)
    assert states(again) == [DONE]
    assert recorded(again) == recorded(whole)


def test_what_was_saved_is_still_told_while_a_resumed_job_prepares():
    found = launch("slow", steps=100_000)
    process(found)
    until(lambda: the(found).saved)
    launches.cancel(found)
    until(lambda: over(found))
    saved = the(found).saved
    with database.writing() as db:
        db.execute("UPDATE jobs SET process = ?, state = ?", (identity(), RUNNING))
    with Heartbeat(1, alone=False):
        time.sleep(1.5)
        job = the(found)
    assert (job.step, job.saved) == (saved, saved) != (0, 0)


def test_the_server_dies_and_its_worker_goes_on():
    code = (
        "import os, signal\nfrom jobs import queue\nfrom tests.jobs.helping import launch\n"
        f"queue.COMMAND = {queue.COMMAND!r}\nlaunch('slow', steps=2000)\nos.killpg(0, signal.SIGKILL)"
    )
    server = subprocess.run(
        [sys.executable, "-c", code], cwd=queue.ROOT, env=os.environ | {"PYTHONPATH": "."}, start_new_session=True
    )
    assert server.returncode == -signal.SIGKILL
    until(lambda: over(1))
    assert states(1) == [DONE]


def test_cancel_acts_within_two_seconds_even_in_a_chunk_that_never_ends():
    found = launch("stuck", steps=100)
    pid = process(found)
    until(lambda: step(found))
    begun = time.monotonic()
    launches.cancel(found)
    until(lambda: over(found))
    took = time.monotonic() - begun
    job = the(found)
    assert (job.state, job.sentence) == (CANCELLED, "Cancelled. Resume goes on from step 0.")
    assert took < 10
    until(lambda: identity(pid) is None)


def test_a_process_that_is_asked_to_end_saves_first():
    found = launch("slow", steps=100_000)
    pid = process(found)
    until(lambda: step(found))
    os.kill(pid, signal.SIGTERM)
    until(lambda: over(found))
    job = the(found)
    assert job.state == INTERRUPTED
    assert job.sentence == f"Its process was asked to end at step {job.step:,} of 100,000. Resume goes on from there."
    assert job.saved == job.step > 0


def test_a_worker_starts_the_next():
    first, second = launch(rate=0.1), launch(rate=0.2)
    end = time.monotonic() + 30
    while not over(second):  # nobody looks
        assert time.monotonic() < end
        time.sleep(0.05)
    assert set(states()) == {DONE}
    assert over(first)


def test_a_worker_that_dies_at_its_start_is_told_and_not_tried_for_ever(monkeypatch):
    monkeypatch.setattr(queue, "COMMAND", (sys.executable, "-c", "raise SystemExit('broken')"))
    found = launch()
    until(lambda: over(found))
    assert the(found).state == INTERRUPTED
    monkeypatch.setattr(queue, "COMMAND", ("/no/such/program",))
    launches.resume(found)
    job = the(found)
    assert job.state == FAILED
    assert job.sentence.startswith("Its process could not be started. ")
    assert "/no/such/program" in job.sentence


@pytest.fixture
def small_disk(folder):
    """Room for some two megabytes in the folder of runs: a disk of that size where one may be mounted, else a limit on
    each file."""
    folder.mkdir(parents=True)
    mounted = (
        subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", folder], capture_output=True, check=False
        ).returncode
        == 0
    )
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    if not mounted:
        resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, before[1]))
    yield folder, mounted
    resource.setrlimit(resource.RLIMIT_FSIZE, before)
    if mounted:
        subprocess.run(["umount", "-l", folder], check=True)


def test_a_full_disk_is_told_and_work_goes_on_once_there_is_room(small_disk):
    folder, mounted = small_disk
    whole = launch(steps=2000)
    until(lambda: over(whole))
    found = launch("slow", steps=12_000, width=2000)
    until(lambda: step(found))
    ballast = folder / "ballast"
    with ballast.open("wb", buffering=0) as stream:
        try:
            while stream.write(b"\0" * 4096):
                pass
        except OSError:
            pass
    until(lambda: over(found))
    job = the(found)
    assert job.state in (FAILED, INTERRUPTED)
    assert (f"The disk that holds {folder} is full." if mounted else "is full.") in job.sentence
    assert not (store.job_folder(job.id) / "checkpoint.part").exists(), "what was cut short leaves its room"
    assert len(recorded(whole)) == 2000
    held = len(recorded(found))
    ballast.unlink()
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.getrlimit(resource.RLIMIT_FSIZE)[1],) * 2)
    assert launches.resume(found) == "Resumed."
    until(lambda: step(found) > held or over(found))
    launches.cancel(found)
    until(lambda: over(found))
