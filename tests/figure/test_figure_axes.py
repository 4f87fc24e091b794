"""Axes: time, linear and logarithmic, there and back; a panel's scale over what its runs come to."""

from bisect import bisect_right
from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.static_engine.oracle import CHANNELS

TIME = "figure/time.js"
SCALE = "figure/scale.js engine/channels.js"
CLOCK = "const S = { data: { steps: given.steps, times: given.times, F: given.times.length, full: given.full },"\
        " clock: { log: given.log, range: null }, picture: {} };"  # fmt: skip


def clock(steps, log=False, times=None):
    every = list(range(steps + 1)) if times is None else times
    return {"steps": steps, "log": log, "times": every, "full": times is None}


@pytest.mark.parametrize("log", [False, True])
@pytest.mark.parametrize("steps", [1, 7, 200, 1_000_000])
def test_a_step_on_the_axis_and_back(script, log, steps):
    shares = [0, 0.1, 0.25, 0.5, 0.9, 1]
    at, back = script(
        TIME, CLOCK + "return [given.shares.map(u => m.fromAxis(S, u)), given.shares.map(u => "
        "m.onAxis(S, m.fromAxis(S, u)))]", clock(steps, log, times=[0, steps]) | {"shares": shares},
    )  # fmt: skip
    assert back == pytest.approx(shares, abs=1e-12)
    expected = np.expm1(np.array(shares) * np.log1p(steps)) if log else np.array(shares) * steps
    assert at == pytest.approx(expected.tolist(), rel=1e-12)


@settings(max_examples=40, deadline=None)
@given(st.sets(st.integers(1, 5000), min_size=1, max_size=60), st.lists(st.floats(0, 5000), min_size=1, max_size=40))
def test_the_frame_at_a_time_is_the_last_before_it(script, kept, asked):
    times = [0, *sorted(kept)]
    asked = [t for t in [*asked, *times] if t <= times[-1]]
    at, nearest = script(
        TIME, CLOCK + "return [given.asked.map(t => m.frameAt(S, t)), given.asked.map(t => m.nearestFrame(S, t))]",
        clock(times[-1], times=times) | {"asked": asked},
    )  # fmt: skip
    for t, i, j in zip(asked, at, nearest, strict=True):
        assert i == bisect_right(times, t + 1e-6) - 1
        assert abs(times[j] - t) == pytest.approx(min(abs(s - t) for s in times), abs=1e-5)


@pytest.mark.parametrize("log", [False, True])
@pytest.mark.parametrize("steps", [1, 3, 200, 5000, 99_999, 1_000_000])
@pytest.mark.parametrize("width", [120, 300, 700])
def test_marks_on_the_time_axis_stand_at_whole_steps_and_apart(script, log, steps, width):
    found = script(
        TIME, CLOCK + "return m.stepTicks(S, given.width).map(([t, p]) => [t, m.onAxis(S, t) * given.width, p])",
        clock(steps, log, times=[0, steps]) | {"width": width},
    )  # fmt: skip
    assert found[0][0] == 0
    assert all(t == round(t) and 0 <= t <= steps for t, *_ in found)
    assert all(b - a >= 25 for (_, a, _), (_, b, _) in pairwise(found))
    for t, _, (mantissa, power) in found:
        shown = float(mantissa.replace(",", "").replace("×10", "")) if mantissa != "10" or not power else 1.0
        if power:
            shown *= 10.0 ** int(power)
        assert shown == pytest.approx(t)


def test_long_runs_open_on_a_logarithmic_axis(figure):
    from scenarios import opening

    for steps, log in ((5000, False), (5001, True)):
        one = opening("bowl").model_copy(update={"steps": steps, "contenders": opening("bowl").contenders[:1]})
        shown = figure(one)
        assert (shown.state("clock.log"), shown.state("ui.quarters")) == (log, log)


