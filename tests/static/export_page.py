"""A browser page that can import the modules of static/, for the tests of what exports are written with."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

STATIC = Path(__file__).parents[2] / "static"
ADDRESS = "http://localhost:9/"  # nothing answers there: every request is met from the folder
KINDS = {".js": "text/javascript", ".html": "text/html"}
IDLE: list[Any] = []  # pages: to make one costs more than most tests do in it


@contextmanager
def opened(browser: Any, body: str = "") -> Iterator[Any]:
    """An empty page with `body`. Whatever a script throws unseen fails the test."""
    page, faults = IDLE.pop() if IDLE else browser.new_page(), []

    def failed(error: Any) -> None:
        faults.append(str(error))

    page.on("pageerror", failed)
    page.route(ADDRESS + "**", lambda route: _answer(route, body))
    page.goto(ADDRESS)
    yield page
    page.goto("about:blank")
    page.unroute(ADDRESS + "**")
    page.remove_listener("pageerror", failed)
    IDLE.append(page)
    assert faults == []


def _answer(route: Any, body: str) -> None:
    path = STATIC / route.request.url.removeprefix(ADDRESS).split("?")[0]
    if path == STATIC:
        route.fulfill(content_type="text/html", body=f"<!doctype html><meta charset=utf-8>{body}")
    elif path.is_file():
        route.fulfill(content_type=KINDS.get(path.suffix, "application/octet-stream"), body=path.read_bytes())
    else:
        route.fulfill(status=404)


def run(page: Any, module: str, names: str, script: str, given: Any = None) -> Any:
    """What `script` (the body of an async function of `given`) returns, with `names` imported from static/`module`."""
    return page.evaluate(f'async given => {{ const {{ {names} }} = await import("/{module}"); {script} }}', given)
