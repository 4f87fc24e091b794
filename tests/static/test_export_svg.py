"""A drawing on the SVG surface looks as on a canvas, keeps its text, and leaves nothing out in silence."""

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from export_page import opened, run

DRAWINGS = (Path(__file__).parent / "drawings.js").read_text()
SEEDS = 12
ROUGH = {"words": (0.4, 0.004), "image": (0.7, 0.005), "disc": (0.2, 0.001)}  # drawn a little otherwise by browsers
USUAL = (0.06, 1e-4)  # mean difference of 255, share of channels that differ by more than 40

# the same drawing on a canvas and, through its SVG, on another one; how much they differ, and the SVG
COMPARE = """
const [seed, kinds, count, vector] = given;
const surface = (w, h) => Object.assign(document.createElement("canvas"), { width: w, height: h });
const a = surface(300, 200).getContext("2d", { willReadFrequently: true });
window.drawings.drawing(a, seed, kinds, count, surface);
const g = svgContext(300, 200);
window.drawings.drawing(g, seed, kinds, count, vector ? (w, h) => svgContext(w, h).canvas : surface);
const image = new Image();
image.src = URL.createObjectURL(new Blob([g.toString()], { type: "image/svg+xml" }));
await image.decode();
const b = surface(300, 200).getContext("2d", { willReadFrequently: true });
b.drawImage(image, 0, 0);
const [p, q] = [a, b].map(context => context.getImageData(0, 0, 300, 200).data);
let sum = 0, far = 0;
for (let i = 0; i < p.length; i++) {
  const gap = Math.abs(p[i] - q[i]);
  sum += gap;
  far += gap > 40;
}
return { mean: sum / p.length, far: far / p.length, svg: g.toString() };
"""


@pytest.fixture(scope="module")
def page(browser):
    with opened(browser) as page:
        page.evaluate(
            "async text => { window.drawings = await import(URL.createObjectURL(new Blob([text],"
            " { type: 'text/javascript' }))); }",
            DRAWINGS,
        )
        yield page


def kinds(text=DRAWINGS):
    return re.findall(r"^  (\w+)\(.*\) \{$", text, re.MULTILINE)


@pytest.mark.parametrize("kind", kinds())
def test_it_looks_as_on_a_canvas(page, kind):
    assert kind in page.evaluate("window.drawings.KINDS")
    for seed in range(SEEDS):
        for vector in (False, True):
            seen = run(page, "export/svg.js", "svgContext", COMPARE, [seed, [kind], 2, vector])
            ElementTree.fromstring(seen["svg"])
            mean, far = ROUGH.get(kind, USUAL)
            assert seen["mean"] < mean, (seed, vector, seen)
            assert seen["far"] < far, (seed, vector, seen)


def test_many_things_over_each_other_look_as_on_a_canvas(page):
    for seed in range(SEEDS):
        seen = run(page, "export/svg.js", "svgContext", COMPARE, [seed, kinds(), 15, True])
        assert seen["mean"] < 1, (seed, seen)
        assert seen["far"] < 0.005, (seed, seen)


def drawn(page, script, about=None):
    script = f"const g = svgContext(200, 100); {script}; return g.toString(given ?? undefined);"
    return run(page, "export/svg.js", "svgContext", script, about)


def test_text_stays_text_with_its_font(page):
    hostile = '</text><script>alert(1)</script> & "so" \u0001\ud800 on'
    svg = drawn(
        page,
        f"g.font = 'italic 600 12.5px \"Source Sans\", serif'; g.textAlign = 'right';"
        f"g.fillText({json.dumps(hostile)}, 10, 20)",
    )
    (text,) = ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")
    assert text.text == hostile.replace("\u0001", "").replace("\ud800", "\ufffd")
    assert text.attrib["font-family"] == '"Source Sans", serif'
    assert {k: text.attrib[k] for k in ("font-size", "font-weight", "font-style", "text-anchor", "x", "y")} == {
        "font-size": "12.5", "font-weight": "600", "font-style": "italic", "text-anchor": "end", "x": "10", "y": "20",
    }  # fmt: skip


