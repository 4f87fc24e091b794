"""`simulate` and `endpoints`: what they record, where they stop, and that they agree."""

import pickle

import numpy as np
import pytest

from dynamics import OPTIMIZERS, Kind, Schedule, endpoints, simulate
from dynamics.kernels import CHUNK
from dynamics.noise import standard_normal
from dynamics.optimizer import StepContext
from dynamics.schedules import KINDS
from engines.arrays import elementwise
from landscapes import LANDSCAPES

VALLEY = LANDSCAPES["smooth-valley"]
ADAM = OPTIMIZERS["adam"]
SGD = OPTIMIZERS["sgd"]


def test_rows_begin_at_the_start_and_belong_together():
    run = simulate(VALLEY, SGD.with_(lr=0.1), (0.5, 0.9), steps=10)
    assert run.step.tolist() == list(range(11))
    assert run.position[0].tolist() == [0.5, 0.9]
    assert np.allclose(run.position[1:], run.position[:-1] - 0.1 * run.gradient[:-1], rtol=1e-15)
    assert np.array_equal(run.loss, VALLEY.value(*run.position.T))
    assert np.array_equal(run.gradient.T, VALLEY.gradient(*run.position.T))
    assert (run.effective_lr == 0.1).all()
    assert np.isnan(run.second_moment).all()


@pytest.mark.parametrize("every", [3, 7, CHUNK + 1])
def test_recording_less_often_gives_the_same_rows(every):
    steps = CHUNK + 500
    full = simulate(VALLEY, ADAM, (0.5, 0.9), steps=steps, noise=0.1, seed=3)
    thin = simulate(VALLEY, ADAM, (0.5, 0.9), steps=steps, every=every, noise=0.1, seed=3)
    assert np.array_equal(thin.position, full.position[::every])
    assert np.array_equal(thin.second_moment, full.second_moment[::every])


def test_rows_picked_out_of_a_long_run_are_its_rows():
    run = simulate(VALLEY, ADAM, (0.5, 0.9), steps=3 * CHUNK)
    rows = np.array([0, 5, CHUNK - 1, CHUNK, 2 * CHUNK + 17, 3 * CHUNK])
    picked = run.at(rows)
    assert np.array_equal(picked.position, run.position[rows])
    assert np.array_equal(picked.effective_lr, run.effective_lr[rows])


def test_noise_is_that_of_its_seed():
    runs = [simulate(VALLEY, SGD, (0.5, 0.9), steps=100, noise=0.3, seed=s) for s in (1, 1, 2)]
    assert np.array_equal(runs[0].position, runs[1].position)
    assert not np.array_equal(runs[0].position, runs[2].position)
    draws = standard_normal(1, 0, 101) * 0.3
    assert np.allclose(runs[0].gradient - VALLEY.gradient(*runs[0].position.T).T, draws, atol=1e-14)


def test_averages_begun_with_the_first_gradient_begin_with_its_noise():
    run = simulate(VALLEY, ADAM.with_(bias_correction="gradient-init"), (0.5, 0.9), steps=3, noise=0.3, seed=5)
    assert np.allclose(run.first_moment[0], run.gradient[0], rtol=1e-14)
    assert np.allclose(run.second_moment[0], run.gradient[0] ** 2, rtol=1e-14)


def test_a_run_that_diverges_stops_there_and_says_when():
    run = simulate(VALLEY, SGD.with_(lr=2.0), (0.5, 0.9), steps=1000)
    assert run.outcome.kind == Kind.DIVERGED
    assert np.isfinite(run.position).all()
    assert np.abs(run.position).max() <= 1e12
    beyond = run.position[-1] - 2.0 * run.gradient[-1]
    assert np.abs(beyond).max() > 1e12
    assert run.outcome.step == run.step[-1] + 1
    assert f"{run.outcome.step:,}" in run.outcome.sentence


