"""A lesson on its page: asked before anything is drawn, answered with the reader's numbers, reached by the reader's
hand; what it keeps as it is stays so."""

import json
from pathlib import Path
from types import SimpleNamespace

import pytest
from streamlit.testing.v1 import AppTest

from lessons import all_lessons
from lessons.answers import is_right
from lessons.lesson import Step
from lessons.reading import EXAMPLE
from player import lesson_trained
from player.lesson_state import LessonState
from player.networks_link import NetworksLink
from scenarios import Contender, Scenario
from scenarios.links import read
from scenarios.page_links import BY_PAGE, elsewhere

ROOT = Path(__file__).parents[2]
FIGURE = "[...document.querySelectorAll('*')].map(e => e.explorer).find(Boolean)"


def state_at(lesson, step):
    state = LessonState()
    state.go(lesson, step)
    return state


def test_all_lessons_are_listed_and_open():
    test = AppTest.from_file(ROOT / "app.py", default_timeout=60).run()
    test.switch_page("pages/lessons.py").run()
    assert not test.exception
    for lesson in all_lessons().values():
        assert lesson.title in [button.label for button in test.button]
    test.session_state.lesson_state.work.at["rate"] = 3
    test.run()
    test.button(key="open_rate").click().run()
    assert "Step 3 of 4. You were here." in [caption.value for caption in test.caption]
    test.button(key="lesson_begin").click().run()
    assert "Step 1 of 4" in [caption.value for caption in test.caption]
    assert not test.exception
    assert test.title[0].value == all_lessons()["rate"].title
    state, right = test.session_state.lesson_state, "at η = 1.9 it settles"
    state.go("rate", 2)
    for window, seen in {"": False, "notes": True}.items():  # what is right is in no student's page
        state.turn_to(window)
        test.run()
        assert not test.exception
        assert any(right in block.value for block in test.markdown) == seen


def test_a_number_is_sent_with_its_button_and_the_last_step_leads_on():
    test = AppTest.from_file(ROOT / "app.py", default_timeout=60).run()
    state = test.session_state.lesson_state = LessonState()
    state.go("first-step", 3)
    test.switch_page("pages/lessons.py").run()
    test.number_input[0].set_value(0.0885)
    next(button for button in test.button if button.label == "Answer").click().run()
    assert not test.exception
    assert state.answer == 0.0885
    told = "You said 0.0885; the run gives 1. That is too small by a factor of 11.3. "
    assert any(told in block.value for block in test.markdown)
    state.go("first-step", 4)
    test.run()
    test.button(key="lesson_next_below").click().run()
    assert not test.exception
    assert test.title[0].value == all_lessons()["rate"].title


def test_a_step_on_another_page_links_to_it_once_it_was_answered():
    held = state_at("online", 2)
    assert held.held
    assert held.step.scenario is None
    held.give(2)
    assert not held.held


PAGES = [step.page for lesson in all_lessons().values() for step in lesson.steps if step.page]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.page)
def test_every_link_to_another_page_is_read_there(page):
    model = BY_PAGE.get(page.page, NetworksLink)
    state, notices = read(model, page.query, elsewhere(model))
    assert notices == []
    assert page.state in (state, None)


CHART = {"title": "T", "across": "update", "up": "%", "ends": [0, 100], "log": [], "lines": []}


@pytest.fixture
def charts(monkeypatch):
    """What is mounted of a training that takes no time."""
    shown = []
    lesson_trained._begun.cache_clear()
    monkeypatch.setattr(lesson_trained, "training_charts", lambda preset: [{**CHART, "title": preset}])
    monkeypatch.setattr(lesson_trained, "Thread", lambda target, **_: SimpleNamespace(start=target))
    monkeypatch.setattr(lesson_trained, "mount", lambda of, data, *_: shown.append(data["charts"][0]["title"]))
    yield shown
    lesson_trained._begun.cache_clear()


def test_a_step_on_networks_shows_its_curves_once_it_was_answered(charts):
    test = AppTest.from_file(ROOT / "app.py", default_timeout=60).run()
    state = test.session_state.lesson_state = state_at("networks", 1)
    test.switch_page("pages/lessons.py").run()
    assert not test.exception
    assert charts == []
    state.go("networks", 3)
    test.run()
    assert not test.exception
    assert charts == ["digits-starts"]


