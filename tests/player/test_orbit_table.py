"""An orbit leaves the page with every number it was found with."""

import csv
import io

import pytest

from dynamics.words import number
from player.orbit_table import SHOWN, multiplier_rows, orbit_csv
from player.orbits_state import OrbitsState
from scenarios.cycles import CYCLES


@pytest.mark.parametrize("name", CYCLES)
def test_an_orbit_is_taken_away_as_its_numbers(name):
    state = OrbitsState()
    state.take(CYCLES[name].scenario, CYCLES[name].period, "preset")
    orbit, optimizer = state.found.orbit, state.found.run.optimizer
    rows = list(csv.reader(io.StringIO(orbit_csv(orbit, optimizer))))
    points = [[float(v) for v in row[1:-2]] for row in rows[1:] if row[0]]
    assert points == orbit.state.reshape(orbit.period, -1).tolist()
    assert {len(row) for row in rows} == {1 + len(points[0]) + 2}
    assert [complex(float(a), float(b)) for *_, a, b in rows[1:] if a] == orbit.multipliers.tolist()
    shown = multiplier_rows(orbit)
    assert shown[0]["Modulus"] == number(abs(orbit.multipliers[0]), 6)
    assert len(shown) <= SHOWN
