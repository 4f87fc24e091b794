"""What trained runs came to: mean and deviation over the seeds, the best of them in a sentence, and the paper's own
numbers beside them."""

from collections.abc import Callable, Sequence
from math import isfinite
from typing import Any

import streamlit as st

from dynamics.words import power
from networks.results import comparing
from networks.results.reproducing import PERCENT, Comparison, comparisons
from networks.results.summary import Line, lipschitz_words, rate, spread_words, together
from player.words import plain

COLUMNS = {
    "loss": "Loss",
    "accuracy": "Accuracy, %",
    "validation_loss": "Validation loss",
    "validation_accuracy": "Validation accuracy, %",
    "gradient_norm_start": "Gradient norm, start",
    "gradient_norm_end": "Gradient norm, end",
}
BEST: dict[str, tuple[str, Callable[..., Any]]] = {
    "loss": ("Lowest final loss", min),
    "validation_accuracy": ("Highest validation accuracy", max),
}
AS_LAUNCHED = "As launched"
SHORT = 16  # letters of a name that stays on one line


def results(lines: Sequence[Line]) -> None:
    """Mean and standard deviation over the seeds, as the papers print them, and what the papers print."""
    named = list(zip(comparing.names(lines), lines, strict=True))
    left, right = st.columns([5, 2], vertical_alignment="bottom")
    left.markdown(plain(" ".join(best(named))))
    if len(named) > 3:
        with right:
            named = _ordered(named)
    rows = [_row(name, line) for name, line in named]
    columns = dict.fromkeys(column for row in rows for column in row)
    st.table([{column: row.get(column, "–") for column in columns} for row in rows], border="horizontal")
    st.caption(
        "Loss and accuracy: means over the last epoch's updates. Gradient norms: at the first and the last update, on"
        f" the examples which that update saw: one mini-batch, or all in full-batch runs. ± is over {_counted(lines)}."
        f"{_left_out(lines)}{_named(lines)} A curve's last point is the mean over the last epoch, or over the last"
        f" {comparing.BINS}th of the run where that is shorter."
    )
    for beside in comparisons(lines):
        _paper(beside, {line.runs[0].id: name for name, line in named})


def best(named: Sequence[tuple[str, Line]]) -> list[str]:
    """Who has the lowest loss and the highest accuracy, with the numbers."""
    sentences = []
    for quantity, (words, chosen) in BEST.items():
        there = [
            (name, line.values[quantity])
            for name, line in named
            if isfinite(line.values.get(quantity, (float("nan"),))[0])
        ]
        if len(there) > 1:
            name, value = chosen(there, key=lambda one: one[1][0])
            sentences.append(f"{words}: {name}, {_spread(quantity, *value)}{' %' * (quantity in PERCENT)}.")
    return sentences


def _ordered(named: list[tuple[str, Line]]) -> list[tuple[str, Line]]:
    ways = [AS_LAUNCHED, *(name for name in COLUMNS if any(name in line.values for _, line in named))]
    by = st.selectbox("Sort by", ways, format_func=lambda name: COLUMNS.get(name, name), key="train_order")
    if by == AS_LAUNCHED:
        return named
    sign = -1 if by in PERCENT else 1  # the best first
    last = float("inf")

    def place(one: tuple[str, Line]) -> float:
        mean = one[1].values.get(by, (last, last))[0]
        return sign * mean if isfinite(mean) else last

    return sorted(named, key=place)


def _row(name: str, line: Line) -> dict[str, str]:
    pace = [r.pace for r in line.runs if r.pace]
    row = {"": _name(name), "Learning rate": _rate(line)}
    row |= _estimates(line) | ({"Diverged": line.diverged} if line.diverged else {})
    row |= {words: _spread(column, *line.values[column]) for column, words in COLUMNS.items() if column in line.values}
    return row | {"Steps a second": f"{max(pace):,.0f}" if pace else "–"}


def _paper(beside: Comparison, names: dict[int, str]) -> None:
    """Ours and the printed numbers in neighbouring columns."""
    st.markdown(f"**Beside {plain(beside.where)}.** {plain(' '.join(beside.sentences))}")
    rows = []
    for line, cells in beside.rows:
        row = {"": _name(names[line.runs[0].id])}
        for quantity, cell in cells.items():
            row[COLUMNS[quantity]] = f"{_unbroken(spread_words(cell.mean, cell.deviation))}, {cell.verdict}"
            row[f"{COLUMNS[quantity]}: paper"] = _unbroken(typeset(cell.printed))
        rows.append(row)
    st.table(rows, border="horizontal")


def typeset(printed: str) -> str:
    """ "3.6e-5" -> "3.6 × 10⁻⁵", "98.72±0.02" -> "98.72 ± 0.02"."""
    mantissa, e, exponent = printed.replace("±", " ± ").partition("e")
    return f"{mantissa} × {power(int(exponent))}" if e else mantissa


def _spread(quantity: str, mean: float, deviation: float) -> str:
    scale = 100 if quantity in PERCENT else 1
    return _unbroken(spread_words(scale * mean, scale * deviation))


def _counted(lines: Sequence[Line]) -> str:
    least, most = (of(len(line.finite or line.runs) for line in lines) for of in (min, max))
    return f"{least} to {most} seeds" if least < most else f"{most} seed{'s' * (most > 1)}"


def _left_out(lines: Sequence[Line]) -> str:
    return " Runs that diverged are in no mean." if any(line.diverged for line in lines) else ""


def _named(lines: Sequence[Line]) -> str:
    if all(run.experiment.rate == "given" for line in lines for run in line.runs):
        return ""
    return (
        " K: the product of the layers' largest singular values after the trial training of the best validation"
        " accuracy, whose rate stands beside it. The paper's theorem means another K, how fast the gradient changes."
    )


def _estimates(line: Line) -> dict[str, str]:
    """Where the rate is by the Lipschitz estimate: K, and the trial training that gave it, over the seeds."""
    found = lipschitz_words(line)
    return {"K": _unbroken(found[0]), "Trial rate": found[1]} if found else {}


def _name(name: str) -> str:
    return plain(_unbroken(name) if len(name) <= SHORT else name)


def _unbroken(words: str) -> str:
    """On one line, however narrow its column; only a power of ten behind a bracket may go on the next."""
    space = "\N{NO-BREAK SPACE}"
    return words.replace(" ", space).replace(f"){space}×", ") ×")


def _rate(line: Line) -> str:
    """The rate of all seeds; over the seeds where each has its own estimate."""
    found = [rate(run) for run in line.runs]
    return _unbroken(together(found))
