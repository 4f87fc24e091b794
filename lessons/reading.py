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
from lessons.lesson import LOCKS, Lesson, Step
from lessons.parts import (
    LessonError,
    after,
    ask_in,
    check,
    check_names,
    expression_in,
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
STEP_FIELDS = {
    "id", "scenario", "show", "lock", "hold", "goal", "hint", "reached", "do", "near", "facts", "ask",
    "page", "papers", "say", "notes", "minutes",
}  # fmt: skip
HEAD_FIELDS = {"title", "idea", "minutes", "level", "papers"}


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
    about = toml(head[1], 2)
    only(about, HEAD_FIELDS, "the head", 2)
    for needed, kind in {"title": str, "minutes": int}.items():
        if not isinstance(about.get(needed), kind):
            raise LessonError(f"The head needs {needed}.", 2)
    steps: list[Step] = []
    line, scenario, whole = text[: head.end()].count("\n") + 1, None, papers_in(about.get("papers", ()), 2)
    for part in re.split(r"^---[ \t]*$", text[head.end() :], flags=re.MULTILINE):
        step = _step(part, line, scenario, len(steps) + 1)
        if step.name in [each.name for each in steps]:
            raise LessonError(f"The id {step.name!r} stands at two steps.", line + 2)
        steps.append(step)
        scenario = step.scenario
        line += part.count("\n")
    steps[-1] = replace(steps[-1], papers=tuple(dict.fromkeys((*steps[-1].papers, *whole))))
    return Lesson(
        name=name,
        title=about["title"],
        idea=str(about.get("idea", "")),
        minutes=about["minutes"],
        level=str(about.get("level", "")),
        steps=tuple(steps),
    )


def _step(part: str, line: int, before: Scenario | None, number: int) -> Step:
    block = BLOCK.match(part)
    first = line + (part[: block.start(1)].count("\n") if block else 0)
    raw = toml(block[1], first) if block else {}
    only(raw, STEP_FIELDS, "a step", first)
    prose = part[block.end() :].strip() if block else part.strip()
    scenario = scenario_in(raw["scenario"], first) if "scenario" in raw else before
    page = page_in(raw["page"], scenario, first) if "page" in raw else None
    ask = ask_in(raw["ask"], first) if "ask" in raw else None
    found = Step(
        name=str(raw.get("id", f"step-{number}")),
        prose=prose,
        scenario=scenario,
        panels=tuple(each for each in raw.get("show", ()) if each not in ("map", "table")),
        table="table" in raw.get("show", ()),
        lock=tuple(raw.get("lock", ())),
        hold=bool(raw.get("hold", False)),
        goal=expression_in(raw["goal"], first) if "goal" in raw else None,
        hint=str(raw.get("hint", "")),
        reached=str(raw.get("reached", "")),
        do=raw.get("do", {}),
        near=raw.get("near", {}),
        facts=tuple(expression_in(fact, first) for fact in raw.get("facts", ())),
        ask=ask,
        page=page,
        papers=papers_in(raw.get("papers", ()), first),
        say=str(raw.get("say", "")),
        notes=str(raw.get("notes", "")).strip(),
        minutes=float(raw.get("minutes", 0)),
    )
    for lock in found.lock:
        if lock not in LOCKS and not any(lock in own.hyperparameters for own in OPTIMIZERS.values()):
            raise LessonError(f"lock does not know {lock!r}: {', '.join(LOCKS)}, or a hyperparameter.", first)
    below = line + (part[: block.end()] if block else part[: len(part) - len(part.lstrip())]).count("\n")
    for k, text in enumerate(prose.split("\n")):
        check(text, found, below + k)
    for text in (*found.texts[1:], found.say, found.notes):
        check(text, found, first)
    for asked in (*found.facts, *((found.goal,) if found.goal else ()), *(ask.truth if ask else ())):
        check_names(asked, found, first)
    if found.goal and scenario is None and not found.online:
        raise LessonError("A step with a goal needs a scenario, here or at a step before, or an online problem.", first)
    if (found.ask or found.hold) and scenario is None and page is None:
        raise LessonError("A step with a question needs a scenario, here or at a step before, or a page.", first)
    if found.goal:
        for name, change in {"do": found.do, "near": found.near}.items():
            if not change:
                raise LessonError(f"A goal needs {name}: what {'reaches it' if name == 'do' else 'does not'}.", first)
            after(found, change, first)
    return found
