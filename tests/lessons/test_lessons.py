"""What every lesson promises: its facts hold, its goals are reached by what it says and not by what it says does not,
its numbers can be computed and its terms are explained."""

import pytest

from figures.quantities import QUANTITIES
from lessons import all_lessons
from lessons.answers import truth
from lessons.glossary import GLOSSARY
from lessons.parts import changed
from lessons.prose import filled, terms
from lessons.quantities import about
from papers.contents import CONTENTS

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
    own = step.scenario
    assert not step.goal.holds(about(step)), "reached before anything is done"
    assert not step.goal.holds(about(step, changed(own, step.near))), "what should not reach it does"
    assert step.goal.holds(about(step, changed(own, step.do))), "what should reach it does not"


@pytest.mark.parametrize(("lesson", "step"), STEPS)
def test_its_numbers_are_computed_and_its_terms_explained(lesson, step):
    texts = [step.prose, step.hint, step.reached, *((step.ask.text, *step.ask.because) if step.ask else ())]
    told = about(step, changed(step.scenario, step.do) if step.do else None)
    for text in texts:
        sentence = filled(text, told)
        assert "nan" not in sentence
        assert "⟨" not in sentence
        assert all(term.lower() in GLOSSARY for term in terms(text))
    if step.ask and step.ask.truth:
        assert all(abs(value) < 1e9 for value in truth(step.ask, told))


@pytest.mark.parametrize(("lesson", "step"), STEPS)
def test_its_panels_are_known(lesson, step):
    assert set(step.panels) <= set(QUANTITIES)
    assert len(step.panels) <= 3, "more have no room beside the text"


def test_every_lesson_opens_items_of_the_papers_and_each_paper_is_opened():
    opened = {lesson.name: [name for step in lesson.steps for name in step.papers] for lesson in all_lessons().values()}
    assert all(opened.values())
    assert {name.partition(" ")[0] for names in opened.values() for name in names} == set(CONTENTS)


DID = ("first", "left", "settles", "repeats", "[", "max", "min", "when", "stays", "orbit")


def test_at_least_two_goals_in_three_are_about_what_the_run_did():
    goals = [step.goal.text for lesson in all_lessons().values() for step in lesson.steps if step.goal]
    did = [text for text in goals if any(word in text for word in DID)]
    assert len(did) * 3 >= len(goals) * 2


def test_no_term_is_explained_by_a_later_one():
    terms_in_order = list(GLOSSARY)
    for k, (term, sentence) in enumerate(GLOSSARY.items()):
        assert not [later for later in terms_in_order[k + 1 :] if later in sentence], term
        assert sentence.endswith(".")
        assert sentence.count(".") == 1
