"""A lesson's file: Markdown, TOML in its head (between +++) and at the head of each step (```toml); --- parts steps.

A file is read whole or not at all: what is wrong is told with its line.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from dynamics import OPTIMIZERS
from lessons.expressions import Expression, ExpressionError, expression
from lessons.lesson import LOCKS, Ask, Lesson, Step
from lessons.prose import pieces
from lessons.quantities import in_expressions
from scenarios.mending import wrong
from scenarios.repair import repair
from scenarios.scenario import Scenario

FOLDER = Path(__file__).parent
LONGEST = 200_000  # characters
HEAD = re.compile(r"\+\+\+\n(.*?)\n\+\+\+\n", re.DOTALL)
BLOCK = re.compile(r"\s*```toml\n(.*?)\n```\n?", re.DOTALL)
AT_LINE = re.compile(r"\(at line (\d+), column (\d+)\)|\(at end of document\)")
STEP_FIELDS = {
    "id", "scenario", "show", "lock", "hold", "goal", "hint", "reached", "do", "near", "facts", "ask",
}  # fmt: skip
ASK_FIELDS = {"text", "choice", "right", "because", "number", "click", "within"}
HEAD_FIELDS = {"title", "idea", "minutes", "level", "papers"}


class LessonError(ValueError):
    """What is wrong with a lesson's file, and in which line (from 1)."""

    def __init__(self, words: str, line: int) -> None:
        super().__init__(f"Line {line}: {words}")
        self.line = line


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
    about = _toml(head[1], 2)
    _only(about, HEAD_FIELDS, "the head", 2)
    for needed, kind in {"title": str, "minutes": int}.items():
        if not isinstance(about.get(needed), kind):
            raise LessonError(f"The head needs {needed}.", 2)
    steps: list[Step] = []
    line, scenario = text[: head.end()].count("\n") + 1, None
    for part in re.split(r"^---[ \t]*$", text[head.end() :], flags=re.MULTILINE):
        step = _step(part, line, scenario, len(steps) + 1)
        if step.name in [each.name for each in steps]:
            raise LessonError(f"The id {step.name!r} stands at two steps.", line + 2)
        steps.append(step)
        scenario = step.scenario
        line += part.count("\n")
    return Lesson(
        name=name,
        title=about["title"],
        idea=str(about.get("idea", "")),
        minutes=about["minutes"],
        level=str(about.get("level", "")),
        papers=tuple(map(str, about.get("papers", ()))),
        steps=tuple(steps),
    )


def _step(part: str, line: int, before: Scenario | None, number: int) -> Step:
    block = BLOCK.match(part)
    first = line + (part[: block.start(1)].count("\n") if block else 0)
    raw = _toml(block[1], first) if block else {}
    _only(raw, STEP_FIELDS, "a step", first)
    prose = part[block.end() :].strip() if block else part.strip()
    scenario = _scenario(raw["scenario"], first) if "scenario" in raw else before
    ask = _ask(raw["ask"], first) if "ask" in raw else None
    found = Step(
        name=str(raw.get("id", f"step-{number}")),
        prose=prose,
        scenario=scenario,
        panels=tuple(each for each in raw.get("show", ()) if each not in ("map", "table")),
        table="table" in raw.get("show", ()),
        lock=tuple(raw.get("lock", ())),
        hold=bool(raw.get("hold", False)),
        goal=_expression(raw["goal"], first) if "goal" in raw else None,
        hint=str(raw.get("hint", "")),
        reached=str(raw.get("reached", "")),
        do=raw.get("do", {}),
        near=raw.get("near", {}),
        facts=tuple(_expression(fact, first) for fact in raw.get("facts", ())),
        ask=ask,
    )
    for lock in found.lock:
        if lock not in LOCKS and not any(lock in own.hyperparameters for own in OPTIMIZERS.values()):
            raise LessonError(f"lock does not know {lock!r}: {', '.join(LOCKS)}, or a hyperparameter.", first)
    below = line + (part[: block.end()] if block else part[: len(part) - len(part.lstrip())]).count("\n")
    for k, text in enumerate(prose.split("\n")):
        _check(text, below + k)
    for text in (found.hint, found.reached, *((ask.text, *ask.because) if ask else ())):
        _check(text, first)
    if (found.goal or found.ask or found.hold) and scenario is None:
        raise LessonError("A step with a goal or a question needs a scenario, here or at a step before.", first)
    if found.goal:
        for name, change in {"do": found.do, "near": found.near}.items():
            if not change:
                raise LessonError(f"A goal needs {name}: what {'reaches it' if name == 'do' else 'does not'}.", first)
            changed(scenario, change, first)  # type: ignore[arg-type]
    return found