def test_it_says_what_it_is_and_how_wide(page):
    about = {"title": "Adam & <SGD>", "description": '{"scenario": "<&>"}', "widthMm": 85}
    root = ElementTree.fromstring(drawn(page, "g.fillRect(0, 0, 5, 5)", about))
    told = {element.tag.rpartition("}")[2]: element.text for element in root}
    assert told["title"] == about["title"]
    assert told["metadata"] == about["description"]
    assert (root.attrib["width"], root.attrib["height"], root.attrib["viewBox"]) == ("85mm", "42.5mm", "0 0 200 100")


@pytest.mark.parametrize(
    ("script", "word"),
    [
        ("g.ellipse(0, 0, 5, 5, 0, 0, 7)", "ellipse"),
        ("g.shadowBlur = 3", "shadowBlur"),
        ("g.fillStyle = document.createElement('canvas').getContext('2d').createLinearGradient(0, 0, 9, 9);"
         "g.fillRect(0, 0, 5, 5)", "plain colours"),
        ("g.fillText('wide', 0, 0, 20)", "widest"),
        ("g.fillRect(0, 0, 5, 5); g.clearRect(0, 0, 100, 100)", "as a whole"),
    ],
)  # fmt: skip
def test_what_it_cannot_write_it_refuses_by_name(page, script, word):
    fault = page.evaluate(
        'async script => { const { svgContext } = await import("/export/svg.js"); const g = svgContext(200, 100);'
        " try { new Function('g', script)(g); } catch (error) { return error.message; } return null; }",
        script,
    )
    assert fault is not None
    assert word in fault


def test_numbers_are_short_and_do_not_drift(page):
    """Every point is written relative to the last one; the last of 3,000 lies where it should."""
    svg = drawn(page, "g.beginPath(); for (let i = 0; i < 3000; i++) g.lineTo(i / 30.007, 90 - i / 70.003); g.stroke()")
    path = re.search(r' d="([^"]*)"', svg)[1]
    assert max(len(number) for number in re.findall(r"[\d.]+", path)) <= 5
    end = page.evaluate(
        "d => { const path = document.createElementNS('http://www.w3.org/2000/svg', 'path'); path.setAttribute('d', d);"
        " const { x, y } = path.getPointAtLength(path.getTotalLength()); return [x, y]; }",
        path,
    )
    assert end == pytest.approx([2999 / 30.007, 90 - 2999 / 70.003], abs=0.006)


def test_what_was_drawn_in_later_is_not_in_what_was_copied_before(page):
    svg = drawn(
        page,
        "const o = svgContext(50, 50); o.fillRect(0, 0, 5, 5); g.drawImage(o.canvas, 0, 0);o.fillText('later', 0, 0)",
    )
    assert "later" not in svg


def test_a_clip_holds_until_it_is_taken_back(page):
    """Three strips of one colour, two of them cut: neighbours of one style that must not share a group."""
    svg = drawn(
        page,
        "for (const [x, cut] of [[0, true], [50, true], [100, false]]) { g.save(); if (cut) { g.beginPath();"
        " g.rect(x, 0, 20, 20); g.clip(); } g.fillRect(x, 0, 40, 100); g.restore(); }",
    )
    places = {"inside": (5, 5), "cut": (5, 50), "other": (55, 5), "other cut": (55, 50), "whole": (105, 50)}
    seen = page.evaluate(
        """async ([svg, places]) => {
          const image = new Image(), g = document.createElement("canvas").getContext("2d");
          image.src = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
          await image.decode();
          g.drawImage(image, 0, 0);
          return places.map(([x, y]) => g.getImageData(x, y, 1, 1).data[3]);
        }""",
        [svg, list(places.values())],
    )
    assert dict(zip(places, seen, strict=True)) == {
        "inside": 255, "cut": 0, "other": 255, "other cut": 0, "whole": 255,
    }  # fmt: skip
