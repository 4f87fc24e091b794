"""Trained runs as a figure: what is drawn is what was recorded, in colours that can be told apart and read."""

from itertools import pairwise

import numpy as np
import pytest

from dynamics import OPTIMIZERS
from figures.theme import WORDS, contrast, theme
from figures.training import training_figure
from networks.results.comparing import SeedCurve

PLACES = [k / 6 for k in range(7)]


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("name", OPTIMIZERS)
def test_a_sweep_is_an_ordered_scale_of_one_hue(name, dark):
    t, optimizer = theme(dark), OPTIMIZERS[name]
    found = [contrast(t.series(optimizer, place), t.paper) for place in PLACES]
    assert found[0] == pytest.approx(3, abs=0.1)
    assert all(later / earlier > 1.2 for earlier, later in pairwise(found))
    assert t.series(optimizer) in (optimizer.series.light, optimizer.series.dark)
    readable = [contrast(t.readable(t.series(optimizer, place)), t.paper) for place in PLACES]
    assert min(readable) > WORDS - 0.1


@pytest.mark.parametrize("dark", [False, True])
def test_line_and_name_share_their_tone(dark):
    step = np.arange(1, 50)
    t = theme(dark)
    adam = OPTIMIZERS["adam"]
    runs = [("pale", 0.0, 1 / step), ("strong", 1.0, 2 / step)]
    figure = training_figure("loss", [(name, adam, tone, SeedCurve(step, v, v, v)) for name, tone, v in runs], 50, dark)
    lines = {trace.name: trace for trace in figure.data if trace.mode == "lines"}
    words = {name: next(a for a in figure.layout.annotations if f"<b>{name}</b>" in a.text) for name, *_ in runs}
    for name, tone, value in runs:
        assert lines[name].line.color == t.series(adam, tone)
        assert words[name].font.color == t.readable(t.series(adam, tone))
        assert lines[name].y == pytest.approx(value)
    assert len({line.line.color for line in lines.values()}) == 2
