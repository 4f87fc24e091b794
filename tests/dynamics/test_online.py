"""Online problems: the loop against plain NumPy, regret against brute force, Reddi's claims, and the identity of
equation 16."""

import math
import threading

import numpy as np
import pytest

from dynamics import OPTIMIZERS, Schedule, simulate
from dynamics.hyperparameters import GRADIENT_INIT, STANDARD
from dynamics.kernels import CHUNK
from dynamics.online import MOST_ROUNDS, Periodic, Stochastic, Stopped, play
from dynamics.online.falling import falls
from dynamics.online.identity import EQUATION_16, TRIO, apart
from dynamics.online.kernel import PAID, RATE_NOW
from dynamics.online.swaps import on_surface, swaps
from dynamics.optimizer import StepContext
from engines.arrays import elementwise
from landscapes import LANDSCAPES

REDDI = Periodic(rare=3, usual=-1, period=3)
CHANCE = Stochastic(rare=1010, usual=-10, chance=0.01)
FALLING = Schedule("inverse-sqrt")


def with_(name, **hyper):
    optimizer = OPTIMIZERS[name]
    return optimizer.with_(**{k: v for k, v in hyper.items() if k in optimizer.hyperparameters})


def by_hand(problem, optimizer, rounds, seed, start, schedule):
    """One seed, one round at a time: positions x_1 to x_(rounds + 1), slopes, and effective rates."""
    step, hyper = elementwise(optimizer.rule), optimizer.numbers
    slopes = np.where(problem.rare_rounds(0, rounds, seed), problem.rare, problem.usual)
    convention = getattr(hyper, "bias_correction", 1.0)
    b1, b2 = (getattr(hyper, name, 0.0) for name in ("beta1", "beta2"))
    factors = schedule.factors(0, rounds, rounds)
    state = tuple(np.zeros(1) for _ in optimizer.state_variables)
    if convention == GRADIENT_INIT:
        first = {"m": slopes[0], "v": slopes[0] ** 2}
        state = tuple(np.full(1, first.get(variable, 0.0)) for variable in optimizer.state_variables)
    x = start
    smooth = 0.0
    xs = [start]
    rates = []
    for t, g in enumerate(slopes, 1):
        if t > 1 and x != xs[-2]:
            smooth = max(smooth, abs(g - slopes[t - 2]) / abs(x - xs[-2]))
        c1, c2, c3 = ((1 / (1 - b**n) if convention == STANDARD else 1.0) for b, n in ((b1, t), (b2, t), (b1, t + 1)))
        context = StepContext(t, hyper.lr * (factors[t - 1] if factors.size else 1.0), x, c1, c2, c3, abs(g), g, smooth)
        with np.errstate(divide="ignore", invalid="ignore"):
            dx, rate, state = step(np.full(1, g), state, context, hyper)
        x = min(max(x - float(np.squeeze(dx)), problem.low), problem.high)
        xs.append(x)
        rates.append(float(np.squeeze(rate)))
    return np.array(xs), slopes, np.array(rates)


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_the_loop_is_the_rule_one_round_at_a_time(name):
    for problem, schedule in (
        (REDDI, FALLING),
        (Stochastic(rare=5, usual=-1, chance=0.2, low=-0.5, high=2.0), Schedule()),
    ):
        optimizer = with_(name, lr=0.02)
        run = play(problem, optimizer, 400, seeds=(3, 4), start=0.1, schedule=schedule)
        for s, seed in enumerate(run.seeds):
            xs, slopes, rates = by_hand(problem, optimizer, 400, seed, 0.1, schedule)
            assert np.allclose(run.position[:, s], xs, rtol=1e-11, atol=1e-13)
            assert np.allclose(run.rows[1:, RATE_NOW, s], rates, rtol=1e-11, atol=0)
            assert np.array_equal(run.rare[1:, s], np.cumsum(slopes == problem.rare))


@pytest.mark.parametrize("name", ["adam", "amsgrad", "adafix"])
@pytest.mark.parametrize("start", ["standard", "none", "gradient-init"])
def test_every_start_of_the_averages(name, start):
    optimizer = with_(name, lr=0.05, bias_correction=start)
    run = play(CHANCE, optimizer, 300, seeds=(1,), schedule=FALLING)
    assert np.allclose(run.position[:, 0], by_hand(CHANCE, optimizer, 300, 1, 0.0, FALLING)[0], rtol=1e-11, atol=1e-13)


