"""A lesson's file: what it gives, and that what is wrong in it is told with its line."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lessons import LessonError, read_lesson
from lessons.ask_reading import ASK_FIELDS
from lessons.prose import filled
from lessons.step_reading import STEP_FIELDS

HEAD = '+++\ntitle = "T"\nminutes = 5\n+++\n'
SCENARIO = (
    'scenario = {surface = "bowl", start = [1, 0], steps = 9, contenders = [{optimizer = "sgd", hyper = {lr = 1.0}}]}\n'
)


JUNK = st.recursive(
    st.booleans() | st.integers(-9, 9) | st.sampled_from(["", "a", "sgd", "bowl", "start", "{", "1 <", "orbits"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["a", "surface", "steps"]), inner),
    max_leaves=4,
)


def step(*lines, prose="Words."):
    return "```toml\n" + SCENARIO + "\n".join(lines) + f"\n```\n{prose}\n"


def test_a_step_has_its_parts():
    lesson = read_lesson(
        HEAD
        + "Before.\n---\n"
        + step('id = "one"', 'show = ["map", "loss", "table"]', 'lock = ["start", "lr"]', 'goal = "sgd.lr > 1"',
               "do = {sgd.lr = 2.0}", "near = {sgd.lr = 0.5}")
        + "---\nAfter, on the same.\n"
    )  # fmt: skip
    assert [s.name for s in lesson.steps] == ["step-1", "one", "step-3"]
    assert lesson.steps[0].scenario is None
    assert lesson.steps[1].panels == ("loss",)
    assert lesson.steps[1].table
    assert lesson.steps[2].scenario == lesson.steps[1].scenario
    assert lesson.steps[1].prose == "Words."


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("no head", 1, "begins with"),
        ("+++\ntitle = \n+++\n", 2, "Invalid value"),
        ("+++\nminutes = 5\n+++\n", 2, "needs title"),
        (HEAD.replace('"T"', '"T"\nauthor = 1'), 3, "'author' has no meaning"),
        (HEAD + "One.\n---\n```toml\nid = \n```\n", 8, "Invalid value"),
        (HEAD + "One.\n---\n" + step("colour = 1"), 9, "'colour' has no meaning in a step"),
        (HEAD + step("goal = \"sgd.lr >\"", "do = {sgd.lr = 2.0}", "near = {sgd.lr = 3.0}"), 7, "character 9"),
        (HEAD + step('goal = "sgd.lr > 1"'), 7, "A goal needs do"),
        (HEAD + step('goal = "sgd.lr > 1"', "do = {adam.lr = 2.0}", "near = {sgd.lr = 3.0}"), 8, "no 'adam' to change"),
        (HEAD + step('lock = ["door"]'), 7, "lock does not know 'door'"),
        (HEAD + step('ask = {choice = ["a", "b"], right = 2, because = ["a", "b"]}'), 7, "A choice needs right"),
        (HEAD + step("ask = {number = \"sgd.lr\", because = [\"a\"]}"), 7, "A question has"),
        (HEAD + step('id = "a"') + "---\n" + step('id = "a"'), 13, "stands at two steps"),
        (HEAD + step(prose="It is {sgd.lr +}."), 9, "Something is missing"),
        (HEAD + "```toml\nhold = true\n```\n", 6, "needs a scenario"),
        (HEAD + step().replace('"bowl"', '"bowel"'), 6, "bowel"),
        (HEAD + step('show = "loss"'), 7, "show is a list"),
        (HEAD + step("minutes = true"), 7, "minutes is a number"),
        (HEAD + step('notes = """', "goal =", '{sgd.lrr} """'), 9, "sgd.lrr is not known"),
        (HEAD + step('notes = """', "and no end"), 7, "Unterminated"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_line(text, line, words):
    with pytest.raises(LessonError) as error:
        read_lesson(text)
    assert words in str(error.value)
    assert error.value.line == line


