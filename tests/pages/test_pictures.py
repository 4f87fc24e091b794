"""What a page's figure is taken away as: drawn by the browser, with the words that the page says around it."""

import re
import struct
from html import unescape

import pytest

from figures.alone import EDGE
from player.downloads import SCALE
from scenarios.version import RELEASE


def visit(page, url, figure):
    page.goto(url)
    page.locator(f".st-key-{figure} .main-svg").first.wait_for(timeout=120_000)


def saved(page, words, within="body"):
    """Name and bytes of the file that these words lead to."""
    button = page.locator(within).get_by_role("button", name=words).first
    with page.expect_download(timeout=60_000) as download:
        button.click()
    return download.value.suggested_filename, download.value.path().read_bytes()


def words_in(svg):
    """What a drawing says, each piece of text on its own."""
    pieces = re.findall(r"<text[^>]*>(.*?)</text>", svg.decode(), re.DOTALL)
    return [unescape(re.sub(r"<[^>]+>", "", piece)).strip() for piece in pieces]


def test_a_map_taken_away_says_what_it_shows(page, address):
    visit(page, f"{address}/maps", "map_picture")
    page.get_by_text("153,600 starts, 1,000 steps each. Drag").wait_for(timeout=120_000)  # the map is whole
    name, drawing = saved(page, "Drawing (SVG)")
    assert name == "basins-himmelblau-heavy-ball.svg"
    text = " ".join(words_in(drawing))
    wanted = ("Basins: Heavy ball on Himmelblau", "η = 0.01", "A at (3, 2)", "D at (−3.78, −3.28)", "153,600")
    for words in (*wanted, f"Descent Explorer {RELEASE}, {address}/maps"):
        assert words in text
    assert {"A", "B", "C", "D", "x", "y"} <= set(words_in(drawing))
    _, picture = saved(page, "Picture (PNG)")
    size = struct.unpack(">II", picture[16:24])
    width, height = re.search(rb'width="(\d+)" height="(\d+)"', drawing).groups()
    assert size == (SCALE * int(width), SCALE * int(height))
    assert int(width) == 750 + 2 * EDGE
    _, data = saved(page, "Data (CSV)")
    head, first, second = data.decode().splitlines()[:3]
    assert head == "x,y,minimum,steps,source"
    assert first.endswith(f'Descent Explorer {RELEASE}, {address}/maps"')
    assert second.count(",") == 4
    assert second.endswith(",")


def test_a_map_as_a_page_draws_itself_without_a_network(browser, page, address, tmp_path):
    visit(page, f"{address}/maps", "map_picture")
    _, whole = saved(page, "Figure (HTML)")
    file = tmp_path / "map.html"
    file.write_bytes(whole)
    alone = browser.new_context(offline=True).new_page()
    alone.goto(file.as_uri())
    alone.locator("main .main-svg").first.wait_for()
    alone.get_by_text("Basins: Heavy ball on Himmelblau").first.wait_for()
    alone.close()


@pytest.mark.parametrize(
    ("where", "figure", "words"),
    [
        ("flats", "flats_coasting", "Way on the flat after landing, in η"),
        ("online", "online_position", "Position"),
        ("noise", "noise_variance", "κσ² = 0.0526"),
    ],
)
def test_a_panel_taken_away_is_the_one_that_was_chosen(page, address, where, figure, words):
    visit(page, f"{address}/{where}", figure)
    _, drawing = saved(page, "Drawing (SVG)")
    assert any(words in piece for piece in words_in(drawing))
