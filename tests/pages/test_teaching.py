"""A lesson taught: the presenter's view, the notes that turn with it, the hand-out; what is right is in none that a
student opens."""

import re
from html import unescape
from itertools import combinations
from urllib.parse import parse_qsl

import pytest

from figures.still import HIGH, WIDE, still
from lessons import all_lessons, read_lesson
from lessons.as_html import as_html
from lessons.elsewhere import GAME, ORBIT
from lessons.glossary import GLOSSARY
from lessons.in_words import DOES, NOUNS, goal_in_words, settings_in_words
from lessons.quantities import QUANTITIES
from lessons.sentence import sentence
from lessons.solved import answers
from lessons.timing import ends
from player import lesson_trained
from player.lesson_draft import DRAFT
from player.lesson_handout import handout
from player.lesson_state import LessonState
from player.lesson_windows import _stage
from scenarios.links import read
from scenarios.page_links import ExploreLink

FIGURE = "[...document.querySelectorAll('*')].map(e => e.explorer).find(Boolean)"
HOME = "https://descent.example/lessons"
RIGHT = "Right: at η = 1.9 it settles"  # of the second step of "rate"
PATIENCE = 90_000  # milliseconds, on a busy machine
LONGEST = 200  # characters of a sentence: two lines on a projector
CODE = re.compile(r"[{}⟨`]|\b(run|lesson|game)\.\w|_\w|[<>]=")  # of expressions: nobody is shown them
MATHS = re.compile(r"\$[^$]*\$")
QUICK = [name for name in all_lessons() if name not in ("orbits", "online", "edge")]


def state_at(lesson, step, **parts):
    state = LessonState()
    state.follow({"lesson": lesson, "step": str(step), **parts})
    return state


@pytest.mark.parametrize(
    "name", [*QUICK, *(pytest.param(n, marks=pytest.mark.slow) for n in ("orbits", "online", "edge"))]
)
def test_each_step_has_a_sentence_and_what_is_right(name):
    lesson = all_lessons()[name]
    for number, step in enumerate(lesson.steps, 1):
        state = state_at(name, number)
        for revealed in (False, True):
            shown = sentence(step, state.told, revealed)
            assert 0 < len(shown) <= LONGEST, shown
            assert not re.search(r"[$⟨{*]|\]\(|[.?!] \d\.$", shown), shown
        lines = list(answers(step))
        assert not any(CODE.search(MATHS.sub("", line)) for line in lines), lines
        assert not any(CODE.search(choice["text"]) for choice in _stage(state_at(name, number))["choices"])
        assert not any(re.search("[Rr]ight.{0,40}Right", line) for line in lines), "said twice"
        assert sum("**Right**" in line for line in lines) == (step.ask is not None)
        assert any("**Goal**" in line for line in lines) == (step.goal is not None)
    assert ends(lesson)[-1] == pytest.approx(lesson.minutes)


def test_each_quantity_has_a_name_in_words():
    named = {**NOUNS, **DOES}
    assert {*QUANTITIES, *ORBIT, *GAME} - {*named} <= {"period", "amplitude", "modulus", "regret"}  # as they are
    of = '{surface = "bowl", start = [1, 0], steps = 9, contenders = [{optimizer = "heavy-ball"}]}'
    for asked, spelled in {
        "run.heavy_ball.lr == lesson.heavy_ball.lr": "Heavy ball's η equals Heavy ball's η in the lesson.",
        "not (heavy_ball.left or loss.x < pi)".replace("loss.x", "heavy_ball.loss[0]"):
            "Heavy ball does not leave the map for good, and Heavy ball's f at first is at least π.",
        "heavy_ball.first(1e-3) >= 2 * 3 ^ 2 + min(heavy_ball.x)":
            "Heavy ball's count of steps until first within 0.001 of a minimum is at least"
            " 2 × 3² + the smallest value of Heavy ball's x.",
        "when(abs(heavy_ball.y[4]) > 1) != steps":
            "The first step at which |Heavy ball's y at step 4| is above 1 differs from the count of steps.",
    }.items():  # fmt: skip
        block = f"scenario = {of}\ngoal = '{asked}'\ndo = {{steps = 8}}\nnear = {{start = [1, 2]}}"
        step = read_lesson(f'+++\ntitle = "T"\nminutes = 1\n+++\n```toml\n{block}\n```\nA.\n').steps[0]
        assert goal_in_words(step) == spelled
        assert settings_in_words(step, {**step.near, **step.do}) == "the start = (1, 2), the count of steps = 8"


