"""`python -m networks`: trains without a browser. What is launched here appears on the page, and the other way
round."""

import argparse
import json
import sys
import time
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from functools import partial
from typing import Any

from dynamics import OPTIMIZERS
from dynamics.words import number
from jobs import launches, queue
from jobs.states import DONE, QUEUED, RUNNING
from jobs.store import RecordError
from networks import launching
from networks.experiment import Experiment
from networks.experiment.sweep import sweep
from networks.experiment.training_presets import TRAINING_PRESETS
from networks.results import records
from networks.results.records import Record
from networks.results.report import report
from networks.results.reproducing import comparisons
from networks.results.summary import by_setting, rate, title

LOOK = 0.3  # seconds


def main(words: Sequence[str] | None = None) -> int:
    """The exit status: 0 as asked, 1 if a training did not finish, 2 if it was refused, 130 after Ctrl-C."""
    given = _parser().parse_args(words)
    try:
        return int(given.do(given) or 0)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:  # a second time, or where there is nothing to cancel
        return 130
    except BrokenPipeError:  # whoever read this has seen enough, as `| head` does
        sys.stdout = None  # or Python says so when it ends
        return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m networks", description="Train networks, and look after what trains."
    )
    verbs = parser.add_subparsers(required=True, metavar="VERB")
    run = verbs.add_parser("run", help="train a preset and wait for it; Ctrl-C cancels")
    run.set_defaults(do=_run)
    run.add_argument(
        "preset", type=partial(_known, "preset", TRAINING_PRESETS), metavar="PRESET", help="its name: see `presets`"
    )
    optimizer = partial(_known, "optimizer", OPTIMIZERS)
    run.add_argument(
        "--optimizer", action="append", type=optimizer, metavar="NAME", help="only this one; may be repeated"
    )
    run.add_argument("--seeds", type=int, metavar="N", help="seeds 0 to N − 1")
    run.add_argument("--epochs", type=int, metavar="N")
    run.add_argument(
        "--set", action="append", default=[], metavar="KEY=VALUE", help="lr=0.01, model.hidden=[32], batch=64, ..."
    )
    run.add_argument("--address", default="", help="of a Dask scheduler whose workers train")
    run.add_argument("--json", action="store_true", help="results as JSON")
    for verb, what, do in (
        ("list", "launches, newest first", _list),
        ("presets", "what can be trained", _presets),
    ):
        verbs.add_parser(verb, help=what).set_defaults(do=do)
    show = verbs.add_parser("show", help="one launch with its results")
    show.set_defaults(do=_show)
    show.add_argument("launch", type=_number)
    show.add_argument("--json", action="store_true", help="as JSON")
    for verb, what, act in (
        ("cancel", "stop it; resume goes on from there", launches.cancel),
        ("resume", "go on from the last checkpoint", launches.resume),
        ("delete", "with its curves and checkpoints", launches.delete),
    ):
        one = verbs.add_parser(verb, help=what)
        one.add_argument("launch", type=_number)
        one.set_defaults(do=lambda given, act=act: print(act(given.launch)))
    return parser


def _number(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 18:  # SQLite's integers end there
        raise argparse.ArgumentTypeError(f"a launch is a number, such as 3: see `list`; got {text[:40]!r}")
    return int(text)


def _known(what: str, names: Iterable[str], name: str) -> str:
    if name in (names := tuple(names)):
        return name
    near = get_close_matches(name, names, 1, 0.4)
    raise argparse.ArgumentTypeError(
        f"There is no {what} {name!r}. " + (f"Did you mean {near[0]}?" if near else f"Known: {', '.join(names)}.")
    )


def _run(given: argparse.Namespace) -> int:
    preset = TRAINING_PRESETS[given.preset]
    runs = [(e, s) for e in _experiments(given) for s in (preset.seeds if given.seeds is None else range(given.seeds))]
    launch = launching.launch(preset.titled([e for e, _ in runs]), runs, given.address)
    status = 0
    try:
        _wait(launch)
    except KeyboardInterrupt:
        launches.cancel(launch)
        _wait(launch)
        status = 130
    finished = _found(launch)
    if status and all(r.state == DONE for r in finished):
        print("It was complete before it could be cancelled.", file=sys.stderr)
    elif status:
        print(f"Cancelled. `python -m networks resume {launch}` goes on from there.", file=sys.stderr)
    _report(launch, finished, given.json)
    return status or int(any(r.state != DONE for r in finished))


def _experiments(given: argparse.Namespace) -> list[Experiment]:
    changes = dict(_setting(text) for text in given.set) | ({} if given.epochs is None else {"epochs": given.epochs})
    return sweep(TRAINING_PRESETS[given.preset].experiments, given.optimizer or (), changes=changes)


def _setting(text: str) -> tuple[str, Any]:
    key, equals, value = text.partition("=")
    if not equals:
        raise ValueError(f"--set takes KEY=VALUE, such as lr=0.01; got {text!r}.")
    try:
        return key.strip(), json.loads(value)
    except ValueError:
        return key.strip(), value.strip()


def _wait(launch: int) -> None:
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


def _report(launch: int, found: Sequence[Record], as_json: bool) -> None:
    if as_json:
        print(json.dumps({"launch": launch, **report(found)}, indent=2))
        return
    names = list(dict.fromkeys(name for r in found for name in r.summary))
    rows = [["run", "what", "lr", "seed", "state", *(n.replace("_", " ") for n in names), "steps a second"]]
    for r in found:
        values = [number(r.summary[name]) if name in r.summary else "" for name in names]
        pace = f"{r.pace:,.0f}" if r.pace else ""
        rows.append([str(r.id), title(r), number(rate(r)) if r.text else "", str(r.seed), r.state, *values, pace])
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        print("  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)).rstrip())
    for sentence in dict.fromkeys(r.sentence for r in found if r.state != DONE or r.sentence != "Finished."):
        print(sentence)
    for beside in comparisons(by_setting(found)):
        print(f"Beside {beside.where}:", *beside.sentences)


def _list(given: argparse.Namespace) -> None:
    found = records.runs()
    for launch in dict.fromkeys(r.launch for r in found):
        own = [r for r in found if r.launch == launch]
        states = ", ".join(f"{sum(r.state == s for r in own)} {s}" for s in dict.fromkeys(r.state for r in own))
        print(
            f"{launch:4}  {time.strftime('%Y-%m-%d %H:%M', time.localtime(own[0].created))}  {own[0].title}: {states}"
        )
    if not found:
        print("Nothing has been trained here yet. `python -m networks presets` says what can be.")


def _show(given: argparse.Namespace) -> None:
    _report(given.launch, _found(given.launch), given.json)


def _found(launch: int) -> list[Record]:
    found = records.runs(launch)
    if not found:
        raise RecordError(f"There is no launch {launch}. It may have been deleted.")
    return found


def _presets(given: argparse.Namespace) -> None:
    width = max(map(len, TRAINING_PRESETS))
    for name, preset in TRAINING_PRESETS.items():
        print(f"{name:<{width}}  {preset.title} ({preset.source})")


if __name__ == "__main__":
    sys.exit(main())
