"""Loss slices: planes against linear algebra, losses against the network itself, paths that training again gives to the
bit."""

import csv
import io

import jax
import numpy as np
import pytest

from jobs import launches, queue, work
from landscapes import LANDSCAPES
from networks import launching
from networks.experiment import Experiment
from networks.experiment.architectures import RESNET
from networks.experiment.training_presets import TRAINING_PRESETS
from networks.payload import ENTRY
from networks.results import records
from networks.slices import planes, slice_files
from networks.slices.retrace import Solution
from networks.slices.slice import Request, table
from networks.slices.slicing import examples, sliced
from player.slice_view import _sentences

SMALL = TRAINING_PRESETS["digits-first"].experiments[0].with_(epochs=3)


@pytest.fixture(scope="module")
def trained(tmp_path_factory):
    """A folder of runs: Adam with two seeds, trained together, and SGD."""
    place, taken = tmp_path_factory.mktemp("sliced"), []
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DESCENT_RUNS", str(place))
        patch.setattr(queue, "_spawn", taken.append)
        launching.launch("Small", [(SMALL, 0), (SMALL, 1), (SMALL.with_(optimizer="sgd", lr=0.1, title=""), 0)])
        for _ in range(2):
            queue.start()
            job = taken.pop(0)
            assert queue.take(job)
            work.work(job, alone=False)
    return place


@pytest.fixture(autouse=True)
def at(folder, trained, monkeypatch):
    monkeypatch.setenv("DESCENT_RUNS", str(trained))


def tell(share):
    assert 0 <= share <= 1


def direct(solution, point):
    """The mean loss, by the network itself."""
    x, y = examples(solution)
    loss = solution.training.steps.objective.loss
    return float(loss(solution.tree(point), solution.state.statistics, x, y, jax.random.key(0), False)[0])


# runs
ADAM = 1
SEED = 2
SGD = 3


def test_a_slice_holds_the_losses_of_its_points():
    found = sliced(Request("around", ADAM, seed=3), tell)
    solution = Solution(ADAM)
    plane = planes.random_plane(solution.leaves, 3)
    assert found.loss.shape == (51, 51)
    for i, j in ((0, 0), (25, 25), (50, 7), (13, 44)):
        point = plane.origin + found.x[j] * plane.axes[0] + found.y[i] * plane.axes[1]
        assert found.loss[i, j] == pytest.approx(direct(solution, point), rel=2e-5)
        assert found.land.value(found.x[j], found.y[i]) == pytest.approx(found.loss[i, j], rel=1e-9)


def test_filters_of_a_random_direction_are_as_long_as_the_networks():
    solution = Solution(ADAM)
    plane = planes.random_plane(solution.leaves, 0)
    for axis in plane.axes:
        for own, drawn in zip(solution.leaves, jax.tree.leaves(solution.tree(axis)), strict=True):
            lengths = np.linalg.norm(own, axis=0) if own.ndim == 2 else np.zeros(own.shape)
            assert (
                np.linalg.norm(drawn, axis=0) == pytest.approx(lengths, rel=1e-4) if own.ndim == 2 else not drawn.any()
            )
    assert abs(plane.axes[0] @ plane.axes[1]) < 0.1 * np.linalg.norm(plane.axes[0]) ** 2


def test_random_directions_are_reproducible():
    leaves = Solution(ADAM).leaves
    one, same, other = (planes.random_plane(leaves, seed) for seed in (5, 5, 6))
    assert one.axes.tobytes() == same.axes.tobytes()
    assert not np.allclose(one.axes, other.axes)


@pytest.mark.parametrize("run", [ADAM, SEED, SGD])
def test_training_again_is_exact_to_the_bit(run):
    solution = Solution(run)
    path = solution.path(tell)
    assert path.off == 0.0
    assert path.point[-1].tobytes() == solution.end.tobytes()
    assert path.point[0].tobytes() == solution.start.tobytes()
    assert path.step[0] == 0
    assert path.step[-1] == SMALL.steps


