"""Hands on the figure: what moves moves in the frame, what is over is told once, nothing moves unmeant."""

import re
from itertools import pairwise

import numpy as np
import pytest

from scenarios import Contender, opening, run
from scenarios.opening import contender
from tests.static_engine.oracle import CHANNELS

SMALL = opening("himmelblau").model_copy(
    update={"steps": 60, "contenders": tuple(contender("himmelblau", n) for n in ("sgd", "adam", "rmsprop"))}
)
WIDE = len(CHANNELS)  # numbers a frame
FIRST_ROWS = (
    f"data.series.map((_, k) => [0, 1].map(at => window.figure.data.runs[k * window.figure.data.F * {WIDE} + at]))"
)


def begins_at(shown, point):
    """Every run begins there."""
    return shown.state(FIRST_ROWS) == [pytest.approx(point, rel=1e-6)] * shown.state("data.series.length")


def test_a_dragged_start_moves_the_runs_in_the_frame_and_is_told_once(figure):
    shown = figure(SMALL)
    shown.page.mouse.move(*shown.pixel(*SMALL.start))
    shown.page.mouse.down()
    for point in ((0.5, 0.5), (1.0, -1.0), (-2.0, 2.0)):
        shown.page.mouse.move(*shown.pixel(*point))
        # one frame, in which the drawing is made
        shown.page.evaluate("() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))")
        assert shown.start == pytest.approx(point, abs=0.03)
        assert begins_at(shown, shown.start)
    assert shown.sent == []
    shown.page.mouse.up()
    shown.settle()
    (event,) = shown.sent
    assert (event["n"], event["kind"], event["why"]) == (1, "scenario", "start")
    assert tuple(event["value"]["start"]) == shown.start
    assert shown.state("data.runs.length") == 3 * 61 * WIDE


KEEP = """() => {
  const pixels = ({ canvas: c }) => c.getContext("2d").getImageData(0, 0, c.width, c.height).data;
  (window.kept ??= []).push(window.figure.picture.panels.map(pixels));
}"""
# of 255, for each panel: how far the second of three pictures is from the first and from the third
APART = """() => {
  const [old, now, later] = window.kept;
  const apart = (a, b) => a.reduce((sum, value, i) => sum + Math.abs(value - b[i]), 0) / a.length;
  return now.map((data, k) => [apart(data, old[k]), apart(data, later[k])]);
}"""


def test_panels_look_the_same_while_the_start_is_dragged_and_after(figure):
    shown = figure(SMALL)
    shown.page.evaluate(KEEP)
    shown.page.mouse.move(*shown.pixel(*SMALL.start))
    shown.page.mouse.down()
    shown.page.mouse.move(*shown.pixel(1.0, -1.0))
    shown.settle()
    shown.page.evaluate(KEEP)
    shown.page.evaluate("() => { window.figure.ui.dragging = false; window.figure.picture.moved = true; }")
    shown.settle()
    shown.page.evaluate(KEEP)
    shown.page.mouse.up()
    for moved, apart in shown.page.evaluate(APART):
        assert apart < 0.3 < moved  # edges lie over their own 15 % afterwards


# before any frame: what is told of a moving pointer while a frame is waited for, and of the same place in the frame
RAW = """([x, y]) => {
  const S = window.figure, front = S.q("canvas.front"), told = (name, dx) => {
    const before = S.data.runs, due = S.picture.due;
    front.dispatchEvent(new PointerEvent(name, { clientX: x + dx, clientY: y, pointerId: 1, buttons: 1 }));
    return { ran: S.data.runs !== before, due: S.picture.due !== due && S.picture.due !== null };
  };
  const at = told("pointerrawupdate", 0), again = told("pointermove", 0);
  const soon = told("pointerrawupdate", 9), next = told("pointermove", 9);
  return { at, again, soon, next };
}"""


