"""Tuning a learning rate: the objective and the budget are those that the page names."""

import numpy as np
import pytest

from dynamics import OPTIMIZERS, simulate, tuning
from landscapes import LANDSCAPES

LAND = LANDSCAPES["styblinski-tang"]
ADAM = OPTIMIZERS["adam"]
START = (1.0, -2.0)


@pytest.mark.parametrize(("steps", "trial"), [(20_000, 5_000), (120, 120)])
def test_a_trial_lasts_as_long_as_the_run_but_at_most_5000_steps(steps, trial, monkeypatch):
    asked = []

    def recorded(surface, optimizer, start, steps, **rest):
        asked.append(steps)
        return simulate(surface, optimizer, start, 10, **rest)

    monkeypatch.setattr(tuning, "simulate", recorded)
    tuning.tune(LAND, ADAM, START, steps)
    assert asked == [trial] * 31


def test_the_score_is_the_mean_loss_above_the_minimum_over_the_last_tenth():
    tuned = tuning.tune(LAND, ADAM, START, 50)
    means = [np.mean(simulate(LAND, ADAM.with_(lr=rate), START, 50).loss[46:]) for rate in tuning.RATES]
    assert tuned.optimizer.hyper.lr == tuning.RATES[int(np.argmin(means))]
    assert tuned.score == pytest.approx(min(means) + 78.33233140754285, abs=1e-9)
