"""Laws over every registered optimizer, and facts of single ones against their papers."""

import os
import re
import subprocess
import sys
from itertools import product
from pathlib import Path

import numpy as np
import pytest

from dynamics import OPTIMIZERS, simulate
from dynamics.kernels import trajectory_kernel
from landscapes import LANDSCAPES
from landscapes.gradient_pointers import block_gradient_pointer, gradient_pointer

VALLEY, START = LANDSCAPES["smooth-valley"], (0.5, 0.9)
STARTS_OF_AVERAGES = ("standard", "none", "gradient-init")
CORRECTABLE = [name for name, optimizer in OPTIMIZERS.items() if "bias_correction" in optimizer.hyperparameters]
WITHOUT_MOMENTUM = [name for name, optimizer in OPTIMIZERS.items() if "m" not in optimizer.state_variables]


def bare(optimizer):
    """Without weight decay, which is a force of its own."""
    return optimizer.with_(weight_decay=0.0) if "weight_decay" in optimizer.hyperparameters else optimizer


# Records


def test_the_registry_holds_what_was_promised():
    promised = (
        "sgd heavy-ball nesterov adagrad rmsprop adadelta adam adamw nadam amsgrad adabound adashift adafix adamal"
        " adabelief lion"
    )
    assert set(promised.split()) <= set(OPTIMIZERS)
    # the opening six lead
    assert list(OPTIMIZERS)[:6] == ["sgd", "heavy-ball", "adagrad", "rmsprop", "adam", "amsgrad"]


def test_every_series_can_be_told_apart_without_colour():
    series = [optimizer.series for optimizer in OPTIMIZERS.values()]
    assert len({s.dash for s in series}) == len({s.mark for s in series}) == len(series)
    colours = [(s.light, s.dark) for s in series if not s.mark.startswith("hollow")]
    assert len(set(colours)) == len(colours)
    assert {(s.light, s.dark) for s in series} == set(colours)  # a hollow mark wears a relative's hue


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_record_is_complete(name):
    o = OPTIMIZERS[name]
    assert o.name == name
    assert 0 < len(o.short) <= 8
    assert o.latex.count("{") == o.latex.count("}") > 0 or "{" not in o.latex
    assert "\n" not in o.latex
    assert o.summary.endswith(".")
    assert o.conventions.endswith(".")
    for library in ("PyTorch", "Keras", "optax"):
        assert library in o.conventions
    assert any(year in o.source for year in map(str, range(1847, 2027))) or "Anonymous" in o.source
    for h, default in zip(o.hyperparameters.values(), o.Hyper(), strict=True):
        assert h.check(default) == default
        assert h.hint.endswith(".")
        assert h.low <= h.number(default) <= h.high or h.choices
        assert all(f"{choice}:" in h.hint for choice in h.choices)


def test_defaults_are_the_sources():
    def default(name):
        return OPTIMIZERS[name].hyper._asdict()

    adam = {"lr": 1e-3, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8}
    assert default("adam").items() >= (adam | {"bias_correction": "standard", "epsilon_placement": "outside"}).items()
    assert default("adamw").items() >= (adam | {"weight_decay": 0.01}).items()
    assert default("amsgrad").items() >= (adam | {"bias_correction": "none"}).items()
    assert default("rmsprop").items() >= {"lr": 1e-3, "beta2": 0.9, "bias_correction": "none"}.items()
    assert default("adadelta").items() >= {"lr": 1.0, "beta2": 0.95, "epsilon": 1e-6}.items()
    assert default("adabound").items() >= (adam | {"final_lr": 0.1, "gamma": 1e-3}).items()
    assert default("lion") == {"lr": 1e-4, "beta1": 0.9, "beta2": 0.99}


BAD = [
    ("adam", {"lr": 0.0}, "Learning rate"),
    ("adam", {"lr": -1.0}, "Learning rate"),
    ("adam", {"lr": float("nan")}, "Learning rate"),
    ("adam", {"lr": float("inf")}, "Learning rate"),
    ("adam", {"lr": "fast"}, "must be a number"),
    ("adam", {"beta1": 1.0}, "below 1"),
    ("adam", {"beta2": -0.1}, "Second decay"),
    ("adam", {"epsilon": -1e-8}, "Guard"),
    ("adam", {"bias_correction": "nothing"}, "standard, none, gradient-init"),
    ("adam", {"epsilon_placement": 0}, "outside, inside"),
    ("heavy-ball", {"momentum": 1.0}, "Momentum"),
    ("adamw", {"weight_decay": -0.1}, "Weight decay"),
    ("amsgrad", {"maximum": "during"}, "before, after"),
    ("adafix", {"gate": "open"}, "absolute, signed"),
    ("adafix", {"denominator": "sqrt"}, "root, v"),
    ("adafix", {"initial_smoothness": -1.0}, "First smoothness"),
    ("adamal", {"second_decay": "beta3"}, "beta2, beta1"),
    ("adabound", {"gamma": 0.0}, "Closing speed"),
    ("adabound", {"final_lr": 0.0}, "Final rate"),
    ("sgd", {"beta1": 0.9}, "SGD has no hyperparameter 'beta1'. It has lr"),
]


