"""Launching runs: which train side by side, what is recorded about each, and what a person is told."""

import json
import os
import re
import signal
import threading
from types import SimpleNamespace

import numpy as np
import pytest

from jobs import checkpoints, database, launches, work
from jobs import records as job_records
from jobs.heartbeat import Heartbeat
from jobs.states import CANCELLED, DONE, FAILED, INTERRUPTED, RUNNING
from jobs.store import RecordError
from networks import launching
from networks.experiment import Experiment
from networks.payload import runs_of
from networks.results import records
from networks.results.diverged import DIVERGED
from networks.results.summary import summary_table
from tests.networks.helping import experiment, launch, over, recorded, until
from tests.networks.toy import NAME, Toy


def states(launch=None):
    return [r.state for r in records.runs(launch)]


def test_runs_train_side_by_side_and_each_is_recorded(here):
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
        at, fifths = records.measurements(run.id, "quantiles")
        assert (at.shape, fifths.shape) == ((20,), (20, 5))
    assert records.state(found)["w"].shape == (3, 100)
    (line,) = summary_table(found)
    losses = [run.summary["loss"] for run in records.runs(found)]
    assert line.values["loss"] == pytest.approx((np.mean(losses), np.std(losses, ddof=1)))


def test_runs_share_a_job_if_they_differ_in_seed_and_rate_alone(here):
    runs = [
        (experiment(lr=rate, optimizer=name), seed)
        for name in ("adam", "sgd")
        for rate in (0.1, 0.01)
        for seed in range(3)
    ]
    found = launching.launch("Sweep", [*runs, runs[0]])
    assert [r.job for r in records.runs(found)] == [1] * 6 + [2] * 6
    assert [(r.experiment, r.seed) for r in records.runs(found)] == runs


def test_a_jobs_payload_is_its_runs(here):
    runs = [(experiment(lr=rate), seed) for rate in (0.1, 0.01) for seed in (3, 1)]
    launching.launch("Sweep", runs)
    job = job_records.job(1)
    assert (job.entry, job.total) == (NAME, 1000)
    assert [tuple(run) for run in runs_of(job.payload)] == runs
    assert [one["seed"] for one in json.loads(job.payload)] == [3, 1, 3, 1]


def test_the_same_runs_are_one_launch_until_they_are_complete(here):
    assert launch() == launch() == 1
    assert launch(seeds=3) == 2, "another seed beside them is another job"
    runs = [(experiment(), seed) for seed in (0, 1)]
    assert launching.recording(runs) is None
    here.work(1)
    assert launching.recording(runs) == 1
    assert launching.recording([*runs, (experiment(), 2)]) is None
    assert launch() == 3
    assert launching.recording(runs) == 1


def test_each_run_of_a_cluster_is_a_job(here):
    found = launching.launch("Sweep", [(experiment(), seed) for seed in range(4)], "tcp://127.0.0.1:9")
    assert len({r.job for r in records.runs(found)}) == 4