def test_what_the_hand_does_between_two_frames_is_stepped_before_the_next(figure):
    shown = figure(SMALL)
    shown.page.mouse.move(*shown.pixel(*SMALL.start))
    shown.page.mouse.down()
    shown.settle()
    told = shown.page.evaluate(RAW, shown.pixel(1.0, -1.0))
    assert told["at"] == {"ran": True, "due": False}
    assert told["again"] == {"ran": False, "due": False}  # stepped already
    assert told["soon"] == {"ran": False, "due": True}  # too soon after the last: the frame steps it
    assert told["next"] == {"ran": False, "due": False}
    shown.settle()
    assert begins_at(shown, shown.start)
    shown.page.mouse.up()


def test_a_dragged_start_stays_in_the_map(figure):
    shown = figure(SMALL)
    shown.page.mouse.move(*shown.pixel(*SMALL.start))
    shown.page.mouse.down()
    shown.page.mouse.move(*shown.over(-0.3, 1.4))
    shown.page.mouse.up()
    shown.settle()
    x0, y0 = shown.state("view.projection.x0"), shown.state("view.projection.y0")
    assert shown.start == pytest.approx((x0, y0), rel=1e-6)


def test_a_click_starts_there_and_the_film_begins_anew(figure):
    shown = figure(SMALL)
    shown.press("End")
    shown.click(0.25, 0.75)
    at = shown.page.evaluate("() => { const V = window.figure.view.projection; return V.back(V.w / 4, V.h * 3 / 4); }")
    assert shown.start == pytest.approx(at, abs=0.02)
    assert shown.state("clock.playing")
    assert [e["why"] for e in shown.sent] == ["start"]


def zoom_away(shown, x=0.9, y=0.1):
    """Zoom about a corner until the start is out of sight."""
    shown.page.mouse.move(*shown.over(x, y))
    for _ in range(12):
        shown.page.mouse.wheel(0, -120)
    shown.settle()
    px, py = shown.page.evaluate("() => window.figure.view.projection.at(...window.figure.data.start)")
    assert px < -20
    assert py > 20


@pytest.mark.parametrize("pause", [20, 420])
def test_a_double_click_shows_the_whole_map_and_keeps_the_start(figure, pause):
    """However slow it is, and wherever the start: a double click means the view."""
    shown = figure(SMALL)
    zoom_away(shown)
    assert shown.shadow("return q('.reset').hidden") is False
    at = shown.over(0.4, 0.5)
    shown.page.mouse.move(*at)
    for n in (1, 2):
        shown.page.mouse.down(click_count=n)
        shown.page.mouse.up(click_count=n)
        shown.page.wait_for_timeout(pause * (2 - n))
    shown.settle()
    assert shown.start == SMALL.start
    assert begins_at(shown, SMALL.start)
    assert shown.state("view.win.half") == shown.state("data.land.half")
    assert shown.shadow("return q('.reset').hidden") is True
    shown.answer(SMALL, n=shown.sent[-1]["n"])  # and that is what the server hears in the end
    assert [tuple(e["value"]["start"]) for e in shown.sent][-1] == SMALL.start


def test_alt_with_an_arrow_moves_the_start_from_where_it_is(figure):
    shown = figure(SMALL)
    zoom_away(shown)
    half = shown.state("view.win.half")
    shown.press("Alt+ArrowRight")
    assert shown.start == pytest.approx((SMALL.start[0] + 0.02 * half, SMALL.start[1]), rel=1e-6)
    shown.press("Alt+Shift+ArrowUp")
    assert shown.start == pytest.approx((SMALL.start[0] + 0.02 * half, SMALL.start[1] + 0.2 * half), rel=1e-6)


