"""A lesson's page without a server computes what the app does: the same expressions of the same runs give the same
words."""

from lessons import all_lessons
from lessons.markup import Markup
from lessons.operations import COMPARISONS, FUNCTIONS, PRODUCTS, SUMS
from lessons.parts import changed
from lessons.prose import spoken
from lessons.quantities import QUANTITIES, about

VALUES = """async ([steps]) => {
  const { measured } = await import("/lesson/measured.js"), { toldOf } = await import("/lesson/quantities.js");
  const { valueOfTree, isMet } = await import("/lesson/values.js");
  const { spokenValue } = await import("/lesson/spoken.js");
  const known = {};
  const told = async scenario => known[JSON.stringify(scenario)] ??= toldOf(scenario, await measured(scenario));
  const out = [];
  for (const { own, readers, goal, bounds, numbers } of steps) {
    const lesson = await told(own), run = await told(readers), of = { ...run, goal: bounds, lesson, run };
    const words = numbers.map(([tree, digits]) => spokenValue(valueOfTree(tree, of), digits));
    out.push({ met: goal && isMet(goal, of), words });
  }
  return out;
}"""
TOLD_ELSEWHERE = {"orbit", "game", "training", "outcome"}  # a page without a server has recordings of these


NAMES = """async () => {
  const { QUANTITY_OF } = await import("/lesson/quantities.js"), { OPERATIONS } = await import("/lesson/values.js");
  return [Object.keys(QUANTITY_OF), Object.keys(OPERATIONS)];
}"""


def test_there_is_one_list_of_names(in_browser):
    quantities, operations = in_browser(NAMES)
    assert quantities == list(QUANTITIES)
    assert set(operations) == {*COMPARISONS, *SUMS, *PRODUCTS, *FUNCTIONS, "^", "negative"}


def told_elsewhere(asked):
    return bool(TOLD_ELSEWHERE & {name for path in asked.paths for name in path})


def asked_by(step):
    """All numbers of a step that can be computed without a server, with their digits."""
    markup = Markup()
    for text in step.texts:
        markup.line(text)
    truths = [(each, 6) for each in (*(step.ask.truth if step.ask else ()), *step.facts)]
    return [(asked, digits) for asked, digits in (*markup.asked, *truths) if not told_elsewhere(asked)]


def test_every_number_and_goal_of_every_lesson_is_the_same_without_a_server(in_browser):
    given, expected = [], []
    for lesson in all_lessons().values():
        for step in lesson.steps:
            if not step.scenario:
                continue
            goal = step.goal if step.goal and not told_elsewhere(step.goal) else None
            for change in ({}, step.do, step.near) if step.goal else ({},):
                readers = changed(step.scenario, change)
                of, numbers = about(step, readers), asked_by(step)
                given.append({
                    "own": step.scenario.model_dump(mode="json"), "readers": readers.model_dump(mode="json"),
                    "goal": goal and goal.tree, "bounds": step.goal.constants if step.goal else [],
                    "numbers": [[e.tree, digits] for e, digits in numbers],
                })  # fmt: skip
                words = [spoken(e.value(of), digits) for e, digits in numbers]
                expected.append({"met": goal and goal.is_met(of), "words": words})
    found = in_browser(VALUES, [given])
    assert len(found) > 60
    for one, own, asked in zip(found, expected, given, strict=True):
        assert one == own, asked["own"]
