"""Formulas: what is read from Python, what is refused and where, and that every rewriting keeps every bit."""

import inspect
import math

import numpy as np
import pytest

from dynamics import OPTIMIZERS
from engines import exact, ops
from engines.arrays import elementwise
from engines.branches import branched
from engines.compiled import compiled
from engines.formula import Formula
from engines.parsing import FormulaError, parse
from engines.rewriting import expanded, lean, part, single
from landscapes import LANDSCAPES, sampled

TABLE = np.array([[1.0, 2.0], [3.0, 4.0]])
COUNT = 3

GRID = sampled("g", "G", "s", "l", np.arange(6.0), np.arange(5.0), np.random.default_rng(0).normal(size=(5, 6)), (1, 1))
FORMULAS = {
    f"{s.name}.{k}": f
    for s in [*LANDSCAPES.values(), GRID]
    for k, f in (("f", s.f), ("grad", s.grad), ("hess", s.hess))
}
RULES = {name: optimizer.rule for name, optimizer in OPTIMIZERS.items()}


def of_surface(function, x, y, p):
    """(parts of the result, points)."""
    out = function(x, y, p)
    return np.stack([np.broadcast_to(part, x.shape) for part in (out if isinstance(out, tuple) else (out,))])


def scattered(count=200):
    rng = np.random.default_rng(5)
    return [np.concatenate([rng.normal(size=count) * 3, [0.0, 1e-30, -1e200, 1e12, math.pi]]) for _ in range(2)]


@pytest.mark.parametrize("name", FORMULAS)
def test_every_form_of_a_surface_has_the_same_bits(name):
    """As written, each name once, lean, written out, with branches, and by Numba one point at a time."""
    function = FORMULAS[name]
    land = LANDSCAPES.get(name.rpartition(".")[0], GRID)
    x, y = scattered()
    with np.errstate(all="ignore"):
        expected = of_surface(elementwise(function), x, y, land.p)
        tree = parse(function)
        for form in (single(tree), lean(tree), expanded(tree)):
            np.testing.assert_array_equal(of_surface(elementwise(form), x, y, land.p), expected)
        code = compiled(function)
        one_by_one = [code(a, b, land.p) for a, b in zip(x.tolist(), y.tolist(), strict=True)]
    np.testing.assert_array_equal(np.array(one_by_one, np.float64).reshape(len(x), -1).T, expected)


@pytest.mark.parametrize("name", RULES)
def test_every_form_of_a_rule_has_the_same_bits(name):
    optimizer, rng = OPTIMIZERS[name], np.random.default_rng(3)
    state = tuple(np.abs(rng.normal(size=50)) for _ in optimizer.state_variables)
    g = rng.normal(size=50)

    class Context:
        step, lr, correction1, correction2, next_correction1 = 12.0, 0.1, 1.3, 1.01, 1.2
        position, largest_gradient, largest_signed, smoothness = g + 1, 2.0, 1.5, 0.7

    def bits(form):
        return [np.broadcast_to(v, 50).tobytes() for v in flat(elementwise(form)(g, state, Context, optimizer.numbers))]

    tree = parse(optimizer.rule)
    assert bits(tree) == bits(single(tree)) == bits(expanded(tree)) == bits(lean(tree))


def flat(result):
    return [leaf for each in result for leaf in flat(each)] if isinstance(result, tuple) else [result]


def test_what_a_rule_reads_of_its_context():
    assert parse(RULES["adam"]).reads("context") == {"lr", "correction1", "correction2"}
    assert "smoothness" in parse(RULES["adafix"]).reads("context")
    assert parse(RULES["lion"]).calls == {"absolute", "sign", "where"}
    assert {o.name for o in OPTIMIZERS.values() if o.follows_smoothness} == {"adafix"}


def test_loops_are_written_out_and_tables_read():
    def formula(x, y, p):
        total = 0.0 * x
        for k in range(2):
            for n in range(1, COUNT):
                total = total + TABLE[k, n - 1] * p[2 * k + n]
        return total

    tree = parse(formula)
    assert len(tree.body) == 5
    assert tree.constants == (0.0, *TABLE.ravel())
    assert elementwise(tree)(np.zeros(2), 0.0, np.arange(5.0)).tolist() == [1 + 2 * 2 + 3 * 3 + 4 * 4] * 2