def test_regret_average_and_shares_are_those_of_brute_force():
    optimizer, rounds = with_("adam", lr=0.05, bias_correction="none"), 2_000
    run = play(CHANCE, optimizer, rounds, seeds=(5, 6), schedule=FALLING)
    for s, seed in enumerate(run.seeds):
        xs, slopes, rates = by_hand(CHANCE, optimizer, rounds, seed, 0.0, FALLING)
        for row in (1, len(run.round) // 2, -1):
            t = int(run.round[row])
            best = min(math.fsum(slopes[:t] * end) for end in (-1.0, 1.0))
            assert run.regret[row, s] == pytest.approx(math.fsum(slopes[:t] * xs[:t]) - best, rel=1e-12, abs=1e-9)
            assert run.average[row, s] == pytest.approx(np.mean(xs[:t]), rel=1e-12)
        lr = 0.05 / np.sqrt(np.arange(1, rounds + 1))
        budget, ratio = lr / rates, 1 / rates
        assert run.budget_falls[s] == pytest.approx(np.mean(np.diff(budget) < -1e-12 * budget[:-1]))
        assert run.gamma_falls[s] == pytest.approx(np.mean(np.diff(ratio) < -1e-12 * ratio[:-1]))
        assert np.allclose(run.divisor[1:, s], budget[run.round[1:] - 1], rtol=1e-9)
        assert np.allclose(run.gamma[2:, s], np.diff(ratio)[run.round[2:] - 2], rtol=1e-6, atol=1e-9 * ratio.max())
        inside = slice(int(run.round[-402]), int(run.round[-401]))  # between the last two marks that are not neighbours
        assert (run.least[-401, s], run.most[-401, s]) == (xs[1:][inside].min(), xs[1:][inside].max())


def test_the_loss_is_summed_to_its_last_digit():
    run = play(Stochastic(rare=1e9, usual=-1e-3, chance=0.3), with_("sgd", lr=1e-3), 100_000, seeds=(0,))
    rare = Stochastic(rare=1, usual=0, chance=0.3).rare_rounds(0, 100_000, 0)
    slopes, x = np.where(rare, 1e9, -1e-3), 0.0
    paid = []
    for c in slopes.tolist():
        paid.append(c * x)
        x = min(max(x - 1e-3 * c, -1.0), 1.0)
    assert run.rows[-1, PAID, 0] == math.fsum(paid)


def test_chunks_seeds_and_company_change_nothing():
    optimizer, rounds = with_("adamal", lr=0.5, beta2=0.99), CHUNK + 1_000
    many = play(CHANCE, optimizer, rounds, seeds=tuple(range(20)), schedule=FALLING)
    alone = play(CHANCE, optimizer, rounds, seeds=(17,), schedule=FALLING)
    assert np.array_equal(many.rows[:, :, 17], alone.rows[:, :, 0], equal_nan=True)
    assert CHUNK in many.round
    assert np.array_equal(CHANCE.rare_rounds(70_000, 70_100, 9), CHANCE.rare_rounds(0, 70_100, 9)[70_000:])


def test_the_rounds_are_those_of_every_machine():
    """Written down once: the first rare rounds of seed 7."""
    assert np.flatnonzero(CHANCE.rare_rounds(0, 10_000, 7))[:5].tolist() == [2, 13, 58, 143, 179]


def test_reddis_claim_adam_goes_to_the_wrong_end():
    """Reddi, Kale and Kumar 2018, theorem 1 and section 3: C = 3, b1 = 0, b2 = 1 / (1 + C^2), 0.1 / sqrt(t)."""
    same = {"lr": 0.1, "beta1": 0.0, "beta2": 0.1, "bias_correction": "none"}
    adam, amsgrad, adamal = (
        play(REDDI, with_(name, **same), 20_000, schedule=FALLING) for name in ("adam", "amsgrad", "adamal")
    )
    assert adam.most[-200:].max() == 1.0
    assert adam.average[-1, 0] > 0.97
    assert adam.regret[-1, 0] / 20_000 > 0.6
    assert (adam.budget_falls[0], adam.gamma_falls[0]) == pytest.approx((2 / 3, 2 / 3), abs=1e-3)
    for run in (amsgrad, adamal):
        assert run.least[-200:].min() == -1.0
        assert run.regret[-1, 0] / 20_000 < 0.03
        assert (run.budget_falls[0], run.gamma_falls[0]) == (0.0, 0.0)


def test_the_periodic_101_problem_shows_it_too():
    problem = Periodic(rare=1010, usual=-10, period=101)
    same = {"lr": 0.5, "beta1": 0.9, "beta2": 0.99, "bias_correction": "none"}
    adam, amsgrad = (play(problem, with_(name, **same), 1_000_000, schedule=FALLING) for name in ("adam", "amsgrad"))
    assert adam.average[-1, 0] > 0.99
    assert amsgrad.average[-1, 0] < -0.98


def test_as_printed_nothing_reaches_an_end():
    same = {"lr": 0.001, "beta1": 0.9, "beta2": 0.99, "bias_correction": "none"}
    assert 0.001 * FALLING.factors(0, MOST_ROUNDS, MOST_ROUNDS).sum() == pytest.approx(2, abs=2e-3)
    for name in ("adam", "amsgrad"):
        run = play(CHANCE, with_(name, **same), MOST_ROUNDS, seeds=(0, 1, 2), schedule=FALLING)
        assert np.abs([run.least, run.most]).max() < 0.5


@pytest.mark.parametrize("problem", [REDDI, CHANCE], ids=["periodic", "stochastic"])
def test_adamal_is_amsgrad_as_equation_16_prints_it_and_reddis_is_not(problem):
    runs = [
        play(problem, o.with_(lr=0.1, beta1=0.9, beta2=0.9), 20_000, seeds=tuple(range(8)), schedule=FALLING)
        for o in TRIO
    ]
    same, other = apart(runs[0], runs[1]), apart(runs[0], runs[2])
    assert max(same) < 1e-13
    assert min(other) > 1e-3
    assert EQUATION_16.name not in OPTIMIZERS


def test_swaps_are_counted_in_the_plane_and_in_the_loop():
    assert (swaps([1, 3, 2, 2, 3, 4, 1]).count, swaps([1, 3, 2, 2, 3, 4, 1]).interval) == (3, 2.0)
    assert math.isnan(swaps([3, 1]).interval)
    amsgrad = with_("amsgrad", lr=0.5, beta2=0.9)
    run = play(CHANCE, amsgrad, 3_000, seeds=(2,), schedule=FALLING)
    g = np.where(CHANCE.rare_rounds(0, 3_000, 2), 1010.0, -10.0)
    v = np.zeros(3_001)
    for t in range(3_000):
        v[t + 1] = 0.9 * v[t] + 0.1 * g[t] ** 2
    brute = swaps(v[1:])
    assert (run.swaps[0], run.interval[0]) == (brute.count, pytest.approx(brute.interval))


def test_an_average_that_has_met_its_limit_is_no_swap():
    """With period 3 the average peaks in every third round, each time a little higher, in the end by less than
    rounding."""
    run = play(REDDI, with_("amsgrad", lr=0.1, beta1=0.0, beta2=0.5), 9_999, schedule=FALLING)
    assert run.swaps[0] == 2 * 3_333
    assert run.interval[0] == pytest.approx(1.5, abs=1e-3)
    assert play(REDDI, with_("adam", lr=0.1), 99).swaps[0] == 0


@pytest.mark.parametrize("correction", ["none", "standard"])
def test_a_swap_on_a_surface_is_where_the_rate_stays(correction):
    amsgrad = OPTIMIZERS["amsgrad"].with_(lr=0.1, bias_correction=correction)
    run = simulate(LANDSCAPES["ripple"], amsgrad, (1.0, 0.3), 500, noise=1.0)
    for axis, found in enumerate(on_surface(run)):
        rates = run.effective_lr[: run.updates, axis]
        assert found.count == np.count_nonzero(np.diff(rates) == 0)
    with pytest.raises(ValueError, match="a run of AMSGrad"):
        on_surface(simulate(LANDSCAPES["ripple"], OPTIMIZERS["adam"], (1.0, 0.3), 10))


@pytest.mark.parametrize("schedule", [Schedule(), FALLING], ids=["constant", "1/√t"])
def test_what_falls_on_a_surface_is_what_falls_in_the_rule(schedule):
    """RMSProp's v by hand, from zero and uncorrected, in single steps along each coordinate."""
    rmsprop = OPTIMIZERS["rmsprop"].with_(lr=0.05, beta2=0.9, epsilon=0.0, bias_correction="none")
    run = simulate(LANDSCAPES["himmelblau"], rmsprop, (1.0, 0.3), 400, noise=5.0, schedule=schedule)
    v, root = np.zeros(2), []
    for g in run.gradient[:400]:
        v = 0.9 * v + 0.1 * g * g
        root.append(np.sqrt(v))
    rate = 0.05 / (np.sqrt(np.arange(1, 401)) if schedule.kind != "constant" else np.ones(400))
    budget, gamma = np.diff(root, axis=0), np.diff(np.array(root) / rate[:, None], axis=0)
    found = falls(run)
    assert found.budget == pytest.approx((budget < 0).mean(axis=0))
    assert found.gamma == pytest.approx((gamma < 0).mean(axis=0))
    assert (found.budget > found.gamma).all() == (schedule.kind != "constant")


def test_who_lets_nothing_fall_and_who_has_no_two_rates():
    for name in ("sgd", "adagrad", "amsgrad", "adamal"):
        run = simulate(LANDSCAPES["himmelblau"], OPTIMIZERS[name].with_(lr=1e-3), (1.0, 0.3), 400, noise=5.0)
        assert (np.array(falls(run)) == 0).all(), name
    one = simulate(LANDSCAPES["himmelblau"], OPTIMIZERS["adam"], (1.0, 0.3), 1)
    assert np.isnan(falls(one)).all()
    with pytest.raises(ValueError, match="every step recorded"):
        falls(simulate(LANDSCAPES["himmelblau"], OPTIMIZERS["adam"], (1.0, 0.3), 9, every=3))


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: Periodic(3, -1, 1.0, 1.0), "has no width"),
        (lambda: Periodic(3, -1, low=2.0, high=-2.0), "has no width"),
        (lambda: Periodic(3, -1, low=-math.inf), "at most 10⁹"),
        (lambda: Periodic(math.nan, -1), "at most 10⁹"),
        (lambda: Periodic(1e300, -1), "at most 10⁹"),
        (lambda: Periodic(3, -1, period=0), "period must be a whole number"),
        (lambda: Stochastic(3, -1, chance=-0.1), "between 0 and 1"),
        (lambda: Stochastic(3, -1, chance=1.1), "between 0 and 1"),
        (lambda: Stochastic(3, -1, chance=math.nan), "between 0 and 1"),
        (lambda: play(REDDI, OPTIMIZERS["adam"], 0), "from 1 to"),
        (lambda: play(REDDI, OPTIMIZERS["adam"], start=2.0), "in the interval"),
        (lambda: play(CHANCE, OPTIMIZERS["adam"], seeds=()), "seeds"),
        (lambda: play(CHANCE, OPTIMIZERS["adam"], seeds=(-1,)), "seeds"),
    ],
)
def test_what_cannot_be_played_gets_a_sentence(make, words):
    with pytest.raises(ValueError, match=words):
        make()


def test_the_edges_of_chance_are_certain():
    assert Stochastic(3, -1, chance=1.0).rare_rounds(0, 1000, 0).all()
    assert not Stochastic(3, -1, chance=0.0).rare_rounds(0, 1000, 0).any()
    assert play(Stochastic(3, -1, chance=1.0), OPTIMIZERS["sgd"], 10, seeds=(1, 2)).seeds == (1,)
    assert (Stochastic(3, -1, chance=0.25).best, REDDI.best, Periodic(1, -3, period=2).best) == (None, -1.0, 1.0)


def test_a_zero_slope_without_a_guard_is_reported_not_hidden():
    run = play(Periodic(0.0, 0.0), OPTIMIZERS["adam"].with_(epsilon=0.0), 50)
    assert run.broken == 1
    assert play(Periodic(0.0, 0.0), OPTIMIZERS["adam"], 50).broken is None


def test_a_long_game_stops_when_told():
    stop = threading.Event()
    stop.set()
    with pytest.raises(Stopped):
        play(CHANCE, OPTIMIZERS["adam"], 1_000_000, stop=stop)
