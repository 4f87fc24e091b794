"""Maps: tiles and refinement change nothing, runs agree with `simulate`, theory holds where it should, and bad jobs are
refused."""

import math
import pickle
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import distributed
import numpy as np
import pytest

from dynamics import OPTIMIZERS, Kind, endpoints, simulate
from dynamics.hyperparameters import GLOSSARY
from dynamics.kernels import BATCH, block_kernel
from dynamics.maps import Axis, Basins, Bifurcation, Regime, Regimes, cluster, run, running, theory
from dynamics.orbits import beta1_boundary
from landscapes import LANDSCAPES
from landscapes.gradient_pointers import block_gradient_pointer

BASINS = Basins(surface="himmelblau", optimizer="heavy-ball", hyper={"lr": 0.01}, cells=(37, 50), steps=300)
REGIMES = Regimes(
    surface="smooth-valley", optimizer="adam", hyper={"lr": 0.01}, start=(0.5, 0.6), cells=(20, 30), steps=4000,
    across=Axis("beta1", 0.0, 0.5), up=Axis("beta2", 0.0, 0.99),
)  # fmt: skip
FORK = Bifurcation(
    surface="ripple",
    optimizer="sgd",
    start=(2.55, 0.0),
    columns=60,
    steps=4000,
    keep=200,
    across=Axis("lr", 0.06, 0.13),
)
JOBS = [BASINS, REGIMES, FORK]


def whole(job, **how):
    *_, (share, picture) = run(job, **how)
    assert share == 1
    return picture


def parts(picture):
    return [value for name, value in vars(picture).items() if name != "job"]


def same(a, b):
    for one, other in zip(parts(a), parts(b), strict=True):
        np.testing.assert_array_equal(one, other)


@pytest.fixture(scope="module")
def pictures():
    return {type(job): whole(job) for job in JOBS}


EVERY_DAY = ("sgd", "adam", "adafix", "lion")  # each of the others compiles a kernel that nothing else here needs


@pytest.mark.parametrize(
    "name", [name if name in EVERY_DAY else pytest.param(name, marks=pytest.mark.slow) for name in OPTIMIZERS]
)
@pytest.mark.parametrize("surface", ["himmelblau", "ripple"])
def test_a_varied_block_is_the_uniform_one_with_its_own_numbers_in_each_place(name, surface):
    land = LANDSCAPES[surface]
    optimizer = OPTIMIZERS[name]
    n = BATCH + 3
    rates = np.geomspace(1e-3, 0.1, n)
    starts = np.random.default_rng(1).uniform(-2, 2, (n, 2))
    hyper = np.repeat(np.array(optimizer.numbers)[:, None], n, axis=1)
    hyper[optimizer.Hyper._fields.index("lr")] = rates
    x, y = np.ascontiguousarray(starts[:, 0]), np.ascontiguousarray(starts[:, 1])
    tail = np.empty((16, 2, n))
    frame = np.empty((8, n))
    arrived = np.empty(n, np.int64)
    block_kernel(optimizer, varied=True)(
        block_gradient_pointer(land.grad),
        land.p,
        optimizer.tape,
        x,
        y,
        100,
        hyper,
        np.empty(0),
        land.minima,
        1e-3,
        arrived,
        tail,
        frame,
    )
    for i in range(0, n, 11):
        own = optimizer.with_(lr=float(rates[i]))
        one = endpoints(land, own, starts[i : i + 1], 100)
        np.testing.assert_array_equal([(x[i], y[i])], one.position)
        assert arrived[i] == one.steps[0]
        path = simulate(land, own, starts[i], 100).position
        if len(path) == 101:
            np.testing.assert_allclose(tail[:, :, i], path[-16:], rtol=1e-6, atol=1e-9)
            for quarter, rows in ((0, path[51:76]), (4, path[76:])):
                low, high = rows.min(axis=0), rows.max(axis=0)
                np.testing.assert_allclose(
                    frame[quarter : quarter + 4, i], [low[0], high[0], low[1], high[1]], rtol=1e-6, atol=1e-9
                )


