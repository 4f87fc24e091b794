"""A link hides and keeps what one ticks: the menu writes it, the page reads it, and no key goes around it."""

from urllib.parse import parse_qs, urlsplit

from player.explore_state import ExploreState
from player.lesson_state import LessonState
from player.link_view import HIDES
from scenarios import opening
from scenarios.link_parts import EXPLORE, FIGURE, HIDDEN, LESSON, LOCKED
from scenarios.links import read
from scenarios.page_links import ExploreLink, LessonLink, elsewhere
from tests.figure.test_figure_gestures import SMALL

NUDGE = """() => {
    document.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowUp", altKey: true }));
    window.figure.ui.keyed = 1e9;
}"""
OPEN = "() => window.figure.q('.sharemenu [data-as=parts]').click()"


def test_what_is_ticked_is_hidden_and_kept(figure):
    plain = figure()
    plain.page.evaluate(OPEN)
    assert "no secret" in plain.page.locator("dialog.ask").inner_text()
    boxes = plain.page.locator("dialog.ask [name=hide]")
    assert [box.get_attribute("value") for box in boxes.all()] == [*FIGURE, *EXPLORE]
    for name in ("panels", "optimizers", "lr"):
        plain.page.locator(f"dialog.ask [value={name}]").check()
    plain.page.evaluate("() => { navigator.clipboard.writeText = async text => { window.copied = text; }; }")
    plain.page.locator("dialog.ask .do").click()
    plain.page.wait_for_function("() => window.copied")
    query = {name: text for name, (text,) in parse_qs(urlsplit(plain.page.evaluate("window.copied")).query).items()}
    found, notices = read(ExploreLink, query, elsewhere(ExploreLink))
    assert (found.hide, found.lock, notices) == (("panels",), ("optimizers", "lr"), [])
    state = ExploreState()
    state.follow(query)
    assert state.link == {"hide": "panels", "lock": "optimizers,lr"}
    told = {name: state.message(None)[name] for name in ("hide", "lock")}
    plain.answer(opening("himmelblau"), **told)
    assert plain.shadow("return ['.panels', '.doors', '.off'].map(part => q(part).checkVisibility());") == [False] * 3
    plain.press("1")
    plain.page.locator(".chip .set").first.click()
    assert plain.page.locator(".pop.settings .knob").count() == 0
    assert plain.state("data.series.length") == len(opening("himmelblau").contenders)
    assert plain.sent == []
    plain.press("Escape")
    for _ in range(3):  # keys that do not rest
        plain.page.evaluate(NUDGE)
        plain.settle()
    assert plain.page.evaluate("() => window.sent") == []
    plain.page.evaluate("() => { window.figure.ui.keyed = -1e9; }")
    plain.settle()
    assert [(event["why"], tuple(event["value"]["start"])) for event in plain.sent] == [("start", plain.start)]


def test_a_lessons_link_keeps_what_it_hides_from_step_to_step():
    state = LessonState()
    state.follow({"lesson": "rate", "step": "2", "hide": "help,door", "lock": "start,steps"})
    assert state.notices == ["A link cannot hide 'door'."]
    state.go("rate", 3)
    assert state.link == {"lesson": "rate", "step": "3", "hide": "help", "lock": "start,steps"}
    own = state.step.scenario
    moved = own.model_copy(update={"start": (0.1, 0.2), "steps": 7})
    state.hear({"n": 1, "kind": "scenario", "value": moved.model_dump(mode="json")})
    assert state.scenario == own
    assert set(state.message(None)["lesson"]["lock"]) >= {"start", "steps", "surface"}


def test_each_part_has_its_place():
    assert set(HIDDEN) == set(FIGURE) | set(HIDES) | {"head", "doors", "table"}
    assert set(LESSON) <= set(HIDES)
    assert len(LOCKED) == len(set(LOCKED))
    for model in (ExploreLink, LessonLink):
        query = {"hide": ",".join(dict.fromkeys(HIDDEN)), "lock": ",".join(LOCKED)}
        assert read(model, query, elsewhere(model))[1] == []


def test_a_figure_beside_something_else_leaves_the_address_alone(figure):
    shown = figure(SMALL, link=None, hide=["head"], panels=["sharpness", "loss"], query="?view=bridge&launch=3")
    assert [shown.shadow(f"return q('{part}').offsetHeight") for part in (".head", ".foot")] == [0, 0]
    assert shown.state("view.panels") == ["loss", "sharpness"]
    assert shown.shadow("return q('.notices').textContent") == ""
    before = shown.state("view.win.half")
    shown.page.mouse.move(*shown.over(0.5, 0.5))
    shown.page.mouse.wheel(0, -400)
    shown.page.wait_for_function(f"() => window.figure.view.win.half < {before}")
    shown.click(0.3, 0.3)
    shown.page.evaluate("() => new Promise(done => setTimeout(done, 600))")  # it would be written after a rest
    assert shown.page.url.endswith("?view=bridge&launch=3")
    shown.answer(SMALL, n=9, link=None, panels=["x"])
    assert shown.state("view.panels") == ["loss", "sharpness"]  # the reader's, once it is open
