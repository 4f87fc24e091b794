"""Going on: a run continued from a state has the bits of the run that never stopped."""

import pickle
from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from dynamics import OPTIMIZERS, Kind, Schedule, State, simulate
from dynamics.kernels import CHUNK
from dynamics.schedules import KINDS
from dynamics.state import layout
from dynamics.walk import MOST_KEPT, Kept
from landscapes import LANDSCAPES

VALLEY, ADAM = LANDSCAPES["smooth-valley"], OPTIMIZERS["adam"]
MADE = ("position", "gradient", "effective_lr", "first_moment", "second_moment")
PARTS = ("position", "variables", "powers", "smoothness", "last_position", "last_gradient", "step", "length", "names")


def quick(name, surface, **hyper):
    """At the rate with which the explorer opens."""
    optimizer = OPTIMIZERS[name]
    rate = surface.rates.normalised if optimizer.normalised else surface.rates.plain
    return optimizer.with_(lr=rate * (optimizer.opening or 1.0), **hyper)


def same_state(one, other):
    return all(np.array_equal(getattr(one, part), getattr(other, part), **_nan(part)) for part in PARTS)


def _nan(part):
    return {} if part == "names" else {"equal_nan": True}


def goes_on_to_the_same_bits(surface, optimizer, n, m, every=1, **rest):
    whole = simulate(surface, optimizer, surface.start, n + m, **rest)
    assert whole.updates >= n, "it diverges too soon to tell"
    on = simulate(surface, optimizer, whole.state(at=n), m, every=every, **rest)
    rows = slice(n, None, every)
    assert np.array_equal(on.step, whole.step[rows])
    for part in MADE:
        assert np.array_equal(getattr(on, part), getattr(whole, part)[rows], equal_nan=True), part
    assert same_state(on.state(), whole.state())
    assert (on.steps, on.updates, on.origin.step) == (m, whole.updates - n, n)


def every_convention():
    for name, optimizer in OPTIMIZERS.items():
        for convention in getattr(optimizer.hyperparameters.get("bias_correction"), "choices", ("",)):
            yield name, {"bias_correction": convention} if convention else {}


@pytest.mark.parametrize(("name", "chosen"), every_convention())
@pytest.mark.parametrize("noise", [0.0, 0.02])
def test_going_on_gives_the_bits_of_the_whole(name, chosen, noise):
    for k, (surface, n) in enumerate(product(("smooth-valley", "himmelblau", "ackley", "sharp-valley"), (0, 1, 13))):
        land, kind = LANDSCAPES[surface], list(KINDS)[k % len(KINDS)]
        optimizer, schedule = quick(name, land, **chosen), Schedule(kind)
        goes_on_to_the_same_bits(land, optimizer, n, 40, every=1 + 2 * (k % 2), noise=noise, seed=7, schedule=schedule)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", OPTIMIZERS)
def test_going_on_keeps_to_every_schedule(name, kind):
    land = LANDSCAPES["himmelblau"]
    for noise, every in ((0.0, 1), (0.3, 4)):
        goes_on_to_the_same_bits(land, quick(name, land), 30, 60, every, noise=noise, seed=1, schedule=Schedule(kind))


def test_several_steps_of_the_way_are_one():
    land = LANDSCAPES["himmelblau"]
    adafix = quick("adafix", land)
    whole, run = simulate(land, adafix, land.start, 90, noise=0.1), simulate(land, adafix, land.start, 20, noise=0.1)
    for m in (1, 0, 30, 39):
        run = simulate(land, adafix, run.state(), m, noise=0.1)
    assert np.array_equal(run.position, whole.position[51:])
    assert np.array_equal(run.effective_lr, whole.effective_lr[51:])