@pytest.mark.parametrize("job", JOBS, ids=lambda job: type(job).__name__)
def test_tiles_and_executors_change_nothing(job, pictures, monkeypatch):
    at_once = job.compute(np.arange(math.prod(job.cells)))
    shaped = tuple(one.reshape(job.cells + one.shape[1:]) for one in at_once)
    same(job.result(shaped), pictures[type(job)])
    monkeypatch.setattr(running, "BUDGET", 1)  # the smallest tiles
    with ThreadPoolExecutor(3) as pool:
        same(whole(job, executor=pool), pictures[type(job)])


@pytest.mark.parametrize("job", JOBS, ids=lambda job: type(job).__name__)
def test_a_map_comes_coarse_first_and_computes_no_cell_twice(job, monkeypatch):
    seen = []
    kind = type(job)
    compute = kind.compute
    monkeypatch.setattr(kind, "compute", lambda self, cells: seen.append(cells) or compute(self, cells))
    shares, coarse = [], None
    for share, picture in run(job):
        shares.append(share)
        coarse = coarse or picture
    assert shares == sorted(shares)
    assert shares[-1] == 1
    cells = np.concatenate(seen)
    assert sorted(cells) == list(range(math.prod(job.cells)))
    first = parts(coarse)[0][tuple(slice(None, None, 8) for _ in job.cells)]
    np.testing.assert_array_equal(first, parts(picture)[0][tuple(slice(None, None, 8) for _ in job.cells)])
    np.testing.assert_array_equal(parts(coarse)[0][(7,) * len(job.cells)], parts(coarse)[0][(0,) * len(job.cells)])


def test_a_set_cancel_ends_the_map():
    cancel = threading.Event()
    big = replace(BASINS, cells=(1500, 2000))
    shares = []
    for share, _ in run(big, cancel=cancel):
        shares.append(share)
        cancel.set()
    assert len(shares) == 1
    assert shares[0] < 0.1


@pytest.mark.parametrize("job", JOBS, ids=lambda job: type(job).__name__)
def test_a_job_is_names_and_numbers(job):
    again = pickle.loads(pickle.dumps(job))
    assert again == job
    assert len(pickle.dumps(job)) < 1000


@pytest.mark.usefixtures("bare_main")
def test_a_dask_cluster_gives_the_same_arrays(pictures):
    workers = distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None)
    with workers, cluster(workers.scheduler_address) as executor:
        same(whole(BASINS, executor=executor), pictures[Basins])
        same(whole(FORK, executor=executor), pictures[Bifurcation])


def test_basins_agree_with_single_runs(pictures):
    picture = pictures[Basins]
    across, up = (axis.values(n) for axis, n in zip(BASINS.axes(), (50, 37), strict=True))
    rng = np.random.default_rng(0)
    for row, column in zip(rng.integers(37, size=60), rng.integers(50, size=60), strict=True):
        path = simulate(BASINS.landscape, BASINS.configured, (across[column], up[row]), BASINS.steps)
        index = picture.index[row, column]
        if index >= 0:
            assert np.hypot(*(path.position[-1] - picture.minima[index])) <= BASINS.tolerance
            assert picture.steps[row, column] == np.argmax(path.distance <= BASINS.tolerance)
        else:
            assert (index == -1) == (path.outcome.kind == Kind.DIVERGED)
            assert picture.steps[row, column] == -1


def test_fractions_add_up_to_one(pictures):
    for picture in pictures.values():
        shares = picture.fractions()
        assert sum(shares.values()) == pytest.approx(1, abs=1e-12)
        assert list(shares.values()) == sorted(shares.values(), reverse=True)


@pytest.mark.parametrize("optimizer", ["sgd", "adam"])
def test_symmetric_surfaces_have_symmetric_basins(optimizer):
    picture = whole(
        Basins(
            surface="styblinski-tang",
            optimizer=optimizer,
            hyper={"lr": 0.01},
            window=(-4, 4, -4, 4),
            cells=(60, 60),
            steps=2000,
        )
    )
    swap = [int(np.argmin(np.hypot(*(picture.minima - m[::-1]).T))) for m in picture.minima]
    mirrored = np.where(picture.index >= 0, np.array([*swap, 0])[picture.index], picture.index)
    np.testing.assert_array_equal(picture.index.T, mirrored)
    np.testing.assert_array_equal(picture.steps.T, picture.steps)
    assert set(np.unique(picture.index)) == {0, 1, 2, 3}


