"""`python -m papers [PAPER [ITEM]]`: runs what the papers say, and tells what became of it.

`--report OUT.html` writes it as a file for A4, with its figures. `--record` writes the verdicts to verdicts.json, which
nothing else does and no page reads: a verdict that differs from it ends the program with status 1.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from dynamics.words import number
from papers.finding import items
from papers.record import Item
from papers.reduced import days
from papers.verdict import Row, Verdict, judge
from papers.wording import WHERE

RECORD = Path(__file__).with_name("verdicts.json")


def main(words: Sequence[str] | None = None) -> int:
    """The exit status: 0 if every verdict is the one on record, 1 if one differs, 2 if there is no such item."""
    given = _parser().parse_args(words)
    try:
        chosen = among(given.paper, " ".join(given.item))
        if given.untrained:
            chosen = [item for item in chosen if not item.slow]
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    found = list(told(chosen, quiet=given.json))
    if not given.json and given.item:
        for line in searched(chosen):
            print(line)
    others = differing(found)
    if given.report:
        from figures.paper_report import entry, report  # draws: nothing else here does

        given.report.write_text(report([entry(each) for each in found], WHERE, others))
    if given.json:
        print(json.dumps({"by": WHERE, "items": [plain(each) for each in found]}, indent=2, ensure_ascii=False))
    if given.record:
        write(found)
        return 0
    for line in others:
        print(line, file=sys.stderr)
    return 1 if others else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m papers", description="Run what the papers say.")
    parser.add_argument("paper", nargs="?", default="", metavar="PAPER", help="its number, such as 000")
    parser.add_argument("item", nargs="*", metavar="ITEM", help="its label, such as figure 1")
    parser.add_argument("--untrained", action="store_true", help="leave out what trains networks, for minutes")
    parser.add_argument("--json", action="store_true", help="everything measured, as JSON")
    parser.add_argument("--record", action="store_true", help="write the verdicts to papers/verdicts.json")
    parser.add_argument("--report", type=Path, metavar="OUT.html", help="write all of it as a file that prints well")
    return parser


def among(paper: str = "", label: str = "") -> list[Item]:
    """The items of a paper, or the one of a label. Raises ValueError where there is none, with what there is."""
    chosen = [item for item in items().values() if item.paper == (paper or item.paper)]
    if not chosen:
        raise ValueError(f"No paper {paper}: there are {', '.join(sorted({item.paper for item in items().values()}))}.")
    if label and not any(item.label == label for item in chosen):
        raise ValueError(f"Paper {paper} has no {label}: there are {', '.join(item.label for item in chosen)}.")
    return [item for item in chosen if item.label == (label or item.label)]


def told(chosen: Iterable[Item], quiet: bool) -> Iterator[Verdict]:
    """Judges one after the other, and prints a line of each as it comes."""
    if not quiet:
        print(WHERE)
    for item in chosen:
        verdict = judge(item)
        if not quiet:
            print("\n".join(lines(verdict)), flush=True)
        yield verdict


def lines(verdict: Verdict) -> Iterator[str]:
    """Name, verdicts and time; beneath, what it says, why, and what other conventions come to."""
    item, reduced = verdict.item, f" (reduced run: {verdict.reduced})" if verdict.reduced else ""
    yield f"{item.name}: {verdict.print}; {verdict.run}{reduced}; {number(verdict.seconds)} s"
    yield f"    {item.says}"
    yield f"    {verdict.sentence}"
    if item.not_here:
        yield f"    Full setting: {item.not_here.setting}; about {number(days(item.not_here.presets), 2)} days here."
        yield f"    Reduced run: {item.not_here.reduced}"
    for row in verdict.launched:
        yield f"    {row.words}"
    for words, run in verdict.others.items():
        yield f"    {words}: {run}"


def searched(chosen: Iterable[Item]) -> Iterator[str]:
    """What was tried before a setting was chosen, of the items that say so; it is searched anew."""
    for each in (each for item in chosen for each in item.chosen if each.search):
        assert each.search
        yield f"    Chosen: {each.what}."
        yield from (f"        {line}" for line in each.search().lines)


def plain(verdict: Verdict) -> dict[str, Any]:
    """A verdict as JSON has it; numbers that are not finite are null."""
    finite = {name: value if abs(value) < float("inf") else None for name, value in verdict.measured.items()}

    def told_of(rows: Iterable[Row]) -> list[dict[str, Any]]:
        return [{"words": row.words, "holds": row.holds} for row in rows]

    return {
        "item": verdict.item.name,
        **fixed(verdict),
        "sentence": verdict.sentence,
        "measured": finite,
        "rows": told_of(verdict.rows),
        "launched": told_of(verdict.launched),
        "others": {words: str(run) for words, run in verdict.others.items()},
        "seconds": verdict.seconds,
    }


def fixed(verdict: Verdict) -> dict[str, str | None]:
    """What is put on record of it."""
    reduced = str(verdict.reduced) if verdict.reduced else None
    return {"print": str(verdict.print), "run": str(verdict.run), "reduced": reduced}


def differing(found: Iterable[Verdict]) -> list[str]:
    """A sentence for each verdict that is not the one on record."""
    record = json.loads(RECORD.read_text()) if RECORD.exists() else {}
    return [
        f"{each.item.name} is {fixed(each)}, on record is {record.get(each.item.name, 'nothing')}."
        for each in found
        if record.get(each.item.name) != fixed(each)
    ]


def write(found: Iterable[Verdict]) -> None:
    """Puts these verdicts on record; others stay."""
    record = json.loads(RECORD.read_text()) if RECORD.exists() else {}
    record |= {each.item.name: fixed(each) for each in found}
    text = json.dumps({name: record[name] for name in items() if name in record}, indent=1, ensure_ascii=False)
    RECORD.write_text(text + "\n")


if __name__ == "__main__":
    sys.exit(main())
