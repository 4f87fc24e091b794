"""Texts of rules: what they mean, where they go wrong, and that nothing that is typed does harm."""

import builtins
import json
import random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dynamics import OPTIMIZERS, rule, rule_text
from engines.formula import FormulaError
from engines.typed.grammar import RULE_LIMITS, WORDS
from engines.typed.rules import read_rule
from engines.typed.tokens import tokens
from player.known import TEMPLATES
from player.templates import templates_text
from tests.typed.texts import INTRUDERS, mutated

G, LR = ("name", "g"), ("name", "lr")
TEXTS = [rule_text(optimizer) for optimizer in OPTIMIZERS.values()]
PIECES = (
    *INTRUDERS, *TEXTS, "state ", "state m", "m = ", "step = lr*g", "rate = lr", "\n", ";", "; ", "beta1 = 0.9", "lr",
    "base_lr", "correction1", "largest_gradient", "smoothness", "nan", "t", "in [0, 1]", "eval(g)", "exec",
    "__import__", "state m: ", ": velocity", ": average gradient by beta1", " by ", "squared ", "average ",
    "g.__class__", "lambda g: g", "def", "os.system('x')", "${x}", "`x`", "new Function", "\u0455tate m", "ｓtep = g",
)  # fmt: skip


def test_the_templates_are_those_of_the_rules():
    assert TEMPLATES.read_text() == templates_text(), "run `python -m player.known`"


def test_what_a_rule_says():
    text = read_rule("b = 0.5 in [0, 1]; state m, v = g^2\nm = b m + g; step = lr m; rate = lr/(v + 1)")
    assert [(h.name, h.value, h.low, h.high) for h in text.hyperparameters] == [("b", 0.5, 0.0, 1.0)]
    assert text.states == {"m": ("number", 0.0), "v": ("^", G, 2)}
    assert text.lines == (
        ("m", ("+", ("*", ("name", "b"), ("name", "m")), G)),
        ("step", ("*", LR, ("name", "m"))),
        ("rate", ("/", LR, ("+", ("name", "v"), ("number", 1.0)))),
    )


def test_what_a_state_means_stands_behind_its_line():
    text = read_rule("beta2 = 0.9; b = 0.5 in [0, 1]; state m, n = g: last ten gradients; state v; step = m + n\n"
                     "state w = g^2: average squared gradient by beta2; state u: average gradient by b")  # fmt: skip
    assert text.states == {"m": ("number", 0.0), "n": G, "v": ("number", 0.0), "w": ("^", G, 2), "u": ("number", 0.0)}
    assert text.meanings == {
        "m": ("last ten gradients", ""), "n": ("last ten gradients", ""),
        "w": ("average squared gradient", "beta2"), "u": ("average gradient", "b"),
    }  # fmt: skip


