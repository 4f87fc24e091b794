"""The figure in a real browser, without Streamlit: static/ served by itself, and a page that plays the server."""

import json
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from scenarios import opening
from scenarios.scenario import Scenario
from tests.conftest import TOURED
from tests.figure.figure_server import PAGES, of_figure, served

ROOT = Path(__file__).parents[2]
RECORDING = Path(__file__).with_name("recording.js").read_text()
S = "window.figure"
# a film draws six panels sixty times a second, for nobody
HALT = """() => {
  const { clock, q } = window.figure, slider = q(".slider");
  slider.value = 0;
  if (clock.playing) slider.dispatchEvent(new Event("input"));
}"""
COUNT = count()
PAGE = """<!doctype html><meta charset="utf-8"><title>The figure</title><link rel="icon" href="data:,">
<style>:root {{ --st-background-color: {paper}; --st-font: sans-serif; --st-heading-font: serif }}
body {{ margin: 24px auto; max-width: 1240px; background: {paper} }}
@media (max-width: 640px) {{ body {{ margin: 16px }} }}</style><div id="host"></div>
<script type="module">
import {{ explorer }} from "/figure.js";
const host = document.getElementById("host"), root = host.attachShadow({{ mode: "open" }});
window.sent = [];
window.answer = data => explorer({{
  parentElement: root, data, offline: {offline},
  setTriggerValue: (_, event) => {offline} || window.sent.push(event), // without a server nobody hears
}});
await window.answer({message});
window.figure = host.explorer;
</script>"""


@pytest.fixture(scope="session")
def static() -> Iterator[str]:
    """The address of a server of this folder and of the figure's script."""
    PAGES.update(of_figure())
    with served(ROOT) as url:
        yield url


@pytest.fixture(scope="module")
def script(browser: Any, static: str) -> Iterator[Callable[..., Any]]:
    """script("figure/numbers.js ...", body, given): what the body of a function of `m` (all that these modules export)
    and `given` returns, in a page of its own."""
    page = browser.new_page()
    page.goto(f"{static}/empty.html")

    def call(modules: str, body: str, given: Any = None) -> Any:
        paths = [f"/static/{name}" for name in modules.split()]
        load = f"Object.assign({{}}, ...await Promise.all({json.dumps(paths)}.map(path => import(path))))"
        return page.evaluate(f"async given => {{ const m = {load}; {body} }}", given)

    yield call
    page.close()


def message(scenario: Scenario, **parts: Any) -> dict[str, Any]:
    """What the server says of a scenario when it opens."""
    usual = {
        "session": "one", "n": 0, "why": "open", "scenario": scenario.model_dump(mode="json"), "notices": [],
        "book": {"look": "What to watch.", "outcomes": [f"ends {k}" for k in range(len(scenario.contenders))]},
        "link": "", "lands": {},
    }  # fmt: skip
    return usual | parts


class Drawing:
    """What was drawn, by canvas; see recording.js."""

    def __init__(self, found: list[dict[str, Any]]) -> None:
        self.found = found

    def of(self, canvas: str, op: str) -> list[dict[str, Any]]:
        return [one for one in self.found if (one["on"], one["op"]) == (canvas, op)]

    def strokes(self, canvas: str) -> list[dict[str, Any]]:
        return self.of(canvas, "stroke")

    def fills(self, canvas: str) -> list[dict[str, Any]]:
        return self.of(canvas, "fill")

    def texts(self, canvas: str) -> list[dict[str, Any]]:
        return self.of(canvas, "fillText")


