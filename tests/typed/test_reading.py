"""What a text means, and where it goes wrong: in Python and in the browser alike."""

import json
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engines.formula import FormulaError
from engines.typed.grammar import FUNCTIONS, LIMITS, WORDS
from engines.typed.meaning import value_of
from engines.typed.nodes import size
from engines.typed.reading import read
from engines.typed.tokens import tokens
from player.grammar import grammar_text
from player.known import GRAMMAR
from tests.typed.texts import INTRUDERS, formula, mutated, texts

X, Y = ("name", "x"), ("name", "y")
NODE_READS = """return given.map((text) => {
  try { return m.readFormula(text); }
  catch (error) {
    if (!error.kind) throw error;
    return { kind: error.kind, at: error.at, length: error.length, message: error.message };
  }
});"""


def told(text):
    try:
        typed = read(text)
    except FormulaError as error:
        return {"kind": error.kind, "at": error.at, "length": error.length, "message": str(error)}
    return {"node": typed.node, "constants": [vars(c) for c in typed.constants], "windows": typed.windows}


def number(value):
    return ("number", value)


@pytest.mark.parametrize(
    ("text", "node"),
    [
        ("-x^2", ("-", ("^", X, 2))),
        ("2^3^2", ("^", number(2.0), 9)),
        ("x^-2", ("^", X, -2)),
        ("x**3", ("^", X, 3)),
        ("2x", ("*", number(2.0), X)),
        ("2 sin x", ("*", number(2.0), ("sin", X))),
        ("sin 2 pi x cos y", ("*", ("sin", ("*", ("*", number(2.0), ("name", "pi")), X)), ("cos", Y))),
        ("sin(x)^2", ("^", ("sin", X), 2)),
        ("sin x^2", ("sin", ("^", X, 2))),
        ("(x + 1)(y)", ("*", ("+", X, number(1.0)), Y)),
        ("x(y + 1)", ("*", X, ("+", Y, number(1.0)))),
        ("||x| - 1|", ("abs", ("-", ("abs", X), number(1.0)))),
        ("2|x|y", ("*", ("*", number(2.0), ("abs", X)), Y)),
        ("x / y * 2", ("*", ("/", X, Y), number(2.0))),
        ("x - y - 1", ("-", ("-", X, Y), number(1.0))),
        ("π + e", ("+", ("name", "pi"), ("name", "e"))),
        ("2e3 + 2e", ("+", number(2000.0), ("*", number(2.0), ("name", "e")))),
        ("e^(x y)", ("exp", ("*", X, Y))),
        ("e^2", ("^", ("name", "e"), 2)),
        ("x − y × 2", ("-", X, ("*", Y, number(2.0)))),
        ("f(x, y) = x", X),
        ("z = y", Y),
        ("where(x ≤ 0, x, y)", ("where", ("<=", X, number(0.0)), X, Y)),
        ("min(x, y, 1)", ("min", X, Y, number(1.0))),
        ("a b; a = 1; b = 2 in [-1, 3]", ("*", ("constant", 0), ("constant", 1))),
        ("a = 1\n a x", ("*", ("constant", 0), X)),
    ],
)
def test_what_a_text_means(text, node):
    assert read(text).node == node


def test_constants_and_windows_stand_beside_the_formula():
    typed = read("a x^2 + b; a = 0.3 in [0, 1]; b = -2; x in [-1, 5]\ny in [0, 2]")
    assert [vars(c) for c in typed.constants] == [
        {"name": "a", "value": 0.3, "low": 0.0, "high": 1.0},
        {"name": "b", "value": -2.0, "low": -4.0, "high": 0.0},
    ]
    assert typed.windows == {"x": (-1.0, 5.0), "y": (0.0, 2.0)}


