"""What a typed formula gives: its value and derivatives are true, and the same bits in every engine."""

import random
import struct
from dataclasses import replace

import mpmath
import numpy as np
import pytest

from dynamics import OPTIMIZERS, simulate
from engines.arrays import elementwise
from engines.compiled import compiled
from engines.formula import FormulaError, Name
from engines.typed.interpreter import GRADIENT, HESSIAN, VALUE, block_pointer, on_arrays, pointer
from engines.typed.meaning import meaning
from engines.typed.reading import read
from engines.typed.tape import vector
from landscapes import LANDSCAPES
from tests.typed.texts import DECLARED, FUNCTIONS, formula

POINTS = [(0.0, 0.0), (1.0, -1.0), (0.0, 2.0), (-0.5, 0.25)]
# the formulas of registered surfaces whose derivatives are made from them too: the bits are those of the built-in
BUILT_IN = {
    "himmelblau": "(x^2 + y - 11)^2 + (x + y^2 - 7)^2",
    "saddle": "(y^2 - x^2)/2",
    "smooth-valley": "x^2 + s*y*y; s = 1e-3 in [1e-6, 1]",
    "sharp-valley": "|x| + s*|y|; s = 1e-4 in [1e-6, 1]",
}


def drawn(seed, count, depth=5):
    """(text, the flat formulas, parameter vector) of texts that can be read."""
    draw = random.Random(seed)
    while count:
        text = formula(draw, draw.randint(1, depth)) + DECLARED
        try:
            typed = read(text)
        except FormulaError:
            continue
        count -= 1
        formulas = meaning(typed.node)
        yield text, formulas, np.array(vector(formulas, [c.value for c in typed.constants]))


def on_points(tape, x, y, p):
    out = on_arrays(tape)(x, y, p)
    return np.array([np.broadcast_to(part, x.shape) for part in (out if isinstance(out, tuple) else (out,))], float)


@pytest.mark.parametrize("name", BUILT_IN)
def test_a_built_in_typed_as_text_has_its_bits(name):
    own, typed = LANDSCAPES[name], LANDSCAPES[f"= {BUILT_IN[name]}"]
    x, y = np.random.default_rng(1).normal(size=(2, 200)) * 2
    assert (typed.value(x, y) == own.value(x, y)).all()
    assert (typed.gradient(x, y) == own.gradient(x, y)).all()
    adam = OPTIMIZERS["adam"].with_(lr=0.1)
    runs = [simulate(land, adam, (0.7, 0.9), 300) for land in (own, typed)]
    assert (runs[0].position == runs[1].position).all()


def test_interpreters_give_the_bits_of_compiled_code():
    rng = np.random.default_rng(2)
    for text, formulas, p in drawn(21, 12):
        x, y = np.append(rng.normal(size=(2, 67)) * 2, np.array(POINTS).T, axis=1)
        gx, gy = np.empty((2, len(x)))
        block_pointer()(x, y, p, gx, gy)
        function = compiled(formulas.gradient)
        one = np.array([pointer()(u, v, p) for u, v in zip(x, y, strict=True)]).T
        true = np.array([function(u, v, p) for u, v in zip(x, y, strict=True)]).T
        np.testing.assert_array_equal(one, true, err_msg=text)
        np.testing.assert_array_equal([gx, gy], true, err_msg=text)
        for tape, made in zip((VALUE, GRADIENT, HESSIAN), formulas, strict=True):
            with np.errstate(all="ignore"):
                out = elementwise(made)(x, y, p)
            parts = [np.broadcast_to(part, x.shape) for part in (out if isinstance(out, tuple) else (out,))]
            np.testing.assert_array_equal(on_points(tape, x, y, p), np.array(parts, float), err_msg=text)


NODE_COUNTS = """const out = [];
for (const { name, points, p } of given) {
  await m.loadTyped(name);
  const { f, grad, hess } = m.typedOf(name).functions;
  out.push(points.map(([x, y]) => [f(x, y, p), ...grad(x, y, p), ...hess(x, y, p)].map((value) => bits(value + 0))));
}
return out;"""


def bits(value):
    """-0 as 0: of two zeros NumPy's minimum takes either."""
    return "nan" if np.isnan(value) else struct.pack(">d", value + 0.0).hex()


def same_in_the_browser(node, seed, count):
    draw = random.Random(seed)
    points = [*POINTS, *((draw.uniform(-3, 3), draw.uniform(-3, 3)) for _ in range(5))]
    made = list(drawn(seed, count))
    theirs = node("typed", NODE_COUNTS, [{"name": f"= {t}", "points": points, "p": p[:2].tolist()} for t, _, p in made])
    x, y = np.array(points).T
    for (text, _, p), found in zip(made, theirs, strict=True):
        ours = np.concatenate([on_points(tape, x, y, p) for tape in (VALUE, GRADIENT, HESSIAN)]).T
        assert [[bits(v) for v in row] for row in ours] == found, text
        kernel = [[bits(v) for v in pointer()(u, v, p)] for u, v in points]
        assert kernel == [row[1:3] for row in found], text


def test_the_browser_gives_the_same_bits(node):
    same_in_the_browser(node, 31, 60)


@pytest.mark.slow
def test_the_browser_gives_the_same_bits_on_many(node):
    for seed in range(40, 50):
        same_in_the_browser(node, seed, 300)


# ---- true to 1e-12

