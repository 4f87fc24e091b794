"""`python -m networks`: trains without a browser. What is launched here appears on the page, and the other way
round."""

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from functools import partial
from typing import Any

from dynamics import OPTIMIZERS
from jobs import launches
from jobs.states import DONE
from networks import terminal
from networks.experiment import Experiment
from networks.experiment.sweep import sweep
from networks.experiment.training_presets import TRAINING_PRESETS
from networks.launching import launch


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
    preset, optimizer = partial(_known, "preset", TRAINING_PRESETS), partial(_known, "optimizer", OPTIMIZERS)
    run.add_argument("preset", type=preset, metavar="PRESET", help="its name: see `presets`")
    only, settings = "only this one; may be repeated", "lr=0.01, model.hidden=[32], batch=64, ..."
    run.add_argument("--optimizer", action="append", type=optimizer, metavar="NAME", help=only)
    run.add_argument("--seeds", type=int, metavar="N", help="seeds 0 to N − 1")
    run.add_argument("--epochs", type=int, metavar="N")
    run.add_argument("--set", action="append", default=[], metavar="KEY=VALUE", help=settings)
    run.add_argument("--address", default="", help="of a Dask scheduler whose workers train")
    run.add_argument("--json", action="store_true", help="results as JSON")
    verbs.add_parser("list", help="launches, newest first").set_defaults(do=lambda given: terminal.launches())
    verbs.add_parser("presets", help="what can be trained").set_defaults(do=lambda given: terminal.presets())
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
    seeds = preset.seeds if given.seeds is None else range(given.seeds)
    runs = [(experiment, seed) for experiment in _experiments(given) for seed in seeds]
    launched = launch(preset.titled([experiment for experiment, _ in runs]), runs, given.address)
    status = 0
    try:
        terminal.wait(launched)
    except KeyboardInterrupt:
        launches.cancel(launched)
        terminal.wait(launched)
        status = 130
    finished = terminal.runs_of(launched)
    complete = all(r.state == DONE for r in finished)
    if status and complete:
        print("It was complete before it could be cancelled.", file=sys.stderr)
    elif status:
        print(f"Cancelled. `python -m networks resume {launched}` goes on from there.", file=sys.stderr)
    terminal.results(launched, finished, given.json)
    return status or int(not complete)


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


def _show(given: argparse.Namespace) -> None:
    terminal.results(given.launch, terminal.runs_of(given.launch), given.json)


if __name__ == "__main__":
    sys.exit(main())
