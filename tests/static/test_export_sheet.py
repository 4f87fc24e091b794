"""A sheet has the size it was given: on paper, in dots, and in type."""

import re

import pytest
from export_page import ADDRESS, opened, run

PT_PER_MM = 72 / 25.4
HOSTILE = '</title><script>window.hit = 1</script> "Adam" & η'

PRINT = """
const { svgContext } = await import("/export/svg.js");
const { widthMm, heightMm, title } = given, width = pxOfMm(widthMm), height = pxOfMm(heightMm);
const g = svgContext(width, height);
g.fillStyle = "#336699";
g.fillRect(0, 0, width, height);
g.fillStyle = "#ffffff";
g.font = "400 11px sans-serif";
g.fillText("Adam", 10, 20);
return printDocument(g.toString({ widthMm }), widthMm, heightMm, title);
"""


@pytest.fixture(scope="module")
def page(browser):
    with opened(browser) as page:
        yield page


@pytest.mark.parametrize(("width", "height"), [(85, 60), (85, 63.75), (180, 101.25), (338.667, 190.5), (50.3, 217.9)])
def test_it_prints_on_one_page_of_its_size(browser, page, width, height):
    given = {"widthMm": width, "heightMm": height, "title": HOSTILE}
    document = run(page, "export/sheet.js", "printDocument, pxOfMm", PRINT, given)
    with opened(browser) as sheet:
        sheet.set_content(document)
        assert sheet.title() == HOSTILE
        assert sheet.evaluate("window.hit") is None
        pdf = sheet.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type /Page\b", pdf)) == 1
    box = [float(v) for v in re.search(rb"/MediaBox \[([\d. ]+)\]", pdf)[1].split()]
    assert box == pytest.approx([0, 0, width * PT_PER_MM, height * PT_PER_MM], abs=0.8)  # Chromium rounds to px
    assert b"/Font" in pdf  # letters, not outlines or pixels


MEASURES = "export/sheet.js", "SHEETS, sheetMeasures"


def test_every_sheet_has_measures(page):
    sheets = run(page, *MEASURES, "return Object.values(SHEETS).map(s => ({ ...s, ...sheetMeasures(s) }))")
    assert [round(sheet["widthMm"]) for sheet in sheets] == [85, 180, 339]
    for sheet in sheets:
        assert sheet["width"] / 96 * 25.4 == pytest.approx(sheet["widthMm"])
        assert sheet["width"] / sheet["height"] == pytest.approx(sheet["ratio"])
        assert sheet["pixels"][0] == pytest.approx(sheet["widthMm"] / 25.4 * sheet["dpi"], abs=1)
        assert sheet["fontPx"] * 0.75 == pytest.approx(sheet["fontPt"])
        assert sheet["scale"] * 96 == pytest.approx(sheet["dpi"])
    assert sheets[2]["pixels"] == [1920, 1080]
    assert all(7 <= sheet["fontPt"] <= 9 for sheet in sheets[:2])


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"widthMm": 5}, "The width is 5; it can be from 20 to 2000 mm."),
        ({"fontPt": "x"}, "The text is x; it can be from 4 to 72 pt."),
        ({"ratio": None}, "Width to height is null; it can be from 0.2 to 5."),
        ({"widthMm": 900, "dpi": 1200}, "more than a browser draws"),
    ],
)
def test_what_is_wrong_is_said(page, wrong, words):
    script = "try { sheetMeasures({ ...SHEETS.column, ...given }); } catch (error) { return error.message; }"
    assert words in run(page, *MEASURES, script, wrong)


def test_the_print_window_opens_on_the_sheet_and_leaves_nothing(page):
    """A script in the drawing stands for the print window: it tells what was to be printed."""
    script = """
    const inside = "window.print = () => { parent.printed = document.documentElement.outerHTML;"
      + " dispatchEvent(new Event('afterprint')); }";
    await printSheet(`<svg viewBox="0 0 4 3"><script>${inside}</script></svg>`, 85, 63.75, "Adam");
    return { printed: window.printed, left: document.querySelectorAll("iframe").length };
    """
    seen = run(page, "export/sheet.js", "printSheet", script)
    assert "size:85mm 63.75mm" in seen["printed"]
    assert seen["left"] == 0


def test_the_fonts_of_the_page_come_along(browser):
    with opened(browser, '<style>@font-face { font-family: "Source Sans"; src: url("fonts/a.woff2") }</style>') as page:
        faces = run(page, "export/sheet.js", "fontFacesOf", "return fontFacesOf(document)")
    assert f'url("{ADDRESS}fonts/a.woff2")' in faces
    assert "Source Sans" in faces