def test_a_swap_means_the_values_before_it():
    def formula(x, y, p):
        a, b = x, y
        a, b = b, a - b
        return a, b

    for form in (parse(formula), single(parse(formula)), lean(single(parse(formula)))):
        assert elementwise(form)(5.0, 2.0, ()) == (2.0, 3.0)
    assert compiled(formula)(5.0, 2.0, np.empty(0)) == (2.0, 3.0)
    assert elementwise(part(parse(formula), 1, "second"))(5.0, 2.0, ()) == 3.0


def test_a_name_that_a_rewriting_would_choose_may_be_taken():
    def formula(x, y, p):
        x_2 = x + 1
        x = x * 2
        x = x + x_2
        return x, x_2

    assert elementwise(single(parse(formula)))(3.0, 0.0, ()) == elementwise(parse(formula))(3.0, 0.0, ()) == (10.0, 4.0)


def test_a_branch_holds_only_what_its_arm_needs():
    text = branched(ops.SIN)
    head, _, tail = text.partition("else:")
    assert "if " in head
    assert "6755399441055744.0" in tail  # the reduction
    assert "6755399441055744.0" not in head
    assert text.splitlines()[-1].strip() == "return result"


def power(x, y, p):
    return x**2


def two_returns(x, y, p):
    if x > 0:
        return y
    return x


def calls_numpy(x, y, p):
    return np.sin(x)


def unknown(x, y, p):
    return x + missing  # noqa: F821


def both(x, y, p):
    return ops.where((x > 0) & (y > 0), x, y)


def chained(x, y, p):
    return ops.where(0 < x < 1, x, y)


def to_an_item(x, y, p):
    p[0] = x
    return y


def too_many_values(x, y, p):
    return ops.maximum(x, y, 0.0)


def with_default(x, y, p=1):
    return x


def endless(x, y, p):
    for _k in range(3_000):
        x = x + 1
    return x


def grown(x, y, p):
    x += 1
    return x


def unpacked(x, y, p):
    a, b = x + y
    return a + b


def endless_number(x, y, p):
    return x * 1e999


def nothing(x, y, p):
    """Only words."""


REFUSED = {
    power: "write powers as products", two_returns: "none of the lines", calls_numpy: "ops.sqrt", unknown: "`missing`",
    both: "not in the language", chained: "not in the language", to_an_item: "only names", too_many_values: "takes 2",
    with_default: "without defaults", endless: "2,000 lines", grown: "none of the lines", unpacked: "taken apart",
    endless_number: "too large", nothing: "ends in its one return",
}  # fmt: skip


@pytest.mark.parametrize("function", REFUSED, ids=lambda f: f.__name__)
def test_what_is_no_formula_is_refused_with_its_line(function):
    with pytest.raises(FormulaError) as caught:
        parse(function)
    lines, first = inspect.getsourcelines(function)
    place, _, words = str(caught.value).partition(": ")
    assert place.startswith(inspect.getsourcefile(function))
    assert first <= int(place.rpartition(":")[2]) < first + len(lines)
    assert REFUSED[function] in words
    assert words.endswith(".")


def test_only_plain_functions_are_formulas():
    for thing in (np.sin, 3, lambda x: x):
        with pytest.raises(FormulaError):
            parse(thing)
    tree = parse(RULES["adam"])
    assert parse(tree) is tree
    assert isinstance(tree, Formula)
    assert tree.name == "dynamics.optimizers.adam.rule"


def test_the_fingerprint_is_of_what_is_computed():
    def one(x, y, p):
        """Words."""
        # and a remark
        return x + 2 * y

    def two(x, y, p):
        return x + 2 * y

    def three(x, y, p):
        return x + 3 * y

    prints = [parse(f).fingerprint for f in (one, two, three)]
    same = parse(one).text.replace("one", "") == parse(two).text.replace("two", "")
    assert same
    assert len(set(prints)) == 3  # the name is in it
    assert "remark" not in parse(one).text


def test_exact_operations_are_all_that_numba_sees():
    for function in (*FORMULAS.values(), *RULES.values()):
        text = branched(expanded(parse(function)))
        used = {word.split("(")[0] for word in text.split("ops.")[1:]}
        assert all(hasattr(exact, name.strip(" ,)\n:")) for name in used), used
