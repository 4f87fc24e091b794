"""A page that can import the modules of static/."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

STATIC = Path(__file__).parents[2] / "static"
ORIGIN = "http://static.test"
# in the page: an array that crosses as base64, with its NaN and infinities
ARRAYS = """
globalThis.read = text => new Float64Array(Uint8Array.from(atob(text), c => c.charCodeAt(0)).buffer);
globalThis.write = array => {
  const bytes = new Uint8Array(Float64Array.from(array).buffer);
  let text = "";
  for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192));
  return btoa(text);
};
"""


@pytest.fixture(scope="session")
def in_browser(browser: Any) -> Iterator[Callable[..., Any]]:
    """in_browser(script, argument): what a function of JavaScript returns in a page served from static/."""

    def serve(route: Any) -> None:
        path = STATIC / route.request.url.removeprefix(ORIGIN).lstrip("/")
        if path.is_file():
            route.fulfill(body=path.read_text(), content_type="text/javascript")
        else:
            route.fulfill(body="<!doctype html>", content_type="text/html")

    page = browser.new_page()
    page.add_init_script(ARRAYS)
    page.route(f"{ORIGIN}/**", serve)
    page.goto(f"{ORIGIN}/")
    yield page.evaluate
    page.close()
