"""Operations that one instruction of a tape does together: each is used, and gives the bits of those it stands for."""

import re

import numpy as np
import pytest

from dynamics import OPTIMIZERS, rule, rule_text
from engines.compiled import compiled
from engines.flattening import flat
from engines.formula import Binary, Call, Formula, Item, Name, Number
from engines.rewriting import changed
from engines.typed import rule_tape
from engines.typed import tape as tape_module
from engines.typed.fusing import FUSED, fused
from engines.typed.interpreter import GRADIENT, _said, block_pointer, on_arrays, pointer
from engines.typed.tape import CODE, CODES, REGISTERS, SLOTS, WORDS, XY, vector
from tests.typed.test_numbers import drawn

X, Y = XY
ROOT, LOG = Call("sqrt", (X,)), Call("log", (Y,))  # operands that nothing takes in
OPERANDS = {Name("a"): X, Name("b"): Y, Name("c"): ROOT, Name("e"): LOG, Name("B"): Item("p", 0)}


def of(*results):
    return flat(Formula("tests.typed.form", ("x", "y", "p"), (), results))


def rows(numbers, first, last):
    return [(CODES[code], *rest) for code, *rest in np.reshape(numbers[first:last], (-1, WORDS)).astype(int).tolist()]


def gradient_rows(p):
    at = int(p[SLOTS + 1])
    return rows(p, at + 4, at + 4 + WORDS * int(p[at + 1]))


@pytest.mark.parametrize("name", FUSED)
def test_each_is_one_instruction_and_has_the_bits_of_its_operations(name):
    form = changed(FUSED[name], lambda node: OPERANDS.get(node, node))
    formula = of(form, X)
    p = np.array(vector((formula, formula, formula), [0.7]))
    assert [row[0] for row in gradient_rows(p) if row[0] not in ("sqrt", "log")] == [name]
    x, y = np.random.default_rng(5).lognormal(size=(2, 131))
    function = compiled(formula)
    true = np.array([function(u, v, p) for u, v in zip(x, y, strict=True)]).T
    gx, gy = np.empty((2, len(x)))
    block_pointer()(x, y, p, gx, gy)
    np.testing.assert_array_equal([gx, gy], true)
    np.testing.assert_array_equal([pointer()(u, v, p) for u, v in zip(x, y, strict=True)], true.T)
    np.testing.assert_array_equal(on_arrays(GRADIENT)(x, y, p), true)


def test_a_product_may_stand_either_way():
    (line,) = fused(of(_plus(_times(X, Y), _times(Y, X)), X), XY).body
    assert line.values == (Call("a*b + a*b", (X, Y)),)


def test_what_others_read_is_not_taken_in():
    product = _times(X, Y)
    for formula in (of(_plus(product, X), product), of(_plus(product, X), _plus(product, Y))):
        assert fused(formula, XY) == formula


def test_lines_that_are_done_once_are_not_taken_in():
    formula = of(_plus(_times(X, X), Y), X)
    assert len(fused(formula, XY).body) == 1
    assert fused(formula, XY, [formula.body[0].targets[0]]) == formula


def test_numbers_are_no_registers():
    formula = of(_plus(_times(X, Y), Number(2.0)), X)
    assert fused(formula, XY) == formula


def test_no_instruction_writes_over_what_it_reads():
    """The loop over a block would not vectorise."""
    tapes = [gradient_rows(p) for _, _, p in drawn(81, 40)]
    for optimizer in OPTIMIZERS.values():
        tape = rule(rule_text(optimizer)).rule.tape
        tapes.append(rows(tape, int(tape[rule_tape.ONCE]), int(tape[rule_tape.END])))
    for name, target, *operands in [row for tape in tapes for row in tape]:
        letters = re.findall(r"R([a-e])", "Ra" if name == "sin and cos" else _said(name, "R{}"))
        assert target not in [operands["abce".index(letter)] for letter in letters], name


def test_a_formula_whose_fused_tape_is_too_large_has_the_plain_one(monkeypatch):
    formula = of(_plus(_times(X, ROOT), _times(Y, LOG)), X)
    whole = vector((formula,) * 3, [])
    most = int(whole[int(whole[SLOTS + 1])])
    assert most <= REGISTERS
    monkeypatch.setattr(tape_module, "fused", lambda formula, inputs: _wide(formula))
    plain = np.array(vector((formula,) * 3, []))
    assert not {CODE[name] for name in FUSED} & {CODE[row[0]] for row in gradient_rows(plain)}


def _wide(formula):
    """One that needs more registers than there are."""
    roots = [Call("sqrt", (_plus(X, Number(float(k))),)) for k in range(REGISTERS + 1)]
    return of(*roots, *formula.result)


def _plus(left, right):
    return Binary("+", left, right)


def _times(left, right):
    return Binary("*", left, right)