def test_what_is_held_back_is_revealed_before_a_hall_and_is_nobodys_answer():
    state = state_at("rate", 2, window="presenter")
    assert state.message(None)["scenario"]["contenders"] == []
    assert state.message(None)["lesson"]["presented"]
    state.reveal()
    assert state.message(None)["scenario"]["contenders"]
    assert state.work.answers == {}
    assert sentence(state.step, state.told, revealed=True).startswith(RIGHT)
    click = state_at("first-step", 1, window="presenter")
    assert click.message(None)["lesson"]["predict"]
    click.reveal()
    assert click.message(None)["lesson"]["truth"] == pytest.approx([-0.4, 0.77])
    assert not click.message(None)["lesson"]["predict"]


def test_steps_take_what_they_say_and_the_others_share_the_rest():
    text = '+++\ntitle = "T"\nminutes = 10\n+++\nA.\n---\n```toml\nminutes = 4\nnotes = "Wait."\n```\nB.\n---\nC.\n'
    lesson = read_lesson(text)
    assert ends(lesson) == (3, 7, 10)
    assert lesson.steps[1].notes == "Wait."


def test_a_hand_out_has_room_for_answers_and_none_unless_asked():
    lesson = all_lessons()["rate"]
    bare, solved = handout(lesson, HOME), handout(lesson, HOME, solved=True)
    assert bare.count('class="box"') == len(lesson.steps[1].ask.choices)
    asked, reached = (sum(bool(part(step)) for step in lesson.steps) for part in (lambda s: s.ask, lambda s: s.goal))
    assert bare.count("<b>Your answer</b>") == asked
    assert bare.count("<b>How you reached it</b>") == reached
    assert bare.count('class="line"') >= 2 * (asked + reached)
    assert RIGHT not in bare
    assert all(f"η = {value}</p>" in bare for value in ("1", "1.9", "2.01"))
    assert "<b>Right</b>: “η = 1.9”: at η = 1.9 it settles" in solved
    assert "Reached with" not in bare
    assert f"<b>learning rate</b>: {GLOSSARY['learning rate']}" in bare
    assert "SGD leaves the map for good, and SGD's η is at most 2.05. Reached with SGD's η = 2.01, not" in solved
    assert bare.count(f'href="{HOME}?lesson=rate') == bare.count('<div class="code') == len(lesson.steps)
    maps = re.findall(r'<svg viewBox="0 0 300 200".*?</svg>', bare)
    assert [">SGD<" in each for each in maps] == [True, False, True, True]
    assert "<script" not in bare
    assert "@page{size:A4" in bare


DRAFTED = """+++
title = "Mine"
minutes = 9
+++
```toml
id = "own"
scenario = {surface = "bowl", start = [1, 0.5], steps = 9, contenders = [{optimizer = "sgd", hyper = {lr = 1}}]}
goal = "run.sgd.lr > 1.5"
do = {sgd.lr = 1.6}
near = {sgd.lr = 1.4}
hold = true
notes = "Wait for it."
ask = {text = "What is its η?", choice = ["One", "Two"], right = 0, because = ["Right.", "It is one."]}
```
A lesson that is being written.
---
```toml
page = {name = "online"}
```
Another page.
"""


def test_the_codes_of_a_draft_open_what_is_printed():
    """Its steps may be gone by then."""
    page = handout(read_lesson(DRAFTED, DRAFT), HOME)
    first, _ = re.findall(r'<a href="([^"]*)"', page)
    start, _, query = first.partition("?")
    assert start == "https://descent.example/"
    shown, notices = read(ExploreLink, dict(parse_qsl(unescape(query))))
    assert notices == []
    assert (shown.s.surface, shown.s.start, shown.s.contenders) == ("bowl", (1, 0.5), ())
    elsewhere = '+++\ntitle = "T"\nminutes = 5\n+++\n```toml\npage = {name = "online"}\n```\nA.\n---\nB.\n'
    codes = re.findall(r'<a href="([^"]*)"', handout(read_lesson(elsewhere, DRAFT), HOME))
    assert codes == ["https://descent.example/online"]


def test_a_draft_has_notes_that_follow_the_writer(reader, page, address):
    reader.set_default_timeout(PATIENCE)
    page.goto(f"{address}/lessons")
    page.get_by_text("A lesson of your own").click()
    page.locator("input[type=file]").set_input_files(
        {"name": "own.md", "mimeType": "text/markdown", "buffer": DRAFTED.encode()}
    )
    button = page.get_by_role("button", name="Open it")
    button.wait_for()
    page.locator("[data-test-script-state='notRunning']").wait_for()  # the upload's own run has ended
    button.click()
    page.locator(".st-key-lesson_window_place [data-step='1']").wait_for(state="attached")  # it hears the click
    page.get_by_role("button", name="Teach").click()
    with page.expect_popup() as opened:
        page.get_by_role("link", name="Notes in a second window").click()
    notes = opened.value
    for words in ("Wait for it.", "this step is to end at 4.5", "“One”: Right.", "Reached with SGD's η = 1.6"):
        notes.get_by_text(words).wait_for()
    page.bring_to_front()
    page.get_by_label("Its text").fill(DRAFTED.replace("Wait for it.", "Wait longer."))
    page.keyboard.press("Control+Enter")
    notes.get_by_text("Wait longer.").wait_for()
    notes.get_by_role("button", name="Next →").click()
    page.get_by_text("Step 2 of 2").wait_for()
    notes.close()


