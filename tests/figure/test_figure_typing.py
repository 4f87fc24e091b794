"""A formula typed in the figure: the picture follows each key, what is wrong is told at its character, and the server
hears of it when the hand rests."""

import pytest

from dynamics import OPTIMIZERS, simulate
from landscapes import formula
from scenarios import opening
from scenarios.scenario import Scenario

RIPPLE = "1 - cos(x^2 + y^2)"


def write(found, text):
    """As a clipboard would, and wait for what comes of it."""
    found.shadow("if (q('.typing').hidden) q('[data-shows=typing]').click()")
    found.page.evaluate(
        """async text => {
          const S = window.figure, area = S.q('.typing textarea');
          area.value = text;
          area.dispatchEvent(new Event('input'));
          await new Promise(done => setTimeout(done, 50));
          while (S.picture.due) await new Promise(done => requestAnimationFrame(done));
        }""",
        text,
    )
    found.page.wait_for_timeout(150)
    found.settle()


def told(found):
    return found.shadow("return q('.typing .tell').textContent")


def test_the_picture_follows_what_is_typed(figure):
    found = figure()
    found.shadow("q('[data-shows=typing]').click()")
    found.page.keyboard.type(RIPPLE)
    found.page.wait_for_function("name => window.figure.data.surface.name === name", arg=f"= {RIPPLE}")
    found.page.wait_for_function("() => window.sent.length > 0", timeout=10_000)
    assert found.shadow("return q('h1').textContent") == "Your formula"
    assert "cos" in found.shadow("return q('.formula math').textContent")
    assert "1 minimum, a line of minima" in told(found)
    sent = Scenario.model_validate(found.sent[-1]["value"])
    assert sent.surface == f"= {RIPPLE}"
    assert sent == opening(f"= {RIPPLE}").model_copy(update={"contenders": sent.contenders})
    assert [c.hyper for c in sent.contenders] == [c.hyper for c in opening(sent.surface).contenders]
    paths = found.page.evaluate(
        "() => { const D = window.figure.data; return D.series.map((s, k) => [s.final, s.updates]); }"
    )
    for contender, (final, updates) in zip(sent.contenders, paths, strict=True):
        run = simulate(sent.landscape, contender.configured, sent.start, sent.steps)
        assert updates == run.updates
        assert final == pytest.approx(run.loss[-1] - sent.landscape.lowest, abs=1e-6)


def test_what_is_wrong_is_marked_and_the_picture_stays(figure):
    found = figure()
    write(found, RIPPLE)
    before = found.state("data.surface.name")
    write(found, f"{RIPPLE} + sine(y)")
    assert found.state("data.surface.name") == before
    assert told(found) == "sine is not known. Did you mean sin?"
    assert found.shadow("return q('.typing mark').textContent") == "sine"
    assert found.shadow("return q('.typing textarea').getAttribute('aria-invalid')") == "true"
    assert found.shadow("return q('.typing .tell').classList.contains('wrong')")
    write(found, f"{RIPPLE} + sin(")  # not wrong yet
    assert not found.shadow("return q('.typing .tell').classList.contains('wrong')")
    write(found, f"{RIPPLE} + sin(y)")
    assert found.shadow("return q('.typing mark')") is None
    assert found.state("data.surface.name") == f"= {RIPPLE} + sin(y)"


FLOODS = ["x" * 100_000, "(" * 100_000]
TRICKS = ["__class__.__bases__", "eval(1)", "<b>x</b>", "`${alert(1)}`", "\x00", "х² + у²", "𝑥 + y"]


@pytest.mark.parametrize("text", FLOODS + TRICKS)
def test_nothing_that_is_pasted_does_harm(figure, text):
    found = figure()
    write(found, text)
    assert found.state("data.surface.name") == "himmelblau"
    assert told(found)
    assert found.sent == []


