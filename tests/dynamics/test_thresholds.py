"""Each threshold of the judge has witnesses: with it half as large again, or smaller by as much, they come to something
else."""

import sys
from types import SimpleNamespace

import numpy as np
import pytest

from dynamics import OPTIMIZERS, simulate
from dynamics.outcomes.bursts import bursts
from dynamics.outcomes.judging import verdict
from dynamics.outcomes.look import Look, returns
from dynamics.outcomes.repetition import repetition
from dynamics.outcomes.spirals import spiral
from landscapes import LANDSCAPES

MORE, LESS = 1.5, 1 / 1.5
LAND = LANDSCAPES["himmelblau"]  # half height 5
BOWL = LANDSCAPES["smooth-valley"].with_(steepness=1.0)
STANDARD = {"bias_correction": "standard"}
VALLEY = LANDSCAPES["smooth-valley"].with_(steepness=1e-3)
FLIP = (-1.0) ** np.arange(400)


def run(surface, optimizer, start, steps, **hyper):
    """kind and sentence of a real run."""

    def witness():
        land = LANDSCAPES[surface] if isinstance(surface, str) else surface
        outcome = simulate(land, OPTIMIZERS[optimizer].with_(**hyper), start, steps).outcome
        return outcome.kind.name, outcome.sentence

    return witness


def code(x, y=None, land=LAND):
    """The verdict for a path, seen from a place that is no minimum."""
    path = np.column_stack([x, np.zeros(len(x)) if y is None else y])
    return lambda: verdict(land, path)


def irregular(count, seed=0):
    return np.random.default_rng(seed).uniform(-1, 1, count)


def halves(ratio):
    """Irregular, and then by so much smaller."""
    return np.concatenate([irregular(200), ratio * irregular(200)])


def cycle(period, length=400, miss=0.0, bits=False):
    """One that misses itself by so much after a period: in turn, or (bits) without order."""
    shape = np.random.default_rng(period).uniform(-1, 1, period)
    shape[:2] = -1, 1
    k = np.arange(length)
    turn = k // period
    off = np.random.default_rng(1).integers(2, size=length)[turn] if bits else turn % 2
    return shape[k % period] + miss * off


def swelling(ratio):
    """A 2-cycle whose tail is smaller than the last quarter by a ratio, and the quarters alike."""
    size = np.full(400, 1.0)
    size[[50, 51, 250, 251]] = ratio
    return size * cycle(5)


def drift(overshoot=0.0, back=0.0):
    """One way in both quarters; `overshoot`: by how much the frame's end lies beyond; `back`: how far it turns."""
    x = np.linspace(0, 1, 400)
    last = x[-1] - x[200]
    x[230] += (1 + overshoot / (1 - overshoot)) * last - (x[230] - x[200])
    return x if not back else np.concatenate([x[:-40], x[-41] - np.linspace(0, back, 40)])