@pytest.mark.parametrize(("lesson", "step"), [("orbits", 5), ("online", 5), ("networks", 2)])
def test_a_step_on_another_page_shows_its_link(lesson, step, charts):
    test = AppTest.from_file(ROOT / "app.py", default_timeout=60).run()
    test.session_state.lesson_state = state_at(lesson, step)
    test.switch_page("pages/lessons.py").run()
    assert not test.exception
    assert not any("⟨" in block.value for block in test.markdown)
    assert [each.proto.page for each in test.get("page_link")]
    if lesson == "online":  # its goal is about a setting of that page, which is changed here
        test.number_input[0].set_value(0.55).run()
        assert not any("Reached." in block.value for block in test.markdown)
        test.number_input[0].set_value(0.6).run()
        assert any("Reached." in block.value for block in test.markdown)
        assert not test.exception


def test_what_an_address_gets_wrong_is_told():
    state = LessonState()
    state.follow({"lesson": "nowhere"})
    assert state.lesson is None
    assert "no lesson 'nowhere'" in state.notices[0]
    state.follow({"lesson": "rate", "step": "40"})
    assert state.at.step == len(all_lessons()["rate"].steps)
    assert "has 4 steps" in state.notices[0]


def test_nothing_is_sent_before_the_answer():
    state = state_at("first-step", 1)
    message = state.message(None)
    assert message["scenario"]["contenders"] == []
    assert message["lesson"]["truth"] is None
    state.hear({"n": 1, "kind": "scenario", "value": state.step.scenario.model_dump(mode="json")})
    assert state.message(None)["scenario"]["contenders"] == []
    state.hear({"n": 0, "kind": "predict", "value": [-0.4, 0.77]})
    message = state.message(None)
    assert [c["optimizer"] for c in message["scenario"]["contenders"]] == ["adam"]
    assert is_right(state.step.ask, state.answer, state.told)
    state.give((9.0, 9.0))  # the first answer counts
    assert state.answer == (-0.4, 0.77)


def test_what_a_step_locks_stays():
    state = state_at("rate", 1)
    own = state.step.scenario
    other = Scenario(
        surface="ripple", contenders=(Contender(optimizer="sgd", hyper={"lr": 3.0}), Contender(optimizer="adam")),
        start=(0.1, 0.2), steps=77,
    )  # fmt: skip
    state.hear({"n": 1, "kind": "scenario", "value": other.model_dump(mode="json")})
    assert state.scenario == own.model_copy(update={"start": (0.1, 0.2), "steps": 77})


BOXES = """() => Object.fromEntries(['.map', '.panels', '.transport'].map(part => {
  const { width, height } = FIGURE.q(part).getBoundingClientRect();
  return [part, [width, height]];
}))""".replace("FIGURE", FIGURE)


def test_what_is_hidden_or_awaited_takes_no_room(page, address):
    page.set_default_timeout(90_000)  # on a busy machine
    page.goto(f"{address}/lessons?lesson=rate&step=2&hide=words")
    page.wait_for_function(f"() => {FIGURE}?.lesson?.held && {FIGURE}.picture.painted > 1")
    column = page.locator(".st-key-wide_lesson").bounding_box()
    figure = page.locator(".st-key-wide_lesson .st-key-lesson").bounding_box()
    assert figure["width"] == pytest.approx(column["width"], abs=2)
    asked = page.get_by_text("Which is the largest of these rates")
    assert asked.bounding_box()["y"] < figure["y"]
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_function(f"() => {FIGURE}.q('.map').clientWidth < 390")
    boxes = page.evaluate(BOXES)
    assert boxes[".panels"] == boxes[".transport"] == [0, 0]
    page.get_by_text("η = 1.9", exact=True).click()
    page.wait_for_function(f"() => {FIGURE}.data.series.length === 3 && {FIGURE}.q('.panels').clientHeight > 100")
    told = page.get_by_text("Right: at η = 1.9").bounding_box()
    assert told["y"] > page.locator(".st-key-wide_lesson .st-key-lesson").bounding_box()["y"]
    page.set_viewport_size({"width": 1440, "height": 900})


def test_answers_are_judged_by_the_run():
    state = state_at("first-step", 3)
    ask = state.step.ask
    assert is_right(ask, 1.0, state.told)
    assert not is_right(ask, 0.9, state.told)
    choice = state_at("rate", 2).step.ask
    assert [is_right(choice, k, state.told) for k in range(4)] == [False, True, False, False]


