"""A clipped segment lies on the true one, however far its ends: held against rational numbers."""

from fractions import Fraction

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

CLIP = """async numbers => {
  const { clipped } = await import("/figure/clip.js");
  return clipped(...numbers);
}"""

near = st.floats(-4, 4)
decades = st.builds(
    lambda sign, m, e: sign * m * 10.0**e, st.sampled_from([-1, 1]), st.floats(1, 9.9), st.integers(-3, 300)
)
coordinate = st.one_of(near, decades, st.sampled_from([-1.0, 0.0, 1.0, 1e12, -1e12, 1e300, -1e300]))
corners = st.tuples(near, near).map(lambda at: tuple(round(v, 9) for v in at))
sizes = st.floats(-6, 1).map(lambda e: 10**e)


@st.composite
def through(draw):
    """A segment whose two ends may both be far, through a place near the rectangle."""
    x, y, dx, dy = (draw(near) for _ in range(4))
    far, farther = (10.0 ** draw(st.integers(0, 15)) for _ in range(2))
    return [x - far * dx, y - far * dy, x + farther * dx, y + farther * dy]


def part(ax, ay, bx, by, x0, y0, x1, y1):
    """Liang and Barsky's shares of the segment that lie within, exact; first > last if none does."""
    first, last = Fraction(0), Fraction(1)
    for a, b, low, high in ((ax, bx, x0, x1), (ay, by, y0, y1)):
        if a == b:
            if not low <= a <= high:
                return Fraction(1), Fraction(0)
            continue
        ends = sorted(((low - a) / (b - a), (high - a) / (b - a)))
        first, last = max(first, ends[0]), min(last, ends[1])
    return first, last


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.lists(coordinate, min_size=4, max_size=4), through()), corners, sizes)
@example([1e300, 1e300, -1e300, -1e300], (-1.0, -1.0), 2.0)
@example([1e160, 1e160, -1e160, -1e160], (-1.0, -1.0), 2.0)
@example([1e12, 0.5, -1e12, 0.5], (-1.0, -1.0), 2.0)
@example([0.0, 0.0, 1e12, 3e11], (-1.0, -1.0), 2.0)
@example([-2.225073858507e-311, 0.0, 0.0, 1.75], (0.0, 0.0), 10.0)
@example([0.0, 0.0, -4.221976856217343e-183, 1e300], (0.0, 0.0), 1.0)
@example([1e300, -3e-300, -1e300, 4e-310], (-1.0, -1.0), 2.0)
@example([0.0, -3e-310, 4.0, 0.0], (-1.0, 0.0), 6.0)
@example([-1.7e308, -1.7e308, 1.7e308, 1.7e308], (-1.0, -1.0), 2.0)
def test_what_is_left_lies_on_the_segment(in_browser, segment, corner, size):
    x0, y0 = corner
    x1, y1 = x0 + 1.5 * size, y0 + size
    ax, ay, bx, by = segment
    found = in_browser(CLIP, [ax, ay, bx, by, x0, y0, x1, y1])
    rounding = Fraction(1e-15) * Fraction(max(map(abs, (x0, y0, x1, y1))))
    start, end = (Fraction(ax), Fraction(ay)), (Fraction(bx), Fraction(by))
    smaller = [Fraction(v) + rounding * sign for v, sign in ((x0, 1), (y0, 1), (x1, -1), (y1, -1))]
    first, last = part(*start, *end, *smaller)
    if found is None:
        assert first >= last
        return
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = max(abs(dx), abs(dy))
    along = []  # how far each point is from a, in the longer direction
    for x, y in (found[:2], found[2:]):
        assert x0 <= x <= x1
        assert y0 <= y <= y1
        u, v = Fraction(x) - start[0], Fraction(y) - start[1]
        assert abs(u * dy - v * dx) <= rounding * length  # on the line
        along.append(u * (dx > 0 or -1) if abs(dx) == length else v * (dy > 0 or -1))
    assert -rounding <= along[0] <= along[1] + rounding <= length + 2 * rounding
    if first <= last:  # nothing within is lost
        assert along[0] <= first * length + rounding
        assert along[1] >= last * length - rounding
    if x0 <= ax <= x1 and y0 <= ay <= y1:
        assert found[:2] == [ax, ay]
    if x0 <= bx <= x1 and y0 <= by <= y1:
        assert found[2:] == [bx, by]


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
@pytest.mark.parametrize("place", range(4))
@pytest.mark.parametrize("segment", [(0.5, 0.5, 0.2, 0.1), (3.0, 0.5, -3.0, 0.2), (-5.0, -5.0, 6.0, 6.0)])
def test_an_end_that_is_not_finite_draws_nothing(in_browser, segment, place, value):
    assert in_browser(CLIP, [*segment, -1, -1, 1, 1]) is not None
    ends = [*segment]
    ends[place] = value
    assert in_browser(CLIP, [*ends, -1, -1, 1, 1]) is None
