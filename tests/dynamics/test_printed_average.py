"""The average as the reproduction of AMSGrad prints it has no root on the problem that it is tried on."""

import numpy as np
import pytest

from dynamics import OPTIMIZERS, Schedule
from dynamics.online import Periodic, Stochastic, play
from dynamics.online.printed import average, rounds_without_root
from scenarios.online_scenario import OnlineScenario
from scenarios.online_words import unsquared


def test_of_squares_it_is_what_the_rule_divides_by():
    problem = Periodic(rare=3, usual=-1, period=3)
    adam = OPTIMIZERS["adam"].with_(lr=0.1, beta1=0.0, beta2=0.9, epsilon=0.0, bias_correction="none")
    run = play(problem, adam, 12, schedule=Schedule("constant"))
    slopes = np.array([3.0, -1.0, -1.0] * 4)
    assert run.divisor[-1, 0] == pytest.approx(np.sqrt(average(slopes**2, 0.9)[-1]))


def test_as_printed_it_falls_below_zero():
    assert average(np.array([3.0, -1.0, -1.0]), 0.5).tolist() == [1.5, 0.25, -0.375]
    assert rounds_without_root(Periodic(rare=3, usual=-1, period=3), 0.5, 3) == pytest.approx(1 / 3)
    assert rounds_without_root(Periodic(rare=3, usual=1, period=3), 0.5, 30) == 0
    assert rounds_without_root(Stochastic(rare=1010, usual=-10, chance=0.01), 0.99, 10_000) > 0


def test_the_page_says_the_share_on_its_own_problem():
    s = OnlineScenario(beta2=0.5, rounds=3)
    assert unsquared(s) == (
        "With v as the reproduction of AMSGrad prints it, of g instead of g², 33.3 % of the first 3 rounds here would"
        " have no root to divide by."
    )
