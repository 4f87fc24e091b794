"""A step of a lesson's file: its TOML and its prose. What is wrong in one part keeps no other from being read."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from dynamics import OPTIMIZERS
from lessons.ask_reading import ask_in, texts_of
from lessons.faults import Block, Faults, LessonError
from lessons.lesson import LOCKS, SHOWN, Step
from lessons.parts import (
    EVERYTHING,
    Doubt,
    after,
    check,
    check_names,
    expression_in,
    is_a,
    nearly,
    only,
    page_in,
    papers_in,
    scenario_in,
    toml,
)
from scenarios.scenario import Scenario

BLOCK = re.compile(r"\s*```toml\n(.*?)\n```\n?", re.DOTALL)
STEP_FIELDS: dict[str, type] = {
    "id": str, "scenario": dict, "show": list, "lock": list, "hold": bool, "goal": str, "hint": str, "reached": str,
    "do": dict, "near": dict, "facts": list, "ask": dict, "page": dict, "papers": object, "say": str, "notes": str,
    "minutes": float,
}  # fmt: skip


@dataclass
class Before:
    """What the steps before leave: the scenario that a step without one keeps, what of it nobody knows, and the ids."""

    scenario: Scenario | None = None
    doubt: Doubt = frozenset()
    ids: list[str] = field(default_factory=list)


def block_of(part: str, line: int) -> Block:
    """A step's TOML."""
    found = BLOCK.match(part)
    return Block(found[1], line + part[: found.start(1)].count("\n")) if found else Block("", line)


def step_in(part: str, line: int, before: Before, number: int) -> Step:
    """Raises FaultyLessonError; `before` becomes what the step after this one keeps."""
    told, found, block = Faults(), BLOCK.match(part), block_of(part, line)
    doubt, first, given = before.doubt, block.first, None
    with told.at():
        given = toml(found[1], first) if found else {}
    prose = part[found.end() :].strip() if found else part.strip()
    scenario, page, ask, goal, facts = before.scenario, None, None, None, []
    papers: tuple[str, ...] = ()
    with told.at(block):
        only(given or {}, STEP_FIELDS, "a step", first)
    raw = {n: value for n, value in (given or {}).items() if n in STEP_FIELDS and is_a(value, STEP_FIELDS[n])}
    name = str(raw.get("id", f"step-{number}"))
    with told.at(block, "id"):
        before.ids.append(name)
        if name in before.ids[:-1]:
            raise LessonError(f"The id {name!r} stands at two steps.", first)
    if given is None or "scenario" in given:
        scenario, doubt = nearly(raw.get("scenario"))
    if "scenario" in raw:
        with told.at(block, "scenario"):
            scenario, doubt = scenario_in(raw["scenario"], first), frozenset()
    before.scenario, before.doubt = scenario, doubt
    if "page" in raw:
        with told.at(block, "page"):
            page = page_in(raw["page"], scenario, first)
    if "ask" in raw:
        with told.at(block, "ask"):
            ask = ask_in(raw["ask"], first)
    if "goal" in raw:
        with told.at(block, "goal"):
            goal = expression_in(raw["goal"], first)
    with told.at(block, "papers"):
        papers = papers_in(raw.get("papers", ()), first)
    for fact in raw.get("facts", ()):
        with told.at(block, "facts"):
            facts.append(expression_in(fact, first))
    step = Step(
        name=name,
        prose=prose,
        scenario=scenario,
        panels=tuple(str(each) for each in raw.get("show", ()) if each not in ("map", "table")),
        table="table" in raw.get("show", ()),
        lock=tuple(map(str, raw.get("lock", ()))),
        hold=bool(raw.get("hold", False)),
        goal=goal,
        hint=str(raw.get("hint", "")),
        reached=str(raw.get("reached", "")),
        do=raw.get("do", {}),
        near=raw.get("near", {}),
        facts=tuple(facts),
        ask=ask,
        page=page,
        papers=papers,
        say=str(raw.get("say", "")),
        notes=str(raw.get("notes", "")).strip(),
        minutes=float(raw.get("minutes", 0)),
    )
    for lock in step.lock:
        if lock not in LOCKS and not any(lock in own.hyperparameters for own in OPTIMIZERS.values()):
            with told.at(block, "lock"):
                raise LessonError(f"lock does not know {lock!r}: {', '.join(LOCKS)}, or a hyperparameter.", first, lock)
    for shown in raw.get("show", ()):
        with told.at(block, "show"):
            if shown not in SHOWN:
                raise LessonError(f"show does not know {shown!r}: {', '.join(SHOWN)}.", first, str(shown))
    if page is None and "page" in (given or {}):
        doubt = doubt | {"game", "orbit", "training"} if scenario else EVERYTHING
    if goal is None and "goal" in (given or {}):
        doubt |= {"goal"}
    start = found.end() if found else 0
    below = line + part[: start + len(part[start:]) - len(part[start:].lstrip())].count("\n")
    with told.at():
        check(prose, step, below, doubt)
    in_fields = {"hint": [step.hint], "reached": [step.reached], "say": [step.say], "notes": [step.notes]}
    in_fields["ask"] = texts_of(raw.get("ask", {}))
    asked = {"facts": step.facts, "goal": (goal,) if goal else (), "ask": ask.truth if ask else ()}
    for place, texts in in_fields.items():
        for text in texts:
            with told.at(block, place):
                check(text, step, first, doubt)
    for place, each in asked.items():
        for expression in each:
            with told.at(block, place):
                check_names(expression, step, first, doubt)
    if given is not None:
        _needs(step, told, block, given, doubt)
    told.tell()
    return step


def _needs(step: Step, told: Faults, block: Block, given: Mapping[str, Any], doubt: Doubt) -> None:
    """What a goal and a question need beside them."""
    first, nothing = block.first, step.scenario is None and doubt != EVERYTHING
    with told.at(block, "goal"):
        if "goal" in given and nothing and not step.online:
            raise LessonError(
                "A step with a goal needs a scenario, here or at a step before, or an online problem.", first
            )
    with told.at(block, "ask" if step.ask else "hold"):
        if ("ask" in given or step.hold) and nothing and step.page is None:
            raise LessonError("A step with a question needs a scenario, here or at a step before, or a page.", first)
    sound = not doubt - {"goal"} and (step.scenario or step.online)
    for name, change in {"do": step.do, "near": step.near}.items() if "goal" in given else ():
        with told.at(block, name if name in given else "goal"):
            if name not in given:
                raise LessonError(f"A goal needs {name}: what {'reaches it' if name == 'do' else 'does not'}.", first)
            if change and sound:
                after(step, change, first)
