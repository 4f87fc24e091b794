"""Steps where numbers are tiny: not computed twice, and the same to the bit as if they were."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from dynamics import OPTIMIZERS, Schedule, State, simulate
from dynamics.kernels import COLUMNS
from dynamics.kernels.careful import TINY, _grade
from dynamics.stepping import limit
from dynamics.walk import Walk
from engines.arrays import elementwise
from engines.parsing import parse
from engines.splitting import split
from landscapes import LANDSCAPES


def tilt(x, y, p):
    return p[0] + 0 * x, p[0] + 0 * y


VALLEY = LANDSCAPES["smooth-valley"]
TILT = replace(VALLEY, name="tilt", grad=tilt, parameters=(), values=(1e-160,))  # stays tiny wherever one goes
# where they freeze, one coordinate or both; where they are thrown out and come back; where x times y matters; and
# sizes that the average of gradients and the other variables begin with
BEGINNINGS = [
    *product((VALLEY,), ((1e-310, 0.5), (3e-160, -2e-155), (-8e-322, 2e-322), (8e-322, 0.5), (1e-149, 1e-200)),
             ((1e-322, 1e-322), (-1e-310, 1e-310), (1e-8, 1e-8))),
    *product((LANDSCAPES["monkey-saddle"],), ((1e-160, 1e-170), (0.3, 1e-320)), ((1e-322, 1e-322), (1e-8, 1e-8))),
    *product((TILT,), ((0.0, 0.3), (0.3, -0.2)), ((1e-160, 1e-8), (1e-160, 0.0), (0.0, 1e-300))),
    (VALLEY, (0.0, -0.0), (0.0, 0.0)),
    (LANDSCAPES["himmelblau"], (3.0, 2.0), (1e-322, 1e-322)),
]  # fmt: skip


def begun(optimizer, place, mean, others):
    """A state there, whose variables are of these sizes."""
    state = State.begin(optimizer, place, 0)
    variables = np.tile([mean if name == "m" else others for name in state.names], (2, 1))
    return replace(state, variables=variables, powers=np.zeros(2), step=100)


def one_by_one(run, steps):
    """Rows and state of calls that make a single update, each of which knows nothing of the one before."""
    walk, rows = Walk(run, run.origin.step, run.origin.packed(run.optimizer)), np.empty((steps, COLUMNS))
    for k in range(steps):
        if not walk.on(walk.step + 1, 1, rows[k : k + 1]):
            return rows[: k + 1], walk.vector
    return rows, walk.vector


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_in_one_go_as_in_single_steps_to_the_bit(name):
    optimizer, met, steps = OPTIMIZERS[name], 0, 60
    for land, place, sizes in BEGINNINGS:
        run = simulate(land, optimizer, begun(optimizer, place, *sizes), steps)
        rows, vector = one_by_one(run, steps)
        whole, at_once = np.empty_like(rows), Walk(run, 100, run.origin.packed(optimizer))
        at_once._call(at_once.vector, 100 + len(rows), 1, whole)
        assert whole.tobytes() == rows.tobytes(), (land.name, place, sizes)
        assert at_once.vector.tobytes() == vector.tobytes(), (land.name, place, sizes)
        met += int((np.abs(rows[:, 2:4]) < TINY).any(axis=1).sum())
    assert met > 400


@pytest.mark.parametrize("schedule", [Schedule(), Schedule("cosine")], ids=["constant", "cosine"])
@pytest.mark.parametrize("name", ["adam", "nadam", "amsgrad", "adabound", "adafix"])
def test_with_corrections_a_schedule_and_noise_too(name, schedule):
    for land, start, noise in product((VALLEY, TILT), ((1e-322, 0.2), (0.0, 0.3)), (0.0, 1e-160)):
        run = simulate(land, OPTIMIZERS[name], start, 420, noise=noise, schedule=schedule)
        rows, vector = one_by_one(run, 420)
        assert np.column_stack(run.at(np.arange(420))).tobytes() == rows.tobytes(), (land.name, start, noise)
        assert run.state().packed(run.optimizer).tobytes() == vector.tobytes(), (land.name, start, noise)


def test_a_rate_that_only_its_correction_changes_is_computed():
    """Position, gradient and both averages stay as they are, the smallest that there are."""
    land, adam = replace(TILT, values=(1e-200,)), OPTIMIZERS["adam"].with_(epsilon=0.0)
    state = replace(begun(adam, (0.3, -0.2), 1e-200, 1e-321), powers=np.array([0.0, 0.9]))
    run = simulate(land, adam, state, 60)
    rows, _ = one_by_one(run, 60)
    assert (np.ptp(rows[1:, [0, 1, 8, 9]], axis=0) == 0).all()
    assert len(np.unique(rows[:, 4])) > 10
    assert run.effective_lr[:60].tobytes() == rows[:, 4:6].tobytes()


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_the_halves_of_a_rule_are_the_rule(name):
    optimizer, rng = OPTIMIZERS[name], np.random.default_rng(5)
    names = optimizer.state_variables
    early, late = map(elementwise, split(parse(optimizer.rule), lambda node: _grade(node, names), "early"))
    g, size = rng.standard_normal(50), 10.0 ** rng.uniform(-300, 3, 50)
    state = tuple(np.abs(rng.standard_normal(50)) * size for _ in names)
    now = limit(optimizer.numbers.lr, rng.standard_normal(50), np.abs(g), g)._replace(step=12.0, correction2=1.7)
    with np.errstate(all="ignore"):
        whole = elementwise(optimizer.rule)(g, state, now, optimizer.numbers)
        found = early(g, state, now, optimizer.numbers)
        parts = late(found, state, now, optimizer.numbers)
    for one, other in zip((*whole[:2], *whole[2]), (*parts[:2], *parts[2]), strict=True):
        assert np.broadcast_to(one, 50).tobytes() == np.broadcast_to(other, 50).tobytes()


def test_adams_square_and_its_average_of_gradients_are_decided_early():
    early, late = split(parse(OPTIMIZERS["adam"].rule), lambda node: _grade(node, ("m", "v")), "early")
    assert "(((1 - hyper.beta2) * g) * g)" in early.text
    assert "hyper.beta1" not in late.text
    assert "ops.sqrt" in late.text
    assert "ops.sqrt" not in early.text