def test_the_wheel_zooms_about_the_pointer_within_limits_and_0_shows_all(figure):
    shown = figure(SMALL)
    whole = shown.state("view.win")
    at = "() => { const V = window.figure.view.projection; return V.back(V.w * 0.7, V.h * 0.3); }"
    before = shown.page.evaluate(at)
    shown.page.mouse.move(*shown.over(0.7, 0.3))
    shown.page.mouse.wheel(0, -400)
    shown.page.wait_for_function(f"() => window.figure.view.win.half < {whole['half']}")
    shown.settle()
    assert shown.page.evaluate(at) == pytest.approx(before, abs=0.02)  # half a pixel
    for _ in range(46):  # 44 are enough
        shown.page.mouse.wheel(0, -120)
    shown.settle()
    assert shown.state("view.win.half") == pytest.approx(whole["half"] / 1e5)
    for _ in range(52):  # 49 are enough
        shown.page.mouse.wheel(0, 120)
    shown.settle()
    assert shown.state("view.win.half") == pytest.approx(whole["half"] * 4)
    shown.press("0")
    assert shown.state("view.win") == whole
    assert shown.start == SMALL.start
    assert shown.sent == []


def test_a_drag_with_shift_moves_the_map_and_leaves_the_start(figure):
    shown = figure(SMALL)
    before = shown.state("view.win")
    a, b = shown.over(0.5, 0.5), shown.over(0.4, 0.7)
    shown.page.keyboard.down("Shift")
    shown.page.mouse.move(*a)
    shown.page.mouse.down()
    shown.page.mouse.move(*b)
    shown.page.mouse.up()
    shown.page.keyboard.up("Shift")
    shown.settle()
    unit = before["half"] / shown.state("view.projection.k")
    win = shown.state("view.win")
    assert win["cx"] == pytest.approx(before["cx"] - (b[0] - a[0]) * unit, abs=unit)
    assert win["cy"] == pytest.approx(before["cy"] + (b[1] - a[1]) * unit, abs=unit)
    assert (win["half"], shown.start, shown.sent) == (before["half"], SMALL.start, [])


@pytest.mark.parametrize(("surface", "lr"), [("bowl", 3.0), ("himmelblau", 0.5), ("rosenbrock", 1.0)])
def test_a_path_that_leaves_is_drawn_where_it_went(figure, surface, lr):
    """Every line lies on the step that it stands for, however far that ends."""
    leaving = opening(surface).model_copy(
        update={"contenders": (Contender(optimizer="sgd", hyper={"lr": lr}),), "steps": 60}
    )
    shown = figure(leaving, recording=True)
    (trajectory,) = run(leaving)
    places = np.array(shown.page.evaluate("list => list.map(p => window.figure.view.projection.at(...p))",
                                          trajectory.position.tolist()))  # fmt: skip
    finite = places[np.isfinite(places).all(axis=1)]
    assert np.abs(finite).max() > 1e6
    for key, canvas in (("Home", "ahead"), ("End", "done"), ("End", "front")):
        shown.press(key)
        strokes = shown.redrawn().strokes(canvas)
        # on the front a line of 1 px leads to a name
        ways = [s["way"] for s in strokes if s["colour"] == "#33312e" and (canvas != "front" or s["lineWidth"] > 1)]
        pieces = [(part[i], part[i + 1]) for way in ways for part in way for i in range(len(part) - 1)]
        assert pieces or canvas != "ahead"
        for p, q in pieces:
            assert min(max(off(p, a, b), off(q, a, b)) for a, b in pairwise(finite)) < 0.6
            assert np.abs([p, q]).max() < 4000  # what is far outside is left out


def off(p, a, b):
    """Pixels from a point to a segment, whose ends may be very far."""
    p, a, b = (np.asarray(v[:2], dtype=np.longdouble) for v in (p, a, b))
    along = b - a
    share = np.clip(np.dot(p - a, along) / max(np.dot(along, along), 1e-30), 0, 1)
    return float(np.hypot(*(a + share * along - p)))


