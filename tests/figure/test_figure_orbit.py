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
