"""What is taken away of a panel is what it shows: its numbers in their own units, and a picture."""

import csv
import io

import numpy as np
import pytest

from dynamics.bounds import step_bound
from figures.flat_figures import coasting_figure
from figures.leaving_figures import grid_figure, shares_figure
from figures.step_bounds import SECOND, bound_region_figure, decays_figure
from figures.tabulated import tabulated
from scenarios.flat_scenes import raced
from scenarios.recession_scenes import divided, gridded

BETAS = (0.9, 0.999)


def rows(figure):
    read = list(csv.reader(io.StringIO(tabulated(figure))))
    assert read[0][::2] == ["name", "y"]
    return read[1:]


def test_decays_are_written_as_decays_and_not_as_places_on_an_axis():
    bounds = [row for row in rows(decays_figure(*BETAS)) if row[0] == "one step"]
    drawn = np.array([row[1:3] for row in bounds], float)
    drawn = drawn[np.isfinite(drawn[:, 1])]
    assert drawn[-1, 0] == SECOND.values(240)[-1]
    assert drawn[:, 1] == pytest.approx(step_bound(0.9, drawn[:, 0]), rel=1e-7)


def test_the_field_of_decays_holds_the_bound():
    cells = np.array([row[1:] for row in rows(bound_region_figure(*BETAS))], float)
    assert cells[:, 2] == pytest.approx(step_bound(cells[:, 0], cells[:, 1]), rel=1e-6)


def test_ways_have_their_optimizers_name():
    race = raced(*BETAS, 1.0, 1.0, 0.01, 1e-8)
    found = {row[2]: float(row[1]) for row in rows(coasting_figure(race, 65.0, 100.0))}
    assert found == pytest.approx({name: c.distance for name, _, c in race}, rel=1e-8)


def test_grid_and_shares_say_the_same():
    codes = gridded("adam", 60, 0.5, *BETAS, "none", "root")
    fates = [row[3] for row in rows(grid_figure(codes, (1.0, 0.3), "x"))]
    figure = shares_figure(divided({"x": codes}), "x")
    shares = {row[0]: float(row[1]) for row in rows(figure)}
    assert sum(shares.values()) == pytest.approx(100)
    assert shares["stays"] == pytest.approx(100 * fates.count("stays") / len(fates))