def test_principal_components_are_those_of_the_svd():
    found = sliced(Request("path", ADAM), tell)
    points = Solution(ADAM).path(tell).point
    _, values, vectors = np.linalg.svd(points - points.mean(0), full_matrices=False)
    shares = values**2 / (values**2).sum()
    assert found.explained == pytest.approx(shares[:2], rel=1e-9)
    (trace,) = found.traces
    assert trace.held == pytest.approx(shares[:2].sum(), rel=1e-9)
    apart = points - points[-1]
    assert np.abs(trace.at) == pytest.approx(np.abs(apart @ vectors[:2].T), abs=1e-8)
    assert trace.away == pytest.approx(np.linalg.norm(apart - apart @ vectors[:2].T @ vectors[:2], axis=1), abs=1e-6)


def test_a_path_ends_at_the_origin_of_its_plane_with_the_loss_of_the_run():
    found, solution = sliced(Request("path", ADAM), tell), Solution(ADAM)
    (trace,) = found.traces
    assert trace.at[-1] == pytest.approx([0, 0], abs=1e-9)
    assert trace.away[-1] == pytest.approx(0, abs=1e-6)
    assert trace.loss[[0, -1]] == pytest.approx(
        [direct(solution, solution.start), direct(solution, solution.end)], rel=1e-5
    )
    assert found.x[0] < trace.at[:, 0].min() < trace.at[:, 0].max() < found.x[-1]
    assert found.y[0] < trace.at[:, 1].min() < trace.at[:, 1].max() < found.y[-1]


@pytest.mark.parametrize("other", [SEED, SGD])
def test_a_plane_between_two_ends_holds_both_and_the_start(other):
    found = sliced(Request("between", ADAM, other), tell)
    one, two = found.traces
    assert (one.run, two.run) == (ADAM, other)
    assert not found.normalised
    assert [one.away[0], one.away[-1], two.away[-1]] == pytest.approx([0, 0, 0], abs=1e-5)
    apart = np.linalg.norm(Solution(ADAM).end - Solution(other).end)
    assert two.at[-1] == pytest.approx([apart, 0], abs=1e-6)
    assert (two.away[0] < 1e-5) == (other == SGD)  # the same seed starts from the same parameters


def test_without_training_again_start_and_end_are_known():
    found = sliced(Request("between", ADAM, SEED, paths=False), tell)
    assert [list(t.step) for t in found.traces] == [[0, SMALL.steps]] * 2
    assert all(t.held is None for t in found.traces)


@pytest.mark.parametrize(
    ("request_", "word"),
    [
        (Request("path", ADAM, paths=False), "training again"),
        (Request("between", ADAM, ADAM), "same point"),
        (Request("path", 99), "no run 99"),
    ],
)
def test_what_cannot_be_sliced_is_said(request_, word):
    with pytest.raises(ValueError, match=word):
        sliced(request_, tell)


@pytest.fixture(scope="module")
def convolved(tmp_path_factory):
    """A folder of runs: a narrow ResNet of one block, two seeds, on small pictures."""
    place = tmp_path_factory.mktemp("convolved")
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(RESNET, "resnet18", (1,))
        patch.setenv("DESCENT_RUNS", str(place))
        patch.setattr("networks.launching.ENTRY", ENTRY)  # a real training, though a test asks for it
        patch.setattr(queue, "_spawn", lambda job: None)
        data = {"data.name": "synthetic", "data.examples": 32, "data.classes": 3}
        narrow = Experiment(epochs=4, every=9).with_(
            **{"model.kind": "resnet18", "model.width": 1 / 16, "lr": 0.01, **data, "batch": 16}
        )
        launching.launch("Narrow", [(narrow, 0), (narrow, 1)])
        for job in (1, 2):
            queue.start()
            assert queue.take(job)
            work.work(job, alone=False)
        yield place


