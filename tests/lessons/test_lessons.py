"""What every lesson promises: its facts hold, its goals are reached by what it says and not by what it says does not,
its numbers can be computed and its terms are explained."""

import re

import pytest

from figures.quantities import QUANTITIES
from lessons import all_lessons
from lessons.answers import truth
from lessons.glossary import GLOSSARY
from lessons.lesson import PANELS
from lessons.parts import after
from lessons.prose import filled, pieces, terms
from lessons.quantities import about
from papers.contents import CONTENTS

SLOW = pytest.mark.slow
STEPS = [
    pytest.param(lesson, step, id=f"{lesson.name}-{step.name}")
    for lesson in all_lessons().values()
    for step in lesson.steps
]


@pytest.mark.parametrize(("lesson", "step"), STEPS)
def test_its_facts_hold(lesson, step):
    for fact in step.facts:
        assert fact.holds(about(step)), fact.text


@pytest.mark.parametrize(("lesson", "step"), [p for p in STEPS if p.values[1].goal])
def test_its_goal_is_reached_by_what_it_says_and_not_before(lesson, step):
    assert not step.goal.holds(about(step)), "reached before anything is done"
    assert not step.goal.holds(about(step, after(step, step.near))), "what should not reach it does"
    assert step.goal.holds(about(step, after(step, step.do))), "what should reach it does not"


TRAINS = [p for p in STEPS if any("{training." in text for text in p.values[1].texts)]


@pytest.mark.parametrize(
    ("lesson", "step"), [p for p in STEPS if p not in TRAINS] + [pytest.param(*p.values, marks=SLOW) for p in TRAINS]
)
def test_its_numbers_are_computed_and_its_terms_explained(lesson, step):
    told = about(step, after(step, step.do) if step.do else None)
    for text in step.texts:
        sentence = filled(text, told)
        assert "nan" not in sentence
        assert "⟨" not in sentence
    if step.ask and step.ask.truth:
        assert all(abs(value) < 1e9 for value in truth(step.ask, told))


@pytest.mark.parametrize(("lesson", "step"), STEPS)
def test_its_panels_are_known(lesson, step):
    assert set(step.panels) <= set(PANELS)
    assert len(step.panels) <= 3, "more have no room beside the text"


def test_what_a_lesson_may_show_is_what_can_be_drawn():
    assert tuple(QUANTITIES) == PANELS


def test_every_lesson_opens_items_of_the_papers_and_each_paper_is_opened():
    opened = {lesson.name: [name for step in lesson.steps for name in step.papers] for lesson in all_lessons().values()}
    assert all(opened.values())
    assert {name.partition(" ")[0] for names in opened.values() for name in names} == set(CONTENTS)


DID = ("first", "end", "left", "settles", "repeats", "[", "max", "min", "when", "stays", "orbit")


def test_at_least_two_goals_in_three_are_about_what_the_run_did():
    goals = [step.goal.text for lesson in all_lessons().values() for step in lesson.steps if step.goal]
    did = [text for text in goals if any(word in text for word in DID)]
    assert len(did) * 3 >= len(goals) * 2


SMALL = {"0", "1", "2"}  # the constants of formulas, such as 1 − ηλ or a 2-cycle
REFERENCE = re.compile(r"\(00\d[^)]*\)|[Pp]roposition \d+|^\d+\. |\$[^$]*\$", re.MULTILINE)


def unfilled(text):
    """What stands there as it is: no expressions, quotations or terms."""
    return "".join(piece.text if not (piece.expression or piece.paper or piece.term) else "…" for piece in pieces(text))


@pytest.mark.parametrize(("lesson", "step"), STEPS)
def test_a_number_is_an_expression_or_a_quotation(lesson, step):
    """Where it is typed by hand a change of a scenario makes it false."""
    for text in step.texts:
        bare = re.findall(r"(?<![\w₀-₉])\d[\d.,]*\d|(?<![\w₀-₉])\d", REFERENCE.sub("", unfilled(text)))
        assert set(bare) <= SMALL, text


@pytest.mark.parametrize(("lesson", "step"), [p for p in STEPS if p.values[1].ask])
def test_each_wrong_answer_is_told_with_numbers_of_the_run(lesson, step):
    ask = step.ask
    assert len(set(ask.because)) == len(ask.because)
    wrong = [each for k, each in enumerate(ask.because) if ask.kind != "choice" or k != ask.right]
    assert all("{" in each for each in wrong)


@pytest.mark.parametrize("lesson", all_lessons().values(), ids=lambda lesson: lesson.name)
def test_a_term_is_explained_where_it_first_comes(lesson):
    """Each lesson stands for itself, for it may be the only one that is read."""
    met = set()
    for step in lesson.steps:
        met |= {term.lower() for term in terms(step.prose)}
        words = " ".join(map(unfilled, step.texts))
        used = {term for term in GLOSSARY if re.search(rf"\b{term}s?\b", words, re.I)}
        assert used <= met, step.name


def test_no_term_is_explained_by_a_later_one():
    terms_in_order = list(GLOSSARY)
    for k, (term, sentence) in enumerate(GLOSSARY.items()):
        assert not [later for later in terms_in_order[k + 1 :] if later in sentence], term
        assert sentence.endswith(".")
        assert sentence.count(".") == 1


def test_what_is_planned_of_a_training_is_told_without_one(monkeypatch):
    """Or the page would wait for the training before it asks what it will come to."""
    monkeypatch.setattr("lessons.trained.trained", None)
    step = all_lessons()["networks"].steps[0]
    assert "⟨" not in filled(step.prose, about(step)) + filled(step.ask.text, about(step))
    assert about(step)["training"]["updates"] > 1_000


def after_change(name, step_name, change):
    step = next(step for step in all_lessons()[name].steps if step.name == step_name)
    return step, about(step, after(step, change))


def test_a_way_along_the_shelf_is_no_longer_than_the_shelf():
    step, told = after_change("flats", "bound", {"adam": {"lr": 0.1}})
    assert told["run"]["adam"]["x"][-1] > 1.9  # it has crossed, and lies in the minimum
    assert "which is 1 wide, it goes\n10 times η" in filled(step.prose, told)


def test_a_rate_too_small_to_arrive_is_none_at_which_the_run_cannot_rest():
    step, told = after_change("rate", "curvature", {"sgd": {"lr": 1e-4}})
    assert not told["run"]["sgd"]["settles"]
    assert not step.goal.holds(told)