@pytest.mark.parametrize(("name", "hyper", "words"), BAD)
def test_bad_values_are_refused_with_what_is_accepted(name, hyper, words):
    with pytest.raises(ValueError, match=words):
        OPTIMIZERS[name].with_(**hyper)


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_the_formula_follows_the_conventions_that_are_set(name):
    o = OPTIMIZERS[name]
    choices = {h.name: h.choices for h in o.hyperparameters.values() if h.choices}
    for values in product(*choices.values()):
        text = (there := o.with_(**dict(zip(choices, values, strict=True)))).formula
        assert text.count("{") == text.count("}")
        assert ("\\hat" in text) == (getattr(there.hyper, "bias_correction", "none") == "standard")
    first = o.with_(**{h: options[0] for h, options in choices.items()})
    for h, options in choices.items():
        texts = {first.with_(**{h: option}).formula for option in options}
        assert len(texts) == 2, h  # both starts without correction read alike
    if "epsilon_placement" in choices:
        assert re.search(r"\\sqrt\{[^{}]* \+ \\varepsilon\}", first.with_(epsilon_placement="inside").formula)


# Laws


@pytest.mark.parametrize(("name", "hyper"), [(n, {"bias_correction": c} if n in CORRECTABLE else {}) for n in OPTIMIZERS
                                             for c in (STARTS_OF_AVERAGES if n in CORRECTABLE else [""])])  # fmt: skip
def test_rests_at_a_minimum(name, hyper):
    optimizer = bare(OPTIMIZERS[name]).with_(**hyper)
    rested = 0
    for surface in (VALLEY, LANDSCAPES["rosenbrock"], LANDSCAPES["himmelblau"]):
        for x, y in surface.minima:
            if not np.any(surface.gradient(x, y)):  # others are rounded, so that some slope is left
                run = simulate(surface, optimizer, (x, y), 50)
                assert np.all(run.position == (x, y))
                assert not np.isinf(run.effective_lr).any()
                assert np.isnan(run.effective_lr).all() == (name == "lion")  # the sign of 0 has no rate
                rested += 1
    assert rested >= 3


@pytest.mark.parametrize("name", WITHOUT_MOMENTUM)
def test_effective_rate_times_gradient_is_the_step(name):
    run = simulate(VALLEY, OPTIMIZERS[name].with_(lr=0.01), START, 200)
    np.testing.assert_allclose(
        (run.effective_lr * run.gradient)[:-1], -np.diff(run.position, axis=0), rtol=1e-9, atol=1e-15
    )
    assert np.all(run.effective_lr > 0)


def test_rates_are_eta_where_nothing_is_normalised():
    plain = {name for name, optimizer in OPTIMIZERS.items() if not optimizer.normalised}
    assert plain == {"sgd", "heavy-ball", "nesterov"}
    for name in plain:
        assert np.all(simulate(VALLEY, OPTIMIZERS[name].with_(lr=0.01), START, 10).effective_lr == 0.01)


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_normalised_means_that_steps_do_not_scale_with_the_gradient(name):
    optimizer = bare(OPTIMIZERS[name]).with_(lr=5e-3)
    short, long = (np.abs(np.diff(simulate(VALLEY, optimizer, (x, 0.0), 12).position[:, 0])).sum() for x in (0.5, 1.0))
    expected = 1 if optimizer.normalised else 2
    assert long / short == pytest.approx(expected, rel=5e-2)


# which averages a window; its v is tested below
@pytest.mark.parametrize("name", [n for n in CORRECTABLE if n != "adashift"])
def test_gradient_init_starts_the_averages_at_the_first_gradient(name):
    run = simulate(VALLEY, OPTIMIZERS[name].with_(bias_correction="gradient-init"), START, 3)
    g = run.gradient[0]
    if "m" in OPTIMIZERS[name].state_variables:
        np.testing.assert_allclose(run.first_moment[0], g, rtol=1e-14)
    # AdaBelief's v starts at g^2 too, but g - m is 0 then.
    expected = OPTIMIZERS[name].hyper.beta2 * g * g + 1e-16 if name == "adabelief" else g * g
    np.testing.assert_allclose(run.second_moment[0], expected, rtol=1e-14)