def test_all_is_sharp_after_a_move_to_another_screen(figure):
    shown = figure(SMALL, fresh=True)
    devtools = shown.page.context.new_cdp_session(shown.page)
    devtools.send(
        "Emulation.setDeviceMetricsOverride", {"width": 1440, "height": 900, "deviceScaleFactor": 2, "mobile": False}
    )
    shown.page.wait_for_function(
        """() => [...window.figure.root.querySelectorAll("canvas")].every(c => {
            const { width } = c.getBoundingClientRect();
            return !width || Math.abs(c.width - 2 * width) <= 1.5;
        })""",
        timeout=20_000,
    )
    shown.settle()
    assert shown.pixels("ground") > 100_000


def open_settings(shown, k):
    shown.page.locator(".chip.on .set").nth(k).click()
    return shown.page.locator(".pop.settings")


def test_a_slider_acts_while_it_moves_and_is_told_once(figure):
    shown = figure(SMALL)
    pop = open_settings(shown, 1)
    knob = pop.locator(".knob").first
    before = shown.page.evaluate("() => [...window.figure.data.runs]")
    box = knob.bounding_box()
    shown.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    shown.page.mouse.down()
    shown.page.mouse.move(box["x"] + box["width"] * 0.4, box["y"] + box["height"] / 2)
    shown.settle()
    lr = shown.state("data.scenario.contenders[1].hyper.lr")
    assert lr != SMALL.contenders[1].hyper["lr"]
    assert shown.page.locator(".chip.on .set").nth(1).inner_text().strip() == f"η {lr}"
    after = shown.page.evaluate("() => [...window.figure.data.runs]")
    per_run = 61 * WIDE
    assert after[:per_run] == before[:per_run]
    assert after[per_run + WIDE : per_run + WIDE + 2] != before[per_run + WIDE : per_run + WIDE + 2]
    assert shown.sent == []
    shown.page.mouse.up()
    shown.settle()
    assert [e["why"] for e in shown.sent] == ["hyper"]
    assert shown.sent[0]["value"]["contenders"][1]["hyper"]["lr"] == lr
    expected = run(SMALL.model_validate(shown.sent[0]["value"]))[1].position
    shown_now = np.array(after[per_run : 2 * per_run]).reshape(61, WIDE)[:, :2]
    assert shown_now == pytest.approx(expected, rel=1e-5, abs=1e-6)


@pytest.mark.parametrize(
    ("typed", "answer"),
    [("abc", "must be a number, not abc"), ("", "must be a number;"), ("-1", "at least"), ("1e99", "at most"),
     ("1/0", "must be a number, not 1/0")],
)  # fmt: skip
def test_nonsense_in_a_field_changes_nothing_and_says_so(figure, typed, answer):
    shown = figure(SMALL)
    pop = open_settings(shown, 1)
    field = pop.locator(".typed").first
    field.fill(typed)
    field.press("Enter")
    shown.settle()
    assert pop.locator(".tell").inner_text().startswith("Learning rate must be ")
    assert answer in pop.locator(".tell").inner_text()
    assert field.input_value() == "0.2"
    assert shown.sent == []
    field.fill("1/8")
    field.press("Enter")
    shown.settle()
    assert shown.sent[0]["value"]["contenders"][1]["hyper"]["lr"] == 0.125
    assert pop.locator(".tell").inner_text() == ""


def test_digits_hide_and_show_the_same_optimizer(figure):
    shown = figure(SMALL)
    names = ["sgd", "adam", "rmsprop"]
    for digit, name in zip("123", names, strict=True):
        shown.press(digit)
        assert shown.state("data.series.map(s => s.key)") == [n for n in names if n != name]
        shown.press(digit)
        assert shown.state("data.series.map(s => s.key)") == names
    shown.press("1", "2", "2")  # at its place among those that are there
    assert shown.state("data.scenario.contenders.map(c => c.optimizer)") == names[1:]
    shown.press("1")
    assert shown.state("data.scenario.contenders.map(c => c.optimizer)") == names
    shown.press("4")  # the first of those that are not there
    assert shown.state("data.series.length") == 4
    shown.press("4")
    assert shown.state("data.series.map(s => s.key)") == names


