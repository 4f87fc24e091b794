"""What `python -m networks` prints: progress while it waits, results as a table or as JSON, and lists."""

import json
import sys
import time
from collections.abc import Sequence

from dynamics.words import number
from jobs import queue
from jobs.states import DONE, QUEUED, RUNNING
from jobs.store import RecordError
from networks.experiment.training_presets import TRAINING_PRESETS
from networks.results import records
from networks.results.comparing import names
from networks.results.records import Record
from networks.results.report import report
from networks.results.reproducing import comparisons
from networks.results.summary import Line, by_setting, lipschitz_words, rate, title

LOOK = 0.3  # seconds


def wait(launch: int) -> None:
    """Until nothing of the launch waits or trains. Progress goes to stderr: a line that changes, or one for each tenth
    of the way."""
    shown, live = "", sys.stderr.isatty()
    while True:
        queue.start()
        found = records.runs(launch)
        open_ = [r for r in found if r.state in (QUEUED, RUNNING)]
        line = _progress(found, open_) if open_ else ""
        if live:
            print(f"\r{line:<{len(shown)}}", end="" if line else "\r", file=sys.stderr, flush=True)
        elif line and line[:2] != shown[:2]:
            print(line, file=sys.stderr, flush=True)
        if not open_:
            return
        shown = line
        time.sleep(LOOK)


def _progress(found: Sequence[Record], open_: Sequence[Record]) -> str:
    now = next((r for r in open_ if r.state == RUNNING), open_[0])
    share = sum(r.step for r in found) / max(1, sum(r.total for r in found))
    left = "" if now.seconds_left is None else f", {now.seconds_left:.0f} s left for this one"
    return f"{share:4.0%} {title(now)}: {now.sentence} Step {now.step:,} of {now.total:,}{left}"


def results(launch: int, found: Sequence[Record], as_json: bool) -> None:
    """Each run of a launch, what there is to say about it, and the papers' numbers."""
    if as_json:
        print(json.dumps({"launch": launch, **report(found)}, indent=2))
        return
    quantities = list(dict.fromkeys(name for r in found for name in r.summary))
    rows = [["run", "what", "lr", "seed", "state", *(n.replace("_", " ") for n in quantities), "steps a second"]]
    for r in found:
        values = [number(r.summary[name]) if name in r.summary else "" for name in quantities]
        pace = f"{r.pace:,.0f}" if r.pace else ""
        rows.append([str(r.id), title(r), number(rate(r)) if r.text else "", str(r.seed), r.state, *values, pace])
    lines = by_setting(found)
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        print("  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)).rstrip())
    for sentence in dict.fromkeys(r.sentence for r in found if r.state != DONE or r.sentence != "Finished."):
        print(sentence)
    for name, line in zip(_names(lines), lines, strict=True):
        if line.diverged:
            print(f"{name}: {line.diverged} diverged.")
        if estimated := lipschitz_words(line):
            print(f"{name}: K = {estimated[0]}, from the trial training at {estimated[1]}.")
    for beside in comparisons(lines):
        print(f"Beside {beside.where}:", *beside.sentences)


def _names(lines: Sequence[Line]) -> list[str]:
    """Or those of their launches, where another release trained one."""
    try:
        return names(lines)
    except RecordError:
        return [line.runs[0].title for line in lines]


def launches() -> None:
    """Newest first."""
    found = records.runs()
    for launch in dict.fromkeys(r.launch for r in found):
        own = [r for r in found if r.launch == launch]
        states = ", ".join(f"{sum(r.state == s for r in own)} {s}" for s in dict.fromkeys(r.state for r in own))
        created = time.strftime("%Y-%m-%d %H:%M", time.localtime(own[0].created))
        print(f"{launch:4}  {created}  {own[0].title}: {states}")
    if not found:
        print("Nothing has been trained here yet. `python -m networks presets` says what can be.")


def presets() -> None:
    width = max(map(len, TRAINING_PRESETS))
    for name, preset in TRAINING_PRESETS.items():
        print(f"{name:<{width}}  {preset.title} ({preset.source})")


def runs_of(launch: int) -> list[Record]:
    """Raises RecordError if there is no such launch."""
    found = records.runs(launch)
    if not found:
        raise RecordError(f"There is no launch {launch}. It may have been deleted.")
    return found
