"""Our sin, cos, exp and log: within one unit in the last place of the true value, and the same bits in Numba and NumPy.

The arguments spread over all magnitudes, and lie where such functions go wrong: beside multiples of pi/2, at the edges
of what a double holds, around 1. `DESCENT_DRAWS=1000000 pytest -n 0 -s tests/engines/test_elementary.py` tries a
million for each function, in a few minutes, and prints the worst error of each.
"""

import os
from functools import cache

import mpmath
import numpy as np
import pytest
from numba import njit

from engines import elementary, numpy_ops, ops
from engines.compiled import JIT

DRAWS = int(os.environ.get("DESCENT_DRAWS", "10000"))
NAMES = ("sin", "cos", "exp", "log")
TRUE = {name: getattr(mpmath, name) for name in NAMES}
FINEST = -1074  # the exponent of the least double
LARGEST = np.finfo(np.float64).max


@cache
def scalar(name):
    function = getattr(ops, name)
    return njit(**JIT)(lambda x: function(x))


@cache
def loop(name):
    function = getattr(ops, name)

    @njit(**JIT)
    def fill(x, out):
        for i in range(x.size):
            out[i] = function(x[i])

    def values(x):
        out = np.empty_like(x)
        fill(x, out)
        return out

    values.kernel = fill
    return values


def scattered(rng, low, high, count):
    """Numbers of either sign, their exponents spread evenly."""
    return np.ldexp(rng.uniform(0.5, 1, count), rng.integers(low, high, count, endpoint=True)) * rng.choice(
        [-1.0, 1.0], count
    )


