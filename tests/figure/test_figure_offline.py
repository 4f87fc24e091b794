"""A shared page is alive: one file, no network, under a policy that lets nothing else in. It drags, turns sliders,
changes surface and optimizers, and exports itself again."""

import gzip
import json
import re
from base64 import b64decode
from pathlib import Path

import numpy as np
import pytest

from browser.bundle import STATIC, parts
from landscapes.sampled import description, sampled
from player.lands import lands
from scenarios import Contender, run
from tests.conftest import TOURED
from tests.figure.conftest import Figure
from tests.figure.test_figure_gestures import SMALL, WIDE

HOST = "document.querySelector('#figure > div')?.explorer"
HOSTILE = "</script><script>window.hurt = 1</script><img src=x onerror='window.hurt = 2'> & \"friends\""


def save(shown, kind="html"):
    """A file from the Share menu."""
    shown.page.locator(".share").click()
    with shown.page.expect_download(timeout=120_000) as download:
        shown.page.locator(f".sharemenu [data-as={kind}]").click()
    return download.value


class Page(Figure):
    """A saved file, opened without a network."""

    def __init__(self, browser, file):
        self.context = browser.new_context(viewport={"width": 1440, "height": 900}, offline=True)
        self.page, self.file = self.context.new_page(), Path(file)
        self.wrong, self.asked = [], []
        self.page.on("console", lambda m: self.wrong.append(m.text) if m.type == "error" else None)
        self.page.on("pageerror", lambda e: self.wrong.append(str(e)))
        self.page.on("request", lambda r: self.asked.append(r.url))
        self.page.add_init_script("window.sent = [];")
        self.open()

    def open(self):
        self.page.goto(self.file.as_uri())
        self.page.wait_for_function(f"() => {HOST}?.picture.painted > 1", timeout=60_000)
        self.page.evaluate(f"() => {{ window.figure = {HOST}; }}")
        self.settle()

    def close(self):
        """Nothing went wrong on it, and it asked for nothing."""
        self.context.close()
        assert self.wrong == []
        assert {url for url in self.asked if not url.startswith(("data:", "blob:"))} == {self.file.as_uri()}


@pytest.fixture
def saved(figure, browser, tmp_path):
    """saved(scenario, **parts): the page that a figure of it makes, opened."""
    opened = []

    def make(scenario=SMALL, before=lambda shown: None, **parts):
        shown = figure(scenario, **parts)
        before(shown)
        file = tmp_path / "figure.html"
        save(shown).save_as(file)
        opened.append(Page(browser, file))
        return opened[-1]

    yield make
    for page in opened:
        page.close()


@pytest.fixture(scope="module")
def plain(browser, static, tmp_path_factory):
    """One for what is true of every saved page."""
    tab = browser.new_page(viewport={"width": 1440, "height": 900})
    tab.add_init_script(TOURED)
    shown, file = Figure(tab, static, SMALL), tmp_path_factory.mktemp("plain") / "figure.html"
    save(shown).save_as(file)
    tab.close()
    page = Page(browser, file)
    yield page
    page.close()


def test_it_opens_as_it_was_and_computes(saved, tmp_path, browser):
    page = saved(before=lambda shown: shown.press("a", "Home", "ArrowRight", "ArrowRight"))
    assert page.file.stat().st_size <= 300_000
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page.file.read_text())[1]
    assert re.search(r"script-src ([^;]*);", policy)[1] == "'unsafe-inline' data:"
    packed = re.search(r'id="parts">([^<]*)<', page.file.read_text())[1]
    assert json.loads(gzip.decompress(b64decode(packed))) == parts("main.js"), "Python bundles as the browser does"
    assert f'content="{policy}"' in (STATIC / "lesson" / "page.html").read_text()
    assert page.state("clock.t") == 2
    assert "From step 2 to 3" in page.shadow("return q('.anatomy .tell').textContent")
    assert page.page.locator("tbody .say").all_inner_texts() == ["ends 0", "ends 1", "ends 2"]

    page.click(0.3, 0.3)
    start = page.start
    assert start != SMALL.start
    expected = run(SMALL.model_copy(update={"start": start}))
    runs = np.array(page.page.evaluate("() => [...window.figure.data.runs]")).reshape(3, 61, WIDE)
    for mine, theirs in zip(runs, expected, strict=True):
        assert mine[:, :2] == pytest.approx(theirs.position, rel=1e-6)
    assert set(page.page.locator("tbody .say").all_inner_texts()) == {"judged in the app"}
    assert page.page.locator(".look").inner_text() == "Outcomes are judged in the app."
    assert page.page.locator(".look a").get_attribute("href").startswith("http://127.0.0.1")

    page.page.locator(".chip.on .set").nth(1).click()
    page.page.locator(".pop.settings .knob").first.press("ArrowRight")
    page.settle()
    assert page.state("data.scenario.contenders[1].hyper.lr") != SMALL.contenders[1].hyper["lr"]
    page.press("Escape")
    page.page.locator(".chip[data-add=lion] .tog").click()
    page.page.wait_for_function("() => window.figure.data.series.length === 4")
    page.page.locator(".surfaces button[data-name=smooth-valley]").click()
    page.page.wait_for_function("() => window.figure.data.surface.name === 'smooth-valley'")
    page.page.locator(".about").click()
    page.page.locator(".pop.surface .knob").first.press("ArrowRight")
    page.settle()
    assert page.state("data.scenario.parameters.steepness") != 1e-3

    again = tmp_path / "again.html"
    save(page).save_as(again)
    second = Page(browser, again)
    assert second.state("data.scenario") == page.state("data.scenario")
    second.click(0.6, 0.6)
    assert second.start != page.start
    second.close()


