"""A lesson's file: what it gives, and that what is wrong in it is told with its line."""

import pytest

from lessons import LessonError, read_lesson
from lessons.prose import filled

HEAD = '+++\ntitle = "T"\nminutes = 5\n+++\n'
SCENARIO = (
    'scenario = {surface = "bowl", start = [1, 0], steps = 9, contenders = [{optimizer = "sgd", hyper = {lr = 1.0}}]}\n'
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
        (HEAD.replace('"T"', '"T"\nauthor = 1'), 2, "'author' has no meaning"),
        (HEAD + "One.\n---\n```toml\nid = \n```\n", 8, "Invalid value"),
        (HEAD + "One.\n---\n" + step("colour = 1"), 8, "'colour' has no meaning in a step"),
        (HEAD + step("goal = \"sgd.lr >\"", "do = {sgd.lr = 2.0}", "near = {sgd.lr = 3.0}"), 6, "character 9"),
        (HEAD + step('goal = "sgd.lr > 1"'), 6, "A goal needs do"),
        (HEAD + step('goal = "sgd.lr > 1"', "do = {adam.lr = 2.0}", "near = {sgd.lr = 3.0}"), 6, "no 'adam' to change"),
        (HEAD + step('lock = ["door"]'), 6, "lock does not know 'door'"),
        (HEAD + step('ask = {choice = ["a", "b"], right = 2, because = ["a", "b"]}'), 6, "A choice needs right"),
        (HEAD + step("ask = {number = \"sgd.lr\", because = [\"a\"]}"), 6, "A question has"),
        (HEAD + step('id = "a"') + "---\n" + step('id = "a"'), 12, "stands at two steps"),
        (HEAD + step(prose="It is {sgd.lr +}."), 9, "Something is missing"),
        (HEAD + "```toml\nhold = true\n```\n", 6, "needs a scenario"),
        (HEAD + step().replace('"bowl"', '"bowel"'), 6, "bowel"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_line(text, line, words):
    with pytest.raises(LessonError) as error:
        read_lesson(text)
    assert words in str(error.value)
    assert error.value.line == line


def test_prose_computes_its_numbers():
    text = "$\\frac{a}{b}$ {a.n} {a.n | 2} {a.never} {a.many} {a.yes} {paper: it is so} [curvature](glossary)"
    of = {"a": {"n": 0.123456, "never": float("inf"), "many": 6606.59, "yes": True}}
    assert filled(text, of) == "$\\frac{a}{b}$ 0.123 0.12 never 6,607 yes “*it is so*” *curvature*"
