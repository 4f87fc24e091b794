"""The script by which Streamlit shows what is in static/."""

import subprocess
import sys
from pathlib import Path
from typing import Any

from player.component import ENTRY
from tests.figure.figure_server import served

MESSAGES = """async entries => {
  const root = { textContent: "", append() {} };
  await Promise.all(entries.map(async entry => {
    const { default: show } = await import(`data:text/javascript,${encodeURIComponent(entry)}`);
    await Promise.all([1, 2, 3].map(n => show({ data: { n }, parentElement: root })));
  }));
  return window.shown;
}"""


def test_what_comes_while_the_module_is_fetched_is_shown_in_its_order(browser: Any, tmp_path: Path) -> None:
    # which of several imports ends first is by chance: often not the first, if what is imported imports more
    rounds = 12
    place = tmp_path / "app" / "static"
    place.mkdir(parents=True)
    for k in range(rounds):
        (place / f"more{k}.js").write_text("export const more = 1;")
        (place / f"shown{k}.js").write_text(
            f"import {{ more }} from './more{k}.js'; window.shown ??= {{}};"
            f"export const show = ({{ data }}) => (window.shown[{k}] ??= []).push(data.n * more);"
        )
    with served(tmp_path) as url:
        page = browser.new_page()
        page.goto(f"{url}/empty.html")
        shown = page.evaluate(MESSAGES, [ENTRY % (f"shown{k}.js", "show", "") for k in range(rounds)])
        page.close()
    assert shown == {str(k): [1, 2, 3] for k in range(rounds)}


def test_what_the_first_picture_is_sent_by_loads_nothing_that_computes() -> None:
    heavy = {
        "numba",
        "scipy",
        "pandas",
        "pydantic",
        "scenarios",
        "dynamics",
        "landscapes",
        "engines",
        "figures",
        "lessons",
    }
    # as app.py and the first lines of pages/explore.py
    code = "import player.component, player.memory, player.opening, player.page, sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert heavy.isdisjoint(done.stdout.split())
