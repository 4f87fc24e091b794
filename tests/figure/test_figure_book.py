"""The figure and the server: one event in flight, nothing newer overwritten, no old verdict as if it were the new, and
a server that has forgotten is told again."""

import pytest

from scenarios import opening
from tests.figure.test_figure_gestures import SMALL, begins_at

BOOK = {"look": "What to watch.", "outcomes": ["ends 0", "ends 1", "ends 2"]}


def moved(x, y, scenario=SMALL):
    return scenario.model_copy(update={"start": (x, y)})


def numbers(shown):
    """Of the events that were sent; on a slow machine one without an answer is sent again meanwhile."""
    return list(dict.fromkeys(e["n"] for e in shown.sent))


def heard(shown, k=-1):
    """The scenario of an event, as the server reads it."""
    return type(SMALL).model_validate(shown.sent[k]["value"])


def cells(shown):
    return shown.shadow("""return [...q('tbody').rows].map(row => {
        const cell = row.cells[row.cells.length - 1];
        return [(cell.querySelector('[aria-hidden]') ?? cell).textContent, cell.getAttribute('aria-busy')];
    })""")


def look(shown):
    return shown.shadow("const p = q('.look'); return [p.textContent, p.getAttribute('aria-busy')]")


def test_what_is_awaited_is_muted_until_it_is_there(figure):
    shown = figure(SMALL)
    assert cells(shown) == [["ends 0", "false"], ["ends 1", "false"], ["ends 2", "false"]]
    assert look(shown) == ["What to watch.", "false"]
    plain = colour(shown)
    shown.click(0.3, 0.3)
    assert {busy for _, busy in cells(shown)} == {"true"}
    assert look(shown) == ["What to watch.awaited", "true"]
    places = "[...window.figure.root.querySelectorAll('.look, tbody .say')]"
    read = "e => [...e.children].filter(c => !c.ariaHidden).map(c => c.textContent)"
    assert shown.shadow(f"return {places}.map({read})") == [["awaited"]] * 4
    shown.page.wait_for_function(f"plain => {COLOUR} !== plain", arg=plain)
    shown.answer(heard(shown), n=1, book={"look": "New.", "outcomes": ["a", "b", "c"]})
    assert cells(shown) == [["a", "false"], ["b", "false"], ["c", "false"]]
    assert look(shown) == ["New.", "false"]


COLOUR = "(({ color, opacity }) => color + opacity)(getComputedStyle(window.figure.q('tbody td.say')))"


def colour(shown):
    return shown.page.evaluate(f"() => {COLOUR}")


def arrived(shown):
    return shown.shadow("return [...q('tbody').rows].map(row => row.cells[row.cells.length - 2].innerHTML)")


def test_a_count_that_rounding_decides_is_a_term(figure):
    shown = figure(SMALL)
    plain = arrived(shown)
    k = next(k for k, text in enumerate(plain) if text != "–")
    shown.answer(SMALL, book=BOOK | {"rounded": [j == k for j in range(3)]})
    marked = f'<button class="term" data-term="rounding">{plain[k]}</button>'
    assert arrived(shown) == [marked if j == k else text for j, text in enumerate(plain)]
    shown.shadow("q('[data-term=rounding]').focus()")
    assert "last digit of every gradient" in shown.shadow("return q('.meaning').textContent")
    shown.click(0.3, 0.3)
    assert "rounding" not in "".join(arrived(shown))  # nobody has judged this one


def test_an_answer_before_the_verdict_mutes_too(figure):
    shown = figure(SMALL, book=None, waits="compiler")
    assert [busy for _, busy in cells(shown)] == ["true"] * 3
    assert "Compiling for this machine" in look(shown)[0]
    shown.answer(SMALL, book=BOOK)
    assert cells(shown) == [["ends 0", "false"], ["ends 1", "false"], ["ends 2", "false"]]


def test_the_verdict_of_another_scenario_is_not_shown(figure):
    """Of those left and those added, none may have the words that were another's."""
    shown = figure(SMALL)
    shown.press("1")
    assert [busy for _, busy in cells(shown)] == ["true", "true"]
    assert not any(text for text, _ in cells(shown))
    shown.press("1")
    assert [busy for _, busy in cells(shown)] == ["false"] * 3  # it is what was judged, again
    shown.press("2", "4")
    assert {busy for _, busy in cells(shown)} == {"true"}


def test_an_older_answer_changes_nothing(figure):
    shown = figure(SMALL)
    shown.click(0.3, 0.3)
    first = heard(shown)
    shown.click(0.7, 0.7)
    mine = shown.start
    assert numbers(shown) == [1]  # one in flight
    shown.answer(first, n=1, book=BOOK)
    assert numbers(shown) == [1, 2]  # now the newer one goes
    assert heard(shown).start == shown.start == mine
    assert {busy for _, busy in cells(shown)} == {"true"}
    for n in (0, 1):
        shown.answer(moved(1, 1), n=n, book=BOOK, notices=["Old."], link="s=old")
        assert shown.start == mine
        assert begins_at(shown, mine)
        assert {busy for _, busy in cells(shown)} == {"true"}
        assert not shown.page.locator(".notices span").count()
    shown.answer(heard(shown), n=2, book=BOOK)
    assert [busy for _, busy in cells(shown)] == ["false"] * 3