def test_what_was_put_away_keeps_its_settings(figure):
    shown = figure(SMALL)
    pop = open_settings(shown, 1)
    pop.locator(".typed").first.fill("0.7")
    pop.locator(".typed").first.press("Enter")
    shown.press("Escape", "2", "2")
    assert shown.state("data.scenario.contenders[1].hyper.lr") == 0.7


def test_undo_redo_and_start_over(figure):
    shown = figure(SMALL)
    assert not shown.page.locator(".history").is_visible()
    texts = [shown.state("data.scenario")]
    for x, y in ((0.2, 0.2), (0.8, 0.3), (0.4, 0.9)):
        shown.click(x, y)
        texts.append(shown.state("data.scenario"))
    shown.press("2")
    texts.append(shown.state("data.scenario"))
    for k in (3, 2, 1, 0):
        shown.page.locator(".undo").click()
        shown.settle()
        assert shown.state("data.scenario") == texts[k]
    assert shown.page.locator(".undo").is_disabled()
    shown.press("Control+Shift+z", "Control+y")
    assert shown.state("data.scenario") == texts[2]
    shown.click(0.1, 0.1)  # a change of one's own: nothing to redo
    assert shown.page.locator(".redo").is_disabled()
    shown.page.locator(".again").click()
    shown.settle()
    assert shown.state("data.scenario") == texts[0]
    shown.press("Control+z")
    assert shown.start != SMALL.start


def test_twelve_is_the_most_and_is_said(figure):
    shown = figure(SMALL)
    for _ in range(9):
        open_settings(shown, 0).locator(".copy").click()
        shown.settle()
    assert shown.state("data.series.length") == 12
    shown.page.locator(".chip[data-add] .tog").first.click()
    shown.settle()
    assert shown.state("data.series.length") == 12
    assert "At most 12" in shown.shadow("return q('.status').textContent")


def test_a_drag_draws_the_runs_anew_and_leaves_the_ground(figure):
    """The ground is drawn again when the hand lets go: its numbers then keep off the new paths."""
    shown = figure(recording=True)
    shown.page.mouse.move(*shown.over(0.3, 0.3))
    shown.page.mouse.down()
    shown.settle()

    def drawn():
        shown.settle()
        return set(shown.page.evaluate("() => [...new Set(window.strokes.map(one => one.on))]"))

    before = shown.state("picture.paths[0].x[0]")
    shown.page.evaluate("() => { window.strokes = []; }")
    shown.page.mouse.move(*shown.over(0.6, 0.4))
    dragged = drawn()
    assert shown.state("picture.paths[0].x[0]") != before
    assert {"done", "front", "mini"} <= dragged
    assert "ground" not in dragged
    shown.page.mouse.up()
    assert "ground" in drawn()
    shown.page.evaluate("() => { window.strokes = null; }")


def test_marks_of_arrivals_follow_the_hand(figure):
    shown = figure(SMALL)
    marks = "() => window.figure.q('.arrivals').innerHTML"
    shown.page.mouse.move(*shown.pixel(*SMALL.start))
    shown.page.mouse.down()
    seen = []
    for point in ((2.9, 2.1), (-2.0, 2.5)):
        shown.page.mouse.move(*shown.pixel(*point))
        shown.settle()
        arrived = sorted(at for at in shown.state("data.series.map(s => s.arrived)") if at is not None)
        seen.append(shown.page.evaluate(marks))
        lefts = [float(at) for at in re.findall(r"left:([\d.]+)%", seen[-1])]
        assert lefts == pytest.approx([100 * at / SMALL.steps for at in arrived], abs=0.006)
    shown.page.mouse.up()
    assert seen[0] != seen[1]