def _check(text: str, line: int) -> None:
    for piece in pieces(text):
        if piece.expression:
            _expression(piece.expression, line)


def changed(scenario: Scenario, change: Mapping[str, Any], line: int = 0) -> Scenario:
    """The scenario after what `do` or `near` says: settings of contenders by key, of the surface, start and steps.
    Raises LessonError."""
    raw, keys = scenario.model_dump(mode="json"), [in_expressions(key) for key in scenario.keys]
    for name, value in change.items():
        if name in ("start", "steps", "noise", "seed"):
            raw[name] = value
        elif name == "surface" and isinstance(value, Mapping):
            raw["parameters"] = {**raw["parameters"], **value}
        elif name in keys and isinstance(value, Mapping):
            contender = raw["contenders"][keys.index(name)]
            contender["hyper"] = {**contender["hyper"], **value}
        else:
            raise LessonError(
                f"There is no {name!r} to change: {', '.join(keys)}, surface, start, steps.", line
            )
    return _scenario(raw, line)


def _ask(raw: Mapping[str, Any], line: int) -> Ask:
    _only(raw, ASK_FIELDS, "ask", line)
    text, because = str(raw.get("text", "")), tuple(map(str, raw.get("because", ())))
    if "choice" in raw:
        choices, right = tuple(map(str, raw["choice"])), raw.get("right")
        if not isinstance(right, int) or not 0 <= right < len(choices) or len(because) != len(choices):
            raise LessonError(
                "A choice needs right, the place of the right one, and because, a sentence for each.", line
            )
        return Ask("choice", text, right=right, choices=choices, because=because)
    kind = "number" if "number" in raw else "click"
    truth = [raw["number"]] if kind == "number" else raw.get("click")
    if not isinstance(truth, Sequence) or len(truth) != (1 if kind == "number" else 2) or len(because) != 2:
        raise LessonError(
            "A question has choice, number (an expression) or click (two of them), and because: said of a right answer,"
            " said of a wrong one.",
            line,
        )
    return Ask(
        kind,
        text,
        truth=tuple(_expression(each, line) for each in truth),
        because=because,
        within=float(raw.get("within", 0.1)),
    )


def _scenario(raw: Any, line: int) -> Scenario:
    scenario, notices = repair(raw)
    if notices:
        raise LessonError(wrong(notices[0]), line)
    return scenario


def _expression(text: Any, line: int) -> Expression:
    try:
        return expression(str(text))
    except ExpressionError as error:
        raise LessonError(f"{error} (in {text!r}, at character {error.place + 1})", line) from None


def _toml(text: str, line: int) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = AT_LINE.search(str(error))
        below = int(place[1]) - 1 if place and place[1] else text.count("\n")
        raise LessonError(f"{AT_LINE.sub('', str(error)).strip()}.", line + below) from None


def _only(raw: Mapping[str, Any], known: set[str], where: str, line: int) -> None:
    if unknown := sorted(set(raw) - known):
        raise LessonError(f"{unknown[0]!r} has no meaning in {where}: {', '.join(sorted(known))}.", line)