@pytest.mark.parametrize("name", CORRECTABLE)
def test_the_three_starts_differ(name):
    ends = [
        simulate(VALLEY, OPTIMIZERS[name].with_(lr=0.01, bias_correction=c), START, 40).position[-1]
        for c in STARTS_OF_AVERAGES
    ]
    assert len({tuple(end) for end in ends}) == 3


def test_the_names_of_kernels_are_their_own():
    kernels = [
        make(surface.grad) for surface in LANDSCAPES.values() for make in (gradient_pointer, block_gradient_pointer)
    ]
    kernels += [trajectory_kernel(optimizer) for optimizer in OPTIMIZERS.values()]
    names = [kernel.py_func.__qualname__ for kernel in kernels]
    assert len(set(names)) == len(names)


def test_kernels_put_on_disk_by_different_processes_are_not_mixed_up(tmp_path):
    """Numba's names of machine code repeat from process to process; see `cached`."""
    code = """
import sys
from dynamics import OPTIMIZERS, simulate
from landscapes import LANDSCAPES
from landscapes.gradient_pointers import gradient_pointer
surfaces = [LANDSCAPES[name] for name in sys.argv[1:]]
for surface in surfaces:
    gradient_pointer(surface.grad)  # first in each process, so that Numba counts alike
for surface in surfaces:
    run = simulate(surface, OPTIMIZERS["sgd"].with_(lr=1e-3), (0.5, 0.9), 1)
    moved = (run.position[0] - run.position[1]) / 1e-3
    assert abs(moved - surface.gradient(0.5, 0.9)).max() < 1e-9, (surface.name, moved)
"""
    environment = os.environ | {"NUMBA_CACHE_DIR": str(tmp_path), "PYTHONPATH": str(Path(__file__).parents[2])}
    for surfaces in (["smooth-valley"], ["rosenbrock"], ["smooth-valley", "rosenbrock", "smooth-valley"]):
        subprocess.run([sys.executable, "-c", code, *surfaces], env=environment, check=True, timeout=120)


@pytest.mark.parametrize("place", ["outside", "inside"])
@pytest.mark.parametrize("name", ["rmsprop", "adam", "adamw", "nadam", "amsgrad", "adafix", "adamal", "adashift"])
def test_effective_rate_is_eta_over_the_root_of_v(name, place):
    optimizer = OPTIMIZERS[name].with_(lr=0.01, epsilon=1e-3, epsilon_placement=place, bias_correction="standard")
    run = simulate(VALLEY, optimizer, START, 100)
    late = 10 if name == "adashift" else 0  # nothing to divide by before
    t = run.step[late:, None] + 1 - late
    v = run.second_moment[late:] / (1 - optimizer.hyper.beta2**t)
    v = np.maximum.accumulate(v) if name == "amsgrad" else v  # the maximum of what is corrected
    root = np.sqrt(v + 1e-3) if place == "inside" else np.sqrt(v) + 1e-3
    np.testing.assert_allclose(run.effective_lr[late:], 0.01 / root, rtol=1e-10)


# Known counts: updates until within 1e-3 of the origin


@pytest.mark.parametrize(
    ("name", "surface", "hyper", "count"),
    [
        ("adam", "smooth-valley", {"bias_correction": "gradient-init"}, 3113),
        ("rmsprop", "smooth-valley", {"beta2": 0.999, "bias_correction": "none"}, 1086),
        ("adam", "sharp-valley", {"bias_correction": "gradient-init"}, 900),
    ],
)
def test_counts_of_the_valleys_paper(name, surface, hyper, count):
    run = simulate(LANDSCAPES[surface], OPTIMIZERS[name].with_(lr=1e-3, **hyper), START, 4000)
    assert run.first_step_within(1e-3) == count


# Single optimizers


def test_adams_first_step_is_eta_along_the_sign():
    run = simulate(VALLEY, OPTIMIZERS["adam"].with_(lr=0.01), (0.5, -0.9), 1)
    np.testing.assert_allclose(run.position[0] - run.position[1], [0.01, -0.01], rtol=1e-5)
    size = np.abs(run.gradient[0])
    np.testing.assert_allclose(np.abs(run.position[0] - run.position[1]), 0.01 * size / (size + 1e-8), rtol=1e-12)


