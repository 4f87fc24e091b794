"""Every step of every run as CSV, at full precision; beyond 200,000 rows every k-th step."""

import json
from collections.abc import Sequence

import numpy as np

from dynamics import Trajectory
from dynamics.orbits import thermometer
from player.export.provenance import provenance
from scenarios.scenario import Scenario

MOST_ROWS = 200_000
COLUMNS = (
    "optimizer",
    "step",
    "x",
    "y",
    "loss",
    "gradient_x",
    "gradient_y",
    "distance",
    "effective_lr_x",
    "effective_lr_y",
    "first_moment_x",
    "first_moment_y",
    "second_moment_x",
    "second_moment_y",
    "sharpness",
    "threshold",
    "steepest_x",
    "steepest_y",
)


def render_csv(scenario: Scenario, runs: Sequence[Trajectory]) -> bytes:
    """Comment lines that begin with "# ", a line of column names, and a row for each optimizer and step. "nan" where
    there is none.

    Numbers are the shortest text that reads back to the same float64.
    """
    k = max(1, -(-sum(len(run.position) for run in runs) // MOST_ROWS))
    lines = [*_header(scenario, k), ",".join(COLUMNS)]
    for key, run in zip(scenario.keys, runs, strict=True):
        rows = np.arange(0, len(run.position), k)
        if rows[-1] != len(run.position) - 1:
            rows = np.append(rows, len(run.position) - 1)
        at = run.at(rows)
        heat = thermometer(run, at)
        numbers = np.column_stack(
            [
                at.position,
                run.loss[rows],
                at.gradient,
                run.distance[rows],
                at.effective_lr,
                at.first_moment,
                at.second_moment,
                heat.sharpness,
                np.full(len(rows), heat.threshold),
                heat.direction,
            ]
        )
        lines += [
            f"{key},{step},{','.join(map(repr, row))}"
            for step, row in zip(run.step[rows].tolist(), numbers.tolist(), strict=True)
        ]
    return "\n".join([*lines, ""]).encode()


def _header(scenario: Scenario, k: int) -> list[str]:
    known = provenance(scenario)
    told = [
        known["software"],
        f"scenario: {scenario.to_json()}",
        f"link: {known['link']}",
        f"versions: {json.dumps(known['versions'])}",
        f"conventions: {json.dumps(known['conventions'])}",
        "loss: f at (x, y). gradient: as the optimizer saw it, noise included. distance: to the nearest known minimum.",
        (
            "effective_lr: what multiplies the (averaged) gradient in the update that leaves (x, y). nan: the optimizer"
            " has no such thing."
        ),
        (
            "sharpness: the largest eigenvalue of diag(effective_lr) times the Hessian, along steepest; above threshold"
            " a disturbance grows while effective_lr stays (beta2 near 1). Of sign rules (Lion):"
            " h11 + h22 + 2 |h12|, no threshold."
        ),
    ]
    if k > 1:
        told.append(f"thinned: every {k}th step, and the last one; the Python code of this scenario gives all of them.")
    return [f"# {line}" for line in told]
