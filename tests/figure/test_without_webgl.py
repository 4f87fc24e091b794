"""A browser without WebGL: what a link asks of it is told, and the map is shown."""

from tests.figure.conftest import Figure
from tests.figure.test_figure_gestures import SMALL

NONE = """const own = HTMLCanvasElement.prototype.getContext;
HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
  return kind.startsWith("webgl") ? null : own.call(this, kind, ...rest);
};"""
TOLD = "3-D needs WebGL, which this browser does not offer; the map is shown."


def test_a_link_to_three_dimensions_is_answered_in_words(browser, static):
    page = browser.new_page()
    page.add_init_script(NONE)
    found = Figure(page, static, SMALL, query="?view=3-D")
    assert page.locator(".notices span").inner_text() == TOLD
    assert found.state("view.scene") == "map"
    assert not page.locator("[data-scene='3-D']").is_visible()
    found.answer(
        SMALL, n=0, notices=["Read."], at={"scene": "3-D", "win": None, "t": 3, "log": False, "quarters": False}
    )
    assert page.locator(".notices span").inner_text() == f"Read. {TOLD}"  # as a saved page says it
    assert found.wrong == []
    page.close()
