"""A lesson's file: Markdown, TOML in its head (between +++) and at the head of each step (```toml); --- parts steps.

A file is read whole or not at all: what is wrong is told with its line.
"""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from dynamics import OPTIMIZERS
from lessons.faults import Block, Faults, LessonError
from lessons.lesson import LOCKS, Lesson, Step
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

FOLDER = Path(__file__).parent
LONGEST = 200_000  # characters
MOST = 200  # files of a folder
HEAD = re.compile(r"\+\+\+\n(.*?)\n\+\+\+\n", re.DOTALL)
BLOCK = re.compile(r"\s*```toml\n(.*?)\n```\n?", re.DOTALL)
STEP_FIELDS: dict[str, type] = {
    "id": str, "scenario": dict, "show": list, "lock": list, "hold": bool, "goal": str, "hint": str, "reached": str,
    "do": dict, "near": dict, "facts": list, "ask": dict, "page": dict, "papers": object, "say": str, "notes": str,
    "minutes": float,
}  # fmt: skip
HEAD_FIELDS: dict[str, type] = {"title": str, "idea": str, "minutes": int, "level": str, "papers": object}


@dataclass(frozen=True)
class Shelf:
    """Lessons by name, and for each file that cannot be read what is wrong with it."""

    lessons: Mapping[str, Lesson]
    broken: Mapping[str, str]


def shelf() -> Shelf:
    """The lessons that come with this, and those of the folder that DESCENT_LESSONS names, as its files are now."""
    lessons, broken = dict(all_lessons()), {}
    folder = os.environ.get("DESCENT_LESSONS")
    for path in sorted(Path(folder).glob("*.md"))[:MOST] if folder else ():
        name = re.sub(r"^\d\d-", "", path.stem)[:40]
        try:
            about = path.stat()
            if name in lessons:
                raise ValueError(f"There is a lesson {name!r} already.")
            if about.st_size > LONGEST * 4:
                raise ValueError(f"A lesson has at most {LONGEST:,} characters.")
            lessons[name] = _kept(path, name, about.st_mtime_ns)
        except (OSError, ValueError) as error:  # LessonError and UnicodeDecodeError too
            broken[path.name] = str(error)
    return Shelf(lessons, broken)


@lru_cache(maxsize=256)
def _kept(path: Path, name: str, changed: int) -> Lesson:
    return read_lesson(path.read_text("utf-8"), name)


@lru_cache(maxsize=1)
def all_lessons() -> dict[str, Lesson]:
    """The lessons of this folder, by name, in the order of their files."""
    return {
        path.stem.partition("-")[2]: read_lesson(path.read_text("utf-8"), path.stem.partition("-")[2])
        for path in sorted(FOLDER.glob("[0-9][0-9]-*.md"))
    }


def read_lesson(text: str, name: str = "lesson") -> Lesson:
    """Raises LessonError."""
    text = text.replace("\r\n", "\n")
    if len(text) > LONGEST:
        raise LessonError(f"A lesson has at most {LONGEST:,} characters.", 1)
    head = HEAD.match(text)
    if not head:
        raise LessonError("A lesson begins with +++, its head in TOML, and +++.", 1)
    told, block, about = Faults(), Block(head[1], 2), {}
    whole: tuple[str, ...] = ()
    with told.at():
        about = toml(head[1], 2)
        with told.at(block):
            only(about, HEAD_FIELDS, "the head", 2)
        for needed in ("title", "minutes"):
            with told.at(block, needed):
                if needed not in about:
                    raise LessonError(f"The head needs {needed}.", 2)
        with told.at(block, "papers"):
            whole = papers_in(about.get("papers", ()), 2)
    steps: list[Step] = []
    line, before = text[: head.end()].count("\n") + 1, Before()
    for number, part in enumerate(re.split(r"^---[ \t]*$", text[head.end() :], flags=re.MULTILINE), 1):
        with told.at():
            step = _step(part, line, before, number)
            if step.name in [each.name for each in steps]:
                raise LessonError(f"The id {step.name!r} stands at two steps.", _block(part, line).line("id"))
            steps.append(step)
        line += part.count("\n")
    told.tell()
    steps[-1] = replace(steps[-1], papers=tuple(dict.fromkeys((*steps[-1].papers, *whole))))
    return Lesson(
        name=name,
        title=about["title"],
        idea=str(about.get("idea", "")),
        minutes=about["minutes"],
        level=str(about.get("level", "")),
        steps=tuple(steps),
    )


@dataclass
class Before:
    """The scenario that a step without one keeps. sure: whether it is known, for what is wrong is not."""

    scenario: Scenario | None = None
    sure: bool = True


def _block(part: str, line: int) -> Block:
    """A step's TOML."""
    found = BLOCK.match(part)
    return Block(found[1], line + part[: found.start(1)].count("\n")) if found else Block("", line)


def _step(part: str, line: int, before: Before, number: int) -> Step:
    """Raises FaultyLessonError; `before` becomes what the step after this one keeps."""
    told, found, block = Faults(), BLOCK.match(part), _block(part, line)
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
