"""Launching, the queue, cancelling, resuming, deleting: in every order, from many places at once."""

import errno
import re
import threading
import time

import numpy as np
import pytest

from networks import checkpoints, jobs, queue, records, store, work
from networks.states import CANCELLED, DONE, FAILED, INTERRUPTED, QUEUED, RUNNING
from networks.store import RecordError
from networks.summary import summary_table
from networks.watch import COMPILING, TRIALS, Watch
from tests.networks.helping import experiment, launch, over, recorded, until
from tests.networks.toy import Toy


def states(launch=None):
    return [r.state for r in records.runs(launch)]


def test_a_job_trains_records_and_ends(here):
    found = launch(steps=1000, seeds=3)
    assert states() == [RUNNING] * 3
    here.work(here.taken[0])
    for run in records.runs(found):
        assert (run.state, run.sentence, run.step, run.total) == (DONE, "Finished.", 1000, 1000)
        steps, loss = records.curve(run.id, "loss")
        assert steps.tolist() == list(range(1, 1001))
        assert run.summary["loss"] == pytest.approx(loss[-1])
        assert run.pace > 0
        assert records.quantities(run.id) == (["gradient_norm", "loss"], ["quantiles"])
        at, fifths = records.readings(run.id, "quantiles")
        assert (at.shape, fifths.shape) == ((20,), (20, 5))
    assert records.state(found)["w"].shape == (3, 100)
    (line,) = summary_table(found)
    losses = [run.summary["loss"] for run in records.runs(found)]
    assert line.values["loss"] == pytest.approx((np.mean(losses), np.std(losses, ddof=1)))


def test_lanes_share_a_job_if_they_differ_in_seed_and_rate_alone(here):
    runs = [
        (experiment(lr=rate, optimizer=name), seed)
        for name in ("adam", "sgd")
        for rate in (0.1, 0.01)
        for seed in range(3)
    ]
    found = jobs.launch("Sweep", [*runs, runs[0]])
    assert [r.job for r in records.runs(found)] == [1] * 6 + [2] * 6
    assert [(r.experiment, r.seed) for r in records.runs(found)] == runs


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
    assert len(records.runs()) == 2
    assert here.taken == [1]
    here.work(1)
    assert launch() == 2, "what is complete can be trained again"


