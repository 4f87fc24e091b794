"""The player in a real browser: start-up, click to new trails, frames a second. Needs playwright and a Chromium."""

import os
import shutil
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

from benchmarks.kernels import Row
from scenarios import Contender, encode, opening

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--enable-unsafe-swiftshader",
]
EIGHT = ("sgd", "heavy-ball", "adagrad", "rmsprop", "adam", "amsgrad", "nadam", "adabelief")


def player() -> Iterator[Row]:
    from playwright.sync_api import sync_playwright

    link = encode(
        opening("himmelblau").model_copy(
            update={"steps": 1000, "contenders": tuple(Contender(optimizer=n) for n in EIGHT)}
        )
    )
    with server() as (url, waited), sync_playwright() as p:
        browser = p.chromium.launch(executable_path=chromium(), args=FLAGS)
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        start = time.perf_counter()
        page.goto(f"{url}/?s={link}")
        page.wait_for_function(f"{HOST}?.explorer?.painted > 0", timeout=60_000)
        yield (
            "page ready after `streamlit run`, warm caches",
            f"{waited + time.perf_counter() - start:.1f} s",
            "",
            "<= 4 s",
        )
        clicks = [_click(page, i) for i in range(15)]
        yield (
            "click to new trails, 8 x 1,000 steps",
            f"{statistics.median(clicks):.0f} ms",
            f"worst {max(clicks):.0f} ms",
            "<= 150 ms",
        )
        page.evaluate(f"{HOST}.explorer.loop = true")
        yield "playing 8 trails and 6 panels", f"{_frames(page):.0f} frames a second", "", ">= 50"
        browser.close()


# The element whose shadow root holds the figure: the component puts its state there.
HOST = "[...document.querySelectorAll('*')].find(e => e.explorer)"


def _click(page: Any, i: int) -> float:
    """Milliseconds from a click on the map to the first drawing of the new trails."""
    box = page.locator("canvas.front").bounding_box()
    before = page.evaluate(f"{HOST}.explorer.received")
    begun = page.evaluate("performance.now()")
    page.mouse.click(box["x"] + box["width"] * (0.3 + 0.025 * i), box["y"] + box["height"] * 0.45)
    page.wait_for_function(
        f"{HOST}.explorer.received > {before} && {HOST}.explorer.landed > {begun}", timeout=10_000, polling=20
    )
    landed = page.evaluate(f"{HOST}.explorer.landed")
    page.wait_for_timeout(600)
    return float(landed - begun)


def _frames(page: Any, seconds: float = 4.0) -> float:
    page.evaluate(f"() => {{ const S = {HOST}.explorer; if (!S.playing) document.activeElement.blur(); }}")
    first = page.evaluate(f"{HOST}.explorer.painted")
    start = page.evaluate("performance.now()")
    page.wait_for_timeout(seconds * 1000)
    painted, now = page.evaluate(f"[{HOST}.explorer.painted, performance.now()]")
    rate: float = (painted - first) / (now - start) * 1000
    return rate


def chromium() -> str:
    """Path of a Chromium. Raises FileNotFoundError."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if path := shutil.which(name):
            return path
    raise FileNotFoundError("The browser benchmark needs Chromium: apt-get install chromium")


@contextmanager
def server() -> Iterator[tuple[str, float]]:
    """A server on a free port, as (address, seconds until it answered)."""
    with closing(socket.socket()) as s:
        s.bind(("127.0.0.1", 0))
        port = s.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        "app.py",
        "--server.port",
        str(port),
        "--server.headless",
        "true",
        "--server.address",
        "127.0.0.1",
    ]
    start = time.perf_counter()
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=os.environ | {"PYTHONPATH": os.getcwd()}
    )
    url = f"http://127.0.0.1:{port}"
    try:
        while not _answers(url):
            if process.poll() is not None or time.perf_counter() - start > 60:
                raise RuntimeError("The server did not start.")
            time.sleep(0.05)
        yield url, time.perf_counter() - start
    finally:
        process.terminate()
        process.wait(10)


def _answers(url: str) -> bool:
    try:
        return bool(urllib.request.urlopen(f"{url}/_stcore/health", timeout=1).status == 200)
    except OSError:
        return False
