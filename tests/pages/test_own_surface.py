"""A table of the reader's own becomes a surface: the way through the drawer."""

import re

import numpy as np


def bring(page, name, data):
    page.locator(".st-key-own_file input[type=file]").set_input_files(
        {"name": name, "mimeType": "text/csv", "buffer": data}
    )


def fill(page, key, value):
    field = page.locator(f".st-key-own_{key} input")
    field.fill(value)
    field.press("Enter")


def test_a_table_is_shown_with_its_title_and_axes(page, address):
    page.goto(address)
    page.locator("[data-testid=stExpandSidebarButton]").click()
    bring(page, "broken.csv", b"1,2\n3")
    page.get_by_text("Row 2 is 1 long, the row above 2").wait_for()
    x, y = np.meshgrid(np.linspace(-1, 1, 21), np.linspace(1, -1, 21))  # the first row is the top
    lines = (",".join(map(repr, row)) for row in ((x - 0.25) ** 2 + 3 * (y - 0.5) ** 2).tolist())
    page.locator(".st-key-own_file").get_by_role("button", name=re.compile("broken")).click()
    page.get_by_text("Row 2 is 1 long, the row above 2").wait_for(state="hidden")  # else the run that drops it takes
    page.locator("[data-test-script-state='notRunning']").wait_for()  # the next one too
    bring(page, "dent.csv", "\n".join(lines).encode())
    page.get_by_text("21 rows, 21 columns; values from 0.0025 to").wait_for()
    fill(page, "x_high", "-2")
    page.get_by_role("button", name="Show this surface").click()
    page.get_by_text("x must run from a smaller to a larger number").wait_for()
    fill(page, "x_high", "1")
    fill(page, "title", "A dent <b>")
    page.get_by_role("button", name="Show this surface").click()
    page.get_by_role("heading", name="A dent <b>").wait_for()
    assert "?s=" in page.url
    page.get_by_text(re.compile(r"distance")).first.wait_for()
    page.reload()
    page.get_by_role("heading", name="A dent <b>").wait_for()