@pytest.mark.parametrize("name", ["adam", "nadam", "adamw", "adabelief"])
def test_bit_for_bit_the_rule_stepped_in_python(name):
    """With powers of beta that run down into denormal numbers, which the kernels cut short, and none of LLVM's
    liberties."""
    optimizer = OPTIMIZERS[name].with_(lr=0.01, beta1=0.5, beta2=0.9, bias_correction="standard")
    w = np.array([0.5, 0.9])
    state_variables = (0.0, 0.0)
    rule = elementwise(optimizer.rule)
    h = optimizer.numbers
    power1 = 1.0
    power2 = 1.0
    path = [w]
    for t in range(1500):
        g = VALLEY.gradient(*w)
        power1 = power1 * h.beta1
        power2 = power2 * h.beta2
        corrections = 1 / (1 - power1), 1 / (1 - power2), 1 / (1 - power1 * h.beta1)
        step, _, state_variables = rule(
            g, state_variables, StepContext(t + 1.0, h.lr, w, *corrections, abs(g).max(), g.max(), 0.0), h
        )
        w = w - step
        path.append(w)
    assert np.array_equal(simulate(VALLEY, optimizer, (0.5, 0.9), 1500).position, path)
    assert np.array_equal(endpoints(VALLEY, optimizer, [(0.5, 0.9)], 1500).position[0], path[-1])


def test_a_run_can_be_pickled():
    run = simulate(LANDSCAPES["plateau"], ADAM.with_(lr=0.1), (1.0, 0.5), steps=20)
    copy = pickle.loads(pickle.dumps(run))
    assert (copy.surface, copy.optimizer) == (run.surface, run.optimizer)
    assert np.array_equal(copy.effective_lr, run.effective_lr)


def test_first_step_within():
    run = simulate(VALLEY, SGD.with_(lr=0.1), (1.0, 0.0), steps=50)
    assert run.first_step_within(0.5) == int(np.argmax(0.8 ** np.arange(51) <= 0.5))
    assert run.first_step_within(10) == 0
    assert run.first_step_within(0.1, of=(5, 5)) is None


NEVER = [
    {"steps": -1},
    {"every": 0},
    {"start": (np.nan, 0)},
    {"start": (0, np.inf)},
    {"noise": -1.0},
    {"noise": np.nan},
    {"steps": 10**12},
]
NEVER += [{"steps": 1.7}, {"start": (1, 2, 3)}, {"seed": -1}, {"seed": 2**64}, {"seed": 0.5}, {"schedule": "cosine"}]


@pytest.mark.parametrize("bad", NEVER)
def test_what_cannot_be_run_is_refused_with_a_sentence(bad):
    with pytest.raises(ValueError, match=r"\. *$|;|got"):
        simulate(VALLEY, ADAM, **({"start": (0.5, 0.9), "steps": 10} | bad))


@pytest.mark.parametrize("kind", KINDS)
def test_schedules_start_at_the_rate_and_never_rise(kind):
    schedule = Schedule(kind)
    run = simulate(VALLEY, SGD.with_(lr=0.1), (0.5, 0.9), steps=200, schedule=schedule)
    rates = run.effective_lr[:, 0]
    assert rates[0] == 0.1
    assert (np.diff(rates) <= 0).all()
    assert kind == "constant" or rates[-1] < rates[0]
    factors = schedule.factors(0, 201, 200)
    assert kind == "constant" or np.array_equal(rates, 0.1 * factors)


def test_an_unknown_schedule_names_the_known_ones():
    with pytest.raises(ValueError, match="cosine"):
        Schedule("warm")


def first_arrival(run, radius):
    """At any of the minima, by `first_step_within`; -1 if at none."""
    seen = [run.first_step_within(radius, of) for of in run.surface.minima]
    return min((step for step in seen if step is not None), default=-1)


@pytest.mark.parametrize("surface", ["himmelblau", "rastrigin", "smooth-valley"])
@pytest.mark.parametrize("name", ["sgd", "adam", "adafix"])
def test_both_loops_see_a_run_arrive_at_the_same_step(surface, name):
    land, radius = LANDSCAPES[surface], 0.3
    starts = np.random.default_rng(3).uniform(-1, 1, (150, 2)) * land.half_height
    optimizer = OPTIMIZERS[name].with_(lr=0.05 if name != "sgd" else 3 * land.rates.plain)
    ends = endpoints(land, optimizer, starts, steps=60, tolerance=radius)
    runs = [simulate(land, optimizer, start, steps=60) for start in starts]
    assert ends.steps.tolist() == [first_arrival(run, radius) for run in runs]
    assert len(set(ends.steps.tolist())) > 1