def test_a_launch_that_fails_leaves_nothing(here, monkeypatch):
    monkeypatch.setattr("networks.results.writing.checksum", lambda seed, text: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        launch()
    with database.reading() as db:
        assert [
            db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("launches", "jobs", "runs")
        ] == [0, 0, 0]


@pytest.mark.parametrize(
    ("ask", "why"),
    [
        (lambda: launching.launch("", []), "A launch holds 1 to 1,000 runs; this one would hold 0."),
        (lambda: launch(seeds=1500), "this one would hold 1,500"),
        (lambda: launch(**{"model.hidden": (10**9,)}), "This would train .* parameters and need about .* of memory"),
        (lambda: launch(**{"model.hidden": (0,)}), "must be at least 1"),
        (lambda: launch(batch=0), "must be at least 1"),
        (lambda: launch(lr=-1), "Learning rate must be at least"),
        (lambda: records.run(7), "There is no run 7"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_queued(here, ask, why):
    with pytest.raises(ValueError, match=why):
        ask()
    assert records.runs() == []


def test_more_memory_than_there_is_is_refused_with_the_estimate(here, monkeypatch):
    monkeypatch.setattr("networks.experiment.grouping.psutil.virtual_memory", lambda: SimpleNamespace(total=1000))
    with pytest.raises(RecordError, match=r"needs about .*B of memory; this machine has 1 kB"):
        launch()


def test_a_sweep_is_cut_into_what_fits(here, monkeypatch):
    memory = SimpleNamespace(total=6 * experiment().memory)
    monkeypatch.setattr("networks.experiment.grouping.psutil.virtual_memory", lambda: memory)
    assert [r.job for r in records.runs(launch(seeds=7))] == [1, 1, 1, 2, 2, 2, 3]


def test_cancelled_and_resumed_the_runs_come_to_the_same_bits(here, monkeypatch):
    whole = launch(steps=1000)
    here.work(1)
    again = launch("slow", steps=1000)
    advance, heed, heard = Toy.advance, Heartbeat._heed, threading.Event()

    def cancelled(self):
        if self.step == 500 and states(again)[0] == RUNNING:
            launches.cancel(again)
            assert heard.wait(30)  # or a busy machine has done the other half first
        return advance(self)

    def heeds(self, request):
        heed(self, request)
        if request:
            heard.set()

    with monkeypatch.context() as patch:
        patch.setattr(Toy, "advance", cancelled)
        patch.setattr(Heartbeat, "_heed", heeds)
        here.work(2)
    assert states(again) == [CANCELLED] * 2
    launches.resume(again)
    here.work(2)
    assert states(again) == [DONE] * 2
    assert recorded(again) == recorded(whole)


def test_killed_after_curves_were_written_the_runs_come_to_the_same_bits():
    whole, again = launch(steps=10_000), launch("slow", steps=10_000)
    until(lambda: over(whole))
    first = records.runs(again)[0]
    until(lambda: checkpoints.steps(first.job) and len(records.curve(first.id, "loss", None)[0]) > 500)
    with database.reading() as db:
        process = db.execute("SELECT process FROM jobs WHERE launch = ?", (again,)).fetchone()[0]
    os.kill(int(process.split(":")[-2]), signal.SIGKILL)
    until(lambda: states(again)[0] == INTERRUPTED)
    launches.resume(again)
    until(lambda: over(again))
    assert states(again) == [DONE] * 2
    assert recorded(again) == recorded(whole)


@pytest.mark.parametrize(
    ("title", "why"),
    [
        ("memory", "There was not enough memory. Train fewer runs at once, or make the model or the batch smaller."),
        ("data", "The data are not here. Put them there."),
    ],
)
def test_an_error_lands_in_each_runs_record_as_a_sentence(here, title, why):
    found = launch(title)
    here.work(1)
    assert [(r.state, r.sentence) for r in records.runs(found)] == [(FAILED, why)] * 2


def test_a_loss_that_is_not_finite_has_diverged(here):
    class Diverges(Toy):
        def summary(self):
            return {"loss": np.array([np.inf, np.nan])}

    found = launch()
    here.work(1, lambda entry, job, heartbeat: Diverges(runs_of(job.payload)))
    assert states(found) == [DIVERGED] * 2
    assert job_records.job(1).state == DONE
    assert all(np.isnan(run.summary["loss"]) for run in records.runs(found))


@pytest.mark.parametrize(
    ("hyper", "why"),
    [
        ({"beta2": 0.99999999}, "cannot tell β₂ = 0.99999999 from 1. Up to 0.99999997 it can."),
        ({"beta1": 0.9999999999}, "cannot tell β₁ = 0.9999999999 from 1."),
        ({"optimizer": "heavy-ball", "momentum": 0.99999999}, "cannot tell μ = 0.99999999 from 1."),
        ({"epsilon": 1e-50}, "in which ε = 1.0 × 10⁻⁵⁰ is 0. From 1.2 × 10⁻³⁸ on it is kept."),
        ({"epsilon": 1e-38}, "in which ε = 1.0 × 10⁻³⁸ is 0."),
    ],
)
def test_what_single_precision_cannot_tell_apart_is_refused_and_can_still_be_read(here, hyper, why):
    asked = experiment(**hyper)
    with pytest.raises(RecordError, match=re.escape(why)):
        launching.launch("Toy", [(experiment(), 0), (asked, 0)])
    assert records.runs() == []
    assert Experiment.from_json(asked.to_json()) == asked
    for least in ({"beta2": 0.99999997}, {"epsilon": 1.2e-38}, {"epsilon": 0.0}):
        launching.launch("Toy", [(experiment(**least), 0)])


def test_other_jobs_are_none_of_ours(here):
    """A folder in which only other packages' jobs were launched."""
    launches.launch("Other", [launches.Order("tests.jobs.toy:TOY", '{"steps": 100}', 100)])
    assert records.runs() == records.runs(1) == []
    here.work(1)
    launch()
    assert [r.launch for r in records.runs()] == [2, 2]
    assert work.explain(MemoryError(), 1) == "There was not enough memory."
