"""axe-core finds nothing serious or moderate on any page, light and dark."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from benchmarks.browser import server
from player.page_promises import PROMISES

GRAVE = ("moderate", "serious", "critical")
FIRST_SEEN = {"Explore": "canvas", "Orbits": "canvas", "Reference": "table", "Networks": "h1"}


@pytest.fixture(scope="module")
def address():
    with server() as (url, _):
        yield url


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("title", PROMISES)
def test_nothing_stands_in_a_readers_way(browser, address, title, scheme):
    context = browser.new_context(viewport={"width": 1440, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    page.goto(f"{address}/{'' if title == 'Explore' else title.lower()}")
    page.locator(FIRST_SEEN.get(title, ".js-plotly-plot .main-svg")).first.wait_for(timeout=120_000)
    page.get_by_role("status").first.wait_for(state="hidden") if title not in ("Explore", "Orbits") else None
    found = [
        (violation["id"], node["html"][:120])
        for violation in Axe().run(page).response["violations"]
        if violation["impact"] in GRAVE
        for node in violation["nodes"]
    ]
    context.close()
    assert found == []
