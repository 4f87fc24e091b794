"""Computing loss slices: losses on a grid of a plane, and where training paths fall on it."""

from collections.abc import Callable
from functools import lru_cache, partial
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import numpy.typing as npt

from landscapes import Landscape, sampled
from networks.experiment import Experiment
from networks.slices.planes import Plane, Shadow, held, plane_through, principal_plane, random_plane, shadow, window
from networks.slices.retrace import Path, Solution, Tell
from networks.slices.slice import Request, Slice, Trace
from networks.training.objectives import objective

Array = npt.NDArray[np.float64]

SIDE = {True: 51, False: 21}  # points along each axis: dense networks, convolutional ones
EXAMPLES = {True: 512, False: 64}  # the first of the training set, on which the loss is taken


def sliced(request: Request, tell: Tell) -> Slice:
    """Computes a slice; `tell` gets the share that is done. Raises ValueError or RecordError, with a sentence, where
    there is none."""
    solutions = [Solution(run) for run in (request.run, request.other) if run is not None]
    for solution in solutions:
        if not np.isfinite(solution.end).all():
            raise ValueError(_not_finite(solution))
    first, last = solutions[0], solutions[-1]
    own, other = first.record.experiment, last.record.experiment
    if own.plans != other.plans or own.data != other.data:
        raise ValueError("These two runs differ in their layers or their data: no plane has both on one surface.")
    dense, parts = own.model.dense, 2 * len(solutions)
    again = request.paths and dense
    paths = [s.path(_part(tell, k, parts)) if again else _ends(s) for k, s in enumerate(solutions)]
    plane, explained = _plane(request, first, last, paths[0])
    feet = [shadow(path.point, plane) for path in paths]
    around = np.array([(-1.5, -1), (1.5, 1)]) if request.kind == "around" else feet[0].at
    across, up = window(np.concatenate([around, *(f.at for f in feet)]), 1.0 if request.kind == "around" else 1.25)
    x, y = np.linspace(*across, SIDE[dense]), np.linspace(*up, SIDE[dense])
    loss = losses(first, plane, x, y, _part(tell, 1, 2))
    if not np.isfinite(loss).all():
        raise ValueError("On this plane the loss is more than single precision holds: the weights are too far out.")
    traces = tuple(_trace(s, p, f, plane) for s, p, f in zip(solutions, paths, feet, strict=True))
    land = _surface(request, first, x, y, loss, feet[0].at[0])
    normalised = bool(jax.tree.leaves(first.state.statistics))
    return Slice(request, x, y, loss, len(examples(first)[1]), traces, explained, land, normalised)


def _trace(solution: Solution, path: Path, foot: Shadow, plane: Plane) -> Trace:
    along = held(path.point, plane) if len(path.step) > 2 else None
    loss = own_losses(solution, path.point)
    return Trace(solution.record.id, path.step, foot.at, foot.away, loss, along, path.off)


def _surface(request: Request, first: Solution, x: Array, y: Array, loss: Array, start: Array) -> Landscape:
    """The slice as a surface of the plane. Around an end the path's start falls beside it, so another one is chosen."""
    experiment = first.record.experiment
    what = {"path": "along the path", "around": "random directions", "between": "between two ends"}[request.kind]
    title = f"{experiment.optimizer.configured.title} on {experiment.data.name}, {what}"
    source = f"a slice through the training loss of run {first.record.id}, {len(examples(first)[1])} examples"
    look = "The loss of a network on a plane: do these optimizers, kept in the plane, end where the training did?"
    at = (0.6 * x[0] + 0.4 * x[len(x) // 2], 0.6 * y[-1] + 0.4 * y[len(y) // 2]) if request.kind == "around" else start
    return sampled("slice", title, source, look, x, y, loss, (float(at[0]), float(at[1])))


def losses(solution: Solution, plane: Plane, x: Array, y: Array, tell: Tell) -> Array:
    """The mean loss (m, n) on the plane, at y (m,) and x (n,), row by row."""
    seen = examples(solution)
    experiment = solution.record.experiment
    found = []
    row = _row(experiment.model_copy(update={"title": ""}).to_json())
    origin, *axes = (solution.tree(vector) for vector in (plane.origin, *plane.axes))
    for k, height in enumerate(y.astype(np.float32)):
        tell(k / len(y))
        found.append(np.asarray(row(x.astype(np.float32), height, origin, *axes, solution.state.statistics, *seen)))
    return np.array(found, np.float64)


def own_losses(solution: Solution, points: Array) -> Array:
    """The mean loss (k,) at parameters (k, P), on the same examples."""
    loss = _loss(solution.record.experiment.model_copy(update={"title": ""}).to_json())
    seen = examples(solution)
    return np.array([float(loss(solution.tree(point), solution.state.statistics, *seen)) for point in points])


def examples(solution: Solution) -> tuple[Any, Any]:
    """Pictures and labels that the losses are taken on."""
    most = EXAMPLES[solution.record.experiment.model.dense]
    return solution.training.x[:most], solution.training.y[:most]


@lru_cache(maxsize=8)
def _loss(experiment: str) -> Callable[..., Any]:
    """(parameters, statistics, pictures, labels) -> mean loss, with the running statistics."""
    known = objective(Experiment.from_json(experiment)).loss
    return jax.jit(
        lambda params, statistics, pictures, labels: known(
            params, statistics, pictures, labels, jax.random.key(0), False
        )[0]
    )


@lru_cache(maxsize=8)
def _row(experiment: str) -> Callable[..., Any]:
    """(x (n,), y, origin, first, second, statistics, pictures, labels) -> (n,): at once for matrices, one by one for
    convolutions, which fall off XLA's fast path when vmapped."""
    loss = _loss(experiment)

    def point(x: Any, y: Any, origin: Any, first: Any, second: Any, *given: Any) -> Any:
        return loss(jax.tree.map(lambda o, a, b: o + x * a + y * b, origin, first, second), *given)

    if Experiment.from_json(experiment).model.dense:
        return jax.jit(jax.vmap(point, (0, *(None,) * 7)))
    single = jax.jit(point)
    return lambda x, *given: jnp.stack([single(place, *given) for place in x])


def _plane(request: Request, first: Solution, last: Solution, path: Path) -> tuple[Plane, Array | None]:
    match request.kind:
        case "around":
            return random_plane(first.leaves, request.seed), None
        case "between":
            return plane_through(first.end, last.end, first.start), None
    if not first.record.experiment.model.dense:
        raise ValueError(
            "The path is had by training again, which is done for logistic regression and MLPs. Look around the end"
            " instead."
        )
    if first.step < 2:
        raise ValueError("One update is a straight line, which spans no plane: train on, or look around the end.")
    if not request.paths:
        raise ValueError("This plane needs the path, which is had by training again.")
    if not np.isfinite(path.point).all():
        raise ValueError("Trained again, this run is not finite on its way: look around the end instead.")
    return principal_plane(path.point, first.end)


def _not_finite(solution: Solution) -> str:
    record = solution.record
    when = f" at update {record.diverged:,}" if record.diverged else ""
    return f"Run {record.id} (seed {record.seed}) diverged{when}: its end is not finite, so no plane goes through it."


def _ends(solution: Solution) -> Path:
    return Path(np.array([0, solution.step]), np.array([solution.start, solution.end]), 0.0)


def _part(tell: Tell, k: int, count: int) -> Tell:
    """The k-th of `count` equal parts of a work."""
    return partial(_tell_part, tell, k, count)


def _tell_part(tell: Tell, k: int, count: int, share: float) -> None:
    tell((k + share) / count)
