"""The shelf in the drawer: kept, renamed, opened, deleted and brought back, saved and loaded as a file."""

import json

from scenarios import Scenario, encode

FORMULA = "x^2 + 3y^2"
RULE = "step = lr*sign(g)"


def test_what_is_kept_outlives_the_page_and_travels_as_a_file(page, address, tmp_path):
    own = Scenario(surface=f"= {FORMULA}", contenders=[{"optimizer": f"= {RULE}"}], start=(0.3, -1.2), steps=20)
    shelf = page.locator(".shelf")
    page.goto(f"{address}?s={encode(own)}")
    page.locator(".chip.on").wait_for()
    page.locator("[data-testid=stExpandSidebarButton]").click()
    shelf.get_by_role("button", name="the surface").click()
    shelf.locator("input.name").fill("Ellipse")
    shelf.locator("input.name").press("Enter")
    shelf.get_by_role("button", name="the rule").click()
    shelf.locator("input.name").press("Escape")
    page.goto(address)  # the drawer stays open
    shelf.get_by_role("button", name="Open Your rule").click()
    page.locator(".chip.on", has_text="Your rule").wait_for()
    shelf.get_by_role("button", name="Open Ellipse").click()
    page.get_by_role("heading", name="Your formula").wait_for()
    assert page.locator(".typing textarea").input_value() == FORMULA
    page.locator(".chip.on", has_text="Your rule").wait_for()
    with page.expect_download() as download:
        shelf.get_by_role("button", name="Save all").click()
    file = tmp_path / "shelf.json"
    download.value.save_as(file)
    shelf.get_by_role("button", name="Delete Ellipse").click()
    assert shelf.locator("li").count() == 1
    shelf.get_by_role("button", name="Undo").click()
    assert shelf.locator("li").count() == 2
    shelf.get_by_role("button", name="Delete Ellipse").click()
    raw = json.loads(file.read_text())
    raw["entries"].append({"name": "<b>Bad</b>", "kind": "surface", "holds": {"surface": "= sine(x)"}})
    file.write_text(json.dumps(raw))
    shelf.locator("input[type=file]").set_input_files(file)
    shelf.get_by_text("2 taken from shelf.json. 1 was here already.").wait_for()
    shelf.get_by_role("button", name="Open <b>Bad</b>").click()
    page.get_by_text("nothing was changed").wait_for()
    assert page.locator(".typing textarea").input_value() == FORMULA