def test_lions_steps_have_length_eta():
    run = simulate(LANDSCAPES["rosenbrock"], OPTIMIZERS["lion"].with_(lr=0.01), (-1.0, 1.5), 300)
    np.testing.assert_allclose(np.abs(np.diff(run.position, axis=0)), 0.01, rtol=1e-10)
    g, m = run.gradient, run.first_moment
    u = 0.9 * m[:-1] + 0.1 * g[1:]
    np.testing.assert_allclose(run.effective_lr[1:], 0.01 / np.abs(u), rtol=1e-9)


def test_adagrads_v_is_the_sum_of_squares():
    run = simulate(VALLEY, OPTIMIZERS["adagrad"].with_(lr=0.1), START, 100)
    np.testing.assert_allclose(run.second_moment, np.cumsum(run.gradient**2, axis=0), rtol=1e-12)
    assert np.all(np.diff(run.effective_lr, axis=0) < 0)


@pytest.mark.parametrize(
    ("hyper", "monotone"), [({}, True), ({"maximum": "after"}, True), ({"maximum": "before"}, False)]
)
def test_amsgrads_rates_never_rise_unless_the_maximum_is_corrected_later(hyper, monotone):
    optimizer = OPTIMIZERS["amsgrad"].with_(lr=0.05, **({"bias_correction": "standard"} if hyper else {}), **hyper)
    run = simulate(VALLEY, optimizer, START, 500)
    assert np.all(np.diff(run.effective_lr, axis=0) <= 0) == monotone


@pytest.mark.parametrize("decay", ["beta2", "beta1"])
def test_adamals_v_never_falls_and_is_the_papers(decay):
    run = simulate(LANDSCAPES["rosenbrock"], OPTIMIZERS["adamal"].with_(lr=0.02, second_decay=decay), (-1.0, 1.5), 400)
    v, b = run.second_moment, {"beta2": 0.999, "beta1": 0.9}[decay]
    assert np.all(np.diff(v, axis=0) >= 0)
    assert np.any(np.diff(v, axis=0) == 0)  # where the gradient is small, exactly as it was
    before = np.vstack([[0, 0], v[:-1]])
    np.testing.assert_allclose(v, b * before + (1 - b) * np.maximum(run.gradient**2, before), rtol=1e-12)
    np.testing.assert_allclose(run.effective_lr, 0.02 / (np.sqrt(v) + 1e-8), rtol=1e-12)


def test_adamal_is_amsgrad_as_that_paper_writes_it():
    run = simulate(VALLEY, OPTIMIZERS["adamal"].with_(lr=0.02), START, 300)
    v = np.zeros(2)
    for g, mine in zip(run.gradient, run.second_moment, strict=True):
        v = np.maximum(0.999 * v + 0.001 * g * g, v)  # equation 16
        np.testing.assert_allclose(mine, v, rtol=1e-12)


def follow(surface, start, steps, move):
    """Positions of x <- x - move(t, x, g), in plain NumPy."""
    x = np.array(start)
    path = [x]
    for t in range(1, steps + 1):
        x = x - move(t, x, surface.gradient(*x))
        path.append(x)
    return np.array(path)


@pytest.mark.parametrize("printed", [False, True], ids=["as corrected", "as printed"])
@pytest.mark.parametrize("first", [0.0, 5.0])
def test_adafix_is_algorithm_1(printed, first):
    lr = 0.02
    b1 = 0.9
    b2 = 0.999
    eps = 1e-3
    state = {"m": 0.0, "v": 0.0, "L": first, "last": None}

    def move(t, x, g):
        if state["last"] is not None:
            x0, g0 = state["last"]
            state["L"] = max(state["L"], np.linalg.norm(g - g0) / np.linalg.norm(x - x0))
        state["last"] = x, g
        state["m"] = b1 * state["m"] + (1 - b1) * g
        if (np.max(g) if printed else np.max(np.abs(g))) >= state["L"] * lr:
            state["v"] = b2 * state["v"] + (1 - b2) * g * g
        m, v = state["m"] / (1 - b1**t), state["v"] / (1 - b2**t)
        return lr * m / ((v if printed else np.sqrt(v)) + eps)

    expected = follow(VALLEY, START, 200, move)
    options = {"denominator": "v", "gate": "signed"} if printed else {}
    optimizer = OPTIMIZERS["adafix"].with_(lr=lr, epsilon=eps, initial_smoothness=first, **options)
    np.testing.assert_allclose(simulate(VALLEY, optimizer, START, 200).position, expected, rtol=0, atol=1e-8)


