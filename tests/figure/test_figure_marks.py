"""Marks tell optimizers apart without their colour: each name is the shape that it says."""

import math

import pytest

from dynamics import OPTIMIZERS

MARKS = "figure/marks.js"
# corners at the rim, the direction of one of them (0 is up, 90 right), and how deep the corners between are
SHAPES = {
    "disc": (20, 0, None), "square": (4, 45, None), "triangle": (3, 0, None), "diamond": (4, 0, None),
    "triangle down": (3, 180, None), "pentagon": (5, 0, None), "hexagon": (6, 0, None),
    "triangle right": (3, 90, None), "star": (5, 0, 0.45), "four-point star": (4, 0, 0.4),
}  # fmt: skip


def corners(script, mark, key="one"):
    body = """
    const svg = m.markSVG({ mark: given[0], dash: [], key: given[1] }, "#123456", 1000);
    return svg.match(/points="([^"]*)"/)[1].split(" ").map(pair => pair.split(",").map(v => +v - 500));"""
    polar = []
    for x, y in script(MARKS, body, [mark, key]):
        polar.append((math.hypot(x, y), math.degrees(math.atan2(x, -y)) % 360))
    return polar


def test_every_optimizer_has_a_mark_of_its_own(script):
    marks = {o.series.mark for o in OPTIMIZERS.values()}
    assert len(marks) == len(OPTIMIZERS)
    assert {m.removeprefix("hollow ") for m in marks} == {*SHAPES, "plus", "cross"}
    shapes = {tuple((round(r), round(a) % 360) for r, a in corners(script, m)) for m in marks if "hollow" not in m}
    assert len(shapes) == len([m for m in marks if "hollow" not in m])


@pytest.mark.parametrize("mark", SHAPES)
@pytest.mark.parametrize("hollow", ["", "hollow "])
def test_a_mark_is_the_shape_that_it_is_called(script, mark, hollow):
    n, direction, inner = SHAPES[mark]
    found = corners(script, hollow + mark)
    size = max(r for r, _ in found)
    rim = [a for r, a in found if r > 0.99 * size]
    between = [r / size for r, _ in found if r <= 0.99 * size]
    assert len(rim) == n
    assert min(abs((a - direction + 180) % 360 - 180) for a in rim) < 1
    gaps = sorted((b - a) % 360 for a, b in zip(rim, rim[1:] + rim[:1], strict=True))
    assert gaps == pytest.approx([360 / n] * n, abs=0.5)
    assert between == pytest.approx([inner] * n if inner else [], abs=0.01)


@pytest.mark.parametrize(("mark", "turn"), [("plus", 0), ("cross", 45)])
def test_crosses_stand_upright_or_slant(script, mark, turn):
    found = corners(script, mark)
    assert len(found) == 12
    arms = sorted(a for r, a in found if r > 0.99 * max(r for r, _ in found))
    middles = sorted((a + b) / 2 for a, b in zip(arms, [*arms[1:], arms[0] + 360], strict=True) if b - a < 45)
    assert [(m - turn) % 90 for m in middles] == pytest.approx([0] * 4, abs=1) or [
        (m - turn + 1) % 90 - 1 for m in middles
    ] == pytest.approx([0] * 4, abs=1)


def test_a_copy_differs_by_more_than_colour(script):
    for name, own in OPTIMIZERS.items():
        one = {"mark": own.series.mark, "dash": list(own.series.dash), "short": own.short}
        copies = script(
            MARKS, "return given[1].map(key => m.distinct({ ...given[0], key }))",
            [one, [name] + [f"{name}~{n}" for n in range(2, 5)]],
        )  # fmt: skip
        first, second, third, fourth = copies
        assert (first["mark"], first["dash"]) == (one["mark"], one["dash"])
        assert ("hollow" in second["mark"]) != ("hollow" in first["mark"])
        assert second["mark"].removeprefix("hollow ") == first["mark"].removeprefix("hollow ")
        assert len({(c["mark"], *c["dash"]) for c in copies}) == 4
        assert third["mark"] == first["mark"]
        assert fourth["mark"] == second["mark"]


def test_a_hollow_mark_is_paper_with_an_outline(script):
    body = "return m.markSVG({ mark: given, dash: [], key: 'a' }, '#123456')"
    assert 'fill="var(--paper)" stroke="#123456"' in script(MARKS, body, "hollow star")
    assert 'fill="#123456"' in script(MARKS, body, "star")
