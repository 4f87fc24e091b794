"""The tables of the page of noise, on screen and as CSV."""

from collections.abc import Mapping, Sequence

import numpy as np

from dynamics.bundle import Bundle
from dynamics.online.moment import Spread, theory
from dynamics.words import number
from scenarios.noisy import Moment

NEAR = 0.05  # of the surface's half height: what counts as having arrived under noise


def results(bundles: Sequence[Bundle]) -> list[dict[str, str]]:
    """How far from the minimum the paths end: median, the middle 80 of 100, and how many are near."""
    out = []
    for b in bundles:
        last, near = b.distance[:, -1], NEAR * b.surface.half_height
        low, middle, high = np.quantile(last, (0.1, 0.5, 0.9), method="inverted_cdf")
        out.append(
            {
                "Optimizer": b.optimizer.title,
                "η": number(b.optimizer.hyper.lr),
                "Loss in the end, median": number(float(np.quantile(b.loss[:, -1], 0.5, method="inverted_cdf"))),
                "Distance, median": number(float(middle)),
                "80 of 100 from": number(float(low)),
                "to": number(float(high)),
                f"Within {number(near)} of a minimum": f"{np.mean(last <= near):.0%}",
            }
        )
    return out


def moment_table(moment: Moment, measured: Mapping[str, Spread]) -> str:
    """Theory and measurement at every step as CSV."""
    lines = ["start,step,theory,measured,standard_error"]
    for start, s in measured.items():
        columns = theory(start, moment.beta1, moment.sigma, moment.steps), s.variance, s.error
        rows = zip(*(c.tolist() for c in columns), strict=True)
        lines += [f"{start},{step},{','.join(map(repr, row))}" for step, row in enumerate(rows, 1)]
    return "\n".join(lines) + "\n"


def bundle_table(bundles: Sequence[Bundle]) -> str:
    """Every recorded point of every path as CSV."""
    lines = ["optimizer,seed,step,x,y,loss"]
    for b in bundles:
        for seed, path, loss in zip(b.seeds, b.position, b.loss, strict=True):
            rows = zip(b.step.tolist(), path[:, 0].tolist(), path[:, 1].tolist(), loss.tolist(), strict=True)
            lines += [f"{b.optimizer.name},{seed},{','.join(map(repr, row))}" for row in rows]
    return "\n".join(lines) + "\n"