def test_only_the_last_of_many_gestures_follows(figure):
    shown = figure(SMALL)
    for place in [shown.over(0.2 + 0.1 * k, 0.3) for k in range(5)]:
        shown.page.mouse.click(*place)  # soon after one another: what is unanswered for 2.5 s is sent again
    shown.settle()
    shown.answer(heard(shown), n=1)
    assert numbers(shown) == [1, 2]
    assert heard(shown).start == shown.start


def test_an_event_without_an_answer_is_sent_again(figure):
    shown = figure(SMALL)
    shown.click(0.3, 0.3)
    shown.page.wait_for_function("() => window.sent.length > 1", timeout=30_000)
    first, second = shown.sent[:2]
    assert first == second
    shown.answer(heard(shown), n=1)
    count = len(shown.sent)
    shown.page.wait_for_timeout(3500)
    assert len(shown.sent) == count


def test_a_server_that_has_forgotten_is_told_again(figure):
    """A session that began anew has heard nothing: it says what it opens with, and gets what is on screen."""
    shown = figure(SMALL)
    shown.click(0.3, 0.3)
    shown.answer(heard(shown), n=1, book=BOOK)
    mine = shown.start
    shown.answer(opening("himmelblau"), session="two", n=0, book=BOOK)
    assert shown.start == mine
    assert shown.state("data.series.length") == 3
    assert numbers(shown) == [1, 2]
    assert heard(shown).start == mine
    shown.answer(heard(shown), session="two", n=2, book=BOOK)
    assert [busy for _, busy in cells(shown)] == ["false"] * 3
    shown.click(0.6, 0.3)
    assert shown.sent[-1]["n"] == 3


def test_what_a_forgetful_server_had_in_flight_is_sent_too(figure):
    shown = figure(SMALL)
    shown.click(0.3, 0.3)
    shown.answer(opening("himmelblau"), session="two", n=0)
    assert numbers(shown) == [1, 2]
    assert heard(shown).start == shown.start != opening("himmelblau").start


def test_a_repaired_scenario_replaces_ours_with_its_notice(figure):
    shown = figure(SMALL)
    shown.click(0.3, 0.3)
    repaired = heard(shown).model_copy(update={"steps": 30})
    shown.answer(repaired, n=1, book=BOOK, notices=["Fewer <b>steps</b>: 1.0 × 10⁻⁷."])
    assert shown.state("data.scenario.steps") == 30
    assert shown.state("data.F") == 31
    notice = shown.page.locator(".notices span")
    assert notice.inner_text().replace("\n", "") == "Fewer <b>steps</b>: 1.0×10−7."
    assert [busy for _, busy in cells(shown)] == ["false"] * 3
    shown.page.locator(".notices button").click()
    assert not notice.count()
    mine = shown.start
    shown.press("Control+z")
    assert shown.state("data.scenario.steps") == 60  # what was there can be had again
    assert shown.start == mine


def test_news_that_nobody_asked_for_are_shown(figure):
    """A link, the drawer: at once, from its own start, with the whole map."""
    shown = figure(SMALL)
    shown.page.mouse.move(*shown.over(0.2, 0.2))
    shown.page.mouse.wheel(0, -300)
    shown.settle()
    other = opening("rosenbrock").model_copy(update={"steps": 40})
    shown.answer(other, n=0, why="link", link="s=abc")
    assert shown.shadow("return q('h1').textContent") == "Rosenbrock"
    assert shown.start == other.start
    assert shown.state("view.win.half") == shown.state("data.land.half")
    assert shown.sent == []
    assert "s=abc" in shown.page.url
    assert "view=" not in shown.page.url  # that was of the other surface


def test_the_same_message_again_changes_nothing(figure):
    shown = figure(SMALL)
    shown.press("Home", "ArrowRight")
    shown.answer(SMALL)
    assert shown.state("clock.t") == 1


@pytest.mark.parametrize("kind", ["surface", "chip", "settings"])
def test_whatever_is_done_is_told_with_its_reason(figure, kind):
    shown = figure(SMALL)
    if kind == "surface":
        shown.page.locator(".surfaces button[data-name=ripple]").click()
        shown.page.wait_for_function("() => window.figure.data.surface.name === 'ripple'")
    elif kind == "chip":
        shown.page.locator(".chip[data-add=lion] .tog").click()
    else:
        shown.page.locator(".chip.on .set").nth(0).click()
        shown.page.locator(".pop.settings .copy").click()
    shown.settle()
    (event,) = shown.sent
    assert event["why"] == {"surface": "surface", "chip": "add", "settings": "copy"}[kind]
    scenario = heard(shown)
    expected = {
        "surface": ("sgd", "adam", "rmsprop"), "chip": ("sgd", "adam", "rmsprop", "lion"),
        "settings": ("sgd", "sgd~2", "adam", "rmsprop"),
    }  # fmt: skip
    assert scenario.keys == expected[kind]
    assert shown.state("data.series.map(s => s.key)") == list(scenario.keys)
    assert scenario.surface == ("ripple" if kind == "surface" else "himmelblau")


def test_offline_nothing_is_told_and_verdicts_are_said_to_be_elsewhere(figure):
    shown = figure(SMALL, offline=True)
    assert cells(shown) == [["ends 0", "false"], ["ends 1", "false"], ["ends 2", "false"]]
    shown.click(0.3, 0.3)
    assert shown.sent == []
    assert begins_at(shown, shown.start)
    assert cells(shown) == [["judged in the app", "false"]] * 3
    assert look(shown)[1] == "false"
    shown.press("Control+z")
    assert cells(shown)[0] == ["ends 0", "false"]
