"""Launching, the queue, cancelling, resuming, deleting: in every order, from many places at once."""

import re
import subprocess
import sys
import threading
import time

import pytest

from jobs import database, launches, queue, records, store
from jobs.heartbeat import COMPILING, Heartbeat
from jobs.launches import Order
from jobs.states import CANCELLED, DONE, FAILED, INTERRUPTED, PREPARING, QUEUED, RUNNING
from jobs.store import RecordError
from tests.jobs.helping import launch, order, over, recorded, states, the, until
from tests.jobs.toy import NAME


def test_a_job_works_records_and_ends(here):
    found = launch()
    assert states() == [RUNNING]
    here.work(here.taken[0])
    job = records.job(the(found).id)
    assert (job.state, job.sentence, job.step, job.total) == (DONE, "Finished.", 1000, 1000)
    assert (job.entry, job.payload) == order()[:2]
    losses = recorded(found)
    assert [step for step, _ in losses] == list(range(1, 1001))
    assert job.result == {"loss": losses[-1][1]}
    assert job.pace > 0
    assert records.state(job.id)["w"].shape == (100,)


def test_many_tabs_start_one_launch(here):
    found, gate = [], threading.Barrier(8)

    def tab():
        gate.wait()
        found.append(launch())

    tabs = [threading.Thread(target=tab) for _ in range(8)]
    [t.start() for t in tabs]
    [t.join() for t in tabs]
    assert len(found) == 8
    assert set(found) == {1}
    assert len(records.jobs()) == 1
    assert here.taken == [1]
    assert launches.finished([order()]) is None
    here.work(1)
    assert launches.finished([order()]) == 1
    assert launches.finished([order(), order(steps=9)]) is None
    assert launch() == 2, "what is complete can be done again"
    assert launches.finished([order()]) == 1, "until it is"


def test_the_same_payload_for_another_entry_point_is_another_job(here):
    other = Order("tests.jobs.toy:OTHER", *order()[1:])
    assert launch() != launches.launch("Other", [other])
    assert len(records.jobs()) == 2


def test_what_fails_as_it_is_added_leaves_nothing(here):
    with pytest.raises(ZeroDivisionError):
        launches.launch("Toy", [order()], added=lambda db, jobs: 1 / 0)
    with database.reading() as db:
        assert [db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("launches", "jobs")] == [0, 0]


def test_the_queue_keeps_its_limit_and_its_order(here):
    for rate in (0.1, 0.2, 0.3):
        launch(rate=rate)
    assert here.taken == [1]
    assert [job.sentence for job in records.jobs()] == [
        "Waiting for its turn, 1 before it.",
        "Waiting for its turn.",
        PREPARING,
    ]
    queue.set_limit(2)
    assert (queue.limit(), here.taken) == (2, [1, 2])
    here.work(2)
    queue.start()
    assert here.taken == [1, 2, 3]
    queue.start()
    assert here.taken == [1, 2, 3]
    for limit in (0, -1, 65):
        with pytest.raises(RecordError, match="Between 1 and 64"):
            queue.set_limit(limit)