@pytest.fixture
def narrow(at, convolved, monkeypatch):
    monkeypatch.setenv("DESCENT_RUNS", str(convolved))


def test_a_network_of_convolutions_has_a_whole_plane(narrow):
    found, solution = sliced(Request("around", 1, seed=3), tell), Solution(1)
    plane = planes.random_plane(solution.leaves, 3)
    assert found.loss.shape == (21, 21)
    assert found.loss[10, 10] == pytest.approx(direct(solution, solution.end), rel=1e-5)
    for i, j in ((0, 0), (4, 17), (20, 11)):
        point = plane.origin + found.x[j] * plane.axes[0] + found.y[i] * plane.axes[1]
        assert found.loss[i, j] == pytest.approx(direct(solution, point), rel=1e-4)
    assert {leaf.ndim for leaf in solution.leaves} == {1, 2, 4}
    for axis in plane.axes:
        for own, drawn in zip(solution.leaves, jax.tree.leaves(solution.tree(axis)), strict=True):
            if own.ndim == 1:  # biases, and normalisation's scales and shifts
                assert not drawn.any()
                continue
            filters, others = (np.reshape(leaf, (-1, leaf.shape[-1])) for leaf in (own, drawn))
            np.testing.assert_allclose(np.linalg.norm(others, axis=0), np.linalg.norm(filters, axis=0), rtol=1e-4)
    with pytest.raises(ValueError, match="Look around the end instead"):
        sliced(Request("path", 1), tell)


def test_each_point_of_a_plane_between_two_such_networks_has_the_firsts_statistics(narrow):
    found = sliced(Request("between", 1, 2), tell)
    one, two = found.traces
    assert found.normalised
    assert [one.held, two.held, list(one.step)] == [None, None, [0, 8]]
    first, second = Solution(1), Solution(2)
    # of a spline, between its knots
    assert found.land.value(0.0, 0.0) == pytest.approx(direct(first, first.end), rel=0.2)
    assert two.loss[-1] == pytest.approx(direct(second, second.end), rel=1e-5)
    assert two.loss[-1] != pytest.approx(direct(first, second.end), rel=1e-2)
    assert [sentence.partition(" With the other run's")[1] != "" for sentence in _sentences(found)] == [False, True]


def test_each_cause_for_which_there_is_no_plane_has_its_sentence(narrow, monkeypatch, tmp_path):
    with pytest.raises(ValueError, match="which is done for logistic regression and MLPs"):
        sliced(Request("path", 1), tell)
    monkeypatch.setenv("DESCENT_RUNS", str(tmp_path))
    monkeypatch.setattr("networks.launching.ENTRY", ENTRY)
    monkeypatch.setattr(queue, "_spawn", lambda job: None)
    one = SMALL.with_(**{"batch": None, "epochs": 1, "data.subset": 100, "model.hidden": (4,)})
    steep = one.with_(optimizer="adamw", lr=1e4, weight_decay=10.0, title="", epochs=30)
    far = one.with_(lr=1e-12, title="", **{"model.initial_std": 100, "model.hidden": (64,) * 11, "data.scaled": False})
    for experiment in (one, steep, far):
        launching.launch("Small", [(experiment, 5)])
        queue.start()
        job = records.runs(most=1)[0].job
        assert queue.take(job)
        work.work(job, alone=False)
    with pytest.raises(ValueError, match="One update is a straight line"):
        sliced(Request("path", 1), tell)
    assert sliced(Request("around", 1), tell).loss.shape == (51, 51)
    at = records.run(2).diverged
    assert 1 < at < 30
    for request in (Request("path", 2), Request("around", 2), Request("between", 1, 2)):
        with pytest.raises(ValueError, match=rf"Run 2 \(seed 5\) diverged at update {at}: its end is not finite"):
            sliced(request, tell)
    with pytest.raises(ValueError, match="more than single precision holds"):
        sliced(Request("around", 3), tell)
    assert records.run(3).state == "done"


