"""What a reader reads off the figure is what Python computed: curves by the printed numbers of their axes, paths by
those of the map, each in the colour, dash and mark of its optimizer."""

import re
from itertools import pairwise

import numpy as np
import pytest

from dynamics import OPTIMIZERS
from figures.theme import CONTOURS, DARK, LIGHT
from landscapes import LANDSCAPES
from scenarios import opening, run
from scenarios.opening import contender

IN_SIGHT = """list => {
  const { at, w, h } = window.figure.view.projection;
  return list.map(p => at(...p)).filter(([x, y]) => x > -9 && x < w + 9 && y > -9 && y < h + 9);
}"""
DARK_PAPER = "#161514"
NAMES = ("adam", "nadam", "rmsprop")


def race(surface="himmelblau", names=NAMES, **parts):
    one = opening(surface)
    return one.model_copy(update={"steps": 60, "contenders": tuple(contender(surface, n) for n in names), **parts})


def printed(texts):
    """Numbers as they are printed, [(value, x, y)]: a mantissa, and perhaps a raised exponent written after it."""
    found, k = [], 0
    while k < len(texts):
        one = texts[k]
        text = one["text"].replace("−", "-").replace(",", "").replace("step ", "")
        raised = texts[k + 1] if k + 1 < len(texts) and texts[k + 1]["y"] < one["y"] < texts[k + 1]["y"] + 6 else None
        k += 2 if raised else 1
        if not re.fullmatch(r"-?[\d.]+(×10)?", text):
            continue
        power = int(raised["text"].replace("−", "-")) if raised else 0
        mantissa = float(text.removesuffix("×10")) if "×" in text or not raised else 1.0
        found.append((mantissa * 10.0**power, one["x"], one["y"]))
    return found


def read_off(marks, log):
    """From pixels to values, by two numbers printed beside an axis: [(value, pixel)]."""
    (a, p), (b, q) = marks[0], marks[-1]
    if log:
        return lambda at: a * (b / a) ** ((np.asarray(at) - p) / (q - p))
    return lambda at: a + (b - a) * (np.asarray(at) - p) / (q - p)


def expected_curves(scenario):
    """By the title of a panel: the values that Python has for each run."""
    land = scenario.landscape
    runs = run(scenario)
    distance = [np.min([np.hypot(*(r.position - m).T) for m in land.minima], axis=0) for r in runs]
    return {
        "Loss": [land.value(*r.position.T) - land.lowest for r in runs],
        "Gradient norm": [np.hypot(*np.asarray(land.gradient(*r.position.T))) for r in runs],
        "Distance to a minimum": distance,
        "Effective rate, x": [r.effective_lr[:, 0] for r in runs],
        "Effective rate, y": [r.effective_lr[:, 1] for r in runs],
    }


@pytest.mark.parametrize("start", [(-4.5, 4.5), (2.5, -3.5)])
def test_curves_read_off_their_panels_are_those_of_python(figure, start):
    scenario = race(start=start)
    shown = figure(scenario, recording=True)
    shown.press("End")
    expected, seen, drawing = expected_curves(scenario), set(), shown.redrawn()
    for i in range(5):
        texts = drawing.texts(f"frame {i}")
        title = texts[0]["text"]
        seen.add(title)
        marks = sorted((y, v) for v, x, y in printed(texts[1:]) if x < 40)
        assert len(marks) >= 2, title
        value = read_off([(v, y) for y, v in marks], log=True)
        curves = [s for s in drawing.strokes(f"curves {i}") if len(s["way"][0]) > 20]
        assert [c["colour"].upper() for c in curves] == [OPTIMIZERS[n].series.light for n in NAMES]
        assert [c["dash"] for c in curves] == [doubled(OPTIMIZERS[n].series.dash) for n in NAMES]
        bottom = shown.state(f"picture.panels[{i}].box.b")
        for curve, values in zip(curves, expected[title], strict=True):
            way = np.array(curve["way"][0])
            assert len(way) == len(values), title
            steps = np.diff(way[:, 0])
            assert steps == pytest.approx(steps[0], abs=1e-6)
            higher = way[:, 1] < bottom - 1  # what is below the panel rests on its floor
            assert value(way[higher, 1]) == pytest.approx(values[higher], rel=0.08), title
            assert (value(way[:, 1])[~higher] >= values[~higher] * 0.8).all(), title
    assert seen == set(expected)


def doubled(dash):
    """As a canvas says it: an odd number of lengths stands twice."""
    return list(dash) * (2 if len(dash) % 2 else 1)


