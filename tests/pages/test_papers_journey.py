"""The Papers page in a browser: an item by its address, another by a click, the address, stopping, and what is taken
away."""

import pytest

ITEM = "000-theorem-3.1"
SETTLED = "!document.querySelector('[data-stale=true], [data-testid=stStatusWidget]')"


def visit(page, address, item):
    page.goto(f"{address}/papers?item={item}")
    page.locator(".st-key-next_page").wait_for(timeout=120_000)


def row(page, label):
    return page.locator(".st-key-papers_item [data-testid=stRadioOption]", has_text=label)


def test_an_item_by_its_address_then_another_by_a_click_and_back(page, address):
    visit(page, address, ITEM)
    page.get_by_role("heading", name="Theorem 3.1").wait_for()
    page.get_by_text("False · does not reproduce.").wait_for(timeout=60_000)
    page.locator(".js-plotly-plot .main-svg").first.wait_for(timeout=60_000)
    chosen = page.locator(".st-key-papers_item [data-testid=stRadioGroup] > div:has(:checked)")
    assert chosen.inner_text().split() == ["Theorem", "3.1", "false", "·", "does", "not", "reproduce"]
    row(page, "Bound Lη").click()
    page.get_by_role("heading", name="Bound Lη").wait_for(timeout=60_000)
    page.wait_for_url("**item=000-bound-l*")
    page.get_by_text("Misprint.").wait_for(timeout=60_000)
    page.wait_for_function(SETTLED)
    page.go_back()
    page.get_by_role("heading", name="Theorem 3.1").wait_for(timeout=60_000)
    assert page.url.endswith(f"item={ITEM}")


def test_the_open_item_is_in_sight_within_the_contents(page, address):
    visit(page, address, "002-conclusion-3")
    page.wait_for_function(
        """() => {
          const box = document.querySelector(".st-key-papers_contents"), row = box?.querySelector(":checked");
          if (!row) return false;
          const [inner, outer] = [row.closest("label").getBoundingClientRect(), box.getBoundingClientRect()];
          return inner.top >= outer.top && inner.bottom <= outer.bottom;
        }""",
        timeout=60_000,
    )


def test_the_keyboard_goes_through_the_contents(page, address):
    visit(page, address, "000-update")
    page.get_by_text("Misprint.").wait_for(timeout=60_000)
    page.locator(".st-key-papers_item input:checked").focus()
    page.keyboard.press("ArrowDown")
    page.get_by_role("heading", name="Theorem 3.1").wait_for(timeout=60_000)


def test_all_of_a_paper_runs_until_it_is_stopped(page, address):
    visit(page, address, "001-equation-17")
    page.get_by_role("button", name="Run all of this paper").click(timeout=60_000)
    page.get_by_text("of 24").or_(page.get_by_text(", 2 of")).first.wait_for(timeout=60_000)
    page.get_by_role("button", name="Stop").click()
    page.get_by_role("button", name="Run all of this paper").wait_for(timeout=60_000)


def test_the_report_stands_alone(browser, page, address, tmp_path):
    visit(page, address, ITEM)
    page.get_by_text("False · does not reproduce.").wait_for(timeout=60_000)
    with page.expect_download(timeout=60_000) as download:
        page.get_by_role("button", name="Report").click()
    assert download.value.suggested_filename == "paper-000.html"
    file = tmp_path / "report.html"
    file.write_bytes(download.value.path().read_bytes())
    alone = browser.new_context(offline=True).new_page()
    alone.goto(file.as_uri())
    alone.locator("body[data-drawn]").wait_for(timeout=60_000)
    section = alone.locator("section", has=alone.get_by_role("heading", name="Theorem 3.1"))
    assert section.locator("figure .main-svg").first.is_visible()
    assert section.locator("math").count() == 2
    assert "False · does not reproduce." in section.inner_text()
    assert alone.locator("section", has_text="not yet run").count() > 5
    alone.close()


@pytest.mark.parametrize("words", ["Drawing (SVG)", "Data (CSV)"])
def test_a_figure_is_taken_away(page, address, words):
    visit(page, address, ITEM)
    page.locator(".js-plotly-plot .main-svg").first.wait_for(timeout=60_000)
    page.get_by_text("False · does not reproduce.").wait_for(timeout=60_000)
    page.wait_for_function(SETTLED)
    with page.expect_download(timeout=60_000) as download:
        page.get_by_role("button", name=words).first.click()
    assert download.value.suggested_filename.startswith("000-theorem-3-1-bounds.")
    assert b"printed" in download.value.path().read_bytes()
