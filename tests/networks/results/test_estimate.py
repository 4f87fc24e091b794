"""How long trainings are said to take: by what ran here, whatever trained beside it."""

import zlib

import pytest

from jobs import database
from networks import launching
from networks.experiment import RATES, Experiment
from networks.results import records
from networks.results.estimate import seconds

SMALL = Experiment(epochs=10)


@pytest.fixture(autouse=True)
def here(monkeypatch, tmp_path):
    monkeypatch.setenv("DESCENT_RUNS", str(tmp_path))
    monkeypatch.setattr("jobs.queue._spawn", lambda job: None)


def ran(experiment, seeds, pace):
    launch = launching.launch("Before", [(experiment, seed) for seed in range(seeds)])
    with database.writing() as db:
        db.execute("UPDATE jobs SET pace = ? WHERE launch = ?", (pace, launch))


def test_a_pace_counts_for_all_that_trained_at_once():
    ran(SMALL, 4, 50.0)
    assert seconds([SMALL]) == pytest.approx(SMALL.steps / 200)
    assert seconds([SMALL, SMALL.with_(epochs=20, optimizer="sgd")]) == pytest.approx(3 * SMALL.steps / 200)


def test_only_what_is_alike_counts():
    guess = seconds([SMALL])
    ran(SMALL.with_(**{"model.hidden": (5,)}), 1, 1e9)
    assert seconds([SMALL]) == guess
    ran(SMALL.with_(**{"model.initial_std": 0.5}), 1, 10.0)  # how weights start costs no time
    assert seconds([SMALL]) == pytest.approx(SMALL.steps / 10)


def test_trial_trainings_count():
    full = SMALL.with_(batch=None)
    assert seconds([full.with_(rate="lipschitz")]) == pytest.approx((1 + len(RATES)) * seconds([full]))


def test_a_run_of_another_release_is_passed_over():
    guess = seconds([SMALL])
    ran(SMALL, 1, 10.0)
    with database.writing() as db:
        text = '{"version": 9}'
        db.execute("UPDATE runs SET experiment = ?, crc = ?", (text, zlib.crc32(f"0 {text}".encode())))
    assert records.runs()[0].text == text
    assert seconds([SMALL]) == guess
