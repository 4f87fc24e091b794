"""A lesson's windows and its answers in the browser, without a server: a screen turns before the server has answered,
how near an answer came is said as Python says it, and the clock rests where nothing runs."""

import json
from types import SimpleNamespace

import pytest

from lessons import Ask
from lessons.answers import how_near
from lessons.expressions import expression
from scenarios import Scenario

OPENED = """
const place = document.createElement("div"), told = [];
place.className = "st-key-presenter";
place.innerHTML = "<div></div>";
document.body.append(place);
const root = place.firstChild.attachShadow({ mode: "open" }), wait = document.createElement("i");
const stage = (sentence, choices) => ({ sentence, choices, asks: false, alone: false, href: "", page: null });
const show = (step, words) => m.lessonWindow({
  parentElement: root, setTriggerValue: (...what) => told.push(what),
  data: { lesson: "rate", step, last: 4, window: "presenter", stage: stage(words, [{ text: "A", right: false }]) },
});
const seen = () => [root.querySelector("p").textContent, root.querySelectorAll("li").length,
  root.querySelector("[aria-current]").dataset.step, place.hasAttribute("data-turning")];
"""


def test_the_screen_turns_before_the_server_has_answered(script):
    found = script(
        "lesson/window.js",
        OPENED
        + """
        const out = [];
        show(2, "Two.");
        out.push(seen());
        document.dispatchEvent(new KeyboardEvent("keydown", { key: "PageDown" }));
        out.push(seen());
        show(2, "Two again."); // an answer to something else
        out.push(seen());
        show(3, "Three.");
        out.push(seen());
        place.remove();
        return [out, told];
        """,
    )
    turning = ["Step 3 of 4", 0, "3", True]
    assert found[0] == [["Two.", 1, "2", False], turning, turning, ["Three.", 1, "3", False]]
    assert found[1] == [["turn", {"lesson": "rate", "step": 3}]]


@pytest.mark.parametrize(
    ("window", "turns"), [("presenter", ["ArrowRight", "ArrowDown"]), ("notes", ["ArrowRight"]), ("", [])]
)
def test_an_arrow_turns_its_own_window_and_a_clicker_every_one(script, window, turns):
    """The first that another window hears is the clicker's key, which comes after the arrows."""
    found = script(
        "lesson/window.js",
        """
        const place = document.createElement("div"), told = [], other = new BroadcastChannel("descent-explorer-lesson");
        document.body.append(place);
        sessionStorage.setItem("descent-explorer-notes", "yes");
        const heard = new Promise(go => { other.onmessage = e => go(e.data.step); });
        m.lessonWindow({
          parentElement: place.attachShadow({ mode: "open" }), setTriggerValue: (_, to) => told.push(to.step),
          data: { lesson: "rate", step: 3, last: 9, window: given, stage: null, plan: null, version: "" },
        });
        for (const key of ["ArrowRight", "ArrowDown", "PageDown"]) {
          document.dispatchEvent(new KeyboardEvent("keydown", { key }));
        }
        const step = await heard;
        place.remove();
        other.close();
        return [told, step];
        """,
        window,
    )
    steps = [3 + k for k in range(1, len(turns) + 2)]
    assert found == [steps, steps[-1]]


ANSWERS = [
    ("number", (1.0,), 0.0885), ("number", (1.0,), 1.0), ("number", (1.0,), 1.08), ("number", (1.0,), 1.4),
    ("number", (1.0,), 1e9), ("number", (0.0,), 0.25), ("number", (-2.0,), 2.0), ("number", (-2.0,), -1.5),
    ("number", (1.0,), 2.5), ("number", (float("inf"),), 3.0), ("click", (0.5, 0.0), (0.1, 0.3)),
    ("click", (0.5, 0.0), (0.5, 0.01)),
]  # fmt: skip


@pytest.fixture(scope="module")
def near_in_the_browser(script):
    asks = [
        {"kind": kind, "within": 0.1, "truth": [["number", str(v)] for v in real], "answer": answer}
        for kind, real, answer in ANSWERS
    ]
    return script(
        "lesson/step_view.js",
        "return given.map(ask => m.howNear({ ...ask, truth: ask.truth.map(([a, v]) =>"
        " [a, v === 'inf' ? Infinity : +v]) }, ask.answer, {}));",
        json.loads(json.dumps(asks)),
    )


def test_how_near_an_answer_came_is_said_alike(near_in_the_browser):
    none = SimpleNamespace(alone={})
    here = [
        how_near(Ask(kind, "", truth=tuple(expression(_text(v)) for v in real), within=0.1), answer, none)
        for kind, real, answer in ANSWERS
    ]
    assert near_in_the_browser == here
    assert here[:4] == [
        "That is too small by a factor of 11.3. ", "",
        "That is 8 % too large, near enough. ", "That is 40 % too large. ",
    ]  # fmt: skip
    assert here[5:7] == ["That is 0.25 away. ", "That is 4 away. "]
    assert here[-2] == "That is 0.5 away. "


def _text(value):
    return "1e999" if value == float("inf") else str(value)


def test_the_word_beside_an_answer_stands_beside_the_path(script):
    """A path from the left above through the mark to the right below, then one up as well."""
    body = """
    const path = (...ends) => ({ n: 2, x: [ends[0], ends[2]], y: [ends[1], ends[3]], seen: [2, 2] });
    const down = path(0, 0, 200, 200), up = path(0, 200, 200, 0);
    return [[], [down], [down, up]].map(paths => m.besidePaths(paths, [100, 100], 30, [300, 300]));
    """
    assert script("figure/answer.js", body) == [[114, 109], [114, 91], [85, 128]]


def test_the_clock_rests_where_nothing_runs(script):
    moved = """
    const clock = { playing: true, t: 0, speed: 1, rest: 0 };
    const at = series => ({ clock: { ...clock }, data: { series, steps: 300, times: [0, 300] }, picture: {} });
    return given.map(series => m.advanceClock(at(series), 0.1));
    """
    assert script("figure/time.js", moved, [[], [{}]]) == [False, True]


def test_before_an_answer_a_press_anywhere_is_one_and_the_clock_rests(figure):
    lesson = {"step": "a/b", "panels": ["loss"], "lock": [], "table": False, "held": True, "awaited": [],
              "predict": True, "guess": None, "truth": None, "presented": False}  # fmt: skip
    asked = figure(Scenario(surface="bowl", contenders=(), start=(0.5, 0.5), steps=9), 900, 700, lesson=lesson)
    assert asked.state("clock.t") == 0
    assert not asked.state("clock.playing")
    on = asked.shadow("""const box = q("canvas.front").getBoundingClientRect(), root = q(".fig").getRootNode();
        const shares = [0.05, 0.35, 0.65, 0.95], found = new Set();
        for (const u of shares) for (const v of shares) {
          found.add(root.elementFromPoint(box.x + u * box.width, box.y + v * box.height).className);
        }
        return [...found];""")
    assert on == ["front"]
