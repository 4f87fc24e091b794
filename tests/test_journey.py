"""One full journey in a real browser, through a real server: open, click, change, share, go back, come again by a
link."""

import json
import re
from urllib.parse import parse_qs, urlparse

import pytest

from benchmarks.serving import free_port, server
from scenarios import decode, encode, opening, read_json
from scenarios.presets import PRESETS

STATE = "[...document.querySelectorAll('*')].find(e => e.explorer)?.explorer"


QUIET = "document.querySelector('.stApp')?.dataset.testScriptState === 'notRunning'"


def visit(page, url):
    page.goto(url)
    page.wait_for_function(f"{STATE}?.picture.painted > 0", timeout=120_000)


def look(page):
    """A reader looks before going on; Streamlit drops a step that meets a rerun."""
    page.wait_for_timeout(300)
    page.wait_for_function(QUIET)
    page.wait_for_timeout(200)


def linked(page):
    """The scenario in the address bar."""
    query = parse_qs(urlparse(page.url).query)
    return decode(query["s"][0])[0] if "s" in query else opening("himmelblau")


def wait_for_link(page, condition):
    for _ in range(100):
        if condition(linked(page)):
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"The address stayed {page.url}")


def click_map(page, x, y):
    box = page.locator("canvas.front").bounding_box()
    page.mouse.click(box["x"] + box["width"] * x, box["y"] + box["height"] * y)


def test_click_change_back_and_come_again(page, address, browser):
    visit(page, address)
    assert page.locator("h1", has_text="Himmelblau").is_visible()
    click_map(page, 0.3, 0.6)
    wait_for_link(page, lambda s: s.start != opening("himmelblau").start)
    first = linked(page)
    page.locator("button[data-name=rosenbrock]").first.click()
    wait_for_link(page, lambda s: s.surface == "rosenbrock")
    page.locator(".chip", has_text="Lion").click()
    wait_for_link(page, lambda s: "lion" in s.keys)
    # back must undo what is on screen, not what was on its way
    page.wait_for_function(f"{STATE}.data.series.length === 7")
    changed = linked(page)

    page.go_back()
    wait_for_link(page, lambda s: "lion" not in s.keys)
    page.wait_for_function(f"{STATE}.data.series.length === 6")
    page.go_back()
    page.wait_for_function(f"{STATE}.data.surface.name === 'himmelblau'")
    assert linked(page) == first

    other = browser.new_page()
    visit(other, f"{address}/?s={encode(changed)}")
    assert other.evaluate(f"{STATE}.data.series.map(s => s.key)") == list(changed.keys)
    assert other.evaluate(f"{STATE}.data.surface.name") == "rosenbrock"
    other.close()


ANSWERED = f"!{STATE}.messages.asked && {STATE}.messages.waiting == null && {STATE}.book.of"
SAYS = "[...document.querySelectorAll('*')].find(e => e.explorer).explorer.q('tbody').rows"


def outcomes(page):
    """What the table says of each optimizer, once it is no longer awaited."""
    page.wait_for_function(f"[...{SAYS}].every(r => r.cells[r.cells.length - 1].ariaBusy === 'false')", timeout=60_000)
    return page.evaluate(f"[...{SAYS}].map(r => r.cells[r.cells.length - 1].innerText.split('×')[0].trim())")


def sentences(scenario):
    from scenarios import run

    return [r.outcome.sentence.split("×")[0].strip() for r in run(scenario)]


def test_the_answer_to_a_click_is_what_python_computes(page, address):
    visit(page, f"{address}/?s={encode(PRESETS['two-cycle'].scenario)}")
    click_map(page, 0.7, 0.3)
    wait_for_link(page, lambda s: s.start != PRESETS["two-cycle"].scenario.start)
    scenario = linked(page)
    assert page.evaluate(f"{STATE}.data.start") == list(scenario.start)
    assert outcomes(page) == sentences(scenario)


def first_place(page):
    """Where the first run begins."""
    return page.evaluate(f"[...{STATE}.data.runs.slice(0, 2)]")