def test_the_time_axis_says_the_steps(figure):
    shown = figure(race(), recording=True)
    shown.press("End")
    axes = [i for i in range(6) if shown.state(f"picture.panels[{i}].axis")]
    assert axes
    drawing = shown.redrawn()
    for i in axes:
        height = shown.state(f"picture.panels[{i}].box.h")
        marks = [(v, x) for v, x, y in printed(drawing.texts(f"frame {i}")) if y > height - 8]
        box = shown.state(f"picture.panels[{i}].box")
        at = shown.page.evaluate(f"() => [0, 30, 60].map(t => window.figure.picture.panels[{i}].x(t))")
        assert at == pytest.approx([box["l"], (box["l"] + box["r"]) / 2, box["r"]])
        assert [v for v, _ in marks] == sorted({v for v, _ in marks})
        spread = [(x2 - x1) / (v2 - v1) for (v1, x1), (v2, x2) in pairwise(marks) if v1]
        assert spread == pytest.approx([(box["r"] - box["l"]) / 60] * len(spread), rel=0.15)


@pytest.mark.parametrize(("paper", "look"), [("#FCFBF8", LIGHT), (DARK_PAPER, DARK)])
def test_paths_read_off_the_map_are_those_of_python(figure, paper, look):
    scenario = race()
    shown = figure(scenario, recording=True, paper=paper)
    shown.press("Home")
    drawing = shown.redrawn()
    texts = drawing.texts("ground")
    height = shown.page.evaluate("() => window.figure.view.projection.h")
    across = [(float(t["text"].replace("−", "-")), t["x"]) for t in texts if number_at(t) and t["y"] == height - 9]
    along = [(float(t["text"].replace("−", "-")), t["y"]) for t in texts if number_at(t) and t["x"] == 9]
    x, y = read_off(across, log=False), read_off(along, log=False)
    ways = drawing.strokes("ahead")
    assert [w["colour"].upper() for w in ways] == [look.series(OPTIMIZERS[n]) for n in NAMES]
    for way, trajectory in zip(ways, run(scenario), strict=True):
        drawn = np.array([p for part in way["way"] for p in part])
        places = np.column_stack([x(drawn[:, 0]), y(drawn[:, 1])])
        # every place that is drawn is one of the run, in its order, from its start to its end
        nearest = [np.argmin(np.hypot(*(trajectory.position - p).T)) for p in places]
        assert np.abs(trajectory.position[nearest] - places).max() < 0.02
        assert nearest[0] == 0
        assert trajectory.position[nearest[-1]] == pytest.approx(trajectory.position[-1], abs=0.02)
        assert len(nearest) >= 10
        far = np.hypot(*np.diff(trajectory.position, axis=0).T) > 0.05
        assert far.sum() <= len(nearest)


def number_at(text):
    return re.fullmatch(r"−?[\d.]+", text["text"])


@pytest.mark.parametrize(("paper", "look"), [("#FCFBF8", LIGHT), (DARK_PAPER, DARK)])
def test_everything_bears_its_colour_and_mark(figure, paper, look):
    """Heads on the map and in the panels, chips, table and names: each the optimizer's own."""
    names = list(OPTIMIZERS)
    for some in (names[:8], names[8:]):
        shown = figure(race(names=some), recording=True, paper=paper)
        shown.press("End")
        colours = [look.series(OPTIMIZERS[n]) for n in some]
        hollow = [OPTIMIZERS[n].series.mark.startswith("hollow") for n in some]
        drawing = shown.redrawn()
        for canvas in ("front", "canvas 0"):
            marks = [f for f in drawing.fills(canvas) if len(f["way"][0]) > 2]
            outlines = [s for s in drawing.strokes(canvas) if len(s["way"][0]) > 2]
            assert len(marks) >= len(some) - 2  # one may lie out of sight
            for n, colour, empty in zip(some, colours, hollow, strict=True):
                shape = shape_of(svg_points(shown, names.index(n), n))
                same = [m for m in marks if close(shape_of(m["way"][0]), shape)]
                filled = {m["colour"].upper() for m in same}
                drawn = {s["colour"].upper() for s in outlines if close(shape_of(s["way"][0]), shape)}
                if same:
                    assert colour in (drawn if empty else filled), n
        chips = shown.shadow("return [...q('.chips').querySelectorAll('.on b')].map(b => getComputedStyle(b).color)")
        assert chips == [rgb(c) for c in colours]
        rows = shown.shadow("return [...q('tbody').querySelectorAll('th b')].map(b => getComputedStyle(b).color)")
        assert rows == [rgb(c) for c in colours]
        assert shown.state("theme.mode") == ("dark" if look is DARK else "light")


