"""Attractors that are no known minima: basins find them, and say where they are."""

import numpy as np
import pytest

from dynamics import Kind, simulate
from dynamics.maps import ELSEWHERE, Attractor, Axis, Basins, Regime, Regimes, run
from dynamics.maps.attractors import comes_to, told_apart
from dynamics.words import place
from figures import basin_figure
from figures.map_figures import regime_figure
from landscapes import LANDSCAPES
from scenarios.map_words import rows


def whole(**job):
    *_, (_, picture) = run(Basins(**job))
    return picture


@pytest.fixture(scope="module")
def himmelblau():
    return whole(surface="himmelblau", optimizer="rmsprop", hyper={"lr": 0.05}, cells=(16, 24), steps=1000)


def test_cycles_have_classes_of_their_own_and_single_runs_agree(himmelblau):
    assert {a.period for a in himmelblau.found} == {2}
    assert len(himmelblau.found) == 4
    for a in himmelblau.found:  # one about each minimum
        assert np.hypot(*(himmelblau.minima - a.centre).T).min() < 0.1
    across, up = (axis.values(n) for axis, n in zip(himmelblau.job.axes(), (24, 16), strict=True))
    at = np.argwhere(himmelblau.index <= ELSEWHERE)
    for row, column in at[:: len(at) // 8]:
        way = simulate(LANDSCAPES["himmelblau"], himmelblau.job.configured, (across[column], up[row]), 1000)
        found = himmelblau.found[ELSEWHERE - himmelblau.index[row, column]]
        assert (way.outcome.kind, way.outcome.period) == (Kind.CYCLE, found.period)
        np.testing.assert_allclose(way.position[-2:].mean(axis=0), found.centre, atol=1e-2)


def test_rings_are_one_class_each_by_name():
    picture = whole(surface="ripple", optimizer="sgd", hyper={"lr": 0.01}, cells=(16, 24), steps=3000)
    assert {a.name for a in picture.found} == {"rests on the ring r² = 2π", "rests on the ring r² = 4π"}
    assert sum(picture.fractions().values()) == pytest.approx(1)


def test_flats_away_from_minima_are_rests():
    picture = whole(surface="plateau", optimizer="sgd", cells=(8, 12), steps=400)
    assert any(a.period == 1 for a in picture.found)


def test_a_map_of_settings_tells_rest_away_from_minima_apart():
    """The heavy ball stops on the flat or crosses it, as a single run from there does, and as a map of starts says."""
    job = Regimes(
        surface="plateau", optimizer="heavy-ball", start=(-1.0, 0.7), cells=(6, 9), steps=1500,
        across=Axis("lr", 2e-3, 3e-2), up=Axis("width", 0.0, 3.0),
    )  # fmt: skip
    *_, (_, picture) = run(job)
    assert {Regime.ELSEWHERE, Regime.RESTING} <= set(picture.code.ravel().tolist())
    across, up = (axis.values(n) for axis, n in zip(job.axes(), (9, 6), strict=True))
    for row, column in np.argwhere(picture.code != Regime.APPROACHING)[::6]:
        land, optimizer = job.at({"lr": float(across[column]), "width": float(up[row])})
        kind = simulate(land, optimizer, job.start, job.steps).outcome.kind
        stopped = picture.code[row, column] == Regime.ELSEWHERE
        assert kind == (Kind.STOPPED if stopped else Kind.SETTLED), (row, column)
    at = np.argwhere(picture.code == Regime.ELSEWHERE)[0]
    land = Basins(
        surface="plateau", parameters={"width": float(up[at[0]])}, optimizer="heavy-ball",
        hyper={"lr": float(across[at[1]])}, steps=job.steps,
    )  # fmt: skip
    periods, centres = comes_to(land, np.array([job.start]), job.steps)
    assert periods.tolist() == [1]
    np.testing.assert_allclose(centres[0], picture.end[tuple(at)], atol=1e-9)


def test_a_map_of_settings_says_which_minimum_it_is():
    """Under some rates and memories a start comes to one of Himmelblau's minima, under others to another."""
    job = Regimes(
        surface="himmelblau", optimizer="heavy-ball", start=(0.0, 0.0), cells=(6, 9), steps=1500,
        across=Axis("lr", 1e-3, 1.2e-2), up=Axis("momentum", 0.5, 0.95),
    )  # fmt: skip
    *_, (_, picture) = run(job)
    minima, settled = job.landscape.minima, picture.code == Regime.RESTING
    assert len(np.unique(picture.minimum[settled])) > 1
    assert (picture.minimum[~settled] == -1).all()
    across, up = (axis.values(n) for axis, n in zip(job.axes(), (9, 6), strict=True))
    for row, column in np.argwhere(settled)[::5]:
        land, optimizer = job.at({"lr": float(across[column]), "momentum": float(up[row])})
        end = simulate(land, optimizer, job.start, job.steps).position[-1]
        assert np.hypot(*(end - minima[picture.minimum[row, column]])) < 1e-3
    table, text = rows(picture), regime_figure(picture).data[0].text
    for k in np.unique(picture.minimum[settled]):
        name = f"settles at {place(minima[k])}"
        share = [row["Share of the settings"] for row in table if row["Comes to"] == name]
        assert share == [f"{100 * (picture.minimum == k).mean():.1f} %"]
        assert ((text == name) == (picture.minimum == k)).all()


def test_words_and_inks(himmelblau):
    reached = [row["Reaches"] for row in rows(himmelblau)]
    assert any(what.startswith("no minimum: 2-cycle about (") for what in reached)
    field, gone = basin_figure(himmelblau).data
    assert np.array(field.z).max() < 256
    assert any("2-cycle about" in str(text) for text in np.array(gone.text).ravel())


def test_a_run_too_short_to_judge_comes_to_nothing():
    job = Basins(surface="himmelblau", optimizer="rmsprop", hyper={"lr": 0.05}, steps=100)
    periods, _ = comes_to(job, np.array([[1.0, 1.0]]), 100)
    assert not periods.any()


def test_neighbours_are_one_attractor_and_the_rarest_share_a_class():
    land = LANDSCAPES["himmelblau"]
    centres = np.array([[0.0, 0.0], [0.04, 0.0], [2.0, 1.0], [0.0, 0.0]])
    found, mine = told_apart(np.array([2, 2, 2, 3], np.int16), centres, land)
    assert [a.period for a in found] == [2, 2, 3]
    assert mine.tolist() == [0, 0, 1, 2]
    many = np.column_stack([np.arange(40.0), np.zeros(40)])
    found, mine = told_apart(np.full(40, 2, np.int16), many, land)
    assert found[-1] == Attractor(0, None)
    assert found[-1].name == "rests or cycles elsewhere"
    assert mine.max() == len(found) - 1
    assert told_apart(np.zeros(3, np.int16), np.zeros((3, 2)), land)[0] == ()