class Figure:
    """A page with the figure, and everything that went wrong on it."""

    def __init__(self, page: Any, address: str, scenario: Scenario, paper: str = "#FCFBF8", **parts: Any) -> None:
        self.page = page
        self.wrong: list[str] = []
        page.on("console", self._heard)
        page.on("pageerror", self._failed)
        playing = parts.pop("playing", False)
        offline, query = json.dumps(bool(parts.pop("offline", False))), parts.pop("query", "")
        told = json.dumps(message(scenario, **parts)).replace("<", "\\u003c")
        self.path = f"/figure-{next(COUNT)}.html"
        PAGES[self.path] = PAGE.format(paper=paper, offline=offline, message=told)
        page.goto(address + self.path + query)
        page.wait_for_function(f"() => {S} && {S}.picture.painted > 1", timeout=60_000)
        if not playing:
            page.evaluate(HALT)
        self.settle()  # the names above the map take their room, and the map is drawn once more

    def _heard(self, message: Any) -> None:
        if message.type == "error":
            self.wrong.append(message.text)

    def _failed(self, error: Any) -> None:
        self.wrong.append(str(error))

    def left(self) -> Any:
        """Its page, for the next one."""
        self.page.remove_listener("console", self._heard)
        self.page.remove_listener("pageerror", self._failed)
        del PAGES[self.path]
        self.page.goto("about:blank")
        self.page.mouse.move(0, 0)
        return self.page

    def state(self, name: str) -> Any:
        """A part of what the figure knows, such as "clock.t"."""
        return self.page.evaluate(f"() => {S}.{name}")

    def shadow(self, body: str) -> Any:
        """Evaluate the body of a function of q, the query inside the figure."""
        return self.page.evaluate(f"() => {{ const q = {S}.q; {body} }}")

    def answer(self, scenario: Scenario, **parts: Any) -> None:
        self.page.evaluate("data => window.answer(data)", message(scenario, **parts))
        self.settle()

    @property
    def sent(self) -> list[dict[str, Any]]:
        # what a key did goes out once keys rest, if nothing is in flight
        self.page.wait_for_function(f"() => {S}.messages.waiting == null || {S}.messages.asked != null")
        return list(self.page.evaluate("() => window.sent"))

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
        self.settle()

    def settle(self) -> None:
        """Three animation frames: whatever was asked for has been drawn."""
        self.page.evaluate(
            "async () => { for (let k = 0; k < 3; k++) await new Promise(done => requestAnimationFrame(done)); }"
        )

    def redrawn(self) -> "Drawing":
        """What is stroked, filled or written when everything is drawn once more; for a figure with `recording`. Where
        more than one frame drew on a canvas, as when a font has come, the last one's."""
        self.page.evaluate("() => { window.strokes = []; window.dispatchEvent(new Event('resize')); }")
        self.settle()
        told = self.page.evaluate("""() => {
          const found = window.strokes, last = {};
          window.strokes = null;
          for (const { on, at } of found) last[on] = at;
          return JSON.stringify(found.filter(({ on, at }) => at === last[on])); // a hundred thousand numbers
        }""")
        return Drawing(json.loads(told))

    def pixel(self, x: float, y: float) -> tuple[float, float]:
        """Where on the page a point of the surface lies."""
        box = self.page.locator("canvas.front").bounding_box()
        px, py = self.page.evaluate(f"at => {S}.view.projection.at(...at)", [x, y])
        return box["x"] + px, box["y"] + py

    def over(self, x: float, y: float) -> tuple[float, float]:
        """Where on the page a share of the map's width and height lies."""
        box = self.page.locator("canvas.front").bounding_box()
        return box["x"] + box["width"] * x, box["y"] + box["height"] * y

    def click(self, x: float, y: float, **how: Any) -> None:
        self.page.mouse.click(*self.over(x, y), **how)
        self.settle()

    @property
    def start(self) -> tuple[float, float]:
        return tuple(self.state("data.scenario.start"))

    def pixels(self, canvas: str) -> int:
        """How many pixels of a canvas hold anything."""
        return int(
            self.shadow(f"""
            const c = q('canvas.{canvas}'), flat = document.createElement('canvas');
            flat.width = c.width; flat.height = c.height;
            const g = flat.getContext('2d'); g.drawImage(c, 0, 0);
            const px = g.getImageData(0, 0, c.width, c.height).data;
            let n = 0; for (let i = 3; i < px.length; i += 4) if (px[i] > 20) n++;
            return n;""")
        )


@pytest.fixture(scope="session")
def pages(browser: Any) -> Iterator[Callable[..., list[Any]]]:
    """The idle pages of a browser context with these options: a new one costs three times as much as opening a figure
    in one that is there."""
    known: dict[str, tuple[Any, list[Any]]] = {}

    def idle(recording: bool, newcomer: bool, **options: Any) -> list[Any]:
        key = repr((recording, newcomer, sorted(options.items())))
        if key not in known:
            context = browser.new_context(**options)
            if recording:
                context.add_init_script(RECORDING)
            if not newcomer:
                context.add_init_script(TOURED)
            known[key] = context, []
        context, found = known[key]
        if not found:
            found.append(context.new_page())
        return found

    yield idle
    for context, _ in known.values():
        context.close()


@pytest.fixture
def figure(pages: Callable[..., list[Any]], static: str) -> Iterator[Callable[..., Figure]]:
    """`figure(scenario, width=1440, height=900, ...)` opens one; whatever goes wrong on it fails the test. fresh: what
    the test does to its page is more than a new address undoes."""
    opened: list[tuple[Figure, list[Any], bool]] = []

    def show(
        scenario: Scenario | None = None, width: int = 1440, height: int = 900, fresh: bool = False, **parts: Any
    ) -> Figure:
        idle = pages(parts.pop("recording", False), parts.pop("newcomer", False), **parts.pop("options", {}))
        page = idle.pop()
        page.bring_to_front()  # a page behind another is given no frames
        page.set_viewport_size({"width": width, "height": height})
        found = Figure(page, static, scenario or opening("himmelblau"), **parts)
        opened.append((found, idle, fresh))
        return found

    yield show
    for found, idle, fresh in opened:
        if fresh or found.wrong:
            found.page.close()
        else:
            idle.append(found.left())
    for found, _, _ in opened:
        assert found.wrong == []
