"""What a run makes of an item: computed from what was measured, never typed."""

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from papers.record import Item, Measured, Predicate
from papers.reduced import compared
from papers.underway import tell

MOST_LISTED = 4  # in a sentence


class Print(StrEnum):
    AS_PRINTED = "as printed"
    MISPRINT = "misprint"
    FALSE = "false"
    NO_FORMULA = "no formula"


class Run(StrEnum):
    REPRODUCES = "reproduces"
    IN_PART = "in part"
    DOES_NOT = "does not reproduce"
    CANNOT_TELL = "cannot be told"
    NOT_HERE = "not run here"
    NOTHING = "nothing to run"


@dataclass(frozen=True)
class Row:
    """One thing expected. words: of a claim, or a number and its name; holds: None where the run cannot tell; apart: in
    tolerances from that number, NaN for words; off: the same in its own unit, with its sign; read: the measured numbers
    that decide it."""

    words: str
    holds: bool | None
    apart: float = float("nan")
    off: float = float("nan")
    read: Measured = field(default_factory=dict)


class _Read(dict[str, float]):
    """Measured numbers that keep in mind which of them were asked for."""

    def __init__(self, measured: Measured) -> None:
        super().__init__(measured)
        self.asked: dict[str, float] = {}

    def __getitem__(self, name: str) -> float:
        return self.asked.setdefault(name, super().__getitem__(name))


@dataclass(frozen=True)
class Verdict:
    """`reduced`: what the run verdict would be if the reduced run were the paper's own. launched: what launches of the
    full setting that are recorded here came to, of a table; they differ from machine to machine. others: under other
    conventions."""

    item: Item
    print: Print
    run: Run
    reduced: Run | None
    measured: Measured
    rows: tuple[Row, ...]
    others: Mapping[str, Run]
    seconds: float
    launched: tuple[Row, ...] = ()

    @property
    def sentence(self) -> str:
        """Why, in one sentence."""
        failed, open_ = ([row.words for row in self.rows if row.holds is held] for held in (False, None))
        if not self.rows:
            return "The paper's words say nothing that a run could contradict; the formula is what is tried."
        parts = [f"Not in the run: {self._listed(failed)}."] if failed else []
        parts += [f"The run cannot tell: {self._listed(open_)}."] if open_ else []
        return " ".join(parts) or "All that it says holds in the run."

    def _listed(self, words: list[str]) -> str:
        """One by one; of many, how many of all they are."""
        return (
            "; ".join(words) if len(words) <= MOST_LISTED else f"{len(words)} of {len(self.rows)} things that it says"
        )


def judge(item: Item) -> Verdict:
    """Measures and compares; under the other conventions too. Tells how far it is."""
    began, parts = time.perf_counter(), 1 + len(item.conventions)
    measured = item.measured()
    rows = rows_of(item, measured)
    run = ran(rows)
    others = {}
    for done, (words, setting) in enumerate(item.conventions.items(), 1):
        tell(done / parts)
        others[words] = ran(rows_of(item, item.measured(setting)))
    shown = Run.NOT_HERE if item.not_here else run
    reduced = run if item.not_here else None
    spent = time.perf_counter() - began
    return Verdict(item, read(item, measured), shown, reduced, measured, rows, others, spent, launched(item))


def launched(item: Item) -> tuple[Row, ...]:
    """Each printed number of a table beside what recorded launches of the full setting came to, with the launch."""
    if item.kind != "table" or not item.not_here:
        return ()
    return tuple(
        Row(
            f"launch {line.runs[0].launch}: {line.runs[0].experiment.title} {cell.mean:.4g}, printed {cell.printed},"
            f" {cell.verdict}",
            cell.reproduced,
        )
        for preset in item.not_here.presets
        for comparison in compared(preset)
        for line, cells in comparison.rows
        for cell in cells.values()
    )


def rows_of(item: Item, measured: Measured) -> tuple[Row, ...]:
    """Each claim and each number, held against what was measured."""
    found = list(held(item.claims, measured))
    for name, each in item.expected.items():
        off = measured[name] - each.value
        apart = abs(off) / each.tolerance
        open_ = apart > 1 and measured.get(getattr(each, "open_if", ""), 0) != 0
        words = f"{name} is {each.value:g} ({each.reason})"
        found.append(Row(words, None if open_ else apart <= 1, apart, off, {name: measured[name]}))
    return tuple(found)


def held(predicates: Iterable[Predicate], measured: Measured) -> tuple[Row, ...]:
    """What words claim, held against what was measured."""
    rows = []
    for each in predicates:
        read = _Read(measured)
        rows.append(Row(each.words, each.holds(read), read=read.asked))
    return tuple(rows)


def ran(rows: tuple[Row, ...]) -> Run:
    """All, some or none of it; not to be told where nothing fails and something is open."""
    if not rows:
        return Run.NOTHING
    found = [row.holds for row in rows]
    if False in found:
        return Run.IN_PART if True in found else Run.DOES_NOT
    return Run.CANNOT_TELL if None in found else Run.REPRODUCES


def read(item: Item, measured: Measured) -> Print:
    """Of the formula: what is printed holds; does not, but the corrected one does; or neither."""
    if not item.printed:
        return Print.NO_FORMULA
    if all(each.holds(measured) for each in item.printed):
        return Print.AS_PRINTED
    right = item.corrected and all(each.holds(measured) for each in item.corrected)
    return Print.MISPRINT if right else Print.FALSE
