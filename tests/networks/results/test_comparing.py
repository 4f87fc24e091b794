"""Curves and names by which trained runs are compared."""

import numpy as np
import pytest

from jobs.states import DONE
from networks.experiment import Experiment
from networks.results import comparing, records
from networks.results.comparing import BINS, curve, edges, names, tones
from networks.results.records import Record
from networks.results.summary import Line

PLAIN = Experiment(batch=None, epochs=20_000)


def line(experiment=PLAIN, run=1):
    return Line((Record(run, DONE, "", total=experiment.steps, text=experiment.to_json()),), {})


@pytest.fixture
def recorded(monkeypatch):
    """A loss at every update, whose rows can be lost."""

    def made(value, lost=slice(0, 0)):
        step = np.delete(np.arange(1, len(value) + 1), lost)
        monkeypatch.setattr(records, "measurements", lambda *_: (np.zeros(0, np.int64), np.zeros(0, np.float32)))
        monkeypatch.setattr(records, "curve", lambda *_: (step, np.delete(np.asarray(value, np.float32), lost)))

    return made


@pytest.mark.parametrize(
    ("total", "epoch"), [(1, 1), (2, 1), (149, 1), (300, 11), (2200, 11), (2345, 469), (10**6, 1), (117_000, 390)]
)
def test_bins_are_fine_at_first_and_end_with_the_last_epoch(total, epoch):
    found = edges(total, epoch)
    widths = np.diff(found)
    assert (found[0], found[-1]) == (0, total)
    assert widths[0] == 1
    assert widths.min() >= 1
    assert widths.max() <= -(-total // BINS) + 1
    assert widths[-1] == max(1, min(epoch, total // BINS))
    assert (found[2:] <= 1 + found[1:-1] * total ** (1 / (BINS - 1)) + 1).all()


def test_a_long_run_shows_its_first_updates_and_ends_with_its_last(recorded):
    value = 1 / np.arange(1.0, 20_001)
    recorded(value)
    found = curve(line(), "loss")
    assert list(found.step[:5]) == [1, 2, 3, 4, 5]
    assert found.value[:5] == pytest.approx(value[:5])
    assert found.value[-1] == pytest.approx(value[-1])
    assert found.value @ np.diff(edges(20_000, 1)) == pytest.approx(value.sum(), rel=1e-5)


def test_points_stay_where_they_are_while_it_trains(recorded):
    value = np.linspace(2, 1, 20_000)
    recorded(value)
    whole = curve(line(), "loss")
    recorded(value[:7777])
    part = curve(line(), "loss")
    assert len(part.step) > 100
    assert list(part.step) == list(whole.step[: len(part.step)])
    assert part.value == pytest.approx(whole.value[: len(part.value)])


def test_what_is_damaged_leaves_a_gap_and_moves_nothing(recorded):
    value = np.linspace(2, 1, 20_000)
    recorded(value)
    whole = curve(line(), "loss")
    recorded(value, slice(5_000, 9_000))
    found = curve(line(), "loss")
    lost = np.isnan(found.value)
    assert list(found.step) == list(whole.step)
    assert 20 < lost.sum() < 70
    kept = ~lost & ((found.step < 4_800) | (found.step > 9_200))
    assert found.value[kept] == pytest.approx(whole.value[kept])


def test_names_say_all_that_sets_runs_apart():
    grid = [PLAIN.with_(lr=lr, batch=batch, epochs=2) for lr in (0.01, 0.1) for batch in (64, None)]
    found = names([line(e, k) for k, e in enumerate(grid)])
    assert found == [
        "Adam η 0.01, batch 64",
        "Adam η 0.01, batch full",
        "Adam η 0.1, batch 64",
        "Adam η 0.1, batch full",
    ]
    assert names([line(run=1), line(run=2), line(PLAIN.with_(optimizer="sgd"), 3)]) == [
        "Adam (run 1)",
        "Adam (run 2)",
        "SGD",
    ]
    assert names([line(PLAIN.with_(**{"model.initial_std": s})) for s in (None, 0.1)]) == [
        "Adam start He",
        "Adam start 0.1",
    ]


def test_a_sweep_goes_from_pale_to_strong_by_rate_and_one_alone_keeps_its_ink():
    swept = [line(PLAIN.with_(lr=lr), k) for k, lr in enumerate((0.1, 0.001, 0.01))]
    assert tones([*swept, line(PLAIN.with_(optimizer="sgd"), 4)]) == [1.0, 0.0, 0.5, None]
    starts = [line(PLAIN.with_(**{"model.initial_std": std}), k) for k, std in enumerate((0.5, 0.01))]
    assert tones(starts) == [1.0, 0.0]
    assert comparing.tones([line(run=1), line(run=2)]) == [0.0, 1.0]
