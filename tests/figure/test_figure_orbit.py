"""An orbit in the figure: played on one clock in the map, the planes of its moments and its panels."""

import pytest

from player.found_orbit import described, look_for
from scenarios.cycles import CYCLES


@pytest.fixture
def played(figure):
    def show(name):
        found = look_for(CYCLES[name])
        return figure(CYCLES[name].scenario, layout="orbit", orbit=described(found))

    return show


def planes(shown):
    """Their pictures."""
    return shown.shadow("""return [...q('.panels').querySelectorAll('canvas.plane')]
      .filter(canvas => !canvas.hidden).map(canvas => canvas.toDataURL());""")


@pytest.mark.parametrize("name", ["A stable 2-cycle", "Gradient descent on the ripple"])
def test_it_is_played_on_one_clock(played, name):
    shown = played(name)
    has_moments = CYCLES[name].scenario.contenders[0].optimizer == "adam"
    assert len(planes(shown)) == (2 if has_moments else 0)
    assert shown.page.locator(".knobs .control").count() == (4 if has_moments else 1)
    for hidden in ("h1", ".chips", "table"):
        assert not shown.page.locator(hidden).first.is_visible()
    shown.press("Home")
    first = [shown.pixels("front"), *planes(shown)]
    shown.press("Shift+ArrowRight")
    assert shown.state("clock.t") == 10
    assert all(a != b for a, b in zip(first, [shown.pixels("front"), *planes(shown)], strict=True))
    assert shown.page.evaluate("document.body.scrollWidth <= innerWidth")


def test_no_key_puts_its_only_optimizer_away(played):
    shown = played("A stable 2-cycle")
    shown.press("1", "2")
    shown.settle()
    assert (shown.state("data.order"), shown.sent) == ([0], [])


def test_a_drag_moves_its_map_and_the_wheel_zooms_it(played):
    shown = played("A stable 2-cycle")
    before, box = shown.state("view.win"), shown.page.locator("canvas.front").bounding_box()
    middle = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    shown.page.mouse.move(*middle)
    shown.page.mouse.down()
    shown.page.mouse.move(middle[0] + 60, middle[1] + 30, steps=4)
    shown.page.mouse.up()
    moved = shown.state("view.win")
    unit = 2 * before["half"] / box["height"]  # of the surface, a pixel
    assert moved["cx"] == pytest.approx(before["cx"] - 60 * unit, rel=0.02)
    assert moved["cy"] == pytest.approx(before["cy"] + 30 * unit, rel=0.02)
    assert shown.state("data.start") == list(CYCLES["A stable 2-cycle"].scenario.start)
    shown.page.mouse.wheel(0, -100)
    shown.page.wait_for_timeout(100)
    assert shown.state("view.win")["half"] < moved["half"]


def test_what_cannot_be_is_said_under_the_sliders_though_the_picture_stays(played):
    shown = played("A stable 2-cycle")
    cycle = CYCLES["A stable 2-cycle"]
    same = {"layout": "orbit", "orbit": described(look_for(cycle))}
    told, field = shown.page.locator(".knobs .tell"), shown.page.locator(".knobs .typed").first
    shown.answer(cycle.scenario, notices=["No orbit of period 3 was found."], **same)
    assert told.is_visible()
    assert told.inner_text() == "No orbit of period 3 was found."
    shown.answer(cycle.scenario, **same)
    assert told.inner_text() == ""
    field.fill("abc")
    field.press("Enter")
    shown.page.evaluate("dispatchEvent(new Event('resize'))")
    shown.settle()
    assert "abc" in told.inner_text()
    shown.answer(cycle.scenario, notices=["Heard."], **same)
    assert told.inner_text() == "Heard."
    assert shown.sent == []
    assert field.input_value() == "0.1"


@pytest.mark.parametrize(
    ("place", "text", "wrong"),
    [
        (0, "-1", "Learning rate must be at least 10⁻¹², not -1"),
        (0, "abc", "Learning rate must be a number, not abc"),
        (0, "", "Learning rate must be a number; the value stays"),
        (1, "1", "First decay must be below 1, not 1"),
    ],
)
def test_a_typed_value_that_cannot_be_is_named_with_its_limit(played, place, text, wrong):
    shown = played("A stable 2-cycle")
    field = shown.page.locator(".knobs .typed").nth(place)
    before = field.input_value()
    field.fill(text)
    field.press("Enter")
    assert shown.page.locator(".knobs .tell").inner_text().startswith(wrong)
    assert field.input_value() == before
    assert shown.sent == []