@pytest.mark.parametrize(
    ("text", "kind", "at", "length", "says"),
    [
        ("sine(x)", "meant", 0, 4, "Did you mean sin?"),
        ("x + cosine y", "meant", 4, 6, "Did you mean cos?"),
        ("ln x", "meant", 0, 2, "Did you mean log?"),
        ("sqr(x)", "meant", 0, 3, "Did you mean sqrt?"),
        ("SIN(x)", "meant", 0, 3, "Did you mean sin?"),
        ("X + y", "meant", 0, 1, "Did you mean x?"),
        ("x2 + y", "meant", 0, 2, "Did you mean x^2?"),
        ("sinx", "meant", 0, 4, "Did you mean sin(x)?"),
        ("xy", "letters", 0, 2, "Did you mean x y, or x*y?"),
        ("2xy", "letters", 1, 2, "Did you mean x y, or x*y?"),
        ("x^2 in [-3, 3]", "ranged", 4, 2, "on a line of its own"),
        ("y/2 + 3x in [0, 1]", "ranged", 9, 2, "on a line of its own"),
        ("x # ) y\n y )", "two", 9, 3, "second"),
        ("# x\n; # y", "empty", 0, 0, "missing"),
        ("a x^2", "unknown", 0, 1, "a = 1"),
        ("x^y", "exponent", 2, 1, "write exp(y*log(|x|))"),
        ("(x + 1)^0.5", "exponent", 8, 3, "write exp(0.5*log(|(x + 1)|))"),
        ("x^65", "exponent", 2, 2, "from -64 to 64. Else write sign(x)*exp(65*log(|x|))."),
        ("x^1000", "exponent", 2, 4, "write exp(1000*log(|x|))"),
        ("|x|^0.5", "exponent", 4, 3, "write exp(0.5*log(|x|))"),
        ("2^x", "exponent", 2, 1, "write exp(x*log(2))"),
        ("1/2x", "divisor", 3, 1, "brackets around x"),
        ("sin x (y)", "belongs", 6, 1, "sin(...)"),
        ("sin^2 x", "call", 0, 3, "write sin(...)"),
        ("x 2", "operation", 2, 1, "Between x and 2"),
        ("x +", "end", 3, 0, "missing at the end"),
        ("x + * y", "operand", 4, 1, "a value is missing"),
        ("(x", "close", 2, 0, ") is missing"),
        ("x)", "stray", 1, 1, "Nothing was opened"),
        ("x > y", "compare", 2, 1, "first in where"),
        ("where(x, 1, 2)", "where", 6, 1, "where(x > 0, x, 0)"),
        ("where(x = 0, 1, 2)", "equals", 8, 1, "write =="),
        ("where(0 < x < 1, 1, 2)", "chain", 12, 1, "One comparison at a time"),
        ("where(x > 0, 1)", "few", 0, 5, "three values"),
        ("max(x)", "few", 0, 3, "two to eight values"),
        ("х^2", "lookalike", 0, 1, "write x"),  # Cyrillic
        ("x²", "lookalike", 1, 1, "write ^2"),
        ("x_1", "character", 1, 1, "no meaning"),
        ("１ + x", "character", 0, 1, "no meaning"),
        ("1e999", "number", 0, 5, "no number"),
        ("0x10", "meant", 1, 3, "x10 is not known"),
        ("1j", "unknown", 1, 1, "j is not known"),
        ("", "empty", 0, 0, "missing"),
        ("a = 1", "empty", 0, 0, "missing"),
        ("x; y", "two", 3, 1, "second one"),
        ("a = x; a", "value", 4, 1, "A constant is a number"),
        ("a = 2 in [0, 1]; a", "outside", 0, 1, "outside its range"),
        ("a = 1 in [1, 0]; a", "range", 9, 6, "the lower first"),
        ("sin = 1; x", "taken", 0, 3, "taken"),
        ("a = 1; a = 2; a", "twice", 7, 1, "twice"),
        ("where(x > lambda, 1, 2)", "unknown", 10, 6, "lambda is not known"),
        ("(" * 41 + "x", "deep", 40, 1, "40 deep"),
        ("x" + "+x" * 150, "large", 0, 301, "301 parts"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_at_its_place(text, kind, at, length, says):
    with pytest.raises(FormulaError, match=r"\.|\?") as raised:
        read(text)
    error = raised.value
    assert (error.kind, error.at, error.length) == (kind, at, length)
    assert says in str(error)


def test_every_kind_of_mistake_has_its_words():
    kinds = {told(text).get("kind") for text in texts(7, 4000)}
    assert kinds - {None} <= set(WORDS)
    assert len(kinds) > 20


def test_the_browser_has_the_table_as_it_is():
    assert GRAMMAR.read_text() == grammar_text(), "run `python -m player.known`"


def agree(node, seed, count):
    drawn = texts(seed, count)
    ours = json.loads(json.dumps([told(text) for text in drawn]))
    theirs = node("reader", NODE_READS, drawn)
    different = [(text, a, b) for text, a, b in zip(drawn, ours, theirs, strict=True) if a != b]
    assert different == []
    assert sum("node" in each for each in ours) > count / 4


def test_python_and_the_browser_read_alike(node):
    agree(node, 1, 3000)


@pytest.mark.slow
def test_python_and_the_browser_read_alike_a_hundred_thousand_texts(node):
    for seed in range(10, 15):
        agree(node, seed, 20_000)


def test_a_slip_is_told_within_a_token_of_it():
    """One character that means nothing there: the mistake is told at it, or at the token beside it."""
    draw, found = random.Random(3), 0
    while found < 100:
        text = formula(draw, 3).replace("a", "x").replace("b1", "y")
        text = text if "x" in text and told(text).get("node") else "x + y"
        at = draw.randrange(len(text) + 1)
        wrong = text[:at] + draw.choice("?@&_~$") + text[at:]
        error = told(wrong)
        found += 1
        assert (error["kind"], error["at"], error["length"]) == ("character", at, 1)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from([*INTRUDERS, "x", "y", "sin(", ")"]), max_size=40).map("".join) | st.text(max_size=80))
def test_whatever_is_typed_is_read_or_told(text):
    found = told(text)
    if "node" in found:
        assert size(found["node"]) <= LIMITS["nodes"]
    else:
        assert found["kind"] in WORDS
        assert 0 <= found["at"] <= found["at"] + found["length"] <= len(text)
        assert found["message"][-1] in ".?"


FLOODS = ("(", "x^", "-", "x+", "9", "|", "sin ", "\n", "__", "х")
ENDS = {"deep", "close", "end", "number", "empty", "call", "exponent", "operand", "character", "lookalike", "value"}


@pytest.mark.parametrize("piece", FLOODS)
def test_a_flood_is_refused_at_once(piece):
    assert told(piece * 100_000)["kind"] == "long"
    assert told((piece * 400)[:400])["kind"] in ENDS


def test_a_slip_anywhere_never_breaks_the_reader():
    draw = random.Random(5)
    for _ in range(500):
        told(mutated(draw, mutated(draw, formula(draw, 4))))


def test_powers_are_products():
    for n in range(-64, 65):
        value = value_of(read(f"x^{n}").node)
        assert size(read(f"x^{n}").node) >= len(value.body)
        assert len(value.body) <= 2 * 6 + 1


def test_names_are_ascii():
    assert all(name.isascii() and name.isalpha() for name in FUNCTIONS)
    assert [token.kind for token in tokens("sin2x")] == ["name", "end"]