def test_adafix_closes_its_gate_near_a_minimum():
    run = simulate(VALLEY, OPTIMIZERS["adafix"].with_(lr=0.05), START, 400)
    x = run.position
    g = run.gradient
    v = run.second_moment
    slopes = np.linalg.norm(np.diff(g, axis=0), axis=1) / np.linalg.norm(np.diff(x, axis=0), axis=1)
    passes = np.abs(g[1:]).max(axis=1) >= np.maximum.accumulate(slopes) * 0.05
    assert np.array_equal(np.any(np.diff(v, axis=0) != 0, axis=1), passes)
    assert passes[:5].all()
    assert not passes[-100:].any()


def test_adafixs_correction_goes_on_behind_a_closed_gate():
    # v rests, but v / (1 - beta2^t) keeps falling: only without that correction does the rate rest too.
    adafix = OPTIMIZERS["adafix"].with_(lr=0.05)
    corrected, plain = (
        simulate(VALLEY, adafix.with_(bias_correction=start), START, 400) for start in ("standard", "gradient-init")
    )
    assert np.all(np.ptp(plain.effective_lr[-100:], axis=0) == 0)
    assert np.all(np.ptp(corrected.second_moment[-100:], axis=0) == 0)
    assert np.all(np.diff(corrected.effective_lr[-100:], axis=0) > 0)


def test_adabound_is_its_authors_code():
    lr = 0.01
    b1 = 0.9
    b2 = 0.999
    final = 0.05
    gamma = 0.02
    state = {"m": 0.0, "v": 0.0}

    def move(t, x, g):
        state["m"] = b1 * state["m"] + (1 - b1) * g
        state["v"] = b2 * state["v"] + (1 - b2) * g * g
        size = lr * np.sqrt(1 - b2**t) / (1 - b1**t) / (np.sqrt(state["v"]) + 1e-12)
        return np.clip(size, final * (1 - 1 / (gamma * t + 1)), final * (1 + 1 / (gamma * t))) * state["m"]

    optimizer = OPTIMIZERS["adabound"].with_(lr=lr, final_lr=final, gamma=gamma, epsilon=1e-12)
    run = simulate(VALLEY, optimizer, START, 300)
    np.testing.assert_allclose(run.position, follow(VALLEY, START, 300, move), rtol=0, atol=1e-9)
    t = np.arange(1, 302)[:, None]
    lower, upper = final * (1 - 1 / (gamma * t + 1)), final * (1 + 1 / (gamma * t))
    assert np.all((lower <= run.effective_lr) & (run.effective_lr <= upper))
    at_bound = (run.effective_lr == lower) | (run.effective_lr == upper)
    assert at_bound.any()
    assert not at_bound.all()


@pytest.mark.parametrize("correction", STARTS_OF_AVERAGES)
def test_adashift_is_its_paper_with_ten_gradients(correction):
    lr = 0.01
    b1 = 0.8
    b2 = 0.99
    n = 10
    gradients = []
    weights = b1 ** np.arange(n)

    def move(t, x, g):
        gradients.append(g)
        if t <= n:
            return 0.0
        past = np.array(gradients)
        m = weights @ past[: -n - 1 : -1] / weights.sum()
        decays = b2 ** np.arange(t - n - 1, -1, -1)  # v is fed with the gradients up to t - n
        v = (1 - b2) * decays @ past[: t - n] ** 2
        if correction == "standard":
            v = v / (1 - b2 ** (t - n))
        elif correction == "gradient-init":
            v = v + b2 ** (t - n) * past[0] ** 2
        return lr * m / (np.sqrt(v) + 1e-8)

    optimizer = OPTIMIZERS["adashift"].with_(lr=lr, beta1=b1, beta2=b2, bias_correction=correction)
    run = simulate(VALLEY, optimizer, START, 200)
    np.testing.assert_allclose(run.position, follow(VALLEY, START, 200, move), rtol=0, atol=1e-10)
    assert np.all(run.position[:11] == START)
    assert np.all(run.position[11] != START)
    assert np.all(run.effective_lr[:10] == 0)


def test_adamw_shrinks_where_there_is_no_slope():
    # Along y the sharp fall of x says nothing: on the floor's axis the gradient is 0 and only the decay acts.
    run = simulate(
        VALLEY.with_(steepness=1e-6), OPTIMIZERS["adamw"].with_(lr=0.1, weight_decay=0.5, epsilon=1e3), START, 10
    )
    np.testing.assert_allclose(run.position[-1, 1], 0.9 * (1 - 0.05) ** 10, rtol=1e-8)
