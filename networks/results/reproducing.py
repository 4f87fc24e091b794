"""Our runs beside the numbers that a paper prints: difference and verdict, both computed here."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import hypot, isfinite
from typing import Any, NamedTuple

from dynamics.words import number
from jobs.states import DONE
from networks.experiment.printed_tables import PRINTED_TABLES
from networks.experiment.training_preset import TrainingPreset
from networks.experiment.training_presets import TRAINING_PRESETS
from networks.results.comparing import QUANTITIES
from networks.results.diverged import DIVERGED
from networks.results.summary import Line

PERCENT = {name for name, quantity in QUANTITIES.items() if quantity.share}
NOT_COMPARED = ("title", "every", "version")  # they change no result
DEVIATIONS = 2.0  # within so many of them a number is taken to be reproduced
FAR = 10.0  # of them: beyond, to count them says little, as a few seeds give their size
BEST = {
    "validation_accuracy": ("Highest validation accuracy", max),
    "gradient_norm_end": ("Smallest gradient norm at the end", min),
}


class Cell(NamedTuple):
    """`mean` and `deviation` (NaN for one seed) in the unit of `printed`, the paper's number as it stands there."""

    mean: float
    deviation: float
    printed: str
    reproduced: bool
    verdict: str


@dataclass(frozen=True)
class Comparison:
    """`rows`: each line that the paper prints, with its cells by quantity. `changed`: how our settings differ from the
    paper's."""

    preset: TrainingPreset
    rows: tuple[tuple[Line, dict[str, Cell]], ...]
    changed: tuple[str, ...]

    @property
    def where(self) -> str:
        return f"{self.preset.source.split(', table')[0]}, {PRINTED_TABLES[self.preset.name].where}"

    @property
    def sentences(self) -> list[str]:
        """What came of it, and how far it can be trusted."""
        cells = [cell for _, row in self.rows for cell in row.values()]
        reproduced = sum(cell.reproduced for cell in cells)
        if self.changed:
            verdict = (
                f"Not the full setting ({'; '.join(self.changed)}): not comparable to the digit, compare the order."
            )
        else:
            verdict = (
                f"{reproduced} of {len(cells)} numbers reproduce: within {DEVIATIONS:g} sd, or as printed where no"
                " spread is known."
            )
        gone = [f"{line.runs[0].experiment.title}: {line.diverged}" for line, _ in self.rows if line.diverged]
        left_out = [f"Runs that diverged are left out ({'; '.join(gone)})."] if gone else []
        return [verdict, *left_out, *self._best(), PRINTED_TABLES[self.preset.name].note]

    def _best(self) -> list[str]:
        sentences = []
        for quantity, (words, best) in BEST.items():
            there = [(line, row[quantity]) for line, row in self.rows if quantity in row]
            if not all(isfinite(cell.mean) for _, cell in there):  # who diverged cannot be ranked
                continue
            if len(there) < 2:
                continue
            paper = _titles(there, best, lambda cell: _read(cell.printed)[0])
            ours = _titles(there, best, lambda cell: cell.mean)
            both = f"{paper}, in the paper and here" if paper == ours else f"{paper} in the paper, {ours} here"
            sentences.append(f"{words}: {both}.")
        return sentences


def _titles(there: Sequence[tuple[Line, Cell]], best: Any, of: Any) -> str:
    chosen = best(of(cell) for _, cell in there)
    return " and ".join(dict.fromkeys(line.runs[0].experiment.title for line, cell in there if of(cell) == chosen))


def comparisons(lines: Sequence[Line]) -> list[Comparison]:
    """One for each preset among the finished lines whose table a paper prints."""
    found = []
    for name, printed in PRINTED_TABLES.items():
        preset, rows = TRAINING_PRESETS[name], []
        changed: dict[str, None] = {}
        full = {e.title: e for e in preset.full}
        for line in lines:
            experiment = line.runs[0].experiment
            if (
                not preset.launched(line.runs[0].title)
                or experiment.title not in printed.rows
                or not {r.state for r in line.runs} <= {DONE, DIVERGED}
            ):
                continue
            wanted = printed.rows[experiment.title]
            rows.append((line, {q: _cell(*line.values[q], wanted[q], q) for q in wanted if q in line.values}))
            changed |= dict.fromkeys(_differences(experiment.model_dump(), full[experiment.title].model_dump()))
        if rows:
            found.append(Comparison(preset, tuple(rows), tuple(changed)))
    return found


def _cell(mean: float, deviation: float, printed: str, quantity: str) -> Cell:
    scale = 100 if quantity in PERCENT else 1
    mean, deviation = scale * mean, scale * deviation
    return Cell(mean, deviation, printed, *judged(mean, deviation, printed, quantity in PERCENT))


def judged(mean: float, deviation: float, printed: str, percent: bool = False) -> tuple[bool, str]:
    """Whether a printed number is reproduced, and how far ours is from it: in percentage points, else relative to it.

    It is if they differ by at most 2 √(s² + s'²), of the deviations that are known, or by rounding."""
    paper, spread, rounding = _read(printed)
    apart, sd = mean - paper, hypot(deviation if isfinite(deviation) else 0.0, spread)
    if not isfinite(mean):
        return False, "diverged"
    if abs(apart) <= max(DEVIATIONS * sd, rounding):
        return True, f"within {DEVIATIONS:g} sd" if sd else "as printed"
    where = "above" if apart > 0 else "below"
    if percent:
        far = f"{number(abs(apart), 2)} points {where}"
    else:
        far = (
            f"{number(abs(apart) / paper * 100, 2)} % {where}"
            if 0.5 < mean / paper < 2
            else f"{number(mean / paper, 2)} times it"
        )
    return False, f"{far}, {number(abs(apart) / sd, 2)} sd" if abs(apart) < FAR * sd else far


def _read(printed: str) -> tuple[float, float, float]:
    """Mean, deviation (0 if none), and half a unit of the last digit."""
    mean, _, deviation = printed.partition("±")
    exponent = Decimal(mean).as_tuple().exponent
    assert isinstance(exponent, int)
    return float(mean), float(deviation or 0), 0.5 * 10.0**exponent * (1 + 1e-9)


def _differences(ours: dict[str, Any], paper: dict[str, Any]) -> list[str]:
    """ "epochs 5 instead of 300"."""
    found = []
    for name in ours | paper:
        own, other = ours.get(name), paper.get(name)
        if isinstance(own, dict) or isinstance(other, dict):
            found += _differences(own or {}, other or {})
        elif name not in NOT_COMPARED and own != other:
            found.append(f"{name} {_words(own)} instead of {_words(other)}")
    return found


def _words(value: Any) -> str:
    if value is None:
        return "none"
    return (
        ", ".join(map(_words, value))
        if isinstance(value, tuple)
        else f"{value:,}"
        if isinstance(value, int)
        else str(value)
    )
