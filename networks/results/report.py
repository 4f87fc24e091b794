"""What runs came to, as data: the same for the page's file and the command line's --json."""

import json
import time
from collections.abc import Mapping, Sequence
from math import isfinite
from typing import Any

from jobs.store import RecordError
from networks.results import comparing
from networks.results.records import Record
from networks.results.reproducing import Cell, comparisons
from networks.results.summary import Line, by_setting, lipschitz, rate, title


def report(runs: Sequence[Record]) -> dict[str, Any]:
    """`runs`: each with its `experiment`, which `Experiment.from_json` reads back; `settings`: means and deviations
    over the seeds that did not diverge; `papers`: beside the printed numbers. What is not finite becomes null, which
    JSON has. Raises RecordError where curves are damaged."""
    lines = by_setting(runs)
    try:
        names = comparing.names(lines)
    except RecordError:  # a run of another release: the rest is told
        return {"runs": [_run(r) for r in runs], "settings": [], "papers": []}
    return {"runs": [_run(r) for r in runs], "settings": _settings(lines, names), "papers": _papers(lines, names)}


def _run(r: Record) -> dict[str, Any]:
    names = ("id", "seed", "state", "sentence", "name", "notes", "step", "total", "seconds")
    kept = {name: getattr(r, name) for name in names}
    when = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(r.created))
    return kept | {
        "title": title(r),
        "created": when,
        "steps_per_second": r.pace,
        "learning_rate": _known(rate(r)) if r.text else None,
        "lipschitz": _estimate(r) if r.text else None,
        "diverged_at": r.diverged,
        "summary": {name: _known(value) for name, value in r.summary.items()},
        "experiment": json.loads(r.text or "null"),
    }


def _estimate(r: Record) -> dict[str, float] | None:
    """K, and the rate of the trial training that gave it."""
    found = lipschitz(r)
    return found and {"constant": found[0], "trial_rate": found[1]}


def _settings(lines: Sequence[Line], names: Sequence[str]) -> list[dict[str, Any]]:
    found = []
    for name, line in zip(names, lines, strict=True):
        values = {quantity: _spread(*both) for quantity, both in line.values.items()}
        gone = len(line.runs) - len(line.finite)
        found.append({"name": name, "runs": [r.id for r in line.runs], "diverged": gone, "values": values})
    return found


def _papers(lines: Sequence[Line], names: Sequence[str]) -> list[dict[str, Any]]:
    called = {line.runs[0].id: name for name, line in zip(names, lines, strict=True)}
    found = []
    for beside in comparisons(lines):
        rows = [{"name": called[line.runs[0].id], **_cells(row)} for line, row in beside.rows]
        found.append({"where": beside.where, "sentences": beside.sentences, "rows": rows})
    return found


def _cells(row: Mapping[str, Cell]) -> dict[str, Any]:
    return {quantity: cell._asdict() | _spread(cell.mean, cell.deviation) for quantity, cell in row.items()}


def _spread(mean: float, deviation: float) -> dict[str, float | None]:
    return {"mean": _known(mean), "deviation": _known(deviation)}


def _known(value: float) -> float | None:
    return value if isfinite(value) else None