def thrown(calm=0.4, still=0.0, second=1.0):
    """Bursts of 1 and `second` in turn, between them `still` strides for a share `calm` of the time."""
    k = np.arange(4000)
    size = np.where(k % 500 < 500 * (1 - calm), np.where(k // 500 % 2, second, 1.0), still)
    return lambda: (lambda found: found and found._replace(reach=round(found.reach, 6)))(
        bursts(np.column_stack([size * (-1.0) ** k / 2, 0 * k]))
    )


def lesser(second):
    """One burst of 1, calm, one of `second`, calm."""
    k = np.arange(2000)
    size = np.select([k < 400, k < 1000, k < 1400], [1.0, 0.0, second], 0.0)
    return lambda: bursts(np.column_stack([size * (-1.0) ** k / 2, 0 * k])) is not None


def keeps(ratio, most=np.inf):
    """Of a run that is seen to move over 1, and over `ratio` later."""

    def witness():
        made = SimpleNamespace(surface=LAND, optimizer=OPTIMIZERS["sgd"])

        def further(updates, origin=None):
            wave = np.column_stack([ratio * FLIP[np.arange(updates + 1) % 400] / 2, np.zeros(updates + 1)])
            return SimpleNamespace(position=wave, steps=updates, updates=updates, further=further)

        made.further = further
        from dynamics.outcomes import look

        limit = look.GROWS if most is None else most
        return Look(made).keeps(np.array([[-0.5, 0.0], [0.5, 0.0]]), limit)

    return witness


def comes_back(miss=0.0, growth=0.0, rate=0.0):
    """Of a 2-cycle that misses itself by so much, while y grows by so much of itself, or the rate by so much."""

    def witness():
        k = np.arange(513)
        x = 0.5 * (-1.0) ** k * (1 + miss * (k // 2 % 2))
        y = np.where(k < 400, 1.0, 1.0 + growth * (k // 2 % 2))
        rows = SimpleNamespace(effective_lr=np.array([[1.0, 1.0], [1 + rate, 1.0]]), first_moment=np.zeros((2, 2)))
        soon = SimpleNamespace(position=np.column_stack([x, y]), steps=512, updates=512, at=lambda _: rows)
        return returns(soon, 2)

    return witness


def length(**hyper):
    return lambda: Look(simulate(BOWL, OPTIMIZERS["adam"].with_(**hyper), (0.5, 0.3), 1)).steps


def spiralled(lr, y=0.1, land=BOWL, size=0.1):
    def witness():
        way = simulate(land, OPTIMIZERS["sgd"].with_(lr=lr), (0.1, 0.1), 10)
        path = np.column_stack([size * FLIP, y * FLIP])
        found = spiral(way, land.minima[0] + path, land.minima[0])
        return found and found.sentence

    return witness


def bent(by):
    """Styblinski-Tang, a path along which the curvature differs by this share from that of the minimum."""
    land = LANDSCAPES["styblinski-tang"]
    minimum = land.minima[0]
    own = land.hessian(*minimum)[0, 0]
    low, high = 0.0, 0.5
    for _ in range(60):
        middle = (low + high) / 2
        far = land.hessian(*(minimum - (middle, 0)))[0, 0]
        low, high = (middle, high) if far - own < by * own else (low, middle)
    return spiralled(1.0, y=0.0, land=land, size=low)


def repeated(miss=0.0, still=0.0, period=2, bits=False):
    tail = np.column_stack([cycle(period, 1536, miss, bits), np.zeros(1536)])
    if still:
        tail = np.column_stack([1.0 + still * FLIP[np.arange(1536) % 400] / 2, np.zeros(1536)])
    return lambda: repetition(tail)


def logistic(r):
    from tests.dynamics.test_lyapunov import logistic

    return lambda: logistic(r).outcome.kind.name


WITNESSES = [
    ("judging", "SHRINKS", MORE, code(halves(0.75))),
    ("judging", "SHRINKS", LESS, code(halves(0.5))),
    ("judging", "FILLS", MORE, code(swelling(1.3))),
    ("judging", "FILLS", LESS, code(swelling(1.0))),
    ("judging", "AT_EDGE", MORE, code(drift(0.012))),
    ("judging", "AT_EDGE", LESS, code(drift(0.008))),
    ("judging", "ONE_WAY", MORE, code(np.linspace(0, 1, 400))),
    ("judging", "ONE_WAY", LESS, code(np.linspace(0, 1, 400) - 0.1 * (np.arange(400) // 25 == 11))),
    ("judging", "ALIKE", MORE, code(cycle(2, miss=1.2 * 2e-3))),
    ("judging", "ALIKE", LESS, code(cycle(2, miss=0.8 * 2e-3))),
    ("judging", "LONGEST", MORE, code(cycle(40))),
    ("judging", "LONGEST", LESS, code(cycle(28))),
    ("judging", "TAIL", MORE, code(np.concatenate([irregular(250), cycle(2, 150)]))),
    ("judging", "TAIL", LESS, code(cycle(30))),
    ("outcome", "RESTING", MORE, code(1.2 * 5e-9 * irregular(400) / 2)),
    ("outcome", "RESTING", LESS, code(0.8 * 5e-9 * irregular(400) / 2)),
    ("bursts", "OFTEN", MORE, thrown(calm=0.3)),
    ("bursts", "OFTEN", LESS, thrown(calm=0.2)),
    ("bursts", "CALM", MORE, thrown(still=0.04)),
    ("bursts", "CALM", LESS, thrown(still=0.025)),
    ("bursts", "LOUD", MORE, lesser(0.4)),
    ("bursts", "LOUD", LESS, lesser(0.25)),
    ("bursts", "BLOCK", MORE, thrown()),
    ("bursts", "BLOCK", LESS, thrown()),
    ("look", "KEEPS", MORE, keeps(0.4)),
    ("look", "KEEPS", LESS, keeps(0.6)),
    ("look", "GROWS", MORE, keeps(1.8, None)),
    ("look", "GROWS", LESS, keeps(1.3, None)),
    ("look", "EVEN", MORE, comes_back(miss=2 * 1.2e-9)),
    ("look", "EVEN", LESS, comes_back(miss=2 * 0.8e-9)),
    ("look", "ROUNDING", MORE, comes_back(growth=1.2e-15)),
    ("look", "ROUNDING", LESS, comes_back(growth=0.8e-15)),
    ("look", "SHORT", MORE, run(VALLEY, "adam", (0.5, 0.6), 400, lr=0.2, beta2=0.9)),
    ("look", "SHORT", LESS, run(VALLEY, "adam", (0.5, 0.6), 300, lr=0.2, beta2=0.9)),
    ("look", "LEAST_LOOK", MORE, length()),
    ("look", "LEAST_LOOK", LESS, length()),
    ("look", "MEMORIES", MORE, length(beta2=0.9995)),
    ("look", "MEMORIES", LESS, length(beta2=0.9995)),
    ("look", "MOST_LOOK", MORE, length(beta2=0.9999)),
    ("look", "MOST_LOOK", LESS, length(beta2=0.9999)),
    ("stability", "EDGE", MORE, spiralled(1 + 0.6e-9)),
    ("stability", "EDGE", LESS, spiralled(1 + 0.4e-9)),
    ("spirals", "PRESENT", MORE, spiralled(1.5, y=1.2e-9, land=LANDSCAPES["smooth-valley"], size=0.0)),
    ("spirals", "PRESENT", LESS, spiralled(1.5, y=0.8e-9, land=LANDSCAPES["smooth-valley"], size=0.0)),
    ("spirals", "BENDS", MORE, bent(0.025)),
    ("spirals", "BENDS", LESS, bent(0.015)),
    ("repetition", "EQUAL", MORE, repeated(miss=1.2 * 2e-9)),
    ("repetition", "EQUAL", LESS, repeated(miss=0.8 * 2e-9)),
    ("repetition", "CLOSE", MORE, repeated(miss=1.2 * 2e-4, bits=True)),
    ("repetition", "CLOSE", LESS, repeated(miss=0.8 * 2e-4, bits=True)),
    ("repetition", "STILL", MORE, repeated(still=1.2e-13)),
    ("repetition", "STILL", LESS, repeated(still=0.8e-13)),
    ("repetition", "MOST", MORE, repeated(period=600)),
    ("repetition", "MOST", LESS, repeated(period=400)),
    ("wandering", "PARTING", MORE, logistic(3.569965)),
    ("wandering", "PARTING", LESS, logistic(3.569951)),
    ("outcome", "NEAR", MORE, run("ripple", "adabelief", (0.438, 0.132), 5_000, lr=0.0931, epsilon=1e-8)),
    ("outcome", "NEAR", LESS, run("smooth-valley", "adam", (0.5, 0.9), 5_000, lr=1e-3)),
    ("resting", "HOVERS", MORE, run("styblinski-tang", "heavy-ball", (-0.536, 2.58), 60, lr=0.00478, momentum=0.9)),
    ("resting", "HOVERS", LESS, run("smooth-valley", "lion", (-0.135, 0.813), 1_000, lr=0.00086, beta2=0.999)),
    ("resting", "TURNS", MORE, run("styblinski-tang", "amsgrad", (1.11, 3.62), 60, lr=0.312, **STANDARD)),
    ("resting", "TURNS", LESS, run("smooth-valley", "adashift", (-0.00202, 0.128), 60, lr=0.00582, beta2=0.99)),
    ("resting", "SLOW", MORE, run("smooth-valley", "adagrad", (0.943, 0.749), 200, lr=0.0169)),
    ("resting", "SLOW", LESS, run("rosenbrock", "adamw", (-1.21, 0.999), 1_000, lr=0.00744, beta2=0.5)),
    ("leaving", "FIRST", MORE, run("beale", "adam", (0.546, -0.409), 2_000, lr=0.0396, beta2=0.9999)),
    ("leaving", "FIRST", LESS, run("beale", "adam", (0.546, -0.409), 2_000, lr=0.0396, beta2=0.9999)),
    ("leaving", "WAITS", LESS, run("smooth-valley", "adam", (0.5, 0.9), 5_000, lr=1e-2, beta1=0.99, beta2=0.9999)),
]


def matters(module, name, factor, witness, monkeypatch):
    """Whether a witness comes to something else with a threshold times a factor."""
    before = witness()
    old = getattr(sys.modules[f"dynamics.outcomes.{module}"], name)
    new = round(old * factor) if isinstance(old, int) else old * factor
    for key, holder in list(sys.modules.items()):  # wherever it was imported by name
        if key.startswith("dynamics.outcomes.") and getattr(holder, name, None) is old:
            monkeypatch.setattr(holder, name, new)
    return witness() != before


@pytest.mark.parametrize(
    ("module", "name", "factor", "witness"), WITNESSES, ids=[f"{w[0]}.{w[1]} {w[2]:.2f}" for w in WITNESSES]
)
def test_a_threshold_has_a_witness(module, name, factor, witness, monkeypatch):
    assert matters(module, name, factor, witness, monkeypatch)