def test_every_lesson_has_steps_that_ask_first():
    first = [lesson for lesson in all_lessons().values() if any(map(_asks_first, lesson.steps))]
    assert len(first) >= min(4, len(all_lessons()))


def _asks_first(step: Step):
    return step.hold and step.ask is not None


def test_a_student_predicts_and_reaches_the_goal(page, address):
    page.goto(f"{address}/lessons?lesson=first-step")
    page.locator("canvas.front").wait_for()
    page.wait_for_function(f"() => {FIGURE}?.lesson?.predict && {FIGURE}.view.projection")
    assert page.evaluate(f"{FIGURE}.data.series.length") == 0
    x, y = page.evaluate(f"{FIGURE}.view.projection.at(-0.39, 0.78)")
    box = page.locator("canvas.front").bounding_box()
    page.mouse.click(box["x"] + x, box["y"] + y)
    page.get_by_text("the run gives (−0.4, 0.77)").wait_for()
    page.get_by_text("Right. The step is (0.1, −0.1)").wait_for()
    page.wait_for_function(f"() => {FIGURE}.data.series.length === 1")
    page.set_viewport_size({"width": 1280, "height": 400})
    page.get_by_role("button", name="Next →").last.click()
    page.get_by_text("Step 2 of 4").wait_for()
    page.wait_for_function("() => document.querySelector('.stMain').scrollTop === 0")
    page.set_viewport_size({"width": 1280, "height": 720})
    assert page.get_by_role("button", name="Next: ").count() == 0
    page.wait_for_function(f"() => {FIGURE}.lesson.step.endsWith('elsewhere')")
    x, y = page.evaluate(f"{FIGURE}.view.projection.at(0.95, 0.55)")
    box = page.locator("canvas.front").bounding_box()
    page.mouse.click(box["x"] + x, box["y"] + y)
    page.get_by_text("Reached.").wait_for()
    with page.expect_download(timeout=60_000) as download:
        page.get_by_role("button", name="This lesson as one file").click()
    assert f'"home": "{address}"' in download.value.path().read_text("utf-8")
    page.get_by_role("button", name="Start this step over").click()
    page.wait_for_function(f"() => {FIGURE}.data.start[0] === -0.5")
    assert "lesson=first-step&step=2" in page.url
    page.wait_for_function("() => localStorage.getItem('descent-explorer-lessons')?.includes('first-step/elsewhere')")
    page.goto(f"{address}/lessons")  # another session
    page.get_by_text("2 of its 4 questions and goals done; goes on at step 2").wait_for()
    page.get_by_role("button", name="Adam's first step").click()
    page.get_by_text("Reached. From (0.95").wait_for()


def test_a_lesson_of_ones_own_opens_and_is_read_again_with_each_edit():
    text = EXAMPLE.read_text("utf-8")
    test = AppTest.from_file(ROOT / "app.py", default_timeout=60).run()
    test.switch_page("pages/lessons.py").run()
    test.session_state["lesson_own"] = True  # its fold is open
    test.run()
    assert not [button for button in test.button if button.key == "open_own"]
    test.file_uploader(key="lesson_file").upload("own.md", text.encode(), "text/markdown").run()
    assert not [button for button in test.button if button.key == "open_example"]  # it would take the text's place
    test.button(key="open_own").click().run()
    assert not test.exception
    figure = next(each.proto for each in test.get("bidi_component") if each.proto.component_name == "descent_player")
    assert json.loads(figure.json)["scenario"]["surface"] == "bowl"
    shown = "\n".join(block.value for block in test.markdown)
    assert "Press η beside SGD" in shown
    for told, seen in {
        text.replace("Press η beside", "Push η beside"): "Push η beside",
        text.replace("sharpness[0]}", "sharpnes[0]}"): "sharpnes is not known",
        text.replace('"bowl"', '"bowel"'): "bowel",
    }.items():
        test.text_area(key="lesson_text").set_value(told).run()
        assert not test.exception
        shown = "\n".join(block.value for block in test.markdown)
        assert seen in shown
        assert "Push η beside" in shown  # the last whole reading


def test_the_example_is_opened_to_be_written_on():
    test = AppTest.from_file(ROOT / "app.py", default_timeout=60).run()
    test.switch_page("pages/lessons.py").run()
    test.session_state["lesson_own"] = True
    test.run()
    test.button(key="open_example").click().run()
    assert not test.exception
    assert test.title[0].value == "My lesson"
    assert test.text_area(key="lesson_text").value == EXAMPLE.read_text("utf-8")