@pytest.mark.parametrize(
    "job",
    [
        REGIMES,
        Regimes(
            surface="himmelblau", optimizer="heavy-ball", start=(-0.25, 0.28), cells=(20, 30),
            across=Axis("lr", 1e-3, 0.1, "log"), up=Axis("momentum", 0, 0.99),
        ),
        Regimes(
            surface="smooth-valley", optimizer="sgd", start=(0.5, 0.6), cells=(20, 30),
            across=Axis("lr", 1e-3, 1.2), up=Axis("steepness", 1e-4, 1, "log"),
        ),
    ],
    ids=["adam", "heavy-ball", "surface parameter"],
)  # fmt: skip
def test_regimes_agree_with_single_runs_and_their_outcomes(job):
    picture, rng = whole(job), np.random.default_rng(0)
    across, up = (axis.values(n) for axis, n in zip(job.axes(), job.cells[::-1], strict=True))
    agrees = {
        Regime.RESTING: {Kind.SETTLED, Kind.FROZEN, Kind.CREEPING},
        Regime.ELSEWHERE: {Kind.STOPPED, Kind.CREEPING, Kind.FROZEN},
        Regime.APPROACHING: {Kind.CREEPING, Kind.MOVING, Kind.HOVERING, Kind.STOPPED},
        Regime.WANDERING: {
            Kind.HOVERING,
            Kind.MOVING,
            Kind.CREEPING,
            Kind.BURSTING,
            Kind.CIRCLING,
            Kind.CHAOTIC,
            Kind.WANDERING,
        },
        Regime.DIVERGED: {Kind.DIVERGED},
        Regime.LEFT: {Kind.LEFT},
    }
    for row, column in zip(rng.integers(20, size=80), rng.integers(30, size=80), strict=True):
        land, optimizer = job.at({job.across.name: float(across[column]), job.up.name: float(up[row])})
        path, code = simulate(land, optimizer, job.start, job.steps), int(picture.code[row, column])
        outcome = path.outcome
        if code >= 2:
            assert outcome.kind in (Kind.CYCLE, Kind.NEAR_CYCLE)
            assert outcome.period == code
        elif outcome.period:  # an outcome looks for longer cycles, and for those of one coordinate
            assert code in (Regime.WANDERING, Regime.APPROACHING)
            assert outcome.period > 32 or "alone" in outcome.sentence
        elif outcome.kind == Kind.BURSTING and code == Regime.RESTING:  # it rests, but an outcome looks ahead
            assert outcome.step > job.steps
        else:
            assert outcome.kind in agrees[code]


def test_adams_two_cycle_is_stable_where_theory_says():
    """At b2 = 0.5 runs find the cycle up to the border; nearer to 1 they may miss it, but none is found beyond."""
    row = replace(
        REGIMES,
        surface="smooth-valley",
        parameters={"steepness": 1.0},
        cells=(1, 200),
        across=Axis("beta1", 0.13, 0.33),
    )
    b1 = row.across.values(200)
    for b2, missed in ((0.5, 0.003), (0.9, 0.05)):
        found = b1[whole(replace(row, up=Axis("beta2", b2 - 1e-6, b2 + 1e-6))).code[0] == 2]
        assert found.max() <= beta1_boundary(b2) + 0.001
        assert found.max() >= beta1_boundary(b2) - missed
    (curve,) = theory(whole(REGIMES))
    np.testing.assert_allclose(1 - 3 * curve.x - curve.x * (3 - curve.x) * curve.y, 0, atol=1e-12)


def test_gradient_descent_forks_where_theory_says(pictures):
    picture = pictures[Bifurcation]
    (line,) = theory(picture)
    assert line.x[0] == pytest.approx(1 / (4 * np.pi), rel=1e-9)
    width = (0.13 - 0.06) / 60
    assert picture.first(2) == pytest.approx(1 / (4 * np.pi), abs=2 * width)
    resting = picture.values[picture.code == Regime.RESTING]
    np.testing.assert_allclose(resting, math.sqrt(2 * math.pi), atol=1e-9)
    twice = picture.values[picture.code == 2]
    np.testing.assert_allclose(twice[:, 2:], twice[:, :-2], atol=2e-3)


