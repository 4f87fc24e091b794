"""What a step keeps as it is: the figure locks it too, but the page has the last word."""

from collections.abc import Sequence
from typing import Any

from lessons import Step
from lessons.lesson import LOCKS
from scenarios.scenario import Contender, Scenario


def kept(run: Scenario, step: Step) -> Scenario:
    """With what the step locks as the lesson has it."""
    own = step.scenario
    assert own
    fixed: dict[str, Any] = {}
    if "surface" in step.lock:
        fixed |= {"surface": own.surface, "parameters": own.parameters}
    fixed |= {name: getattr(own, name) for name in ("start", "steps") if name in step.lock}
    theirs, usual = (dict(zip(each.keys, each.contenders, strict=True)) for each in (run, own))
    if "optimizers" in step.lock:
        theirs = {key: theirs.get(key, usual[key]) for key in usual}
    hyper = [name for name in step.lock if name not in LOCKS]
    contenders = tuple(_with(each, usual[key], hyper) if key in usual else each for key, each in theirs.items())
    return run.model_copy(update={**fixed, "contenders": contenders})


def _with(contender: Contender, own: Contender, names: Sequence[str]) -> Contender:
    """A contender, its settings of these names those of the lesson's own."""
    free = {name: value for name, value in contender.hyper.items() if name not in names}
    return contender.model_copy(update={"hyper": free | {n: v for n, v in own.hyper.items() if n in names}})