def test_a_launch_that_fails_leaves_nothing(here, monkeypatch):
    monkeypatch.setattr(jobs.zlib, "crc32", lambda data: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        launch()
    with store.reading(records.path()) as db:
        assert [
            db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("launches", "jobs", "runs")
        ] == [0, 0, 0]


def test_the_queue_keeps_its_limit_and_its_order(here):
    for rate in (0.1, 0.2, 0.3):
        launch(lr=rate, seeds=1)
    assert here.taken == [1]
    assert [r.sentence for r in records.runs()] == [
        "Waiting for its turn, 1 before it.",
        "Waiting for its turn.",
        "Preparing: loading the data, compiling.",
    ]
    jobs.set_limit(2)
    assert (jobs.limit(), here.taken) == (2, [1, 2])
    here.work(2)
    jobs.start()
    assert here.taken == [1, 2, 3]
    jobs.start()
    assert here.taken == [1, 2, 3]
    for limit in (0, -1, 65):
        with pytest.raises(RecordError, match="Between 1 and 64"):
            jobs.set_limit(limit)


@pytest.mark.parametrize(
    ("ask", "why"),
    [
        (lambda: jobs.launch("", []), "A launch holds 1 to 1,000 runs; this one would hold 0."),
        (lambda: launch(seeds=1500), "this one would hold 1,500"),
        (lambda: launch(**{"model.hidden": (10**9,)}), "This would train .* parameters and need about .* of memory"),
        (lambda: launch(**{"model.hidden": (0,)}), "must be at least 1"),
        (lambda: launch(batch=0), "must be at least 1"),
        (lambda: launch(lr=-1), "Learning rate must be at least"),
        (lambda: jobs.cancel(7), "There is no launch 7"),
        (lambda: jobs.resume(7), "There is no launch 7"),
        (lambda: jobs.delete(7), "There is no launch 7"),
        (lambda: records.run(7), "There is no run 7"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_queued(here, ask, why):
    with pytest.raises(ValueError, match=why):
        ask()
    assert records.runs() == []


def test_more_memory_than_there_is_is_refused_with_the_estimate(here, monkeypatch):
    monkeypatch.setattr("networks.lanes.psutil.virtual_memory", lambda: type("Memory", (), {"total": 1000}))
    with pytest.raises(RecordError, match=r"needs about .*B of memory; this machine has 1 kB"):
        launch()


def test_a_sweep_is_cut_into_what_fits(here, monkeypatch):
    monkeypatch.setattr(
        "networks.lanes.psutil.virtual_memory", lambda: type("Memory", (), {"total": 6 * experiment().memory})
    )
    assert [r.job for r in records.runs(launch(seeds=7))] == [1, 1, 1, 2, 2, 2, 3]


def test_cancel_then_resume_gives_the_same_bits(here):
    whole = launch(steps=3000)
    here.work(1)
    expected = recorded(whole)
    again = launch("slow", steps=3000)
    thread = threading.Thread(target=here.work, args=(2,))
    thread.start()
    until(lambda: curve_length(again) > 200)
    begun = time.monotonic()
    assert jobs.cancel(again) == "Cancelled."
    thread.join()
    assert time.monotonic() - begun < 2
    run, _ = records.runs(again)
    assert run.state == CANCELLED
    assert run.sentence == f"Cancelled at step {run.step:,} of 3,000. Resume goes on from there."
    assert 200 < run.step < 3000
    assert jobs.cancel(again) == "Nothing was left to cancel."
    assert jobs.resume(again) == "Resumed."
    assert jobs.resume(again) == "Nothing was left to resume."
    assert here.taken == [1, 2, 2]
    here.work(2)
    assert states(again) == [DONE, DONE]
    assert recorded(again) == expected


def curve_length(launch):
    return len(records.curve(records.runs(launch)[0].id, "loss", None)[0])


def test_cancel_in_the_queue(here):
    launch(lr=0.1)
    second = launch(lr=0.2)
    assert jobs.cancel(second) == "Cancelled."
    assert {(r.state, r.sentence) for r in records.runs(second)} == {(CANCELLED, "Cancelled before it began.")}


def test_cancel_as_it_completes(here):
    """Whichever comes first wins, and neither leaves a wish behind."""
    seen = set()
    for k in range(8):
        found = launch(steps=50 * (k + 1), seeds=1)
        job = records.runs(found)[0].job
        thread = threading.Thread(target=here.work, args=(job,))
        thread.start()
        time.sleep(0.004 * k)
        jobs.cancel(found)
        thread.join()
        (run,) = records.runs(found)
        assert run.state in (DONE, CANCELLED)
        assert run.state == CANCELLED or (run.step == run.total and run.summary)
        seen.add(run.state)
        assert run.state == DONE or jobs.resume(found) == "Resumed."
        if run.state == CANCELLED:
            here.work(job)
            assert states(found) == [DONE]
        assert curve_length(found) == 50 * (k + 1)


def test_delete_while_running(here, folder):
    found = launch("slow", steps=100_000)
    thread = threading.Thread(target=here.work, args=(1,))
    thread.start()
    until(lambda: curve_length(found))
    begun = time.monotonic()
    assert jobs.delete(found) == "Deleted."
    assert records.runs() == []
    with pytest.raises(RecordError, match="may have been deleted"):
        records.run(1)
    thread.join()
    assert time.monotonic() - begun < 2
    assert not (folder / "jobs" / "1").exists()
    with pytest.raises(RecordError, match="There is no launch 1"):
        jobs.delete(found)
    assert launch() == 2, "numbers are not used again: a link to a deleted run must not show another"


def test_the_same_training_is_not_resumed_beside_itself(here):
    first = launch("slow")
    jobs.cancel(first)
    here.work(1)
    assert states(first) == [CANCELLED] * 2
    second = launch("slow")
    assert second != first
    with pytest.raises(RecordError, match="already waits or trains in another launch"):
        jobs.resume(first)
    assert states(first) == [CANCELLED] * 2


@pytest.mark.parametrize(
    ("title", "why"),
    [
        ("memory", "There was not enough memory. Train fewer runs at once, or make the model or the batch smaller."),
        ("data", "The data are not here. Put them there."),
        (
            "bug",
            r"Training stopped on an error of its own \(TypeError: unsupported operand\). More is in .*worker.log.",
        ),
    ],
)
def test_an_error_lands_in_the_record_as_a_sentence(here, title, why):
    found = launch(title)
    here.work(1)
    assert states(found) == [FAILED] * 2
    assert re.fullmatch(why, records.runs(found)[0].sentence)


def test_a_loss_that_is_not_finite_is_a_result(here):
    class Diverges(Toy):
        def summary(self):
            return {"loss": np.array([np.inf, np.nan])}

    found = launch()
    here.work(1, Diverges)
    assert states(found) == [DONE] * 2
    assert records.runs(found)[0].summary["loss"] == np.inf
    assert np.isnan(records.runs(found)[1].summary["loss"])


def test_a_damaged_checkpoint_gives_way_to_the_one_before(here, monkeypatch):
    monkeypatch.setattr(work, "SAVE", 0.1)
    monkeypatch.setattr(work, "SHARE", 1.0)
    whole = launch("slow", steps=1000)
    here.work(1)
    expected = recorded(whole)
    for damage in (
        lambda data: data[: len(data) // 2],
        lambda data: data[:300] + bytes([data[300] ^ 1]) + data[301:],
        lambda data: b"",
    ):
        newest, older = checkpoints._listed(1)
        newest[1].write_bytes(damage(newest[1].read_bytes()))
        _pretend_cancelled(1)
        jobs.resume(whole)
        here.work(1)
        run = records.runs(whole)[0]
        assert run.state == DONE
        assert (
            run.sentence
            == "Finished. The checkpoint at step 1,000 is damaged (its checksum differs); went on from step"
            f" {older[0]:,}."
        )
        assert recorded(whole) == expected
    for _, file, _ in checkpoints._listed(1):
        file.unlink()
    _pretend_cancelled(1)
    jobs.resume(whole)
    here.work(1)
    assert records.runs(whole)[0].sentence.endswith("; began anew.")
    assert recorded(whole) == expected


def _pretend_cancelled(job):
    with records.writing() as db:
        db.execute("UPDATE jobs SET state = 'cancelled' WHERE id = ?", (job,))


def test_a_checkpoint_cannot_execute_anything(here):
    launch()
    folder = store.job_folder(1)
    folder.mkdir(parents=True)
    (folder / "evil.npz").write_bytes(b"")
    np.savez(folder / "evil.npz", w=np.array([print], dtype=object))
    with pytest.raises(ValueError, match="allow_pickle"):
        checkpoints._arrays(folder / "evil.npz", checkpoints._sha256(folder / "evil.npz"))


def test_two_checkpoints_are_kept(here, monkeypatch):
    monkeypatch.setattr(work, "SAVE", 0.0)
    launch()
    here.work(1)
    assert len(list(store.job_folder(1).glob("step-*"))) == len(checkpoints.steps(1)) == 2
    assert checkpoints.steps(1)[0] == 1000


def test_a_checkpoint_that_is_cut_short_leaves_its_room(here, monkeypatch):
    def cut(stream, **arrays):
        stream.write(b"part")
        raise OSError(errno.ENOSPC, "No space left on device")

    found = launch()
    with monkeypatch.context() as patch:
        patch.setattr(np, "savez", cut)
        here.work(1)
    assert states(found) == [FAILED] * 2
    assert (
        records.runs(found)[0].sentence
        == f"The disk that holds {store.folder()} is full. Delete runs or make room, then resume."
    )
    assert not list(store.job_folder(1).glob("*.part"))
    jobs.resume(found)
    here.work(1)
    assert states(found) == [DONE] * 2


def test_what_its_starter_lost_before_it_began_waits_again(here):
    found = launch()
    with records.writing() as db:
        db.execute("UPDATE jobs SET process = 'boot:1:1'")
    jobs.start()
    assert here.taken == [1, 1]
    assert states(found) == [RUNNING] * 2


def test_a_process_that_is_gone_shows_as_interrupted_without_a_write(here):
    found = launch()
    with records.writing() as db:
        db.execute("UPDATE jobs SET process = 'boot:1:1', started = 1, saved = 500")
    run, _ = records.runs(found)
    assert (run.state, run.sentence) == (
        INTERRUPTED,
        (
            "Its process ended without a word (killed, out of memory or the machine went off). Resume: it goes on from"
            " step 500."
        ),
    )
    jobs.start()
    with store.reading(records.path()) as db:
        assert db.execute("SELECT state FROM jobs").fetchone()[0] == INTERRUPTED
    assert here.taken == [1], "a person decides whether it goes on"


@pytest.mark.parametrize(("wish", "after"), [("cancel", [CANCELLED] * 2), ("delete", [])])
def test_a_wish_is_granted_though_the_process_is_gone(here, folder, wish, after):
    found = launch()
    store.job_folder(1).mkdir(parents=True)
    getattr(jobs, wish)(found)
    assert states() == ([RUNNING] * 2 if after else [])
    with records.writing() as db:
        db.execute("UPDATE jobs SET process = 'boot:1:1', started = 1")
    jobs.start()
    assert states() == after
    assert (folder / "jobs" / "1").exists() == bool(after)


def test_a_worker_that_lost_its_job_writes_nothing(here):
    """Its process was stopped for long and taken for dead; meanwhile another trains the job."""
    found = launch("slow", steps=100_000)
    thread = threading.Thread(target=here.work, args=(1,))
    thread.start()
    until(lambda: curve_length(found))
    with records.writing() as db:
        db.execute("UPDATE jobs SET process = 'boot:1:1', step = 7")
    thread.join()
    with store.reading(records.path()) as db:
        assert tuple(db.execute("SELECT state, step, process FROM jobs").fetchone()) == (RUNNING, 7, "boot:1:1")


def test_a_clock_set_back_changes_nothing(here, monkeypatch):
    clock = iter(range(2_000_000_000, 0, -100_000))
    monkeypatch.setattr(time, "time", lambda: float(next(clock)))
    first, second = launch(lr=0.1), launch(lr=0.2)
    here.work(1)
    jobs.start()
    here.work(2)
    assert [r.launch for r in records.runs()] == [second, second, first, first]
    assert set(states()) == {DONE}
    assert all(r.seconds >= 0 and r.pace > 0 for r in records.runs())


def test_queued_jobs_survive_unread_until_somebody_looks(here):
    launch(lr=0.1)
    launch(lr=0.2)
    assert states(2) == [QUEUED] * 2
    here.work(1)
    queue.start()
    assert states(2) == [RUNNING] * 2
    here.work(2)
    assert over(2)


def test_a_resumed_job_says_that_it_prepares_until_it_trains(here):
    launched = launch(seeds=1)
    with records.writing() as db:
        db.execute("UPDATE jobs SET step = 50, saved = 50")  # as a job that was resumed stands
    assert [r.sentence for r in records.runs(launched)] == ["Preparing: loading the data, compiling."]
    with Watch(1, alone=False) as watch:
        watch.began(50, 1000, "")
        assert watch._progress()[-1] == COMPILING
        watch.advanced(50, 0.1)
        assert watch._progress()[-1] == TRIALS, "trial trainings make no update"
        watch.advanced(100, 0.1)
        assert watch._progress()[-1] == "Training."


def test_the_pace_leaves_out_what_was_compiled(here):
    launch(steps=1000)
    with Watch(1, alone=False) as watch:
        paces = []
        for step, seconds in ((10, 3.0), (20, 2.0), (120, 0.1), (220, 0.1)):
            watch.advanced(step, seconds)
            paces.append((watch._progress()[4], watch._progress(over=True)[4]))
    assert [pace for pace, _ in paces[:2]] == [None, None]
    assert [pace for pace, _ in paces[2:]] == pytest.approx([100 / 0.1, 200 / 0.2])
    assert [pace for _, pace in paces] == pytest.approx([10 / 3, 10 / 2, 1000, 1000])
