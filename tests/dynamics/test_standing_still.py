"""A run that stands still for good is not computed any further, and keeps every bit."""

from dataclasses import replace
from itertools import cycle

import numpy as np
import pytest

from dynamics import OPTIMIZERS, Schedule, State, simulate, walk
from landscapes import LANDSCAPES

BOWL = LANDSCAPES["smooth-valley"].with_(steepness=1.0)
TINY = 5e-324
PLACES = ((0.0, 0.0), (-0.0, 0.0), (0.0, -0.0), (3 * TINY, -2 * TINY), (0.25, -0.0))
VALUES = (0.0, -0.0, -TINY, 1e-3)
MADE = ("position", "gradient", "effective_lr", "first_moment", "second_moment")


def states(optimizer):
    """Some stand still, some come to, some only seem to: denormal numbers, and zeros of both signs."""
    for place in PLACES:
        for value in VALUES:
            variables = np.full((2, len(optimizer.state_variables)), value)
            for k, name in enumerate(optimizer.state_variables):
                variables[:, k] = abs(value) if name == "v" else value
            begun = State.begin(optimizer, place, 0)
            yield replace(begun, step=100, powers=np.zeros(2), variables=variables)


def bits(run):
    last = run.state()
    rows = b"".join(getattr(run, name).tobytes() for name in MADE)
    memory = last.position.tobytes() + last.variables.tobytes() + last.powers.tobytes() + last.last_gradient.tobytes()
    return rows, memory, last.smoothness, last.step, run.updates


@pytest.fixture
def computed(monkeypatch):
    """Looks after every 8 updates; gives the number of updates that the kernels made, in a list."""
    made, kernel_of = [0], walk.trajectory_kernel

    def counting(optimizer):
        kernel = kernel_of(optimizer)

        def counted(*given):
            done = kernel(*given)
            made[0] += done - given[4]
            return done

        return counted

    monkeypatch.setattr(walk, "trajectory_kernel", counting)
    monkeypatch.setattr(walk, "CHUNK", 8)
    return made


def unlooked(monkeypatch, make):
    with monkeypatch.context() as patch:
        patch.setattr(walk.Walk, "_repeats", lambda *_: None)
        return bits(make())


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_standing_still_keeps_every_bit(name, computed, monkeypatch):
    optimizer = OPTIMIZERS[name]
    for state, every in zip(states(optimizer), cycle((1, 3, 20)), strict=False):

        def make(state=state, every=every):
            return simulate(BOWL, optimizer, state, 41, every)

        assert bits(make()) == unlooked(monkeypatch, make), state


@pytest.mark.parametrize("name", ["sgd", "adam", "adafix"])
def test_what_stands_still_is_not_computed(name, computed):
    still = next(states(OPTIMIZERS[name]))
    run = simulate(BOWL, OPTIMIZERS[name], still, 10_000_000, every=1_000_000)
    assert run.updates == 10_000_000
    assert len(run.position) == 11
    assert run.state().step == 10_000_100
    assert computed[0] < 100


def test_zeros_of_two_signs_are_two_states():
    """An update that only turns a sign is one: -0 - (-0) is 0."""
    for place, stands in (((0.0, 0.0), True), ((-0.0, 0.0), False), ((0.0, -0.0), False)):
        state = State.begin(OPTIMIZERS["sgd"], place, 41)
        run = simulate(BOWL, OPTIMIZERS["sgd"], replace(state, powers=np.zeros(2)), 41)
        at = walk.Walk(run, 0, state.packed(run.optimizer))
        assert (at._repeats(None) is not None) == stands, place


def test_noise_too_small_to_move_it_once_may_move_it_later(computed, monkeypatch):
    for seed in range(8):

        def make(seed=seed):
            return simulate(LANDSCAPES["himmelblau"], OPTIMIZERS["sgd"].with_(lr=1.0), (3.0, 2.0), 41, 1, 1e-16, seed)

        assert make().position[-1].tolist() != [3.0, 2.0]
        assert bits(make()) == unlooked(monkeypatch, make)


def test_schedules_and_rules_that_know_the_step_go_on(computed):
    """What moves a run that rests may come later."""
    for name, schedule in (("sgd", Schedule("cosine")), ("adabound", Schedule()), ("adashift", Schedule())):
        computed[0] = 0
        simulate(BOWL, OPTIMIZERS[name], (0.0, 0.0), 41, schedule=schedule)
        assert computed[0] == 41, name


def test_adashift_waits_and_then_moves(computed):
    """It has no ten gradients yet."""
    run = simulate(BOWL, OPTIMIZERS["adashift"], (0.5, 0.5), 41)
    assert (run.position[8] == run.position[0]).all()
    assert (run.position[-1] != run.position[0]).all()