@pytest.mark.parametrize(
    ("ask", "why"),
    [
        (lambda: launches.launch("", []), "A launch holds 1 to 1,000 jobs; this one would hold 0."),
        (lambda: launches.launch("", [order(rate=k) for k in range(1500)]), "this one would hold 1,500"),
        (lambda: launches.cancel(7), "There is no launch 7"),
        (lambda: launches.resume(7), "There is no launch 7"),
        (lambda: launches.delete(7), "There is no launch 7"),
        (lambda: records.job(7), "There is no job 7"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_queued(here, ask, why):
    with pytest.raises(ValueError, match=why):
        ask()
    assert records.jobs() == []


def test_cancel_then_resume_gives_the_same_bits(here):
    whole = launch(steps=3000)
    here.work(1)
    expected = recorded(whole)
    again = launch("slow", steps=3000)
    thread = threading.Thread(target=here.work, args=(2,))
    thread.start()
    until(lambda: len(recorded(again)) > 200)
    begun = time.monotonic()
    assert launches.cancel(again) == "Cancelled."
    thread.join()
    assert time.monotonic() - begun < 10
    job = the(again)
    assert job.state == CANCELLED
    assert job.sentence == f"Cancelled at step {job.step:,} of 3,000. Resume goes on from there."
    assert 200 < job.step < 3000
    assert launches.cancel(again) == "Nothing was left to cancel."
    assert launches.resume(again) == "Resumed."
    assert launches.resume(again) == "Nothing was left to resume."
    assert here.taken == [1, 2, 2]
    here.work(2)
    assert states(again) == [DONE]
    assert recorded(again) == expected


def test_cancel_in_the_queue(here):
    launch(rate=0.1)
    second = launch(rate=0.2)
    assert launches.cancel(second) == "Cancelled."
    assert (the(second).state, the(second).sentence) == (CANCELLED, "Cancelled before it began.")


def test_cancel_as_it_completes(here):
    """Whichever comes first wins, and neither leaves a request behind."""
    for k in range(8):
        found = launch(steps=50 * (k + 1))
        job = the(found).id
        thread = threading.Thread(target=here.work, args=(job,))
        thread.start()
        time.sleep(0.004 * k)
        launches.cancel(found)
        thread.join()
        after = records.job(job)
        assert after.state in (DONE, CANCELLED)
        assert after.state == CANCELLED or (after.step == after.total and after.result)
        if after.state == CANCELLED:
            assert launches.resume(found) == "Resumed."
            here.work(job)
            assert states(found) == [DONE]
        assert len(recorded(found)) == 50 * (k + 1)


def test_delete_while_running(here, folder):
    found = launch("slow", steps=100_000)
    thread = threading.Thread(target=here.work, args=(1,))
    thread.start()
    until(lambda: recorded(found))
    begun = time.monotonic()
    assert launches.delete(found) == "Deleted."
    assert records.jobs() == []
    with pytest.raises(RecordError, match="may have been deleted"):
        records.job(1)
    thread.join()
    assert time.monotonic() - begun < 10
    assert not (folder / "jobs" / "1").exists()
    with pytest.raises(RecordError, match="There is no launch 1"):
        launches.delete(found)
    assert launch() == 2, "numbers are not used again: a link to a deleted run must not show another"


def test_the_same_work_is_not_resumed_beside_itself(here):
    first = launch("slow")
    launches.cancel(first)
    here.work(1)
    assert states(first) == [CANCELLED]
    second = launch("slow")
    assert second != first
    with pytest.raises(RecordError, match="already waits or runs in another launch"):
        launches.resume(first)
    assert states(first) == [CANCELLED]


def test_what_is_being_stopped_is_not_launched_as_if_it_went_on(here):
    launches.cancel(launch())
    with pytest.raises(RecordError, match="is being stopped just now"):
        launch()


@pytest.mark.parametrize(
    ("behaviour", "why"),
    [
        ("memory", "There was not enough memory for the toy."),
        ("data", "The data are not here. Put them there."),
        ("bug", r"It stopped on an error of its own \(TypeError: unsupported operand\). More is in .*worker.log."),
    ],
)
def test_an_error_lands_in_the_record_as_a_sentence(here, behaviour, why):
    found = launch(behaviour)
    here.work(1)
    assert the(found).state == FAILED
    assert re.fullmatch(why, the(found).sentence)


@pytest.mark.parametrize(
    "name", ["", "os:system", "tests.jobs.toy:begin", "tests.nowhere:TOY", "os.system('x')", NAME + "2"]
)
def test_a_job_whose_entry_point_is_none_is_told(here, name):
    found = launches.launch("Odd", [Order(name, "{}", 10)])
    here.work(1)
    assert the(found).state == FAILED
    assert the(found).sentence.startswith(f"This release does not know what to do with a job of {name!r}")


def test_what_its_starter_lost_before_it_began_waits_again(here):
    launch()
    with database.writing() as db:
        db.execute("UPDATE jobs SET process = 'boot:1:1'")
    queue.start()
    assert here.taken == [1, 1]
    assert states() == [RUNNING]


def test_a_process_that_is_gone_shows_as_interrupted_without_a_write(here):
    found = launch()
    with database.writing() as db:
        db.execute("UPDATE jobs SET process = 'boot:1:1', started = 1, saved = 500")
    assert the(found).state == INTERRUPTED
    assert the(found).sentence == (
        "Its process ended without a word (killed, out of memory or the machine went off). Resume: it goes on from step"
        " 500."
    )
    queue.start()
    with database.reading() as db:
        assert db.execute("SELECT state FROM jobs").fetchone()[0] == INTERRUPTED
    assert here.taken == [1], "a person decides whether it goes on"


def test_a_process_that_lives_is_not_reaped(here):
    found = launch("slow", steps=100_000)
    thread = threading.Thread(target=here.work, args=(1,))
    thread.start()
    until(lambda: recorded(found))
    for _ in range(3):
        with database.writing() as db:
            queue.reap(db)
    assert states() == [RUNNING]
    assert here.taken == [1]
    launches.delete(found)
    thread.join()


@pytest.mark.parametrize(("request_", "after"), [("cancel", [CANCELLED]), ("delete", [])])
def test_a_request_is_granted_though_the_process_is_gone(here, folder, request_, after):
    found = launch()
    store.job_folder(1).mkdir(parents=True)
    getattr(launches, request_)(found)
    assert states() == ([RUNNING] if after else [])
    with database.writing() as db:
        db.execute("UPDATE jobs SET process = 'boot:1:1', started = 1")
    queue.start()
    assert states() == after
    assert (folder / "jobs" / "1").exists() == bool(after)


def test_a_worker_that_lost_its_job_writes_nothing(here):
    """Its process was stopped for long and taken for dead; meanwhile another does the job."""
    found = launch("slow", steps=100_000)
    thread = threading.Thread(target=here.work, args=(1,))
    thread.start()
    until(lambda: recorded(found))
    with database.writing() as db:
        db.execute("UPDATE jobs SET process = 'boot:1:1', step = 7")
    thread.join()
    with database.reading() as db:
        assert tuple(db.execute("SELECT state, step, process FROM jobs").fetchone()) == (RUNNING, 7, "boot:1:1")


def test_a_clock_set_back_changes_nothing(here, monkeypatch):
    clock = iter(range(2_000_000_000, 0, -100_000))
    monkeypatch.setattr(time, "time", lambda: float(next(clock)))
    first, second = launch(rate=0.1), launch(rate=0.2)
    here.work(1)
    queue.start()
    here.work(2)
    assert [job.launch for job in records.jobs()] == [second, first]
    assert set(states()) == {DONE}
    assert all(job.seconds >= 0 and job.pace > 0 for job in records.jobs())


def test_queued_jobs_survive_unread_until_somebody_looks(here):
    launch(rate=0.1)
    launch(rate=0.2)
    assert states(2) == [QUEUED]
    here.work(1)
    queue.start()
    assert states(2) == [RUNNING]
    here.work(2)
    assert over(2)


def test_a_resumed_job_says_that_it_prepares_until_it_works(here):
    found = launch()
    with database.writing() as db:
        db.execute("UPDATE jobs SET step = 50, saved = 50")  # as a job that was resumed stands
    assert the(found).sentence == PREPARING
    with Heartbeat(1, alone=False) as heartbeat:
        heartbeat.began(50, 1000, "")
        assert heartbeat._progress()[-1] == COMPILING
        heartbeat.advanced(100, 0.1, "Playing.")
        assert heartbeat._progress()[-1] == "Playing."


def test_a_heartbeat_is_written_while_a_part_takes_long(here):
    found = launch()
    assert queue.take(1)
    with database.writing() as db:
        db.execute("UPDATE jobs SET beat = 0")
    with Heartbeat(1, alone=False) as heartbeat:
        heartbeat.advanced(50, 0.1, "Playing.")
        until(lambda: the(found).step == 50, 5)
    with database.reading() as db:
        assert time.monotonic() - db.execute("SELECT beat FROM jobs").fetchone()[0] < 5
    assert the(found).sentence == "Playing."


def test_the_pace_leaves_out_what_was_compiled(here):
    launch()
    with Heartbeat(1, alone=False) as heartbeat:
        paces = []
        for step, seconds in ((10, 3.0), (20, 2.0), (120, 0.1), (220, 0.1)):
            heartbeat.advanced(step, seconds, "Playing.")
            paces.append((heartbeat._progress()[4], heartbeat._progress(over=True)[4]))
    assert [pace for pace, _ in paces[:2]] == [None, None]
    assert [pace for pace, _ in paces[2:]] == pytest.approx([100 / 0.1, 200 / 0.2])
    assert [pace for _, pace in paces] == pytest.approx([10 / 3, 10 / 2, 1000, 1000])


def test_a_worker_has_nothing_large_loaded_when_it_begins_to_listen():
    code = (
        "import sys, jobs.worker, networks.entry; "
        "print(*{'jax', 'numba', 'streamlit', 'scipy', 'pydantic', 'dynamics'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=queue.ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