def test_a_verdict_of_another_picture_is_not_saved(saved):
    """While an answer is awaited, what the server said before belongs to what was there before."""
    page = saved(before=lambda shown: shown.click(0.3, 0.3))
    assert set(page.page.locator("tbody .say").all_inner_texts()) == {"judged in the app"}
    assert page.page.locator(".look").inner_text() == "Outcomes are judged in the app."


def test_a_long_run_is_computed_in_the_file_too(saved):
    long = SMALL.model_copy(update={"steps": 60_000})
    page = saved(
        long,
        before=lambda shown: shown.page.wait_for_function(
            "() => window.figure.data.times.at(-1) === 60000", timeout=60_000
        ),
    )
    page.page.wait_for_function("() => window.figure.data.times.at(-1) === 60000", timeout=60_000)
    assert page.state("clock.log")


def test_hostile_titles_stay_text(saved):
    x, y = np.linspace(-1, 1, 6), np.linspace(-1, 1, 6)
    surface = sampled("slice-hostile", HOSTILE, HOSTILE, HOSTILE, x, y, np.add.outer(y**2, x**2), (0.5, 0.5))
    given = {
        surface.name: description(surface) | {
            "title": HOSTILE, "source": HOSTILE, "look": HOSTILE, "formula": "<math><mi>f</mi></math>",
            "starts": [{"what": HOSTILE, "at": surface.start}], "steps": 60,
            "rates": {"plain": 0.1, "normalised": 0.1}, "suited": {},
        }
    }  # fmt: skip
    scenario = SMALL.model_construct(
        surface=surface.name, parameters={}, contenders=(Contender(optimizer="adam", hyper={"lr": 0.1}),),
        start=(0.5, 0.5), steps=60, noise=0.0, seed=0, schedule=SMALL.schedule, version=2,
    )  # fmt: skip
    book = {"look": HOSTILE, "outcomes": [HOSTILE]}
    page = saved(scenario, lands=given, book=book, notices=[HOSTILE])
    assert page.page.locator("h1").inner_text() == HOSTILE
    assert page.page.locator(".look").inner_text() == HOSTILE
    assert page.page.locator("tbody .say").inner_text() == HOSTILE
    page.page.locator(".about").click()
    assert page.page.locator(".pop.surface .source").inner_text() == HOSTILE
    assert page.page.title().startswith(HOSTILE)
    assert page.page.evaluate("() => window.hurt") is None
    assert page.page.locator("img").count() == 0


def test_the_message_in_it_is_the_scenario(saved):
    message = json.loads(saved().page.locator("#message").inner_text())
    assert SMALL.model_validate(message["scenario"]) == SMALL
    assert lands(SMALL) == message["lands"] == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_follows_the_reader_s_light_or_dark(plain, scheme):
    plain.page.emulate_media(color_scheme=scheme)
    plain.open()
    assert plain.state("theme.mode") == scheme


def test_what_needs_a_server_is_not_offered(plain):
    plain.page.locator(".share").click()
    assert plain.page.locator(".sharemenu [data-as=html]").is_visible()
    assert not plain.page.locator(".sharemenu [data-as=qr]").is_visible()
    assert not plain.page.locator(".sharemenu [data-as=parts]").is_visible()
    plain.press("Escape")


@pytest.mark.parametrize("width", [390, 900])
def test_nothing_is_wider_than_the_page(plain, width):
    plain.page.set_viewport_size({"width": width, "height": 900})
    plain.settle()
    assert plain.page.evaluate("() => document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(("width", "height"), [(600, 400), (320, 240)])
def test_in_a_frame_it_fits_and_leads_to_the_app(browser, plain, width, height):
    page = browser.new_page(viewport={"width": width, "height": height})
    page.goto(f"{plain.file.as_uri()}?embed=true")
    page.wait_for_function(f"() => {HOST}?.picture.painted > 1", timeout=60_000)
    inside = f"(part => {HOST}.q(part).getBoundingClientRect())"
    assert page.evaluate(f"{inside}('.transport').bottom") <= height
    assert page.evaluate("() => document.documentElement.scrollHeight") == height
    assert page.locator(".home").get_attribute("href").startswith("http://127.0.0.1")
    page.close()