class Panel:
    """The scale of a channel over some runs, one row of values each."""

    def __init__(self, script, channel, *runs, tall=90, **others):
        self.script, self.tall = script, tall
        data = np.full((len(runs), max(map(len, runs)), len(CHANNELS)), np.nan)
        for k, run in enumerate(runs):
            data[k, : len(run), CHANNELS.index(channel)] = run
            for name, values in others.items():
                data[k, : len(values), CHANNELS.index(name)] = values
        self.given = {
            "runs": data.ravel().tolist(), "F": data.shape[1], "alive": [len(r) for r in runs],
            "channel": CHANNELS.index(channel), "tall": tall,
        }  # fmt: skip

    def ask(self, body, values=()):
        make = (
            "const S = { data: { ...given, order: given.alive.map((_, k) => k), whole: { low: -1, high: 3 },"
            " land: { window: [-3, 3, -2, 2] },"
            " surface: { lowest: 0 } } }; const scale = m.makeScale(S, given.channel, given.tall);"
        )
        return self.script(SCALE, make + body, self.given | {"values": list(values)})

    def places(self, *values):
        return self.ask("return given.values.map(v => scale.f(v))", values)

    @property
    def top(self):
        return self.ask("return scale.top")

    @property
    def ticks(self):
        return self.ask("return scale.ticks.map(e => [scale.log ? 10 ** e : e, scale.label(e).join('^')])")


def test_a_scale_shows_ten_decades_and_no_more(script):
    wide = Panel(script, "loss", [1.0, 1e-30])
    assert wide.ask("return scale.log")
    pad = 0.06 / 1.12  # of the height, below and above
    assert wide.places(1.0, 1e-5, 1e-10) == pytest.approx([1 - pad, 0.5, pad])
    assert wide.places(1e-30, 0.0, -1.0) == [0, 0, 0]
    few = Panel(script, "loss", [1.0, 1e-4])
    assert few.places(1.0, 1e-2, 1e-4) == pytest.approx([1 - pad, 0.5, pad])


def test_a_scale_shows_a_decade_at_least(script):
    flat = Panel(script, "gradient_norm", [2.0, 2.0, 2.0])
    assert flat.places(2.0) == pytest.approx([0.5])
    low, high = flat.places(2.0 / 10**0.5, 2.0 * 10**0.5)
    assert (low, high) == pytest.approx((0.06 / 1.12, 1 - 0.06 / 1.12))


def test_a_run_that_escapes_leaves_through_the_top(script):
    wild = Panel(script, "distance", [2.0, 1.0, 1e9], [1.0, 0.5])
    assert wild.top == pytest.approx(200, rel=1e-5)  # 100 times the farthest start
    assert wild.places(1e9)[0] > 1
    tame = Panel(script, "distance", [2.0, 150.0])
    assert tame.top == pytest.approx(150, rel=1e-5)


def test_an_average_of_squares_may_grow_from_nothing(script):
    assert Panel(script, "second_moment_x", [1e-3, 1e3]).top == pytest.approx(1e3, rel=1e-5)


def test_the_two_rates_share_one_scale(script):
    x = Panel(script, "effective_lr_x", [1e-3, 1e-2], effective_lr_y=[1e-1, 1.0])
    y = Panel(script, "effective_lr_y", [1e-1, 1.0], effective_lr_x=[1e-3, 1e-2])
    assert x.places(1e-3, 1e-2, 1.0) == y.places(1e-3, 1e-2, 1.0)
    assert x.top == y.top == pytest.approx(1, rel=1e-5)
    assert Panel(script, "effective_lr_x", [1e-3, 1e30]).top == pytest.approx(1e6, rel=1e-5)


def test_values_below_zero_have_a_linear_scale(script):
    falls = Panel(script, "loss", [1.0, 0.0, -1.0])
    assert not falls.ask("return scale.log")
    assert falls.places(-1, 0, 1) == pytest.approx([0.03, 0.5, 0.97])
    assert Panel(script, "loss", [1.0, -1e9]).places(-2.0)[0] == pytest.approx(0.03)  # what the map does not show
    assert Panel(script, "loss", [1.0, 0.0]).ask("return scale.log")


