"""The figure in a real browser: start-up, a drag from the pointer to the drawing, the server's sentence, frames a
second, and its engine beside Numba. Needs playwright and a Chromium."""

import statistics
from collections.abc import Iterator
from typing import Any

from benchmarks.kernels import Row
from benchmarks.serving import chromium, server
from dynamics import OPTIMIZERS, simulate
from landscapes import LANDSCAPES
from scenarios import Contender, encode, opening
from scenarios.opening import AT_OPENING

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--enable-unsafe-swiftshader",
]
TWELVE = tuple(OPTIMIZERS)[:12]
# The element whose shadow root holds the figure: it keeps its state there.
HOST = "[...document.querySelectorAll('*')].find(e => e.explorer)"
FIGURE = f"{HOST}?.explorer"
# From the time stamp of the first pointer event since the last drawing to the end of the next drawing.
WATCH = f"""() => {{
  const S = {FIGURE};
  window.delays = [];
  let since = null, seen = S.picture.drawn;
  S.root.addEventListener("pointermove", e => {{ since ??= e.timeStamp; }}, true);
  const look = () => {{
    if (S.picture.drawn !== seen && since != null) {{
      delays.push(S.picture.drawn - since);
      since = null;
    }}
    seen = S.picture.drawn;
    requestAnimationFrame(look);
  }};
  requestAnimationFrame(look);
}}"""
SECONDS = """([surface, optimizer, steps, runs]) => import("/engine.mjs").then(({ simulate }) => {
  const once = () => {
    const begun = performance.now();
    simulate({ surface, optimizer, steps });
    return (performance.now() - begun) / 1000;
  };
  for (let k = 0; k < 3; k++) once();
  return Array.from({ length: runs }, once);
})"""


def figure() -> Iterator[Row]:
    from playwright.sync_api import sync_playwright

    twelve = opening("himmelblau").model_copy(
        update={"steps": 1000, "contenders": tuple(Contender(optimizer=name) for name in TWELVE)}
    )
    with server() as (url, waited), sync_playwright() as p:
        browser = p.chromium.launch(executable_path=chromium(), args=FLAGS)
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        received: list[int] = []
        page.on("websocket", lambda ws: ws.on("framereceived", lambda data: received.append(len(data))))
        page.goto(url)
        page.wait_for_function(f"{FIGURE}?.picture.painted > 0", timeout=60_000)
        ready = page.evaluate("performance.now()") / 1000
        yield "page ready after `streamlit run`, warm", f"{waited + ready:.1f} s", "", "<= 3 s"
        page.wait_for_function(f"{FIGURE}.book.of", timeout=60_000)
        yield "sent to open, besides the modules", f"{sum(received) / 1000:.0f} kB", "", "<= 150 kB"
        page.goto(f"{url}/?s={encode(twelve)}")
        page.wait_for_function(f"{FIGURE}?.book.of", timeout=60_000)
        yield from dragged(page)
        page.mouse.move(0, 0)
        yield "playing 12 trails and 6 panels", f"{_frames(page):.0f} frames a second", "", ">= 50"
        page.close()  # it plays, and would be timed too
        yield from beside_numba(browser.new_page())
        browser.close()


def dragged(page: Any) -> Iterator[Row]:
    """One long drag of the start, then ten short ones whose sentence is waited for."""
    box = page.locator("canvas.front").bounding_box()
    page.evaluate(WATCH)
    before = page.evaluate(f"{FIGURE}.messages.n")
    page.mouse.move(box["x"] + 300, box["y"] + 300)
    page.mouse.down()
    for k in range(200):
        page.mouse.move(box["x"] + 300 + k, box["y"] + 300 + k % 40)
        page.wait_for_timeout(16)
    sent = page.evaluate(f"{FIGURE}.messages.n") - before
    page.mouse.up()
    delays = sorted(page.evaluate("delays"))
    late = delays[int(0.95 * len(delays))]
    yield (
        "pointer to the drawing that shows it, 12 x 1,000",
        f"{statistics.median(delays):.0f} ms",
        f"p95 {late:.0f} ms, {sent} messages",
        "<= 16, 33 ms",
    )
    answers = [_answered(page, box, k) for k in range(10)]
    yield (
        "release to the server's sentence",
        f"{statistics.median(answers):.0f} ms",
        f"worst {max(answers):.0f} ms",
        "<= 150 ms",
    )


def _answered(page: Any, box: dict[str, float], k: int) -> float:
    page.mouse.move(box["x"] + 200 + 30 * k, box["y"] + 200)
    page.mouse.down()
    page.mouse.move(box["x"] + 210 + 30 * k, box["y"] + 210)
    begun = page.evaluate("performance.now()")
    page.mouse.up()
    looking = f"""() => new Promise(done => {{
      const S = {FIGURE}, look = () => S.messages.asked || S.messages.waiting != null || !S.book.of
        ? requestAnimationFrame(look) : done(performance.now());
      look();
    }})"""
    return float(page.evaluate(looking) - begun)


def _frames(page: Any, seconds: float = 4.0) -> float:
    page.evaluate(f"() => {{ const S = {FIGURE}; S.clock.loop = true; if (!S.clock.playing) S.q('.play').click(); }}")
    first, start = page.evaluate(f"[{FIGURE}.picture.painted, performance.now()]")
    page.wait_for_timeout(seconds * 1000)
    painted, now = page.evaluate(f"[{FIGURE}.picture.painted, performance.now()]")
    rate: float = (painted - first) / (now - start) * 1000
    return rate


def beside_numba(page: Any, steps: int = 1_000_000) -> Iterator[Row]:
    """Positions and rates of one trajectory of Adam, every step kept, here and there; the medians of five."""
    import time

    from dynamics.in_javascript import module

    page.route("**/", lambda route: route.fulfill(body="<!doctype html>", content_type="text/html"))
    page.route("**/engine.mjs", lambda route: route.fulfill(body=module(), content_type="text/javascript"))
    page.goto("http://engine.test/")
    for name in AT_OPENING:  # every loop that the comparison might share code with has run
        page.evaluate(SECONDS, ["ripple", name, 1000, 1])
    there = statistics.median(page.evaluate(SECONDS, ["smooth-valley", "adam", steps, 5]))
    land, adam = LANDSCAPES["smooth-valley"], OPTIMIZERS["adam"]
    _ = simulate(land, adam, land.start, steps).effective_lr
    here = []
    for _ in range(5):
        begun = time.perf_counter()
        _ = simulate(land, adam, land.start, steps).effective_lr
        here.append(time.perf_counter() - begun)
    ratio = there / statistics.median(here)
    yield (
        "JavaScript, positions and rates of 10^6 steps",
        f"{there / steps * 1e9:.0f} ns a step",
        f"{ratio:.2f} x Numba",
        "<= 2 x",
    )
