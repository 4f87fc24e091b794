"""The clock: it plays, holds, steps and scrubs, and every view shows the same step."""

import pytest

from scenarios import opening
from tests.figure.test_figure_gestures import SMALL, WIDE


def test_it_plays_from_the_start_and_the_space_bar_holds_it(figure):
    shown = figure(SMALL, playing=True)
    assert shown.state("clock.playing")
    shown.page.wait_for_function("() => window.figure.clock.t > 5")
    shown.press("Space")
    assert not shown.state("clock.playing")
    held = shown.state("clock.t")
    shown.settle()
    assert shown.state("clock.t") == held
    shown.press("Space")
    assert shown.state("clock.playing")
    shown.page.wait_for_function(f"() => window.figure.clock.t !== {held}")


def test_arrows_step_by_one_and_home_and_end_go_to_the_ends(figure):
    shown = figure(SMALL)
    shown.press("Home", "ArrowRight")
    assert shown.state("clock.t") == 1
    shown.press("Shift+ArrowRight", "ArrowLeft")
    assert shown.state("clock.t") == 10
    shown.press("End")
    assert shown.state("clock.t") == 60
    assert shown.shadow("return q('.step b').textContent") == "60"
    shown.press("ArrowRight")
    assert shown.state("clock.t") == 60
    shown.press("Home", "ArrowLeft")
    assert shown.state("clock.t") == 0


def test_the_slider_scrubs_every_view_at_once(figure):
    shown = figure(SMALL)
    shown.shadow("const s = q('.slider'); s.value = 57; s.dispatchEvent(new Event('input'));")
    shown.settle()
    assert shown.state("clock.t") == 57
    assert shown.shadow("return [q('.step b').textContent, q('.now').textContent]") == ["57", "At step 57"]
    heads = shown.state("picture.heads.map(h => [h.x, h.y])")
    x, y = shown.page.evaluate(
        """wide => {
      const { data, view } = window.figure, at = k => (k * data.F + 57) * wide;
      const places = data.order.map(k => view.projection.at(data.runs[at(k)], data.runs[at(k) + 1]));
      return [places.map(p => p[0]), places.map(p => p[1])];
    }""",
        WIDE,
    )
    assert heads == [pytest.approx(p, abs=0.01) for p in zip(x, y, strict=True)]
    assert not shown.state("clock.playing")


def test_a_press_on_a_panel_goes_to_that_step(figure):
    shown = figure(SMALL)
    x, y = shown.shadow(
        "const r = q('.panel').getBoundingClientRect(), b = window.figure.picture.panels[0].box;"
        " return [r.left + (b.l + b.r) / 2, r.top + 40];"
    )
    shown.page.mouse.click(x, y)
    shown.settle()
    assert shown.state("clock.t") == 30


def test_log_time_spreads_the_early_steps_out(figure):
    shown = figure(SMALL)
    shown.press("Home", *["ArrowRight"] * 4)
    shown.page.locator(".log").click()
    shown.settle()
    assert shown.state("clock.t") == 4
    share = shown.shadow("return +q('.slider').style.getPropertyValue('--p')")
    assert share == pytest.approx(0.3915, abs=0.001)  # ln 5 / ln 61


def test_it_loops_and_rests_where_looping_is_off(figure):
    shown = figure(SMALL)
    shown.press("l", "End")
    shown.page.evaluate("() => { window.figure.clock.t = 59.9; }")
    shown.press("Space")
    shown.page.wait_for_function("() => !window.figure.clock.playing && window.figure.clock.t === 60")
    shown.press("l")
    shown.page.evaluate("() => { window.figure.clock.t = 59.9; }")
    shown.press("Space")
    shown.page.wait_for_function("() => window.figure.clock.playing && window.figure.clock.t < 30")


@pytest.mark.parametrize(("scene", "canvas"), [("relief", "ground"), ("3-D", "deep")])
def test_the_other_views_draw_the_ground(figure, scene, canvas):
    shown = figure(SMALL)
    shown.page.locator(f"[data-scene='{scene}']").click()
    shown.page.wait_for_function("() => window.figure.view.tilt === 1")
    shown.press("End")
    assert shown.pixels(canvas) > 50_000
    assert shown.pixels("done") > 300
    shown.press("v")
    assert shown.state("view.scene") == {"relief": "3-D", "3-D": "map"}[scene]


def test_with_reduced_motion_it_opens_paused_on_the_last_step(figure):
    shown = figure(SMALL, options={"reduced_motion": "reduce"})
    assert not shown.state("clock.playing")
    assert shown.state("clock.t") == 60
    assert shown.shadow("return q('.step b').textContent") == "60"


@pytest.mark.parametrize("width", [390, 900, 1024, 1440])
def test_nothing_is_wider_than_the_page(figure, width):
    shown = figure(SMALL, width=width)
    assert shown.page.evaluate("() => document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1024, 768)])
def test_everything_down_to_the_transport_stands_on_the_first_screen(figure, width, height):
    shown = figure(opening("himmelblau"), width=width, height=height)
    assert shown.shadow("return q('.transport').getBoundingClientRect().bottom") <= height


def test_a_name_pointed_at_stands_alone(figure):
    shown = figure(SMALL)
    shown.press("End")
    assert shown.state("ui.focus") is None
    shown.page.locator(".chip.on").nth(1).hover()
    shown.settle()
    assert shown.state("ui.focus") == 1
    shown.page.mouse.move(5, 5)
    shown.settle()
    assert shown.state("ui.focus") is None
