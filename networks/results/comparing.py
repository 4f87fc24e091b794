"""What training runs are compared by: names that tell them apart, and each quantity as one curve over the seeds."""

from collections.abc import Callable, Sequence
from math import inf
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from dynamics.words import number
from networks.experiment import Experiment
from networks.results import records
from networks.results.records import Record
from networks.results.summary import Line, title

Array = npt.NDArray[np.float64]
# of a curve, by share of the run, and as many by ratio: a point is the mean over the updates between two edges
BINS = 150


class Quantity(NamedTuple):
    """`sign`: its symbol. `share`: from 0 to 1; shown in %, on a linear scale. `hint`: what to look for."""

    title: str
    sign: str = ""
    share: bool = False
    hint: str = ""


QUANTITIES = {
    "loss": Quantity("Training loss", "L", hint="On the examples that each update sees."),
    "validation_loss": Quantity(
        "Validation loss", "L", hint="Rising while the training loss falls: the network learns its examples by heart."
    ),
    "accuracy": Quantity("Training accuracy", share=True, hint="The part of each update's examples that is right."),
    "validation_accuracy": Quantity(
        "Validation accuracy", share=True, hint="The part of unseen examples that is right."
    ),
    "gradient_norm": Quantity(
        "Gradient norm", "|∇L|", hint="Near 0 there is no slope left. Under mini-batches it has a floor, their noise."
    ),
    "v_norm": Quantity("Norm of v", "|v|", hint="As it shrinks, the effective rates grow."),
    "largest_norm": Quantity("Norm of the largest v", "|v|", hint="It never falls: that is AMSGrad's idea."),
    "step_norm": Quantity("Length of a step", "|Δw|"),
    "effective_rate": Quantity(
        "Effective rate", "η ∕ √v", hint="The median coordinate; the band holds nine tenths of them."
    ),
    "budget": Quantity(
        "Regularization budget",
        "B = √v",
        hint="What a step is divided by, but for η: the median coordinate; the band holds nine tenths of them.",
    ),
    "gamma_below": Quantity(
        "Coordinates whose Γ is below 0",
        share=True,
        hint="Where √v ∕ η falls from one update to the next, which proofs of convergence rule out.",
    ),
    "v_fell": Quantity(
        "Coordinates whose v falls",
        share=True,
        hint="Where v falls, Adam's effective rate rises unless η falls faster: the doubt behind AMSGrad.",
    ),
    "largest_held": Quantity(
        "AMSGrad's swaps",
        hint="At how many updates a coordinate's new v lay below its largest so far, which took its place: the median"
        " and nine tenths of the coordinates.",
    ),
    "thermometer": Quantity(
        "Sharpness times rate", "η λ", hint="Above the optimizer's threshold, a disturbance grows while the rates stay."
    ),
}


class SeedCurve(NamedTuple):
    """The mean (K,) over the seeds at `step` (K,); from the least seed to the greatest, or the inner nine tenths of the
    coordinates."""

    step: npt.NDArray[np.int64]
    value: Array
    low: Array
    high: Array


def names(lines: Sequence[Line]) -> list[str]:
    """What each is called: its title, with what sets it apart from others of the same title ("Adam η 0.01")."""
    titles = [line.runs[0].name or title(line.runs[0]) for line in lines]
    settings = [[say(_experiment(line)) for say in APART] for line in lines]
    out = []
    for called, own in zip(titles, settings, strict=True):
        rivals = [other for other, same in zip(settings, titles, strict=True) if same == called]
        apart = [words for words, *others in zip(own, *rivals, strict=True) if len(set(others)) > 1]
        out.append(f"{called} {', '.join(apart)}".strip())
    return [
        f"{name} (run {line.runs[0].id})" if out.count(name) > 1 else name
        for name, line in zip(out, lines, strict=True)
    ]


APART: tuple[Callable[[Experiment], str], ...] = (
    lambda e: f"η {'by Lipschitz' if e.rate == 'lipschitz' else number(e.optimizer.configured.hyper.lr)}",
    lambda e: e.schedule.kind,
    lambda e: f"batch {e.batch or 'full'}",
    lambda e: f"hidden {', '.join(map(str, e.model.hidden))}",
    lambda e: f"start {e.model.initial_std or 'He'}",
    lambda e: f"{e.epochs:,} epochs",
)


def tones(lines: Sequence[Line]) -> list[float | None]:
    """Each one's place among those of its optimizer: 0 for the smallest rate (then batch, initial weights, epochs), 1
    for the largest; None for one alone."""

    experiments = [_experiment(line) for line in lines]
    sizes = [
        (e.optimizer.configured.hyper.lr, e.batch or inf, e.model.initial_std or 0.0, e.epochs) for e in experiments
    ]
    places: list[float | None] = [None] * len(lines)
    for name in {e.optimizer.optimizer for e in experiments}:
        own = sorted((k for k, e in enumerate(experiments) if e.optimizer.optimizer == name), key=sizes.__getitem__)
        for place, k in enumerate(own if len(own) > 1 else ()):
            places[k] = place / (len(own) - 1)
    return places


def _experiment(line: Line) -> Experiment:
    return line.runs[0].experiment


def curve(line: Line, quantity: str) -> SeedCurve | None:
    """The quantity over the seeds that did not diverge, or over all if they did; None where none is recorded yet.
    Raises RecordError where the file is damaged."""
    found = [part for run in line.finite or line.runs if (part := _of(run, quantity)) is not None]
    if not found:
        return None
    count = min(len(part.step) for part in found)
    value, low, high = (np.stack([getattr(part, name)[:count] for part in found]) for name in ("value", "low", "high"))
    return SeedCurve(found[0].step[:count], value.mean(0), low.min(0), high.max(0))


def _of(run: Record, quantity: str) -> SeedCurve | None:
    step, value = records.measurements(run.id, quantity)
    if len(step):
        inner = (value, value, value) if value.ndim == 1 else (value[:, value.shape[1] // 2], value[:, 0], value[:, -1])
        return SeedCurve(step, *(np.asarray(part, np.float64) for part in inner))
    step, value = records.curve(run.id, quantity, None)
    ends = edges(run.total, run.experiment.epoch)
    ends = ends[: np.searchsorted(ends, step[-1], side="right")] if len(step) else ends[:1]
    if len(ends) < 2:
        return None
    means = np.full(len(ends) - 1, np.nan)  # of a bin whose rows are damaged
    first = np.searchsorted(step, ends, side="right")  # a bin's updates come after its first edge, up to its second
    there = np.flatnonzero(np.diff(first))
    with np.errstate(invalid="ignore", over="ignore"):
        means[there] = np.add.reduceat(value[: first[-1]].astype(np.float64), first[there]) / np.diff(first)[there]
    return SeedCurve((ends[:-1] + 1 + ends[1:]) // 2, means, means, means)


def edges(total: int, epoch: int) -> npt.NDArray[np.int64]:
    """The updates, from 0 to `total`, between which a curve is averaged, chosen for the whole run so that points stay
    where they are while it trains. Fine at first and never wider than a share of the run, so that a fast beginning
    shows on a linear axis and on a logarithmic one; the last is the last epoch, if that is not wider."""
    before = total - max(1, min(epoch, total // BINS))
    found = np.concatenate([np.geomspace(1, total, BINS), np.linspace(0, total, BINS + 1)]).astype(np.int64)
    return np.unique(np.append(found[found < before], [before, total]))