def test_undo_brings_the_text_before(figure):
    found = figure()
    write(found, "x^2 + y^2")
    found.page.wait_for_function("() => window.sent.length === 1", timeout=10_000)
    write(found, "x^2 + 3y^2")
    found.page.wait_for_function("() => window.sent.length === 2", timeout=10_000)
    found.shadow("q('.typing textarea').blur(); q('.undo').click()")
    found.settle()
    assert found.state("data.surface.name") == "= x^2 + y^2"
    assert found.shadow("return q('.typing textarea').value") == "x^2 + y^2"


def test_what_the_reader_has_set_stays_while_the_text_changes(figure):
    found = figure()
    write(found, "x^2 + a y^2; a = 0.5 in [0, 2]")
    found.click(0.5, 0.2)
    start = found.start
    found.page.evaluate("() => window.figure.q('.about').click()")
    found.page.locator(".pop.surface .typed").fill("1.5")
    found.page.locator(".pop.surface .typed").press("Enter")
    found.settle()
    assert found.state("data.scenario.parameters") == {"a": 1.5}
    write(found, "x^2 + a y^2 + x; a = 0.5 in [0, 2]")
    assert found.state("data.scenario.parameters") == {"a": 1.5}
    assert found.start == start
    write(found, "x^2 + y^2 + x")
    assert found.state("data.scenario.parameters") == {}


def test_the_view_on_the_map_can_be_kept(figure):
    found = figure()
    write(found, RIPPLE)
    assert not found.shadow("return q('.typing .keep').getBoundingClientRect().height > 0")
    found.page.mouse.move(*found.over(0.5, 0.5))
    for _ in range(3):
        found.page.mouse.wheel(0, -400)
    found.page.wait_for_timeout(300)
    found.press("Alt+ArrowRight")
    half = found.state("view.win.half")
    found.shadow("q('.typing .keep').click()")
    found.page.wait_for_timeout(300)
    text = found.shadow("return q('.typing textarea').value")
    land = formula(text)
    assert land.half_height == pytest.approx(half, rel=0.02)
    assert found.state("data.land.half") == land.half_height


def test_where_f_has_no_value_is_hatched_and_said(figure):
    found = figure()
    write(found, "sqrt(x) + y^2")
    assert "Hatched" in told(found)
    assert found.page.evaluate("() => window.figure.data.ground.known.length") == 1
    write(found, "x^2 + y^2")
    assert "Hatched" not in told(found)
    assert found.page.evaluate("() => window.figure.data.ground.known") is None
    write(found, "sqrt(-1 - x^2)")  # nowhere
    for scene in ("relief", "3-D", "map"):
        found.shadow(f"q('[data-scene=\"{scene}\"]').click()")
        found.settle()


def test_the_hand_leaves_the_editor_by_escape_and_keys_do_not_play_there(figure):
    found = figure()
    found.shadow("q('[data-shows=typing]').click()")
    step = found.state("clock.playing")
    found.page.keyboard.type("x l 0")  # keys of the player, elsewhere
    assert found.shadow("return q('.typing textarea').value") == "x l 0"
    assert found.state("clock.playing") == step
    found.press("Escape")
    assert found.shadow("return window.figure.root.activeElement.dataset.shows") == "typing"


def test_a_typed_surface_opens_from_a_message(figure):
    scenario = opening("= x^2 + a y^4; a = 0.3 in [0, 1]").model_copy(update={"parameters": {"a": 0.7}})
    found = figure(scenario)
    assert found.shadow("return q('.typing').hidden") is False
    assert found.shadow("return q('.typing textarea').value") == "x^2 + a y^4; a = 0.3 in [0, 1]"
    assert found.shadow("return q('.about').textContent").startswith("a = 0.7")
    assert set(found.state("data.scenario.contenders")[0]) == {"optimizer", "hyper"}
    assert len(found.state("data.series")) == len(scenario.contenders) <= len(OPTIMIZERS)
