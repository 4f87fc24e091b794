"""A lecturer's own lessons: a folder beside the built-in ones, and what is wrong in its files."""

import pytest

from lessons import LessonError, all_lessons, read_lesson, shelf
from lessons.parts import changed
from lessons.quantities import about
from lessons.reading import EXAMPLE

GOOD = '+++\ntitle = "Mine"\nminutes = 5\n+++\nWords alone.\n'
SCENARIO = 'scenario = {surface = "bowl", start = [1, 0], steps = 9, contenders = [{optimizer = "sgd"}]}\n'


def with_step(prose="Words.", block=SCENARIO):
    return '+++\ntitle = "T"\nminutes = 5\n+++\n```toml\n' + block + f"```\n{prose}\n"


def test_a_folder_is_read_beside_the_built_in_ones(tmp_path, monkeypatch):
    monkeypatch.setenv("DESCENT_LESSONS", str(tmp_path))
    assert shelf().lessons == all_lessons()
    (tmp_path / "01-mine.md").write_text(GOOD)
    (tmp_path / "rate.md").write_text(GOOD)
    (tmp_path / "broken.md").write_text(GOOD.replace("minutes = 5", "minutes ="))
    (tmp_path / "bytes.md").write_bytes(b"\xff\xfe")
    found = shelf()
    assert list(found.lessons) == [*all_lessons(), "mine"]
    assert found.lessons["rate"] == all_lessons()["rate"]
    assert found.broken.keys() == {"rate.md", "broken.md", "bytes.md"}
    assert found.broken["broken.md"].startswith("Line 3: ")
    assert "already" in found.broken["rate.md"]
    (tmp_path / "01-mine.md").write_text(GOOD.replace("Mine", "Changed"))
    assert shelf().lessons["mine"].title == "Changed"


def test_a_folder_that_is_not_there_is_empty(tmp_path, monkeypatch):
    monkeypatch.setenv("DESCENT_LESSONS", str(tmp_path / "none"))
    assert shelf().lessons == all_lessons()


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (with_step("One.\n\nIt ends {lesson.sgd.los[-1]}."), 10, "lesson.sgd.los is not known"),
        (with_step("{run.adam.x[0]}"), 8, "run.adam is not known; here are noise, sgd, start, steps, surface"),
        (with_step("{game.sgd.end}"), 8, "game is not known"),
        (with_step("{lesson.orbit.amplitude}"), 8, "lesson.orbit is not known"),
        (with_step(block=SCENARIO + 'facts = ["lesson.sgd.beta1 < 1"]\n'), 7, "lesson.sgd.beta1 is not known"),
        (with_step(block='page = {name = "garden"}\n'), 6, "There is no page 'garden'"),
        (with_step(block='page = {name = "online", settings = {beta3 = 1}}\n'), 6, "beta3"),
        (with_step(block='page = {name = "online", settings = {beta2 = 1.5}}\n'), 6, "decay"),
        (with_step(block='page = {name = "networks", settings = {depth = 3}}\n'), 6, "no setting 'depth'"),
        (with_step(block='page = {title = "online"}\n'), 6, "'title' has no meaning in page"),
        (with_step(block="page = 1\n"), 6, "page is a table"),
        (with_step("One.\n\n[curve](glossary)"), 10, "no term 'curve'"),
        (with_step(block='papers = ["002 figure 33"]\n'), 6, "no item '002 figure 33': 002 figure 3"),
    ],
)
def test_what_asks_for_what_is_not_there_is_told_with_its_line(text, line, words):
    with pytest.raises(LessonError) as error:
        read_lesson(text)
    assert words in str(error.value)
    assert error.value.line == line


def test_a_page_shows_the_scenario_of_its_step():
    lesson = read_lesson(with_step(block=SCENARIO + 'page = {name = "orbits", settings = {period = 3}}\n'))
    (step,) = lesson.steps
    assert step.page.state.s == step.scenario
    assert step.page.query["period"] == "3"
    assert step.page.period == 3


def test_the_example_is_a_lesson_and_on_no_list():
    step, asks = read_lesson(EXAMPLE.read_text("utf-8"), "example").steps
    assert "example" not in all_lessons()
    assert asks.ask.right == (about(asks)["lesson"]["sgd"]["first"](1e-3) >= 100)
    assert step.goal.holds(about(step, changed(step.scenario, step.do)))
    assert not step.goal.holds(about(step, changed(step.scenario, step.near)))