TRUE = {
    "abs": abs, "sign": mpmath.sign, "floor": mpmath.floor, "min": min, "max": max,
    **{name: getattr(mpmath, name) for name in FUNCTIONS if name not in ("abs", "sign", "floor")},
}  # fmt: skip
COMPARED = {"<": "__lt__", "<=": "__le__", ">": "__gt__", ">=": "__ge__", "==": "__eq__", "!=": "__ne__"}
OPERATED = {"+": "__add__", "-": "__sub__", "*": "__mul__", "/": "__truediv__"}


def true_value(node, x, y, p, kinks):
    """By mpmath, straight along the syntax tree. kinks: gets how far each argument is from where it bends or jumps."""
    kind, *parts = node
    if kind == "number":
        return mpmath.mpf(parts[0])
    if kind == "name":
        # the float64 numbers that stand for pi and e are what the formula means
        return {"x": x, "y": y, "pi": mpmath.mpf(np.pi), "e": mpmath.mpf(np.e)}[parts[0]]
    if kind == "constant":
        return mpmath.mpf(p[parts[0]])
    if kind == "^":
        return true_value(parts[0], x, y, p, kinks) ** parts[1]
    values = [true_value(part, x, y, p, kinks) for part in parts]
    if kind in COMPARED:
        kinks.append(abs(values[0] - values[1]))
        return getattr(values[0], COMPARED[kind])(values[1])
    if kind == "where":
        return values[1] if values[0] else values[2]
    if kind in ("abs", "sign"):
        kinks.append(abs(values[0]))
    if kind in ("min", "max"):
        kinks.append(min(abs(a - b) for a in values for b in values if a is not b))
    if kind == "floor":
        kinks.append(abs(values[0] - mpmath.nint(values[0])))
    if kind in OPERATED and len(values) == 2:
        return getattr(values[0], OPERATED[kind])(values[1])
    return -values[0] if kind == "-" else TRUE[kind](*values)


def check_truth(seed, texts):
    draw, checked = random.Random(seed), 0
    mpmath.mp.dps = 60
    for text, formulas, p in texts:
        node = read(text).node
        x, y = draw.uniform(-2, 2), draw.uniform(-2, 2)
        kinks = []

        def f(u, v, node=node, p=p, kinks=kinks):
            return true_value(node, u, v, p, kinks)

        try:
            true = [
                mpmath.diff(f, (mpmath.mpf(x), mpmath.mpf(y)), order, h=mpmath.mpf(10) ** -18)
                for order in ((0, 0), (1, 0), (0, 1), (2, 0), (1, 1), (0, 2))
            ]
        except (ZeroDivisionError, ValueError, TypeError):
            continue  # no value there
        if any(isinstance(t, mpmath.mpc) or not mpmath.isfinite(t) for t in true) or min(kinks, default=1) < 1e-6:
            continue
        given = np.array([x]), np.array([y]), p
        ours = np.concatenate([on_points(tape, *given)[:, 0] for tape in (VALUE, GRADIENT, HESSIAN)])
        steps = [step for made in formulas for step in largest(made, x, y, p)]
        scale = max([1.0, *steps])
        if scale > 1e8:
            continue
        checked += 1
        error = max(float(abs(mpmath.mpf(float(a)) - b)) for a, b in zip(ours, true, strict=True))
        assert error <= 1e-12 * scale, (text, x, y, error, scale)
    return checked


def largest(made, x, y, p):
    """Every number on the way, which says what rounding may cost: the formula with all its lines as results."""
    names = tuple(Name(line.targets[0]) for line in made.body)
    if not names:
        return []
    with np.errstate(all="ignore"):
        out = elementwise(replace(made, result=names))(np.float64(x), np.float64(y), p)
    return [abs(float(v)) for v in out if np.isfinite(v)]


def test_values_and_derivatives_are_true():
    assert check_truth(51, drawn(51, 40, 4)) > 10


def test_each_function_has_true_derivatives():
    """At points of either sign, small and large, inside its domain."""
    texts = [f"{name}({inside})" for name in FUNCTIONS for inside in ("2 + 0.1x y + y/3", "(1 + 0.2x - y/5)^2 + 0.1")]
    texts += [
        f"{name}(x y - {shift})" for name in ("sin", "cos", "tan", "sinh", "cosh", "tanh", "abs") for shift in (0, 3)
    ]
    texts += ["x y / (3 + x^2)", "(3 + x)^-3 y^5", "min(x y, y) max(x, x^2)", "where(x < y, x^2 y, sin(x y))"]
    read_alike = ((t, m := meaning(read(t).node), np.array(vector(m, []))) for t in texts for _ in range(3))
    assert check_truth(53, read_alike) > 2.5 * len(texts)


@pytest.mark.slow
def test_values_and_derivatives_of_two_hundred_trees_are_true():
    assert check_truth(52, drawn(52, 600, 4)) > 200


def test_derivatives_do_not_grow():
    """Of formulas at the limit, all that are generated: a bound on what one text may cost."""
    worst = [0, 0, 0]
    hard = ["(" * 39 + "x y" + " + x)(y + 1)" * 30, "x y sin(" * 22 + "x" + ")" * 22, "x^64 y^63 " * 8]
    for text in (*hard, *(t for t, _, _ in drawn(61, 60, 7))):
        try:
            sizes_of = [len(made.body) for made in meaning(read(text).node)]
        except FormulaError:
            continue
        worst = [max(pair) for pair in zip(worst, sizes_of, strict=True)]
    assert worst[0] <= 200
    assert worst[1] <= 1000
    assert worst[2] <= 4000
