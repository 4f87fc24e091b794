"""A step of a lesson's file: its TOML and its prose. What is wrong in one part keeps no other from being read."""

import re
from dataclasses import dataclass

from dynamics import OPTIMIZERS
from lessons.faults import Block, Faults, LessonError
from lessons.lesson import LOCKS, Step
from lessons.parts import (
    after,
    ask_in,
    check,
    check_names,
    expression_in,
    is_a,
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
    """The scenario that a step without one keeps. sure: whether it is known, for what is wrong is not."""

    scenario: Scenario | None = None
    sure: bool = True


def block_of(part: str, line: int) -> Block:
    """A step's TOML."""
    found = BLOCK.match(part)
    return Block(found[1], line + part[: found.start(1)].count("\n")) if found else Block("", line)


def step_in(part: str, line: int, before: Before, number: int) -> Step:
    """Raises FaultyLessonError; `before` becomes what the step after this one keeps."""
    told, found, block = Faults(), BLOCK.match(part), block_of(part, line)
    known, before.sure, first = before.sure, False, block.first
    raw = toml(found[1], first) if found else {}
    prose = part[found.end() :].strip() if found else part.strip()
    scenario, page, ask, goal, facts = before.scenario, None, None, None, []
    papers: tuple[str, ...] = ()
    with told.at(block):
        only(raw, STEP_FIELDS, "a step", first)
    raw = {name: value for name, value in raw.items() if name in STEP_FIELDS and is_a(value, STEP_FIELDS[name])}
    if "scenario" in raw:
        known = False
        with told.at(block, "scenario"):
            scenario, known = scenario_in(raw["scenario"], first), True
    before.scenario, before.sure = scenario, known
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
        name=str(raw.get("id", f"step-{number}")),
        prose=prose,
        scenario=scenario,
        panels=tuple(each for each in raw.get("show", ()) if each not in ("map", "table")),
        table="table" in raw.get("show", ()),
        lock=tuple(raw.get("lock", ())),
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
                raise LessonError(
                    f"lock does not know {lock!r}: {', '.join(LOCKS)}, or a hyperparameter.", first, str(lock)
                )
    known = known and ("page" not in raw or page is not None)
    below = line + (part[: found.end()] if found else part[: len(part) - len(part.lstrip())]).count("\n")
    for k, text in enumerate(prose.split("\n")):
        with told.at():
            check(text, step, below + k, known)
    in_fields: dict[str, tuple[str, ...]] = {"hint": (step.hint,), "reached": (step.reached,), "say": (step.say,)}
    in_fields |= {"notes": (step.notes,), "ask": (ask.text, *ask.choices, *ask.because) if ask else ()}
    asked = {"facts": step.facts, "goal": (goal,) if goal else (), "ask": ask.truth if ask else ()}
    for field, texts in in_fields.items():
        for text in texts:
            with told.at(block, field):
                check(text, step, first, known)
    for field, each in asked.items() if known else ():
        for expression in each:
            with told.at(block, field):
                check_names(expression, step, first)
    if known:
        _needs(step, told, block)
    told.tell()
    return step


def _needs(step: Step, told: Faults, block: Block) -> None:
    """What a goal and a question need beside them."""
    first, nothing = block.first, step.scenario is None
    with told.at(block, "goal"):
        if step.goal and nothing and not step.online:
            raise LessonError(
                "A step with a goal needs a scenario, here or at a step before, or an online problem.", first
            )
    with told.at(block, "ask" if step.ask else "hold"):
        if (step.ask or step.hold) and nothing and step.page is None:
            raise LessonError("A step with a question needs a scenario, here or at a step before, or a page.", first)
    for name, change in {"do": step.do, "near": step.near}.items() if step.goal and not told.found else ():
        with told.at(block, name if change else "goal"):
            if not change:
                raise LessonError(f"A goal needs {name}: what {'reaches it' if name == 'do' else 'does not'}.", first)
            after(step, change, first)
