"""A server that was started again knows nothing of the page that is still open: the next touch heals it."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.pages.serving import PATIENCE, Server

MOVE = """knob => {
  knob.value = 0.9;
  for (const kind of ["input", "change"]) knob.dispatchEvent(new Event(kind, { bubbles: true }));
}"""
SOON = 1000 * PATIENCE  # milliseconds


@pytest.fixture
def server() -> Iterator[Server]:
    started = Server()
    yield started
    started.kill()


def judged(page: Page) -> None:
    """Wait until the server has said what it makes of the picture."""
    for part in (".look", "tbody tr:first-child td:last-child"):
        expect(page.locator(part).first).to_have_attribute("aria-busy", "false", timeout=SOON)


def click(page: Page, x: float, y: float) -> None:
    """A new start, and the server's word on it."""
    before = page.url
    box = page.locator("canvas.front").bounding_box()
    assert box
    page.mouse.click(box["x"] + x * box["width"], box["y"] + y * box["height"])
    page.wait_for_function("before => location.href !== before", arg=before, timeout=SOON)
    judged(page)


def test_a_click_heals_the_explorer(server: Server, browser: Any) -> None:
    page = browser.new_page()
    page.goto(f"http://127.0.0.1:{server.port}/")
    judged(page)
    page.locator("button[data-shows=surfaces]").click()
    page.locator(".surfaces button[data-name=rosenbrock]").click()
    page.wait_for_function("location.search.includes('s=')", timeout=SOON)
    click(page, 0.3, 0.3)
    server.kill()
    server.start()
    click(page, 0.6, 0.4)
    assert page.locator("h1").first.inner_text() == "Rosenbrock"
    page.close()


def test_a_slider_heals_orbits(server: Server, browser: Any) -> None:
    page = browser.new_page()
    page.goto(f"http://127.0.0.1:{server.port}/orbits")
    knob = page.locator(".knobs .knob").first
    knob.wait_for(timeout=SOON)
    server.kill()
    server.start()
    before = page.url
    knob.evaluate(MOVE)
    page.wait_for_function("before => location.href !== before", arg=before, timeout=SOON)
    page.close()