def test_all_that_is_wrong_is_told_each_at_its_line():
    text = (
        HEAD.replace("minutes = 5", 'minutes = "5"')
        + step("[ask]", 'choice = ["a", "b"]', "right = 0", 'because = ["one"]', prose="{sgd.lr +} and {sgd.x +}")
        .replace('"sgd"', '"sgdd"')
        .replace('"bowl"', '"bowel"')
        + '---\n```toml\nhint = "no end\n```\n---\nOf {sgd.loss} nobody knows.\n---\n'
        + step('hint = "{sgd.lrr}"', 'lock = ["door", "start"]', "[ask]", 'number = "sgd.lost"', 'because = ["a", "b"]')
    )
    with pytest.raises(LessonError) as error:
        read_lesson(text)
    lines = text.split("\n")
    found = [(lines[each.line - 1].partition(" ")[0], each.words) for each in error.value.faults]
    for (place, words), (at, part) in zip(
        found,
        [("minutes", "whole number"), ("scenario", "sgdd"), ("scenario", "bowel"), ("because", "a sentence for each"),
         ("{sgd.lr", "missing"), ("{sgd.lr", "sgd.x +"), ("hint", "Unterminated"), ("hint", "lrr is not known"),
         ("lock", "door"), ("number", "lost is not known")],
        strict=True,
    ):  # fmt: skip
        assert (place, part in words) == (at, True), words


def test_one_mistake_hides_another_only_where_it_leaves_nothing_to_judge_by():
    text = (
        HEAD
        + step('id = "a"', 'show = ["loss", "sharpnes"]', 'goal = "sgd.lrr < 2"', 'hint = "At {sgd.lr"',
               prose="{sgd.no}, {surface.condition},\n$\\frac{a}{b}$ and\n\n$$\\frac{c}{d}$$\n[foo](glossary) and }.")
        .replace('"bowl"', '"bowel"')
        + "---\n"
        + step('id = "a"', "[ask]", 'choice = ["a", "{"]', "right = 5", 'because = ["{sgd.nor}"]')
        + '---\n```toml\nid = "b\n```\nA {brace and [bar](glossary).\n'
    )  # fmt: skip
    lines = text.split("\n")
    found = [(each.line, each.words) for each in _faults(text)]
    for (line, words), (at, part) in zip(
        found,
        [("scenario", "bowel"), ("show", "sharpnes"), ("goal", "sgd.lrr"), ("goal", "needs do"), ("goal", "needs near"),
         ("hint", "'{sgd.lr'"), ("{sgd.no}", "sgd.no"), ("[foo](glossary)", "'foo'"), ("[foo](glossary)", "'}.'"),
         ("id", "at two steps"), ("choice", "'{"), ("right", "right"), ("because", "because"), ("because", "sgd.nor"),
         ("id", "Unterminated"), ("A", "'{brace and '"), ("A", "'bar'")],
        strict=True,
    ):  # fmt: skip
        assert (lines[line - 1].partition(" ")[0].strip(","), part in words) == (at, True), (line, words)


@settings(max_examples=40, deadline=None)
@given(
    st.dictionaries(st.sampled_from([*STEP_FIELDS, "x"]), JUNK), st.dictionaries(st.sampled_from([*ASK_FIELDS]), JUNK)
)
def test_a_step_of_anything_is_read_or_told(fields, asks):
    given_fields = {**fields, "ask": asks} if asks else fields
    block = "\n".join(f"{name} = {_toml(value)}" for name, value in given_fields.items())
    assert all(5 <= each.line <= 9 + len(fields) for each in _faults(f"{HEAD}```toml\n{block}\n```\nWords.\n"))


def _faults(text):
    try:
        read_lesson(text)
    except LessonError as error:
        return error.faults
    return ()


def _toml(value):
    if isinstance(value, dict):
        return f"{{{', '.join(f'{name} = {_toml(own)}' for name, own in value.items())}}}"
    return json.dumps(value)


def test_prose_computes_its_numbers():
    text = "$\\frac{a}{b}$ {a.n} {a.n | 2} {a.never} {a.many} {a.yes} {paper: it is so} [curvature](glossary)"
    of = {"a": {"n": 0.123456, "never": float("inf"), "many": 6606.59, "yes": True}}
    assert filled(text, of) == "$\\frac{a}{b}$ 0.123 0.12 never 6,607 yes “*it is so*” *curvature*"
