"""Which panels stand beside the map: the reader's choice, drawn, kept in the address, and taken along by what is
exported."""

import pytest

from dynamics.trajectory import Trajectory
from figures.quantities import QUANTITIES, USUAL
from scenarios import opening
from scenarios.running import run
from scenarios.scenario import Contender
from tests.static_engine.oracle import CHANNELS

AVERAGES = ["x", "y", "first_moment_x", "first_moment_y", "second_moment_x", "second_moment_y"]


def titles(shown):
    return shown.page.evaluate(
        "() => [...window.figure.q('.panels').children].map(c => "
        "window.figure.picture.panels.find(P => P.canvas === c).spec.title)"
    )


def choose(shown, *names):
    """Press the names in the menu."""
    shown.page.locator(".choose").click(timeout=5000)
    for name in names:
        shown.page.locator(f".panelmenu [data-panel={name}]").click(timeout=5000)
    shown.press("Escape")


def opened_at(shown, scenario, query):
    """What a link with this query shows."""
    shown.page.evaluate("query => history.replaceState(null, '', location.pathname + query)", query)
    shown.answer(scenario, n=1, why="link")
    return shown.state("view.panels")


def test_every_quantity_is_drawn(figure):
    """From a channel of its own; a rule without averages has nothing to show of them."""
    names = ["adam", "sgd"]
    scenario = opening("himmelblau").model_copy(update={"contenders": tuple(Contender(optimizer=n) for n in names)})
    shown, runs = figure(scenario), run(scenario)
    others = list(QUANTITIES)[len(USUAL) :]
    for wanted in (list(USUAL), others):
        if wanted is others:
            choose(shown, *USUAL[1:], *others[1:], USUAL[0], others[0])
        assert titles(shown) == [QUANTITIES[n].title for n in wanted]
        scales = shown.page.evaluate("() => window.figure.picture.panels.map(P => !!P.scale)")
        assert scales == [True] * len(wanted)
    row, at = 7, {name: CHANNELS.index(name) for name in AVERAGES}
    told = shown.page.evaluate(
        "([row, at, wide]) => [0, 1].map(k => Object.fromEntries(Object.entries(at).map(([name, c]) =>"
        " [name, window.figure.data.runs[(k * window.figure.data.F + row) * wide + c]])))",
        [row, at, len(CHANNELS)],
    )
    for one, own in zip(told, runs, strict=True):
        check_averages(one, own, row)


def check_averages(told: dict[str, float], own: Trajectory, row: int) -> None:
    pairs = {"first_moment": own.first_moment[row], "second_moment": own.second_moment[row]}
    for name, pair in pairs.items():
        assert [told[f"{name}_x"], told[f"{name}_y"]] == pytest.approx(pair.tolist(), nan_ok=True)
    assert [told["x"], told["y"]] == own.position[row].tolist()


def test_as_many_as_there_is_room_for_and_one_at_least(figure):
    shown = figure()
    shown.page.locator(".choose").click()
    button = "window.figure.q('.panelmenu [data-panel={}]').disabled"
    assert shown.page.evaluate(button.format("x"))  # six stand there
    assert "At most 6" in shown.shadow("return q('.panelmenu .tell').textContent")
    for name in USUAL[1:]:
        shown.page.locator(f".panelmenu [data-panel={name}]").click()
    assert shown.state("view.panels") == ["loss"]
    assert shown.page.evaluate(button.format("loss"))
    shown.page.locator(".panelmenu [data-panel=y]").click()
    assert shown.state("view.panels") == ["loss", "y"]
    assert not shown.page.evaluate(button.format("loss"))
    shown.page.locator(".panelmenu .usual").click()
    assert shown.state("view.panels") == list(USUAL)


@pytest.mark.parametrize("size", [(1440, 900), (1280, 720), (390, 844)])
def test_panels_share_the_room_however_many(figure, size):
    shown = figure(width=size[0], height=size[1])
    for panels in (["loss"], ["loss", "x"], ["loss", "x", "y"], AVERAGES):
        query = f"?panels={','.join(panels)}"
        assert opened_at(shown, opening("bowl" if len(panels) % 2 else "himmelblau"), query) == [
            n for n in QUANTITIES if n in panels
        ]
        boxes = shown.shadow(
            "const all = q('.panels').getBoundingClientRect(); return [...q('.panels').children].map(c => {"
            " const b = c.getBoundingClientRect();"
            " return [b.left - all.left, b.right - all.right, b.top - all.top, b.bottom - all.bottom, b.height]; })"
        )
        assert len(boxes) == len(panels)
        for left, right, top, bottom, height in boxes:
            assert (left >= -1, right <= 1, top >= -1, bottom <= 1) == (True,) * 4
            assert height > 60
        assert max(bottom for *_, bottom, _ in boxes) == pytest.approx(0, abs=1.5)  # no empty row below


def test_the_choice_stands_in_the_address_and_old_links_load(figure):
    shown = figure()
    choose(shown, "sharpness", "x")
    words = "loss,gradient_norm,distance,effective_lr_x,effective_lr_y,x"
    shown.page.wait_for_function("words => location.search.includes(`panels=${words}`)", arg=words)
    assert shown.page.evaluate("async () => (await import('/figure.js')).linkHere(window.figure)").endswith(
        f"panels={words}"
    )
    assert opened_at(shown, opening("bowl"), "?view=relief") == list(USUAL)  # a link of before
    assert shown.state("view.scene") == "relief"
    assert opened_at(shown, opening("himmelblau"), "?panels=y,x") == ["x", "y"]
    assert shown.shadow("return q('.notices').textContent") == ""


@pytest.mark.parametrize("words", ["", "loss,warmth", ",".join(QUANTITIES)])
def test_a_link_with_panels_that_cannot_be_shown_says_so(figure, words):
    shown = figure()
    assert opened_at(shown, opening("bowl"), f"?panels={words}") == list(USUAL)
    assert "panels in this link" in shown.shadow("return q('.notices').textContent")


def test_what_is_exported_has_the_chosen_panels(figure):
    shown = figure()
    opened_at(shown, opening("bowl"), "?panels=x,first_moment_y")
    parts = shown.page.evaluate(
        "async () => (await import('/figure.js')).partsOf(window.figure).map(part => part.words)"
    )
    assert {"Position, x", "First moment, y"} <= set(parts)
    assert "Loss" not in parts
    drawing = shown.page.evaluate("async () => (await (await import('/figure.js')).svgFile(window.figure)).bytes")
    assert "First moment, y" in drawing


def test_the_slider_keeps_the_losses_behind_it(figure):
    shown = figure()
    before = shown.pixels("mini")
    choose(shown, *USUAL[1:], "x", "loss")
    assert shown.state("view.panels") == ["x"]
    assert shown.pixels("mini") == pytest.approx(before, rel=0.1)
    assert before > 0
