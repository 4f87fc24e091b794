"""Before a lecture hall: text of 28 px and lines of 3 px at least on 1920 x 1080, seven to one, and the pointer meets
what it points at."""

import pytest

from scenarios import Contender, Scenario

TEXT, LINE, CLEAR = 28, 3, 7
LESSON = {
    "step": "rate/border", "panels": ["loss", "effective_lr_x", "sharpness"], "lock": [], "table": False, "held": False,
    "predict": False, "guess": None, "truth": None, "presented": True,
}  # fmt: skip
MANY = Scenario(
    surface="himmelblau",
    start=(0.5, -1.0),
    contenders=tuple(Contender(optimizer=name) for name in ("sgd", "heavy-ball", "adagrad", "rmsprop", "adam", "lion")),
    steps=300,
)


def test_it_is_read_from_the_last_row_and_meets_the_hand(figure, script):
    presented = figure(MANY, 1920, 1080, recording=True, paper="#161514", lesson=LESSON)
    drawn = [one for one in presented.redrawn().found if one["on"] != "scale"]  # put away here
    scale = presented.state("q('.fig').currentCSSZoom")
    texts = [(float(one["font"].split("px")[0].split()[-1]) * scale, one["text"]) for one in drawn if "text" in one]
    assert {text for _, text in texts} >= {"Adam", "Loss", "10", "−3"}  # a raised one among them
    assert [one for one in texts if one[0] < TEXT] == []
    strokes = [one for one in drawn if one["op"] == "stroke"]
    assert [one["on"] for one in strokes if one["lineWidth"] * scale < LINE] == []
    written = {one["colour"] for one in drawn if "text" in one} | {
        one["colour"] for one in strokes if one["on"] == "done" and one["alpha"] == 1
    }
    assert len(written) > len(MANY.contenders)
    grounds = [presented.state(f"theme.tone.{name}") for name in ("low", "high")]
    ratios = script(
        "figure/contrast.js",
        """const rgb = hex => [1, 3, 5].map(k => parseInt(hex.slice(k, k + 2), 16));
        return given.written.map(hex => [Math.min(...given.grounds.map(g => m.contrastOf(rgb(hex), g))), hex]);""",
        {"written": sorted(written), "grounds": grounds},
    )
    assert [each for each in ratios if each[0] < CLEAR] == []
    words = presented.shadow("""
        const shown = [...q('.chips').querySelectorAll('b, .set, sup')].filter(e => e.getClientRects().length);
        return shown.map(e => parseFloat(getComputedStyle(e).fontSize) * e.currentCSSZoom);""")
    assert min(words) >= TEXT
    _hand_and_pen_meet_the_place_they_point_at(presented)


def _hand_and_pen_meet_the_place_they_point_at(presented):
    box = presented.page.locator("canvas.front").bounding_box()
    x, y = box["x"] + 0.25 * box["width"], box["y"] + 0.5 * box["height"]
    wanted = presented.shadow("const V = window.figure.view.projection; return V.back(V.w / 4, V.h / 2);")
    presented.page.mouse.click(x, y)
    presented.settle()
    assert presented.start == pytest.approx(wanted, abs=0.02)
    presented.page.evaluate("() => document.dispatchEvent(new CustomEvent('descent-pen', { detail: true }))")
    presented.page.mouse.move(x, y)
    presented.page.mouse.down()
    presented.page.mouse.move(x + 300, y + 90, steps=3)
    presented.page.mouse.up()
    assert presented.start == pytest.approx(wanted, abs=0.02)
    assert presented.state("ui.drawn")[0][0] == pytest.approx([0.25, 0.5], abs=0.01)
    assert presented.pixels("pen") > 300 * 3
    presented.answer(MANY, n=1, lesson=LESSON | {"step": "rate/next"})
    assert presented.pixels("pen") == 0
    presented.answer(MANY, n=1, lesson=LESSON | {"presented": False})
    assert presented.state("q('.fig').currentCSSZoom") == 1
    assert presented.state("theme.mode") == "dark"