@pytest.mark.parametrize("name", ["x", "y", "first_moment_x", "first_moment_y"])
def test_what_has_a_sign_has_a_linear_scale(script, name):
    for run in ([1.0, 1.5, 2.0], [-1.0, -1.5, -2.0], [1.0, -1.0, 0.0]):
        panel = Panel(script, name, run)
        assert not panel.ask("return scale.log")
        assert panel.places(min(run), max(run)) == pytest.approx([0.03, 0.97])


def test_a_position_far_from_the_map_leaves_the_panel(script):
    for name, half in (("x", 3), ("y", 2)):
        panel = Panel(script, name, [0.0, 1e12, -1e12])
        assert panel.top == pytest.approx(1.5 * half)  # a quarter of the map's size beyond its edge
        assert panel.places(-1.5 * half) == pytest.approx([0.03])


def test_averages_a_hundred_times_those_of_the_calmest_run_leave(script):
    calm = [0.5, -2.0]
    panel = Panel(script, "first_moment_x", calm, [1.0, 1e9, -1e9], [0.0, 0.0])
    assert panel.top == pytest.approx(200)
    assert panel.places(-200) == pytest.approx([0.03])
    assert Panel(script, "first_moment_x", [0.0, 0.0]).places(0.0)[0] == pytest.approx(0.03)


def test_the_edge_of_stability_is_always_in_sight(script):
    for run in ([1e-9, 1e-8], [1e8, 1e9], [0.999, 1.0001]):
        steep = Panel(script, "sharpness", run)
        low, edge, high = steep.places(1 / 1.09, 1.0, 1.09)
        assert 0 < low < edge < high < 1


@pytest.mark.parametrize("lowest", [0.36, 0.42, 0.5, 0.55, 0.72, 0.9, 0.99])
def test_near_the_edge_the_lowest_curve_has_a_number_under_it_and_so_has_the_edge(script, lowest):
    for tall, high in product((28, 60, 90, 160), (0.95, 1.0, 1.2)):
        steep = Panel(script, "sharpness", [lowest, high], tall=tall)
        if np.log10(max(high, 1.1) / lowest) >= 0.45:
            continue  # powers of ten
        marks = steep.ticks
        assert marks[0][0] <= min(lowest, 0.9125) * (1 + 1e-9)
        assert 1 in [round(v, 9) for v, _ in marks]
        heights = steep.places(*[v for v, _ in marks])
        assert heights[0] >= 0
        assert all((b - a) * tall >= 10.5 for a, b in pairwise(heights)), (tall, marks)
        assert len({label for _, label in marks}) == len(marks)
        assert [float(label.rstrip("^")) for _, label in marks] == pytest.approx([v for v, _ in marks])


def test_no_scale_where_there_is_nothing_to_show(script):
    assert Panel(script, "loss", [float("nan")]).ask("return scale") is None
    assert Panel(script, "loss", [0.0, 0.0]).ask("return scale") is None


@settings(max_examples=30, deadline=None)
@given(
    st.sampled_from(["loss", "gradient_norm", "distance", "effective_lr_x", "sharpness"]),
    st.lists(st.floats(-14, 8), min_size=2, max_size=8), st.integers(30, 160),
)  # fmt: skip
def test_scales_rise_and_their_marks_say_where_they_stand(script, channel, decades, tall):
    values = sorted({float(np.float32(10.0**d)) for d in decades})
    panel = Panel(script, channel, values, tall=tall)
    places = panel.places(*values)
    assert all(a <= b for a, b in pairwise(places))
    assert min(places) >= 0
    marks = panel.ticks
    heights = sorted(panel.places(*[v for v, _ in marks]))
    assert all(-0.01 <= h <= 1.01 for h in heights)
    for v, label in marks:
        mantissa, _, power = label.replace("−", "-").partition("^")
        if mantissa.endswith("×10"):
            shown = float(mantissa[:-3])
        elif mantissa == "10" and power:
            shown = 1.0
        else:
            shown = float(mantissa)
        assert shown * 10.0 ** int(power or 0) == pytest.approx(v, rel=0.01)