def beside_quarters(rng, count):
    """Doubles nearest to multiples of pi/2 up to 1e9."""
    multiples = np.concatenate(
        [np.arange(1, count // 4), rng.integers(1, int(1e9 / 1.5707963267948966), count - count // 4)]
    )
    with mpmath.workprec(120):
        return np.array([float(int(k) * mpmath.pi / 2) for k in multiples])


@cache
def closest_to_quarters():
    """The doubles below 2^30 that come closest to a multiple of pi/2: convergents of pi/2 over the spacing of doubles,
    in each octave."""
    found = []
    with mpmath.workprec(400):
        for octave in range(30):
            rest = mpmath.ldexp(mpmath.pi / 2, 52 - octave)
            (p0, q0), (p, q) = (1, 0), (int(rest), 1)
            while p < 2**53:
                found += [float(mpmath.ldexp(p * times, octave - 52)) for times in range(1, 4) if p * times < 2**53]
                rest = 1 / (rest - int(rest))
                (p0, q0), (p, q) = (p, q), (int(rest) * p + p0, int(rest) * q + q0)
    return np.array([x for x in found if 0.7 < x < 2.0**30])


def arguments(name, count=DRAWS):
    rng, part = np.random.default_rng(7), count // 4
    if name in ("sin", "cos"):
        drawn = [
            rng.uniform(-8, 8, part),
            rng.uniform(-1e9, 1e9, part),
            scattered(rng, -1073, 29, part),
            beside_quarters(rng, part),
        ]
        drawn.append(closest_to_quarters())
        edges = [
            5e-324,
            2.2250738585072014e-308,
            1e-160,
            1e9,
            2.0**30,
            2.0**30 - 2.0**-23,
            0.7853981633974483,
            0.7853981633974484,
        ]
    elif name == "exp":
        drawn = [
            rng.uniform(-1, 1, part),
            rng.uniform(-746, 710, part),
            rng.uniform(-745.2, -708, part),
            scattered(rng, -1073, 9, part),
        ]
        edges = [
            709.782712893384,
            709.7827128933841,
            -745.1332191019411,
            -745.1332191019412,
            -708.3964185322641,
            710.0,
            -746.0,
            1e300,
        ]
    else:
        near_one, anywhere = 1 + scattered(rng, -52, -1, part), np.abs(scattered(rng, -1021, 1024, part))
        drawn = [
            rng.uniform(0.5, 2, part),
            near_one,
            anywhere,
            np.ldexp(rng.uniform(0.5, 1, part), rng.integers(FINEST + 1, -1021, part)),
        ]
        edges = [5e-324, 2.2250738585072014e-308, LARGEST, 1 + 2.0**-52, 1 - 2.0**-53, 0.5**0.5, 2**0.5]
    return np.concatenate([*drawn, edges, -np.array(edges) if name != "log" else np.array([1.0])])


def units(name, x, value):
    """How far `value` is from the true one, in units in the last place of the true one."""
    with mpmath.workprec(90 if abs(x) < 1e15 else 1200):
        true = TRUE[name](mpmath.mpf(x))
        if abs(true) > mpmath.mpf(LARGEST) and np.isinf(value):
            return 0.0
        unit = mpmath.ldexp(1, max(mpmath.frexp(true)[1] - 53, FINEST)) if true else mpmath.ldexp(1, FINEST)
        return float(abs(mpmath.mpf(value) - true) / unit)


@pytest.mark.parametrize("name", NAMES)
def test_within_one_unit_in_the_last_place(name):
    x = arguments(name)
    errors = [units(name, a, b) for a, b in zip(x.tolist(), loop(name)(x).tolist(), strict=True)]
    print(f"{name}: {len(x):,} arguments, worst {max(errors):.4f} at {x[int(np.argmax(errors))]!r}")
    assert max(errors) <= 1


@pytest.mark.parametrize("name", NAMES)
def test_the_same_bits_one_by_one_in_a_loop_and_on_arrays(name):
    specials = [
        0.0,
        -0.0,
        np.inf,
        -np.inf,
        1e300,
        -1e300,
        LARGEST,
        2.0**31,
        2.0**30 + 1,
        1e12,
        -3e15,
        2.0**83,
        2.0**84,
        -1.0,
    ]
    x = np.concatenate([arguments(name, 10_000), specials])
    one_by_one = np.array([scalar(name)(a) for a in x])
    for other in (
        loop(name)(x),
        getattr(numpy_ops, name)(x),
        np.array([getattr(numpy_ops, name)(a) for a in x[-200:]]),
    ):
        same = one_by_one[-len(other) :].view(np.int64) == other.view(np.int64)
        assert (same | (np.isnan(one_by_one[-len(other) :]) & np.isnan(other))).all()  # a NaN's bits are not fixed


@pytest.mark.parametrize("name", NAMES)
def test_a_loop_over_it_vectorises(name):
    loop(name)(np.ones(1))
    (code,) = loop(name).kernel.inspect_asm().values()
    assert "mulpd" in code


@pytest.mark.parametrize("values", [loop, lambda name: getattr(numpy_ops, name)], ids=["numba", "numpy"])
def test_special_values(values):
    inf, nan = np.inf, np.nan
    expected = {
        "sin": {0.0: 0.0, inf: nan, -inf: nan, nan: nan},
        "cos": {0.0: 1.0, inf: nan, -inf: nan, nan: nan},
        "exp": {0.0: 1.0, -inf: 0.0, inf: inf, 709.79: inf, 1e300: inf, -745.2: 0.0, -1e300: 0.0, nan: nan},
        "log": {0.0: -inf, inf: inf, 1.0: 0.0, -1e-300: nan, -1.0: nan, -inf: nan, nan: nan},
    }
    for name, cases in expected.items():
        np.testing.assert_array_equal(values(name)(np.array(list(cases))), list(cases.values()))
    assert values("log")(np.array([-0.0]))[0] == -inf
    assert np.signbit(values("sin")(np.array([-0.0]))[0])
    assert not np.signbit(values("sin")(np.array([0.0]))[0])


def test_beyond_a_thousand_million_sine_and_cosine_stay_bounded():
    rng = np.random.default_rng(3)
    x = np.concatenate([scattered(rng, 30, 1024, 100_000), scattered(rng, 30, 90, 100_000), [1e300, LARGEST, -LARGEST]])
    sine, cosine = loop("sin")(x), loop("cos")(x)
    assert (np.abs(sine) <= 1).all()
    assert (np.abs(cosine) <= 1).all()
    np.testing.assert_allclose(sine * sine + cosine * cosine, 1, rtol=1e-15)
    kept = np.abs(x) < 2.0**52
    turned = np.array([a - 2**31 * round(a / 2**31) for a in x[kept]])
    np.testing.assert_array_equal(sine[kept], loop("sin")(turned))


def test_every_power_of_two_that_exp_scales_by_is_exact():
    """Ten squarings must hit each of them: one that is missed would be off by a factor of two."""
    exponents = np.arange(-1076, 1025)
    x = exponents * np.log(2)
    with mpmath.workprec(100):
        true = np.array([float(mpmath.exp(mpmath.mpf(a))) for a in x.tolist()])
    np.testing.assert_allclose(loop("exp")(x), true, rtol=3e-16, atol=5e-324)


def test_every_octave_of_log():
    x = np.ldexp(1.0, np.arange(FINEST, 1024))
    for factor in (1.0, 1.4142135623730951, 1.5, 0.75):
        inside = x[(x * factor < LARGEST) & (x > 1e-300)] * factor
        with mpmath.workprec(100):
            true = np.array([float(mpmath.log(mpmath.mpf(a))) for a in inside.tolist()])
        np.testing.assert_allclose(loop("log")(inside), true, rtol=3e-16)


def test_the_parts_of_half_a_turn_are_short_and_add_up():
    with mpmath.workprec(300):
        assert abs(sum(map(mpmath.mpf, elementary.HALF_PI)) - mpmath.pi / 2) < mpmath.mpf(2) ** -143
    for part in elementary.HALF_PI[:-1]:
        mantissa, _ = np.frexp(part)
        assert mantissa * 2**23 == int(mantissa * 2**23)


@pytest.mark.parametrize("name", ["tan", "sinh", "cosh", "tanh"])
def test_what_is_made_of_them_is_right_to_five_units(name):
    rng = np.random.default_rng(8)
    x = np.concatenate([rng.uniform(-3, 3, 1500), rng.uniform(-700, 700, 500), scattered(rng, -1000, 8, 1000)])
    x = np.append(x[np.abs(x) < 709], [1.0, -1.0])
    true = getattr(mpmath, name)
    with mpmath.workprec(120):
        for a, value in zip(x.tolist(), loop(name)(x).tolist(), strict=True):
            exact = true(mpmath.mpf(a))
            unit = mpmath.ldexp(1, max(mpmath.frexp(exact)[1] - 53, FINEST))
            assert abs(mpmath.mpf(value) - exact) <= 5 * unit, a
    inf, nan = np.inf, np.nan
    ends = {"tan": [nan, nan], "sinh": [-inf, inf], "cosh": [inf, inf], "tanh": [-1.0, 1.0]}[name]
    for values in (loop(name), getattr(numpy_ops, name)):
        np.testing.assert_array_equal(values(np.array([-inf, inf])), ends)
        assert np.isnan(values(np.array([nan]))[0])
