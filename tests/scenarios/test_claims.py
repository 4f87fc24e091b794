"""The sentences on screen are true: each preset's and each surface's is re-run."""

import numpy as np
import pytest

from dynamics import Kind, simulate
from dynamics.rounding import counts_within
from landscapes import LANDSCAPES
from scenarios import Contender, opening, run
from scenarios.arrivals import arrival
from scenarios.presets import PRESETS
from scenarios.summary import summary


def ran(name):
    scenario = PRESETS[name].scenario
    return dict(zip(scenario.keys, run(scenario), strict=True))


def test_smooth_valley_counts_of_the_paper():
    runs = ran("smooth-valley-paper")
    assert (arrival(runs["adam"]), arrival(runs["rmsprop"])) == (3113, 1086)
    assert "1,086" in PRESETS["smooth-valley-paper"].look
    assert "3,113" in PRESETS["smooth-valley-paper"].look


def test_sharp_valley_count_and_the_twelve_cycle_of_x():
    runs, look = ran("sharp-valley-paper"), PRESETS["sharp-valley-paper"].look
    assert runs["rmsprop"].first_step_within(1e-3) == 3789
    assert "RMSProp takes 3,789 here" in look
    assert arrival(runs["adam"]) == 900
    assert "Adam is there after 900 steps" in look
    x = runs["adam"].position[-240:, 0]
    assert np.array_equal(x[12:], x[:-12])
    assert all(not np.allclose(x[p:], x[:-p], atol=1e-9) for p in range(1, 12))
    assert abs(runs["sgd"].position[-1, 1] - 0.9) < 0.11


def test_rounding_decides_one_count_of_the_sharp_valley_as_said_and_no_other_of_the_paper():
    sharp, smooth = ran("sharp-valley-paper"), ran("smooth-valley-paper")
    counts = [counts_within(runs[key], 1e-3) for runs in (sharp, smooth) for key in ("rmsprop", "adam")]
    assert [one.own for one in counts] == [3789, 900, 1086, 3113]
    assert [one.survives for one in counts] == [False, True, True, True]
    assert "rounding decides that count" in PRESETS["sharp-valley-paper"].look
    papers = simulate(LANDSCAPES["sharp-valley"], sharp["rmsprop"].optimizer, (0.6135, 0.9), 1_000)
    assert counts_within(papers, 1e-3).sentence == "It is there after 220 steps, in every arithmetic."


def test_two_cycles_are_cited_by_the_paper_that_has_them():
    source = PRESETS["two-cycle"].source
    assert "Bock and Weiss, Non-convergence and limit cycles in the Adam optimizer, arXiv 2210.02070" in source
    assert "On the convergence of Adam" not in source


def test_the_sharp_valley_like_for_like():
    """Within 0.001 of the origin, started from the first gradient, from zero, and from zero corrected."""
    counts = {key: run.first_step_within(1e-3) for key, run in ran("sharp-valley-alike").items()}
    assert counts == {"rmsprop": 900, "adam": 900, "rmsprop~2": 3789, "adam~2": 275, "rmsprop~3": 900, "adam~3": 900}
    assert all(f"{count:,}" in PRESETS["sharp-valley-alike"].look for count in counts.values())


def test_adam_on_the_ripple_recedes_but_stays_inside_the_region():
    runs = ran("ripple-paper")
    for key in ("adam", "adam~2", "adam~3"):
        r2 = np.sum(runs[key].position ** 2, axis=1)
        still_to_come, closest_yet = np.maximum.accumulate(r2[::-1])[::-1], np.minimum.accumulate(r2)
        assert (still_to_come > 1.3 * closest_yet).any()
        assert r2.max() < np.pi
    rates = runs["adafix"].effective_lr
    assert (rates[50:] == rates[50]).all()


def test_one_adam_holds_its_two_cycle_and_the_other_does_not():
    runs = ran("two-cycle")
    assert (runs["adam"].outcome.kind, runs["adam"].outcome.period) == (Kind.CYCLE, 2)
    assert runs["adam~2"].outcome.kind == Kind.CIRCLING


def test_v_may_fall_in_adam_alone():
    runs = ran("never-falling")
    assert (np.diff(runs["adam"].second_moment, axis=0) < 0).any()
    for key in ("adamal", "amsgrad"):
        assert (np.diff(runs[key].effective_lr, axis=0) <= 0).all()
        assert (runs["adam"].effective_lr[-1] > 3 * runs[key].effective_lr[-1]).all()


def test_the_start_of_the_averages_decides_who_leaves_the_saddle_first():
    runs = ran("saddle-paper")
    left = {key: r.outcome.step for key, r in runs.items() if r.outcome.kind == Kind.LEFT}
    assert left["rmsprop"] < left["adam~2"] < left["adam"]


def test_where_no_minimum_is_known_leaving_is_leaving_the_window():
    for name in ("saddle", "monkey-saddle"):
        scenario = opening(name)
        for run_ in run(scenario):
            outside = run_.surface.outside(*run_.position.T)
            assert (run_.outcome.kind == Kind.LEFT) == bool(outside[-1])
            if outside[-1]:
                assert outside[run_.outcome.step :].all()
                assert not outside[run_.outcome.step - 1]


def test_a_run_that_diverges_counts_among_those_that_left_the_saddle():
    scenario = opening("saddle").model_copy(
        update={
            "contenders": tuple(Contender(optimizer=n, hyper={"lr": lr}) for n, lr in (("sgd", 1.0), ("adam", 0.05))),
            "start": (0.3, 0.9),
        }
    )
    assert "SGD is out first, after 3 steps" in summary(scenario, run(scenario))


def test_the_first_to_arrive_is_named_first():
    scenario = opening("himmelblau")
    runs = run(scenario)
    minima = scenario.landscape.minima
    came = [np.min(np.hypot(*(r.position[:, None] - minima).transpose(2, 0, 1)), axis=1) <= 1e-3 for r in runs]
    steps = [int(near.argmax()) if near.any() else 10**9 for near in came]
    first = int(np.argmin(steps))
    assert 0 < first < len(runs) - 1  # neither the first nor the last in the list
    assert f"{scenario.titles[first]} is there first, after {steps[first]} steps" in summary(scenario, runs)


def test_himmelblau_opens_with_three_valleys():
    runs = run(opening("himmelblau"))
    minima = LANDSCAPES["himmelblau"].minima
    assert len({int(np.argmin(np.hypot(*(minima - r.position[-1]).T))) for r in runs}) == 3


@pytest.mark.parametrize("name", LANDSCAPES)
def test_every_surface_opens_without_a_run_thrown_out(name):
    scenario = opening(name)
    runs = run(scenario)
    assert all(r.outcome.kind != Kind.DIVERGED for r in runs)
    assert summary(scenario, runs).startswith("From here")