def test_a_server_that_was_started_again_is_told_what_is_on_screen(page, reader):
    """One touch is enough: it is drawn at once, and the server takes up the scenario, which it never saw."""
    port, orbits = free_port(), reader.new_page()
    tabs = (page, orbits)
    with server(port) as (url, _):
        visit(orbits, f"{url}/orbits")  # the first visit to a new server lands on the page that it asked for
        assert orbits.url == f"{url}/orbits"
        visit(page, f"{url}/?s={encode(opening('ripple'))}")
        outcomes(page)
        before = [touched(tab, 0.4) for tab in tabs]
        for tab, shown in zip(tabs, before, strict=True):
            assert answered(tab) == shown
    with server(port):
        after = [touched(tab, 0.6) for tab in tabs]  # drawn at once
        for tab, was, now in zip(tabs, before, after, strict=True):
            assert now != was
            assert now["surface"] == was["surface"]
            assert answered(tab) == now
        assert first_place(page) == pytest.approx(after[0]["start"], rel=1e-6)
        wait_for_link(page, lambda s: list(s.start) == after[0]["start"])
        assert outcomes(page) == sentences(linked(page))
        assert orbits.evaluate(f"{STATE}.data.orbit.middle") is not None
        for tab, was in zip(tabs, after, strict=True):  # and it goes on as before
            later = touched(tab, 0.5)
            assert answered(tab) == later != was
    orbits.close()


def touched(page, share):
    """The scenario shown after a touch: on Explore a click on the map, around an orbit the slider of the rate."""
    page.bring_to_front()
    # until then Streamlit's own word that its server does not respond may come to lie over the page, and take the touch
    page.wait_for_function("document.querySelector('.stApp').dataset.testConnectionState === 'CONNECTED'")
    if "/orbits" in page.url:
        box = page.locator(".knobs .knob").first.bounding_box()
        page.mouse.click(box["x"] + box["width"] * share, box["y"] + box["height"] / 2)
    else:
        click_map(page, share, 0.3)
    page.evaluate("async () => { for (let k = 0; k < 3; k++) await new Promise(d => requestAnimationFrame(d)); }")
    return page.evaluate(f"{STATE}.data.scenario")


def answered(page):
    """The scenario shown once the server has answered."""
    page.bring_to_front()  # one behind another has no frames, in which what got lost is sent again
    page.wait_for_function(ANSWERED, timeout=180_000)  # twelve tries, rarer and rarer, take 165 s
    return page.evaluate(f"{STATE}.data.scenario")


@pytest.mark.parametrize("link", ["nonsense", "x" * 5000])
def test_a_bad_link_says_so_on_screen(page, address, link):
    visit(page, f"{address}/?s={link}")
    notice = page.locator(".notices span")
    assert re.search("damaged|characters", notice.inner_text())
    assert page.locator("h1", has_text="Himmelblau").is_visible()


def test_a_shared_file_carries_the_scenario(page, address):
    scenario = opening("ripple")
    visit(page, f"{address}/?s={encode(scenario)}")
    page.locator("button.share").click()
    with page.expect_download(timeout=60_000) as download:
        page.locator("button[data-as=json]").click()
    text = download.value.path().read_text()
    assert read_json(text) == (scenario, [])
    assert len(json.loads(text)["results"]) == 6


def test_settings_typed_in_the_drawer_reach_the_map(page, address):
    visit(page, address)
    page.locator("[data-testid=stExpandSidebarButton]").click()
    field = page.get_by_label("Start x")
    field.fill("1.25")
    field.press("Enter")
    wait_for_link(page, lambda s: s.start[0] == 1.25)
    page.wait_for_function(f"{STATE}.data.start[0] === 1.25")


def test_the_reference_and_back_to_the_same_picture(page, address):
    visit(page, address)
    click_map(page, 0.3, 0.6)
    wait_for_link(page, lambda s: s.start != opening("himmelblau").start)
    left = linked(page)
    page.get_by_role("link", name="Reference").click()
    page.get_by_role("heading", name="Reference").wait_for()
    page.get_by_role("link", name="Explore").click()
    page.wait_for_function(f"{STATE}?.picture.painted > 0")
    wait_for_link(page, lambda s: s == left)
    assert page.evaluate(f"{STATE}.data.start") == list(left.start)


def test_each_step_back_is_one_picture_or_page(page, address):
    visit(page, address)
    before = page.evaluate("history.length")
    click_map(page, 0.3, 0.6)
    wait_for_link(page, lambda s: s.start != opening("himmelblau").start)
    moved = page.url
    page.get_by_role("link", name="Reference").click()
    page.get_by_role("heading", name="Reference").wait_for()
    page.get_by_role("link", name="Explore").click()
    page.wait_for_function(f"{STATE}?.picture.painted > 0")
    page.wait_for_url(moved)
    assert page.evaluate("history.length") - before == 3
    for expected in (f"{address}/reference", moved, f"{address}/"):
        page.go_back()
        page.wait_for_url(expected)
        look(page)
    page.wait_for_function(f"{STATE}?.data.start[0] === {opening('himmelblau').start[0]}")