@pytest.mark.parametrize("every", [1, 7, CHUNK + 3])
@pytest.mark.parametrize("n", [CHUNK - 1, CHUNK, 2 * CHUNK + 17])
def test_chunks_leave_no_trace(n, every):
    adam = ADAM.with_(lr=1e-3)
    whole = simulate(VALLEY, adam, (0.5, 0.9), 3 * CHUNK, noise=0.1, seed=3)
    thin = simulate(VALLEY, adam, (0.5, 0.9), 3 * CHUNK, every=every, noise=0.1, seed=3)
    assert np.array_equal(thin.position, whole.position[::every])
    assert same_state(thin.state(at=n), whole.state(at=n))
    assert np.array_equal(thin.state(at=n).position, whole.position[n])
    assert np.array_equal(thin.last(300), whole.position[-301:])
    on = simulate(VALLEY, adam, thin.state(at=n), 3 * CHUNK - n, noise=0.1, seed=3)
    assert np.array_equal(on.position, whole.position[n:])
    late = np.array([0, len(thin.position) // 2, len(thin.position) - 1])
    assert np.array_equal(thin.at(late).second_moment, whole.second_moment[late * every])


def test_onward_is_going_on():
    land = LANDSCAPES["himmelblau"]
    run, longer = (simulate(land, quick("adamw", land), land.start, steps) for steps in (500, 700))
    assert np.array_equal(run.onward(200), longer.position[501:])


def test_past_its_length_a_schedule_holds_its_last_rate_and_that_is_said():
    sgd = OPTIMIZERS["sgd"].with_(lr=0.1)
    for kind in KINDS:
        run = simulate(VALLEY, sgd, (0.5, 0.9), 1000, schedule=Schedule(kind))
        on = simulate(VALLEY, sgd, run.state(), 100, schedule=Schedule(kind))
        assert (on.effective_lr == run.effective_lr[-1]).all()
        told = on.outcome.sentence.endswith("; its schedule ended at step 1,000 and the rate has held since")
        assert told == (kind != "constant")
        assert "schedule" not in run.outcome.sentence
        assert on.state().length == 1000


def test_steps_are_named_from_the_very_beginning():
    sgd = OPTIMIZERS["sgd"].with_(lr=2.0)
    whole = simulate(VALLEY, sgd, (0.5, 0.9), 1000)
    assert whole.outcome.kind == Kind.DIVERGED
    on = simulate(VALLEY, sgd, whole.state(at=10), 1000)
    assert on.step[0] == 10
    assert on.updates == whole.updates - 10
    assert (on.outcome.step, on.outcome.sentence) == (whole.outcome.step, whole.outcome.sentence)
    assert whole.state().step == whole.updates  # after the last that stayed finite
    assert np.array_equal(whole.state().position, whole.position[-1])
    settled = simulate(LANDSCAPES["himmelblau"], OPTIMIZERS["sgd"].with_(lr=0.01), (3.2, 2.2), 300)
    late = simulate(settled.surface, settled.optimizer, settled.state(at=5), 295)
    assert (late.outcome, late.first_step_within(0.01, (3, 2))) == (
        settled.outcome,
        settled.first_step_within(0.01, (3, 2)),
    )


@pytest.mark.parametrize("at", [-1, 501, 2.5, 10**12, np.nan, -np.inf])
def test_a_step_that_the_run_has_not_is_refused(at):
    run = simulate(VALLEY, ADAM, (0.5, 0.9), 500)
    with pytest.raises(ValueError, match="from step 0 to 500; got"):
        run.state(at=at)
    with pytest.raises(ValueError, match="from step 100 to 200"):
        simulate(VALLEY, ADAM, run.state(at=100), 100).state(at=99)


def test_a_state_that_cannot_go_on_is_refused_with_what_to_do():
    state = simulate(VALLEY, ADAM, (0.5, 0.9), 50).state()
    with pytest.raises(ValueError, match=r"holds m, v, but SGD keeps nothing.*start it from the state's"):
        simulate(VALLEY, OPTIMIZERS["sgd"], state, 10)
    for bad in ({"position": [np.nan, 0.0]}, {"variables": np.full((2, 2), np.inf)}):
        with pytest.raises(ValueError, match="one of an earlier step"):
            simulate(VALLEY, ADAM, replace(state, **bad), 10)
    with pytest.raises(ValueError, match="read-only"):
        state.position[0] = 1.0


def test_forks_may_change_everything_but_the_state():
    run = simulate(VALLEY, ADAM.with_(lr=0.01), (0.5, 0.9), 50)
    fork = simulate(LANDSCAPES["himmelblau"], OPTIMIZERS["adamw"].with_(lr=0.02), run.state(), 20, noise=0.1, seed=3)
    assert np.array_equal(fork.position[0], run.position[-1])
    power = 1.0
    for _ in range(50):
        power *= 0.9
    assert fork.origin.powers[0] == power
    # what is no longer corrected stays so, and what never was does not begin to be
    for before, after in (("standard", "none"), ("none", "standard"), ("gradient-init", "standard")):
        first = simulate(VALLEY, ADAM.with_(lr=0.01, bias_correction=before), (0.5, 0.9), 5)
        on = simulate(VALLEY, ADAM.with_(lr=0.01, bias_correction=after), first.state(), 5)
        assert (on.state().powers == 0).all()
    # at step 0 nothing has begun: the new convention begins it
    start = simulate(VALLEY, ADAM.with_(bias_correction="none"), (0.5, 0.9), 5).state(at=0)
    again = simulate(VALLEY, ADAM, start, 5)
    assert np.array_equal(again.position, simulate(VALLEY, ADAM, (0.5, 0.9), 5).position)
    # AdaFix begins to follow the smoothness where Adam leaves off, without an invented pair of gradients
    adafix = OPTIMIZERS["adafix"]
    assert simulate(VALLEY, adafix, run.state(), 1).state().smoothness == 0.0
    assert 2e-3 <= simulate(VALLEY, adafix, run.state(), 3).state().smoothness <= 2.0


def test_states_can_be_pickled():
    land = LANDSCAPES["himmelblau"]
    run = pickle.loads(pickle.dumps(simulate(land, quick("adafix", land), land.start, 200)))
    state = pickle.loads(pickle.dumps(run.state(at=120)))
    assert isinstance(state, State)
    assert np.array_equal(simulate(land, run.optimizer, state, 80).position, run.position[120:])


def test_a_layout_leaves_no_gap_and_no_overlap():
    assert tuple(layout(1)) == (0, 1, 2, 3, 4, 5, 6)
    assert tuple(layout(2)) == (0, 2, 3, 4, 5, 7, 9)


def test_states_that_are_kept_stay_few():
    kept, step = Kept(), 0
    while step < 6000 * CHUNK:
        kept.add(step, np.zeros(3))
        step += CHUNK
    assert MOST_KEPT / 4 < len(kept.steps) <= MOST_KEPT + 1
    gaps = np.diff(kept.steps)
    assert gaps.max() <= 32 * CHUNK
    for at in (0, 17, CHUNK, 5000 * CHUNK + 3):
        assert kept.before(at)[0] <= at
