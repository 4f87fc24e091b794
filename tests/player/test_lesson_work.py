"""What a reader did: kept by the browser, read back with care, handed in as one file; and the reader's own lesson."""

import gc
import json
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from lessons import all_lessons
from player.lesson_draft import DRAFT
from player.lesson_files import write
from player.lesson_memory import EMPTY, _take
from player.lesson_report import as_html, as_json
from player.lesson_state import LessonState
from player.lesson_work import Work
from scenarios import Scenario

JUNK = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9), inner, max_size=4),
    max_leaves=12,
)
KEYS = st.sampled_from(["rate/larger", "rate/border", "first-step/click", "first-step/gentle", "rate", "nowhere/step"])
PART = JUNK | st.dictionaries(KEYS, JUNK, max_size=4) | st.lists(KEYS)


def worked():
    """A state in which a choice and a place were answered and a goal was shown."""
    state = LessonState()
    state.go("rate", 2)
    state.give(3)
    state.go("first-step")
    state.give((0.1, 0.2))
    state.go("rate", 3)
    state.show()
    assert state.reached
    return state


def test_what_the_browser_keeps_comes_back_whole():
    state, record = LessonState(), worked().work.record()
    _take(state, json.dumps(record))
    assert state.work == worked().work
    assert not state.fresh
    assert json.loads(EMPTY) == Work().record()


@settings(deadline=None, max_examples=150)
@given(JUNK | st.fixed_dictionaries({}, optional=dict.fromkeys(("answers", "reached", "shown", "at"), PART)))
def test_anything_from_a_browser_is_read_without_harm(record):
    state = LessonState()
    _take(state, json.dumps(record))
    for (name, step), scenario in state.work.reached.items():
        assert step in [each.name for each in all_lessons()[name].steps]
        assert isinstance(scenario, Scenario)
    assert all(1 <= at <= len(all_lessons()[name].steps) for name, at in state.work.at.items())
    json.dumps(state.work.record(), allow_nan=False)
    as_html(state, "")


def test_what_was_answered_here_is_not_written_over():
    state = worked()
    _take(state, '{"answers": {"rate/larger": 1, "rate/nowhere": 1, "first-step/click": "left"}}')
    assert state.work.answers == worked().work.answers


def test_a_reached_goal_keeps_the_numbers_that_reached_it():
    state = worked()
    first = state.reached
    state.again()
    assert state.reached == first != state.step.scenario
    assert "2.01" in as_html(state, "")


def test_the_file_to_hand_in_says_what_was_done_and_runs_nothing():
    state = worked()
    page, data = as_html(state, "<b>Ada</b>"), json.loads(as_json(state, "Ada"))
    assert "<b>" not in page
    assert "&lt;b&gt;Ada" in page
    assert "script" not in page
    assert "Answer: None: the smaller, the better (right would be: η = 1.9)" in page
    assert "(right would be: (−0.4, 0.77))" in page
    assert f", {data['on']}</p>" in page
    assert date.fromisoformat(data["on"]) <= date.today()
    assert "Reached (shown): At η = 2.01" in page
    assert [entry.get("right") for entry in data["steps"]] == [False, False, None]
    assert data["steps"][2]["scenario"]["contenders"][0]["hyper"]["lr"] == 2.01


def test_a_draft_keeps_its_last_whole_reading():
    state = LessonState()
    good = '+++\ntitle = "Mine"\nminutes = 5\n+++\nWords.\n'
    state.draft.take(good)
    state.go(DRAFT)
    assert state.lesson.title == "Mine"
    state.draft.take(good.replace("minutes = 5", "minutes ="))
    assert state.lesson.title == "Mine"
    ((error, place),) = state.draft.places
    assert error.line == 3
    assert "→    3  minutes =" in place
    other = LessonState()
    other.go(DRAFT)
    assert "No window has this lesson open" in other.notices[0]


def test_a_draft_is_open_in_other_windows_until_the_last_is_closed():
    good, mine, notes = '+++\ntitle = "Mine"\nminutes = 5\n+++\nWords.\n---\nMore.\n', LessonState(), LessonState()
    write(mine, good)
    mine.go(DRAFT, 2)
    link = mine.link
    notes.follow({**link, "window": "notes"})
    assert (notes.lesson, notes.at.step, notes.at.window) == (mine.lesson, 2, "notes")
    before = notes.draft.version
    write(mine, good.replace("Mine", "Changed"))
    assert notes.lesson.title == "Changed"
    assert notes.draft.version != before
    write(notes, good.replace("Mine", "Theirs").partition("---")[0])
    assert (mine.lesson.title, notes.lesson.title, notes.at.step) == ("Changed", "Theirs", 1)
    assert notes.link["draft"] != link["draft"]
    del mine
    gc.collect()
    late = LessonState()
    late.follow(link)
    assert late.lesson is None
    assert "No window has this lesson open" in late.notices[0]


def test_a_change_of_a_drafts_words_leaves_the_run_alone():
    block = 'scenario = {surface = "bowl", start = [1, 0], steps = 9, contenders = [{optimizer = "sgd"}]}'
    text, state = f'+++\ntitle = "T"\nminutes = 5\n+++\n```toml\n{block}\n```\nWords.\n', LessonState()
    write(state, text)
    state.go(DRAFT)
    state.run = state.step.scenario.model_copy(update={"steps": 7})
    write(state, text.replace("Words", "Other words"))
    assert state.run.steps == 7
    write(state, text.replace("steps = 9", "steps = 8"))
    assert state.run is None