def test_nearness_is_one_test_everywhere_though_a_root_would_say_otherwise():
    """On the very circle: squares and rounded roots disagree in places, the loops, runs and surfaces do not."""
    land, radius = VALLEY, 1e-3
    turn, centre = np.linspace(0, 2 * np.pi, 2000), land.minima[0]
    starts = centre + radius * np.column_stack([np.cos(turn), np.sin(turn)])
    ends = endpoints(land, SGD, starts, steps=0, tolerance=radius)
    inside = ends.steps == 0
    assert 100 < inside.sum() < 1900
    assert np.array_equal(inside, land.within(radius, *starts.T))
    assert np.array_equal(inside, ends.outcome == Kind.SETTLED)
    runs = [simulate(land, SGD, start, 0) for start in starts]
    assert np.array_equal(inside, [run.first_step_within(radius, centre) == 0 for run in runs])
    assert np.array_equal(inside, [first_arrival(run, radius) == 0 for run in runs])
    by_root = np.hypot(*(starts - centre).T) <= radius
    assert (by_root != inside).any()


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_endpoints_end_where_trajectories_end(name):
    surface, rng = LANDSCAPES["himmelblau"], np.random.default_rng(0)
    starts = rng.uniform(-4, 4, (70, 2))  # a block and a shorter one
    optimizer = OPTIMIZERS[name].with_(lr=0.01 if OPTIMIZERS[name].normalised else 0.001)
    ends = endpoints(surface, optimizer, starts, steps=150)
    for i in (0, 1, 63, 64, 69):
        run = simulate(surface, optimizer, starts[i], steps=150)
        assert np.array_equal(ends.position[i], run.position[-1])
        assert ends.steps[i] == first_arrival(run, 1e-3)


def test_plain_mistakes_are_told_in_plain_words():
    ripple, adam = LANDSCAPES["ripple"], OPTIMIZERS["adam"]
    with pytest.raises(ValueError, match="A run needs a surface"):
        simulate("ripple", adam, (0, 0))
    with pytest.raises(ValueError, match="two finite numbers"):
        simulate(ripple, adam, "ab")
    with pytest.raises(KeyError, match="Did you mean 'adam'"):
        OPTIMIZERS["adamm"]
    with pytest.raises(KeyError, match="Did you mean 'ripple'"):
        LANDSCAPES["riple"]
    assert "adamm" not in OPTIMIZERS


def test_endpoints_do_not_depend_on_threads():
    starts = np.random.default_rng(1).uniform(-1, 1, (1000, 2))
    one, two = (endpoints(VALLEY, ADAM.with_(lr=0.02), starts, steps=300, threads=n) for n in (1, 2))
    assert all(np.array_equal(a, b) for a, b in zip(one, two, strict=True))


def test_endpoints_tell_how_starts_ended():
    ends = endpoints(VALLEY, SGD.with_(lr=0.9), [(0.5, 0.0), (0.1, 100.0)], steps=500)
    assert ends.outcome.tolist() == [Kind.SETTLED, Kind.MOVING]
    assert endpoints(VALLEY, SGD.with_(lr=3.0), [(0.5, 0.0)], steps=500).outcome.tolist() == [Kind.DIVERGED]
    assert len(endpoints(VALLEY, ADAM, np.empty((0, 2))).steps) == 0
    with pytest.raises(ValueError, match=r"\(N, 2\)"):
        endpoints(VALLEY, ADAM, [1, 2, 3])
    with pytest.raises(ValueError, match="finite"):
        endpoints(VALLEY, ADAM, [(0.0, np.nan)])


def test_a_step_schedule_falls_where_and_by_what_it_is_told():
    factors = Schedule("step", at=(0.375, 0.625, 0.875), by=0.5).factors(0, 200, 200)
    assert [factors[k] for k in (74, 75, 124, 125, 174, 175, 199)] == [1, 0.5, 0.5, 0.25, 0.25, 0.125, 0.125]
    for bad in ({"at": (0.0,)}, {"at": (1.0,)}, {"by": 0.0}, {"by": 2.0}, {"at": (0.5,) * 21}):
        with pytest.raises(ValueError, match="shares of the run"):
            Schedule("step", **bad)