def test_the_ground_follows_a_parameter_while_its_slider_is_held(figure):
    shown = figure(opening("smooth-valley").model_copy(update={"steps": 60}), recording=True)
    shown.page.locator(".about").click()
    knob = shown.page.locator(".pop.surface .knob").first.bounding_box()
    middle = knob["y"] + knob["height"] / 2
    shown.page.mouse.move(knob["x"] + 0.3 * knob["width"], middle)
    shown.page.mouse.down()
    shown.settle()
    shown.page.evaluate("() => { window.strokes = []; }")
    shown.page.mouse.move(knob["x"] + 0.8 * knob["width"], middle)
    shown.settle()
    assert "ground" in shown.page.evaluate("() => window.strokes.map(one => one.on)")
    shown.page.mouse.up()
    shown.page.evaluate("() => { window.strokes = null; }")


def test_contour_numbers_keep_off_the_new_paths_once_the_hand_lets_go(figure):
    shown = figure(SMALL)
    spots = "picture.spots.map(spot => [spot.x, spot.y])"
    before = shown.state(spots)
    shown.page.mouse.move(*shown.pixel(*SMALL.start))
    shown.page.mouse.down()
    shown.page.mouse.move(*shown.pixel(-2.0, -4.0))
    shown.settle()
    assert shown.state(spots) == before
    shown.page.mouse.up()
    shown.settle()
    after = shown.state(spots)
    shown.page.evaluate("() => { window.figure.picture.spots = null; window.figure.picture.stale = true; }")
    shown.settle()
    assert after == shown.state(spots) != before


LESSON = {
    "step": "a/1",
    "panels": [],
    "table": False,
    "held": False,
    "predict": False,
    "guess": None,
    "truth": None,
}


def test_hints_and_pointer_say_what_a_drag_does_once_a_lesson_keeps_or_frees_the_start(figure):
    shown = figure(SMALL, lesson=LESSON | {"lock": ["start"]})
    hands = "return [q('.hint').textContent, q('canvas.front').style.cursor]"
    assert shown.shadow(hands) == ["A drag moves the map, the wheel zooms", "grab"]
    shown.answer(SMALL, lesson=LESSON | {"step": "a/2", "lock": []})
    assert shown.shadow(hands) == ["Drag the ring, or click anywhere, to start from there", "crosshair"]
    shown.click(0.3, 0.6)
    assert shown.start != SMALL.start  # and so it does
    assert shown.shadow("return q('.hint').textContent") == ""
    shown.answer(SMALL, n=shown.state("messages.n"), lock=["start"], lesson=LESSON | {"step": "a/3", "lock": ["start"]})
    assert shown.shadow(hands) == ["A drag moves the map, the wheel zooms", "grab"]


def test_buttons_of_a_narrow_map_stand_off_it(figure):
    shown = figure(SMALL, 390, 844)
    shown.press("Alt+ArrowRight")
    shown.page.mouse.move(*shown.over(0.4, 0.4))
    shown.page.mouse.wheel(0, -300)
    shown.page.wait_for_function("() => !window.figure.q('.reset').hidden && !window.figure.q('.history').hidden")
    box = "const box = part => part.getBoundingClientRect(), over = box(q('.over'));"
    assert shown.shadow(
        f"{box} return [box(q('canvas.front')).top - over.bottom, over.left, 390 - over.right].every(v => v > 0)"
    )
    assert shown.shadow(f"{box} return over.top >= box(q('.head')).bottom")


def test_buttons_and_words_of_a_map_stand_apart(figure):
    # beside a lesson's words too
    shown = figure(SMALL, 780, 720, lesson=LESSON | {"lock": []})
    assert shown.shadow(
        "return ['.over', '.map'].map(p => q(p).getBoundingClientRect()).every("
        "(box, k, [over, card]) => over.bottom <= card.top)"
    )
    apart = """const [a, b] = ['.hint', '.scale'].map(part => q(part).getBoundingClientRect());
      return a.width > 0 && a.right <= b.left"""
    assert shown.shadow(apart)


def test_a_double_click_adds_an_optimizer_once(figure):
    shown = figure(SMALL)
    shown.page.locator(".chip[data-add=lion] .tog").dblclick()
    shown.settle()
    assert [c["optimizer"] for c in shown.state("data.scenario.contenders")].count("lion") == 1
