"""Charts of a lesson's step before a lecture hall: text of 28 px, lines of 3 px, seven to one on 1920 x 1080, and no
two lines alike."""

import pytest

WINDOW = 1280 / 1920  # the page of a script is so much of a projector
BODY = """
const line = (name, k) => ({ name, light: given.colours[k % given.colours.length], dark: "#FFFFFF", dash: [],
  points: [[1, 1], [50, 10 + k], [200, 0.1]] });
const chart = title => ({ title, across: "update", up: "loss", ends: [], log: ["up"], lines: given.names.map(line) });
document.body.style.margin = 0;
const host = document.body.appendChild(document.createElement("div")), root = host.attachShadow({ mode: "open" });
m.lessonCharts({ parentElement: root, data: { charts: given.titles.map(chart), presented: true } });
const all = name => [...root.querySelectorAll(name)], of = (e, what) => getComputedStyle(e)[what];
const scale = e => e.closest("svg").getScreenCTM().a, rgb = colour => colour.match(/[\\d.]+/g).map(Number);
const boxes = all("svg").map(e => e.getBoundingClientRect());
const found = {
  texts: all("text").map(e => parseFloat(of(e, "fontSize")) * scale(e)),
  lines: all("path").map(e => parseFloat(of(e, "strokeWidth")) * scale(e)),
  ratios: all("text").map(e => m.contrastOf(rgb(of(e, "fill")), [255, 255, 255])),
  dashes: [...all("svg")[0].querySelectorAll(".line")]
    .map(e => e.getAttribute("stroke-dasharray")),
  beneath: Math.max(...boxes.map(box => box.bottom)) / innerHeight, right: Math.max(...boxes.map(box => box.right)),
};
host.remove();
return found;"""
NAMES = ["Start 0.01", "Start 0.05", "Start 0.1", "Start 0.5", "Start 0.001", "Start 0.005", "Start 0.0005"]


@pytest.mark.parametrize(("titles", "colours"), [(["A", "B"], ["#C1AD70"]), (["A"], ["#B65602", "#3C6BBB"])])
def test_charts_are_read_from_the_last_row(script, titles, colours):
    found = script("lesson/chart.js figure/contrast.js", BODY, {"titles": titles, "colours": colours, "names": NAMES})
    assert min(found["texts"]) >= 28 * WINDOW
    assert min(found["lines"]) >= 3 * WINDOW
    assert min(found["ratios"]) >= 7
    assert found["beneath"] <= 0.81
    assert found["right"] <= 1280
    if len(colours) == 1:
        assert len(set(found["dashes"])) == len(NAMES)