def test_every_page_is_one_step_with_its_settings_in_the_address(page, address):
    page.goto(f"{address}/reference?utm_source=lecture")
    page.get_by_role("combobox", name="Optimizer").click()
    page.get_by_role("option", name="Lion", exact=True).click()
    page.wait_for_url(f"{address}/reference?utm_source=lecture&optimizer=lion")
    before = page.evaluate("history.length")
    for name in ("Flats", "Reference"):
        page.get_by_role("link", name=name, exact=True).click()
        page.get_by_role("heading", name=name).wait_for()
        look(page)
    page.wait_for_url(f"{address}/reference?optimizer=lion")
    assert page.evaluate("history.length") - before == 2
    page.reload()
    page.get_by_text("def rule").first.wait_for()
    assert page.get_by_role("combobox", name="Optimizer").input_value() == "Lion"
    for expected in (f"{address}/flats", f"{address}/reference?utm_source=lecture&optimizer=lion"):
        page.go_back()
        page.wait_for_url(expected)
        look(page)


def test_a_link_carries_the_view(page, address):
    visit(page, f"{address}/?view=relief")
    assert page.evaluate(f"{STATE}.view.scene") == "relief"
    visit(page, f"{address}/?s={encode(opening('ripple'))}&view=map,0.5,0.25,0.125")
    assert page.evaluate(f"[{STATE}.view.win.cx, {STATE}.view.win.cy, {STATE}.view.win.half]") == [0.5, 0.25, 0.125]
    page.locator(".views button", has_text="3-D").click()
    page.wait_for_url(f"{address}/?s={encode(opening('ripple'))}&view=3-D,0.5,0.25,0.125")
    page.locator("button.reset").click()
    page.wait_for_url(f"{address}/?s={encode(opening('ripple'))}&view=3-D")
    visit(page, f"{address}/?view=map,1,NaN,2")
    assert "view in this link" in page.locator(".notices span").inner_text()


def test_a_session_that_began_elsewhere_brings_its_scenario_to_the_explorer(page, address):
    page.goto(f"{address}/flats")
    page.get_by_role("button", name="Open in the explorer").first.click()
    page.wait_for_function(f"{STATE}?.picture.painted > 0", timeout=120_000)
    wait_for_link(page, lambda s: s != opening("himmelblau"))
    brought, url = linked(page), page.url
    assert page.evaluate(f"{STATE}.data.surface.name") == brought.surface != "himmelblau"
    click_map(page, 0.3, 0.6)
    wait_for_link(page, lambda s: s.start != brought.start)
    look(page)
    for expected in (url, f"{address}/flats", url):
        (page.go_forward if expected == url and page.url.endswith("/flats") else page.go_back)()
        page.wait_for_url(expected)
        look(page)
    page.wait_for_function(f"{STATE}?.data.surface.name === '{brought.surface}'")
    assert page.evaluate(f"{STATE}.data.start") == list(brought.start)


def test_what_the_explorer_leaves_out_stays_in_the_address_until_something_changes(page, address):
    visit(page, f"{address}/?surface=zzz&period=99&embed_options=light_theme")
    notice = page.locator(".notices span").inner_text()
    assert "'surface'" in notice
    assert "'period'" in notice
    look(page)
    assert page.url == f"{address}/?surface=zzz&period=99&embed_options=light_theme"
    click_map(page, 0.3, 0.6)
    wait_for_link(page, lambda s: s.start != opening("himmelblau").start)
    look(page)
    assert not parse_qs(urlparse(page.url).query).keys() & {"surface", "period"}


def test_what_the_drawer_still_shows_takes_no_click_back(page, address):
    """While an answer is late, the fields of the drawer are sent along as they were before the click."""
    late, tabs = None, []

    def between(tab):
        tabs.append(tab)
        server = tab.connect_to_server()
        server.on_message(lambda message: tab.send(message) if late is None else late.append(message))

    page.route_web_socket(re.compile("_stcore/stream"), between)
    visit(page, f"{address}/?s={encode(PRESETS['two-cycle'].scenario)}")
    outcomes(page)
    late = []
    click_map(page, 0.7, 0.3)
    shown = page.evaluate(f"{STATE}.data.start")
    page.wait_for_function(f"{STATE}.messages.asked.tries > 1")
    messages, late = late, None
    for message in messages:
        tabs[-1].send(message)
    page.wait_for_function(ANSWERED)
    wait_for_link(page, lambda s: list(s.start) == shown)
    look(page)
    assert page.evaluate(f"{STATE}.data.start") == list(linked(page).start) == shown