def svg_points(shown, _k, name):
    """The polygon of an optimizer's chip."""
    text = shown.shadow(
        f"const k = {{}}; const i = window.figure.data.series.findIndex(s => s.key === '{name}');"
        " return q(`.chip.on[data-k='${i}'] polygon:last-of-type`).getAttribute('points');"
    )
    return [[float(v) for v in pair.split(",")] for pair in text.split()]


def shape_of(points):
    """Free of place and size: the corners from the middle, the farthest at 1."""
    corners = np.array([p[:2] for p in points])
    corners = corners - corners.mean(axis=0)
    return corners / np.hypot(*corners.T).max()


def close(a, b):
    return a.shape == b.shape and np.abs(a - b).max() < 0.06


def rgb(colour):
    return f"rgb({', '.join(str(int(colour[i : i + 2], 16)) for i in (1, 3, 5))})"


@pytest.mark.parametrize("surface", ["himmelblau", "saddle", "ripple"])
@pytest.mark.parametrize(("paper", "look"), [("#FCFBF8", LIGHT), (DARK_PAPER, DARK)])
def test_the_map_is_coloured_by_height(figure, surface, paper, look):
    shown = figure(race(surface), recording=True, paper=paper)
    drawing = shown.redrawn()
    fills, lines = drawing.fills("ground"), drawing.strokes("ground")
    levels = shown.state("data.ground.levels.length")
    bands = [f["colour"].upper() for f in fills][: levels + 1]
    assert bands == [look.band(i / levels).upper() for i in range(levels + 1)]
    assert len(set(bands)) == levels + 1
    contours = [s for s in lines if s["lineWidth"] in {width for _, width in CONTOURS}][:levels]
    assert [s["lineWidth"] for s in contours] == [CONTOURS[i % 2][1] for i in range(levels)]


SOME = ("himmelblau", "saddle", "plateau", "ackley")


@pytest.mark.parametrize("surfaces", [SOME, pytest.param(tuple(LANDSCAPES), marks=pytest.mark.slow)])
def test_minima_are_upright_crosses_and_saddles_slanting_ones(figure, surfaces):
    shown = figure(race(), recording=True)
    for n, surface in enumerate(surfaces):
        land = LANDSCAPES[surface]
        shown.answer(race(surface, names=("adam",)), n=n, why="link")
        assert shown.state("data.surface.name") == surface
        crosses = [s["way"] for s in shown.redrawn().strokes("ground") if s["lineWidth"] == 1.2 and len(s["way"]) == 2]
        upright = [w for w in crosses if w[0][0][1] == w[0][1][1]]
        slanting = [w for w in crosses if w[0][0][1] != w[0][1][1]]
        for ways, points in ((upright, land.minima), (slanting, land.saddles)):
            at = shown.page.evaluate(IN_SIGHT, points.tolist())
            middles = [np.mean(w[0], axis=0) for w in ways]
            assert sorted(map(tuple, np.round(middles, 6))) == sorted(map(tuple, np.round(at, 6))), surface


def test_the_table_says_what_python_computed(figure):
    scenario = race(start=(3.1, 2.1), steps=120)
    runs = run(scenario)
    shown = figure(scenario)
    shown.press("Home", *["ArrowRight"] * 7)
    expected = expected_curves(scenario)
    live = shown.shadow("return [...q('tbody').rows].map(r => [...r.cells].slice(1, 6).map(c => c.innerText))")
    inside = [np.min([np.hypot(*(r.position - m).T) for m in scenario.landscape.minima], axis=0) <= 1e-3 for r in runs]
    arrivals = [int(np.argmax(i)) if i.any() else None for i in inside]
    for k, row in enumerate(live):
        for text, title in zip(row, ("Loss", "Gradient norm", "Distance to a minimum"), strict=False):
            assert number(text) == pytest.approx(expected[title][k][7], rel=0.051 if "×" in text else 0.0051)
        assert number(row[3]) == pytest.approx(expected["Loss"][k][-1], rel=0.051 if "×" in row[3] else 0.0051)
        assert row[4] == ("–" if arrivals[k] is None else f"{arrivals[k]:,}")


def number(text):
    """A cell, whose exponent is a raised text of its own."""
    mantissa, times, power = text.replace("−", "-").replace("\n", "").partition("×10")
    return float(mantissa) * (10.0 ** int(power) if times else 1)