MISTAKES = [
        ("", "no_step", "", "A rule gives its step"),
        ("m = g", "no_step", "", "A rule gives its step"),
        ("step = lr*gradient", "meant", "gradient", "Did you mean g?"),
        ("step = lr*sine(g)", "meant", "sine", "Did you mean sin?"),
        ("step = eta*g", "meant", "eta", "Did you mean lr?"),
        ("step = lr*q", "rule_unknown", "q", "what lines before give a name"),
        ("m = 0.9*m + g; step = m", "unset", "m", "write a line: state m"),
        ("step = u; u = g", "unset", "u", "no value yet"),
        ("state m = x; step = m", "start", "x", "in g alone"),
        ("state m, m; step = m", "twice", "m", "given twice"),
        ("state g; step = g", "input", "g", "stays as it is"),
        ("t = t + 1; step = g", "input", "t", "stays as it is"),
        ("state sin; step = g", "rule_taken", "sin", "choose another name"),
        ("step = g; step = 2*g", "twice", "step", "step is given twice"),
        ("step = 1; m = g; m = 2*m; step = step*m; rate = m; rate = lr", "twice", "rate", "rate is given twice"),
        ("m = 0.9*g in [0, 1]; step = m", "rule_ranged", "in", "on a line of its own"),
        ("a = 1; a = 2; step = a", "twice", "a", "given twice"),
        ("a = 1 in [2, 3]; step = a", "outside", "a", "outside its range"),
        ("beta1 = 1.5; step = g", "outside", "beta1", "outside its range"),
        ("step = correction2*g", "needs", "correction2", "a line beta2 = 0.9"),
        ("step", "line", "step", "A line gives a name a value"),
        ("step = g; 3 = g", "line", "3", "A line gives a name a value"),
        ("step = g == 1", "compare", "==", "stands only first in where"),
        ("step = g)", "stray", ")", "Nothing was opened"),
        ("step = g^t", "exponent", "t", "exp(t*log(|g|))"),
        ("step = g.real", "character", ".", "has no meaning"),
        ("stаte m; step = g", "lookalike", "а", "write a"),
        ("step = 1e999", "number", "1e999", "can be held"),
        ("a" * 25 + " = g; step = g", "rule_name", "a" * 25, "at most 24"),
        ("state " + ", ".join(f"s{k}" for k in range(17)) + "; step = g", "states", "s16", "At most 16"),
        ("; ".join(f"h{k} = 1" for k in range(13)) + "; step = g", "hyperparameters", "h12", "at most 12"),
        ("state m: ; step = g", "meaning", "", "average, velocity, sum, largest, weight, last"),
        ("state m: average; step = g", "meaning", "", "gradient, squared, of"),
        ("state m: average step; step = g", "meaning", "step", "gradient, squared, of"),
        ("state m: avrage gradient; step = g", "meant", "avrage", "Did you mean average?"),
        ("beta1 = 0.9; state m: average gradient by bata1; step = m", "meant", "bata1", "Did you mean beta1?"),
        ("state m: average gradient; step = m", "fades", "", "average gradient by beta1"),
        ("state m: average gradient by beta1; step = m", "fades", "beta1", "a line beta1 = 0.9"),
        ("b = 0.9; state m: average gradient by b; step = m", "decay", "b", "b = 0.9 in [0, 1]"),
        ("beta1 = 0.9; state m: velocity by beta1; step = m", "meaning_ends", "by", "velocity: that is all"),
        ("state m: velocity, v; step = m", "meaning_ends", ",", "a line of its own"),
        ("b = 0 in [0, 1]; state m: average gradient by b b; step = m", "meaning_ends", "b", "by b: that is all"),
        ("state gradient: velocity; step = average", "rule_unknown", "average", "is not known"),
        ("step = g : 2", "lookalike", ":", "write /"),
        ("step = " + "(" * 41 + "g" + ")" * 41, "deep", "(", "more than 40 deep"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "marked", "says"), MISTAKES)
def test_a_mistake_stands_at_its_character(text, kind, marked, says):
    with pytest.raises(FormulaError) as found:
        rule(text)
    error = found.value
    assert error.kind == kind
    assert text[error.at : error.at + error.length] == marked
    assert says in str(error)


def test_limits_of_length_and_size():
    with pytest.raises(FormulaError, match="at most 2000 characters; this has 2001"):
        rule("step = g" + " " * (2001 - 8))
    with pytest.raises(FormulaError, match="the most are 400"):
        rule("step = " + "+".join("g" * 201))
    assert rule("step = " + "+".join("g" * 200)).rule.formula.body  # 199 sums and 200 names


def test_one_slip_is_found_within_a_token():
    """100 characters exchanged: where that is no rule any more, the mistake is told at the slip, or at a name that
    another line was to give a value."""
    draw = random.Random(2)
    slips = near = 0
    while slips < 100:
        text = draw.choice(TEXTS)
        at = draw.randrange(len(text))
        slipped = text[:at] + draw.choice("\\@~?!'&%") + text[at + 1 :]
        slips += 1
        with pytest.raises(FormulaError) as found:
            rule(slipped)
        near += found.value.at == at
    assert near == 100