@pytest.mark.parametrize(("optimizer", "factor"), [("sgd", lambda m: 2), ("heavy-ball", lambda m: 2 + 2 * m)])
def test_the_edge_of_stability_lies_where_runs_stop_settling(optimizer, factor):
    up = Axis("momentum", 0.05, 0.8) if optimizer == "heavy-ball" else Axis("steepness", 0.1, 0.9)
    job = Regimes(
        surface="smooth-valley",
        optimizer=optimizer,
        start=(0.5, 0.6),
        cells=(60, 80),
        across=Axis("lr", 0.2, 2.2),
        up=up,
    )
    picture = whole(job)
    (curve,) = theory(picture)
    rates = job.across.values(80)
    for row, limit in enumerate(curve.x):
        assert limit == pytest.approx(factor(curve.y[row]) / 2)
        assert abs(rates[picture.code[row] == Regime.RESTING].max() - limit) < 0.05


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (lambda: replace(BASINS, surface="moon"), "There is no surface 'moon'"),
        (lambda: replace(BASINS, optimizer="magic"), "There is no optimizer 'magic'"),
        (lambda: replace(BASINS, hyper={"lr": -1}), "Learning rate must be at least"),
        (lambda: replace(BASINS, window=(1, 1, 0, 2)), "The window is empty"),
        (lambda: replace(BASINS, window=(0, math.inf, 0, 2)), "The window is empty"),
        (lambda: replace(BASINS, cells=(3000, 3000)), "9,000,000 points are more than one map holds"),
        (lambda: replace(BASINS, cells=(0, 5)), "at least one point"),
        (lambda: replace(BASINS, steps=0), "Steps must lie between 1 and"),
        (lambda: replace(BASINS, tolerance=0), "The tolerance must be above 0"),
        (lambda: replace(BASINS, surface="saddle"), "Saddle has no known minimum"),
        (lambda: Axis("lr", 1, 1), "must go from a lower to a higher"),
        (lambda: Axis("lr", math.nan, 1), "must go from a lower to a higher"),
        (lambda: Axis("lr", 0, 1, "log"), "must be above 0"),
        (lambda: Axis("beta1", 0, 1, "decay"), "must be below 1"),
        (lambda: Axis("lr", 0, 1, "cubic"), "A scale is one of"),
        (lambda: replace(REGIMES, up=Axis("beta1", 0, 0.5)), "choose two different numbers"),
        (lambda: replace(REGIMES, up=Axis("beta2", 0, 2)), "Second decay must be"),
        (lambda: replace(REGIMES, up=Axis("momentum", 0, 0.5)), "Neither Adam nor Smooth valley has a number called"),
        (lambda: replace(REGIMES, up=Axis("bias_correction", 0, 1)), "is a choice"),
        (lambda: replace(REGIMES, steps=100), "Steps must lie between 128 and"),
        (lambda: replace(REGIMES, start=(math.nan, 0)), "A start is two numbers"),
        (lambda: replace(FORK, keep=0), "Keep at least 1"),
        (lambda: replace(FORK, coordinate="z"), "The coordinate is x or y"),
        (lambda: replace(FORK, columns=100_000), "20,000,000 points"),
    ],
)
def test_impossible_maps_are_refused_in_plain_words(make, why):
    with pytest.raises(ValueError, match=why):
        make()


@pytest.mark.parametrize("scale", ["linear", "log", "decay"])
def test_an_axis_runs_both_ways_and_its_values_are_the_middles_of_its_cells(scale):
    axis = Axis(GLOSSARY["beta1"].name, 0.1, 0.9, scale)
    values = axis.values(5)
    np.testing.assert_allclose(axis.value(axis.mark(values)), values)
    edges = axis.mark([0.1, *values, 0.9])
    np.testing.assert_allclose(np.diff(edges)[1:-1], 2 * np.diff(edges)[0])


def test_the_line_of_the_two_cycle_is_for_the_root_alone():
    same = {
        "surface": "smooth-valley",
        "optimizer": "adam",
        "across": Axis("beta1", 0.0, 0.9),
        "up": Axis("beta2", 0.0, 0.99),
    }
    jobs = {
        over: Regimes(**same, hyper={"denominator": over}, start=(0.5, 0.6), steps=512, cells=(2, 2))
        for over in ("root", "v")
    }
    lines = {over: theory(whole(job)) for over, job in jobs.items()}
    assert (len(lines["root"]), lines["v"]) == (1, [])
