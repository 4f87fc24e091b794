"""axe-core finds nothing moderate or worse on any page, light and dark."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from player.page_promises import PROMISES

GRAVE = ("moderate", "serious", "critical")
# off by default: what one sees on a button is what one has to say to press it
LIGHT = {"rules": {"label-content-name-mismatch": {"enabled": True}}, "resultTypes": ["violations"]}
DARK = {"runOnly": ["color-contrast", "link-in-text-block"], "resultTypes": ["violations"]}
SETTLED = "!document.querySelector('[data-stale=true], [data-testid=stStatusWidget]')"
PAGES = list(PROMISES)


@pytest.mark.parametrize("title", PAGES)
def test_nothing_stands_in_a_readers_way(page, address, title):
    page.emulate_media(color_scheme="light")
    within = "?lesson=first-step" if title == "Lessons" else ""
    page.goto(f"{address}/{'' if title == 'Explore' else title.lower()}{within}")
    last = "canvas.front" if title in ("Explore", "Orbits", "Lessons") else ".st-key-next_page"
    page.locator(last).first.wait_for(timeout=60_000)
    if last == "canvas.front":
        page.keyboard.press("Home")  # or its film is drawn while axe reads
    if title not in ("Explore", "Orbits", "Networks", "Lessons", "Reference"):
        page.locator(".js-plotly-plot .main-svg").first.wait_for(timeout=60_000)
    found = {}
    for scheme, rules in (("light", LIGHT), ("dark", DARK)):  # of colours alone, the rest was looked at
        page.emulate_media(color_scheme=scheme)
        page.wait_for_function(SETTLED)
        for _ in range(4):  # what Streamlit draws anew is pale for a moment
            found[scheme] = grave(page, rules)
            if not found[scheme]:
                break
            page.wait_for_timeout(2_000)
    assert found == {"light": [], "dark": []}


def grave(page, rules):
    """Rule and element of each finding."""
    return [
        (violation["id"], node["html"][:120])
        for violation in Axe().run(page, options=rules).response["violations"]
        if violation["impact"] in GRAVE
        for node in violation["nodes"]
    ]