def attempted(text):
    error = None
    try:
        return rule(text)
    except FormulaError as found:
        error = found
    assert error.kind in WORDS
    assert 0 <= error.at <= error.at + error.length <= max(len(text), error.at)
    assert len(str(error)) < 400
    return None


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
@example("step = " + "-" * 10**5)
@example("(" * 10**5)
@example("9" * 10**5)
@example("step = g" + "\n" * 10**5)
@example("state " + "a," * 900)
@example("step = " + "9" * 1900)
@example("step = " + "g^64" * 400)
@example("__class__ = 1; step = g")
def test_whatever_is_typed_is_a_rule_or_a_mistake(text):
    attempted(text)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=200))
def test_whatever_characters(text):
    attempted(text)


def test_slips_of_rules_are_rules_or_mistakes():
    draw = random.Random(5)
    for k in range(1500):
        text = draw.choice(TEXTS)
        for _ in range(k % 4 + 1):
            text = mutated(draw, text)
        attempted(text)


def test_no_text_is_run(monkeypatch):
    """Neither evaluated nor compiled, from the reading to a step."""

    def refused(*given, **named):
        raise AssertionError(f"{given[0]!r} was about to be run")

    names = "; state m; class = 0.5; m = class*m + g; step = lr*m"
    rule("state k; k = k + g; step = k")  # what loads at first use
    for name in ("eval", "exec", "compile"):
        monkeypatch.setattr(builtins, name, refused)
    made = rule(names)
    assert made.with_(**{"class": 0.25}).numbers._asdict() == {"lr": 0.01, "class": 0.25}
    assert rule_text(made)


def test_a_number_of_a_rule_may_be_called_as_tuples_call_theirs():
    made = rule("index = 2; count = 3; step = index*count*g")
    assert (made.hyper.index, made.hyper.count) == (2.0, 3.0)
    assert made.with_(count=2).hyper._asdict() == {"lr": 0.01, "index": 2.0, "count": 2.0}


def test_tokens_of_formulas_know_no_underscore():
    with pytest.raises(FormulaError):
        tokens("a_b")
    assert [token.text for token in tokens("a_b", rule=True)] == ["a_b", ""]
    assert RULE_LIMITS["characters"] == 2000


NODE_READS = """return given.map((text) => {
  try {
    const { hyperparameters, states, meanings, lines } = m.readRule(text);
    return { hyperparameters, states: [...states], meanings: [...meanings], lines };
  } catch (error) {
    if (!error.kind) throw error;
    return { kind: error.kind, at: error.at, length: error.length, message: error.message };
  }
});"""


def told(text):
    try:
        parsed = read_rule(text)
    except FormulaError as error:
        return {"kind": error.kind, "at": error.at, "length": error.length, "message": str(error)}
    return {
        "hyperparameters": [vars(h) for h in parsed.hyperparameters],
        "states": list(parsed.states.items()),
        "meanings": list(parsed.meanings.items()),
        "lines": parsed.lines,
    }


def many(seed, count):
    """A quarter as built-in rules read, the others with slips, or pieces in any order."""
    draw = random.Random(seed)
    for k in range(count):
        text = draw.choice(TEXTS) if k % 4 else "".join(draw.choice(PIECES) for _ in range(draw.randint(0, 9)))
        for _ in range((0, 0, 1, draw.randint(1, 4))[k % 4]):
            text = mutated(draw, text)
        yield text


def compare_readings(node, texts):
    theirs = node("rules", NODE_READS, texts)
    for text, one in zip(texts, theirs, strict=True):
        ours = json.loads(json.dumps(told(text)))
        assert one == ours, text


def test_the_browser_reads_the_same(node):
    compare_readings(node, [text for text, *_ in MISTAKES] + list(many(1, 2000)))


@pytest.mark.slow
def test_the_browser_reads_the_same_of_a_hundred_thousand(node):
    compare_readings(node, list(many(2, 100_000)))