def test_names_on_paper_are_large_enough_and_stand_apart():
    scenario = state_at("saddle", 3).scenario
    texts = re.findall(r'<text x="([\d.]+)" y="([\d.]+)".*?font-size="([\d.]+)".*?>([^<]+)<', still(scenario))
    assert all(float(size) * 82 / WIDE / 0.3528 > 8 for *_, size, _ in texts)  # points, where the map is 82 mm wide
    names = [(float(x), float(y)) for x, y, _, name in texts if name in scenario.titles]
    assert len(names) == 5
    assert all(abs(a[1] - b[1]) >= 10.9 for a, b in combinations(names, 2))
    assert all(0 < x < WIDE and 10 < y < HIGH - 10 for x, y in names)


def test_prose_becomes_html_and_nothing_else_does():
    made = as_html("A **b** *c* `d_*e*` [f](glossary) $x^2$ <img>\n\n1. one\n2. two")
    assert made.startswith("<p>A <b>b</b> <i>c</i> <code>d_")
    assert "&lt;img&gt;" in made
    assert "<msup>" in made
    assert made.endswith("<ol><li>one</li><li>two</li></ol>")


def test_a_lecturer_teaches_with_a_clicker(reader, page, address):
    page.goto(f"{address}/lessons?lesson=rate&step=2&window=presenter")
    page.get_by_role("button", name="Reveal").wait_for()
    page.wait_for_function(f"() => {FIGURE}?.lesson?.held && {FIGURE}.picture.painted > 1")
    page.keyboard.press("Enter")
    page.get_by_text(RIGHT).wait_for()
    page.wait_for_function(f"() => {FIGURE}.data.series.length === 3")
    page.set_viewport_size({"width": 1920, "height": 1080})
    sizes = page.locator(".stage").evaluate("""stage => [...stage.querySelectorAll('p, li, .tools > *')]
        .filter(e => e.checkVisibility() && e.textContent).map(e => parseFloat(getComputedStyle(e).fontSize))""")
    assert min(sizes) >= 28
    overflow = "e => e.scrollHeight > e.clientHeight + 1 && /auto|scroll/.test(getComputedStyle(e).overflowY)"
    assert page.evaluate(f"() => [...document.querySelectorAll('*')].filter({overflow}).length") == 0
    with page.expect_popup() as opened:
        page.get_by_role("link", name="Notes").click()
    notes = opened.value
    notes.get_by_text("Step 2 of 4").wait_for()
    notes.get_by_role("button", name="Next →").click()
    notes.get_by_text("Step 3 of 4").wait_for()
    page.get_by_text("Find the border").wait_for()
    page.bring_to_front()
    page.wait_for_function(f"() => {FIGURE}.lesson.step === 'rate/border'")
    page.keyboard.press("ArrowLeft")
    page.get_by_text(RIGHT).wait_for()
    assert notes.get_by_text("Step 3 of 4").is_visible()
    page.get_by_role("button", name="Leave").click()
    page.get_by_text("Step 2 of 4").wait_for()
    page.locator(".st-key-lesson_window_place [data-step='2']").wait_for(state="attached")
    page.get_by_role("button", name="Teach").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Hand-out to print, A4").click()
    assert f'href="{address}/lessons?lesson=rate&amp;step=2' in download.value.path().read_text("utf-8")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="← Back").click()
    notes.get_by_text("Step 1 of 4").wait_for()
    notes.close()
    page.keyboard.press("PageDown")
    page.get_by_text("Step 2 of 4").wait_for()
    page.keyboard.press("PageDown")
    page.get_by_text("Step 3 of 4").wait_for()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("PageUp")
    page.get_by_text("Step 2 of 4").wait_for()


def test_the_presenter_shows_a_steps_charts_once_nothing_is_held_back(monkeypatch):
    shown = []
    monkeypatch.setattr(lesson_trained, "mount", lambda of, data, *_: shown.append(data))
    state = state_at("online", 2, window="presenter")
    lesson_trained.presented(state)
    assert shown == []
    assert _stage(state)["alone"]
    state.reveal()
    lesson_trained.presented(state)
    assert [line["name"] for line in shown[0]["charts"][0]["lines"]][:2] == ["SGD", "AdaGrad"]
    assert shown[0]["presented"]
    assert not _stage(state)["alone"]