def test_a_path_that_does_not_turn_has_no_plane():
    line = np.outer(np.arange(5.0), np.ones(7))
    with pytest.raises(ValueError, match="does not turn"):
        planes.principal_plane(line, line[-1])


def test_stopping_stops():
    def stop(share):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        sliced(Request("around", ADAM), stop)


def test_the_table_holds_every_point():
    found = sliced(Request("around", ADAM), tell)
    rows = list(csv.DictReader(io.StringIO(table(found))))
    grid = [row for row in rows if row["what"] == "slice"]
    assert [float(row["loss"]) for row in grid] == pytest.approx(list(found.loss.ravel()), rel=1e-8)
    assert [int(row["update"]) for row in rows if row["what"] == "path"] == list(found.traces[0].step)


def grid():
    x, y = np.linspace(-3, 3, 9), np.linspace(-2, 2, 7)
    return x, y, (x[None] ** 2 + 3 * y[:, None] ** 2) / 10


def test_a_slice_on_disk_is_a_surface_by_its_name(monkeypatch, tmp_path):
    x, y, values = grid()
    name = slice_files.keep(1, "A slice", "a test", "Look.", x, y, values, (2.0, 1.0))
    land = LANDSCAPES[name]
    assert (land.name, land.title, land.start) == (name, "A slice", (2.0, 1.0))
    assert land.value(x[2], y[5]) == pytest.approx(values[5, 2])
    assert name not in list(LANDSCAPES)
    assert LANDSCAPES.keeper(name) == "networks.slices.slice_files"
    assert LANDSCAPES.keeper("saddle") is None
    assert slice_files.keep(1, "A slice", "a test", "Look.", x, y, values, (2.0, 1.0)) == name
    assert slice_files.keep(1, "A slice", "a test", "Look.", x, y, 2 * values, (2.0, 1.0)) != name
    monkeypatch.setenv("DESCENT_RUNS", str(tmp_path))
    assert name not in LANDSCAPES


@pytest.mark.parametrize(
    "name", ["slice-../../etc/passwd", "slice-0123456789abcdef", "slice-", "../slice-0123456789abcdef"]
)
def test_other_names_find_nothing(name):
    assert name not in LANDSCAPES


def test_a_damaged_slice_is_not_found(trained, monkeypatch, tmp_path):
    monkeypatch.setenv("DESCENT_RUNS", str(tmp_path))
    x, y, values = grid()
    name = slice_files.keep(1, "A slice", "a test", "Look.", x, y, values, (2.0, 1.0))
    (file,) = (tmp_path / "jobs" / "1").iterdir()
    whole, other = file.read_bytes(), slice_files.keep(1, "A slice", "a test", "Look.", x, y, 2 * values, (2.0, 1.0))
    for damage in (
        whole[: len(whole) // 2],
        b"",
        whole[:60] + bytes(60) + whole[120:],
        file.with_name(f"{other}.npz").read_bytes(),
    ):
        file.write_bytes(damage)
        assert name not in LANDSCAPES
    file.write_bytes(whole)
    assert name in LANDSCAPES


def test_a_surface_with_gaps_is_refused():
    x, y, values = grid()
    values[0, 0] = np.inf
    with pytest.raises(ValueError, match="not finite"):
        slice_files.keep(1, "A slice", "a test", "Look.", x, y, values, (0.0, 0.0))


def test_deleting_a_launch_deletes_its_slices(monkeypatch, tmp_path):
    monkeypatch.setenv("DESCENT_RUNS", str(tmp_path))
    monkeypatch.setattr(launches, "start", lambda: None)
    launch = launching.launch("Small", [(Experiment(), 0)])
    name = slice_files.keep(records.runs(launch)[0].job, "A slice", "a test", "Look.", *grid(), (0.0, 0.0))
    assert name in LANDSCAPES
    launches.delete(launch)
    assert name not in LANDSCAPES
    assert not list((tmp_path / "jobs").iterdir())
