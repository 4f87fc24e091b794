"""What training runs are compared by: names that tell them apart, and each quantity as one curve over the seeds."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from dynamics.words import number
from networks import records
from networks.experiment import Experiment
from networks.records import Record
from networks.summary import Line

Array = npt.NDArray[np.float64]
POINTS = 300  # of a curve: each is the mean over as many updates as fall on it


class Quantity(NamedTuple):
    """`sign`: its symbol. `share`: from 0 to 1, on a linear scale. `hint`: what to look for."""

    title: str
    sign: str = ""
    share: bool = False
    hint: str = ""


QUANTITIES = {
    "loss": Quantity("Training loss", "L", hint="The mean over mini-batches."),
    "validation_loss": Quantity(
        "Validation loss", "L", hint="Rising while the training loss falls: the network learns its examples by heart."
    ),
    "accuracy": Quantity("Training accuracy", share=True, hint="The share of a mini-batch that is right."),
    "validation_accuracy": Quantity("Validation accuracy", share=True, hint="The share of unseen examples that is right."),
    "gradient_norm": Quantity("Gradient norm", "|∇L|", hint="Near 0 the run has come to rest; a floor is the noise of mini-batches."),
    "v_norm": Quantity("Norm of v", "|v|", hint="As it shrinks, the effective rates grow."),
    "largest_norm": Quantity("Norm of the largest v", "|v|", hint="It never falls: that is AMSGrad's idea."),
    "step_norm": Quantity("Length of a step", "|Δw|"),
    "effective_rate": Quantity("Effective rate", "η ∕ √v", hint="The median coordinate; the band holds nine tenths of them."),
    "v_fell": Quantity("Coordinates whose v falls", share=True, hint="Where v falls, the effective rate rises: the doubt behind AMSGrad."),
    "swaps": Quantity(
        "AMSGrad's swaps", hint="How often a coordinate's largest v has risen: the median and nine tenths of the coordinates."
    ),
    "thermometer": Quantity("Sharpness times rate", "η λ", hint="Above the optimizer's threshold, a small disturbance grows."),
}


class Curve(NamedTuple):
    """The mean (K,) over the seeds at `step` (K,); from the least seed to the greatest, or the inner nine tenths of the coordinates."""

    step: npt.NDArray[np.int64]
    value: Array
    low: Array
    high: Array


def names(lines: Sequence[Line]) -> list[str]:
    """What each is called: its title, with what sets it apart from others of the same title ("Adam η 0.01")."""
    own = [_title(line.runs[0]) for line in lines]
    raw = [line.runs[0].experiment.model_dump() | {"lr": _rate(line.runs[0].experiment)} for line in lines]
    out = []
    for title, settings, line in zip(own, raw, lines, strict=True):
        rivals = [other for other, same in zip(raw, own, strict=True) if same == title]
        apart = (
            "" if len(rivals) == 1 else next((say(settings) for key, say in APART if len({str(key(r)) for r in rivals}) == len(rivals)), "")
        )
        out.append(title if len(rivals) == 1 else f"{title} {apart or f'(run {line.runs[0].id})'}")
    return out


APART: tuple[tuple[Callable[[Any], Any], Callable[[Any], str]], ...] = (
    (lambda s: s["lr"], lambda s: f"η {s['lr']}"),
    (lambda s: s["timetable"]["kind"], lambda s: s["timetable"]["kind"]),
    (lambda s: s["batch"], lambda s: f"batch {s['batch'] or 'full'}"),
    (lambda s: s["model"]["hidden"], lambda s: f"hidden {s['model']['hidden']}"),
    (lambda s: s["model"]["initial_std"], lambda s: f"start {s['model']['initial_std']}"),
    (lambda s: s["epochs"], lambda s: f"{s['epochs']:,} epochs"),
)


def _title(record: Record) -> str:
    return record.name or record.experiment.title or record.experiment.optimizer.record.title


def _rate(experiment: Experiment) -> str:
    return "by Lipschitz" if experiment.rate == "lipschitz" else number(experiment.optimizer.record.hyper.lr)


def recorded(lines: Sequence[Line]) -> list[str]:
    """The quantities that at least one of the runs has, in the order of QUANTITIES."""
    there = {name for line in lines for group in records.quantities(line.runs[0].id) for name in group}
    return [name for name in QUANTITIES if name in there]


def curve(line: Line, quantity: str) -> Curve | None:
    """The quantity over the seeds; None where none is recorded yet. Raises RecordError where the file is damaged."""
    found = [part for run in line.runs if (part := _of(run, quantity)) is not None]
    if not found:
        return None
    count = min(len(part.step) for part in found)
    value, low, high = (np.stack([getattr(part, name)[:count] for part in found]) for name in ("value", "low", "high"))
    return Curve(found[0].step[:count], value.mean(0), low.min(0), high.max(0))


def _of(run: Record, quantity: str) -> Curve | None:
    step, value = records.readings(run.id, quantity)
    if len(step):
        inner = (value, value, value) if value.ndim == 1 else (value[:, value.shape[1] // 2], value[:, 0], value[:, -1])
        return Curve(step, *(np.asarray(part, np.float64) for part in inner))
    step, value = records.curve(run.id, quantity, None)
    if not len(step):
        return None
    width = max(1, -(-run.total // POINTS))  # of the whole run, so that points stay where they are while it trains
    whole = max(1, len(step) // width)
    parts = [p.mean() for p in np.array_split(value[: whole * width].astype(np.float64), whole)]
    at = step[min(width, len(step)) // 2 :: width][:whole]
    return Curve(at, *(np.array(parts[: len(at)]),) * 3)
