"""A lesson's page without a server computes what the app does: the same expressions of the same runs give the same
words."""

import pytest

from lessons import all_lessons
from lessons.elsewhere import ORBIT, orbit
from lessons.markup import Markup
from lessons.operations import COMPARISONS, FUNCTIONS, PRODUCTS, SUMS
from lessons.parts import changed
from lessons.prose import spoken
from lessons.quantities import QUANTITIES, about
from lessons.recording import cycle

VALUES = """async ([steps]) => {
  const { toldHere } = await import("/lesson/told.js"), { valueOfTree, isMet } = await import("/lesson/values.js");
  const { spokenValue } = await import("/lesson/spoken.js");
  const out = [];
  for (const { own, readers, cycle, goal, bounds, numbers } of steps) {
    const of = await toldHere({ scenario: own, cycle, bounds, recordings: [] }, readers);
    const words = numbers.map(([tree, digits]) => spokenValue(valueOfTree(tree, of), digits));
    out.push({ met: goal && isMet(goal, of), words });
  }
  return out;
}"""
TOLD_ELSEWHERE = {"game", "training", "outcome"}  # a page without a server has recordings of these


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
                    "cycle": cycle(step),
                    "numbers": [[e.tree, digits] for e, digits in numbers],
                })  # fmt: skip
                words = [spoken(e.value(of), digits) for e, digits in numbers]
                expected.append({"met": goal and goal.is_met(of), "words": words})
    found = in_browser(VALUES, [given])
    assert len(found) > 60
    for one, own, asked in zip(found, expected, given, strict=True):
        assert one == own, asked["own"]


CYCLES = """async ([own, cycle, settings]) => {
  const { toldHere } = await import("/lesson/told.js"), { NoCycle } = await import("/lesson/cycle.js"), out = [];
  for (const readers of settings) {
    const { run } = await toldHere({ scenario: own, cycle, bounds: [], recordings: [] }, readers);
    try {
      out.push({ ...run.orbit });
    } catch (error) {
      if (!(error instanceof NoCycle)) throw error;
      out.push(null);
    }
  }
  return out;
}"""


def test_a_lessons_cycle_is_followed_to_the_readers_settings(in_browser):
    step = next(step for step in all_lessons()["orbits"].steps if step.name == "border")
    ways = [{"adam": {"beta1": b}} for b in (0.0, 0.15, 0.18, 0.1815, 0.185, 0.3, 0.9)]
    readers = [changed(step.scenario, way) for way in (*ways, {"start": (0.3, -0.2)}, {"adam": {"lr": 3.0}})]
    other = changed(step.scenario, {}).model_copy(update={"surface": "bowl"})
    given = [each.model_dump(mode="json") for each in (*readers, other)]
    *found, last = in_browser(CYCLES, [step.scenario.model_dump(mode="json"), cycle(step), given])
    for one, scenario in zip(found, readers, strict=True):
        expected = orbit(scenario.to_json(), 2)
        assert list(one) == list(ORBIT)
        assert (one["period"], one["stable"]) == (expected["period"], expected["stable"])
        assert [one["amplitude"], one["modulus"]] == pytest.approx([expected["amplitude"], expected["modulus"]], 1e-6)
    assert last is None
