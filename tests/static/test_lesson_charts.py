"""Recorded charts of a lesson, as the app and a page without a server draw them."""

import json
import re

import numpy as np
import pytest

from lessons import recording
from lessons.trained import Trained

DRAWN = """async ([charts]) => {
  const { lessonCharts, showCharts } = await import("/lesson/chart.js");
  const host = document.createElement("div"), place = document.createElement("figure");
  host.style.cssText = "--st-background-color: #FCFBF8; --st-text-color: #21201D";
  document.body.append(host, place);
  const root = host.attachShadow({ mode: "open" });
  lessonCharts({ parentElement: root, data: { charts } });
  lessonCharts({ parentElement: root, data: { charts } });  // a rerun of the page
  showCharts(place, charts);
  const texts = svg => [...svg.querySelectorAll("text")].map(text => text.textContent);
  const [found, others] = [root, place].map(of => [...of.querySelectorAll(".chart")]);
  const whole = charts => charts.map(svg => svg.outerHTML).join("");
  const out = {
    texts: found.map(texts), paths: found.map(svg => [...svg.querySelectorAll(".line")].map(p => p.getAttribute("d"))),
    alike: whole(found) === whole(others), recorded: place.querySelector("figcaption").textContent,
    ink: getComputedStyle(found[0].querySelector(".line")).stroke,
  };
  showCharts(place, []);
  return { ...out, hidden: place.hidden };
}"""


@pytest.fixture
def charts(monkeypatch):
    """Of two runs, one of which comes to nothing that is a number."""
    loss = np.array([[2.0, 0.2, 0.02], [2.0, np.inf, np.nan]], np.float32)
    found = Trained(
        titles=("Adam", "Adam & η"), optimizers=("adam", "adam"), loss=loss, at=np.array([0, 3]),
        accuracy=np.array([[0.1, 0.9], [0.1, 0.1]], np.float32), updates=3, epochs=1, parameters=9, whole=30,
    )  # fmt: skip
    monkeypatch.setattr(recording, "trained", lambda preset, most: found)
    return recording.training_charts("digits-first")


def test_a_training_is_recorded_by_its_loss_and_its_accuracy(charts):
    json.dumps(charts, allow_nan=False)
    assert [chart["title"].partition(",")[0] for chart in charts] == ["Training loss", "Validation accuracy"]
    assert all("the first 3 of 30 updates" in chart["title"] for chart in charts)
    assert [len(line["points"]) for line in charts[0]["lines"]] == [3, 1]
    assert charts[1]["lines"][0]["points"] == [[0, 10], [3, 90]]


def test_charts_are_drawn_alike_in_the_app_and_without_it(charts, in_browser):
    found = in_browser(DRAWN, [charts])
    assert found["alike"]
    assert found["hidden"]
    assert "Recorded" in found["recorded"]
    assert re.match(r"(oklab|color|rgb)", found["ink"])
    loss, accuracy = found["texts"]
    assert {"Training loss, one seed, the first 3 of 30 updates", "Adam", "Adam & η", "update", "loss"} <= set(loss)
    assert {"0.1", "1"} <= set(loss)  # decades
    assert {"0", "100", "%"} <= set(accuracy)
    falls = [float(y) for y in re.findall(r"[ML][\d.]+ ([\d.]+)", found["paths"][0][0])]
    assert falls[2] - falls[1] == pytest.approx(falls[1] - falls[0], abs=0.2)  # a tenth at each update: a straight line
