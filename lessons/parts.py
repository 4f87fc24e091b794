"""The parts of a lesson's file, each read with the line in which it stands: what is wrong is told with it."""

import re
import tomllib
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

from dynamics.hyperparameters import GLOSSARY as HYPERPARAMETERS
from lessons.elsewhere import Elsewhere, elsewhere
from lessons.expressions import Expression, ExpressionError, expression
from lessons.faults import Faults, FaultyLessonError, LessonError
from lessons.glossary import GLOSSARY
from lessons.lesson import Step
from lessons.prose import pieces, stray_brace
from lessons.quantities import in_expressions, unknown
from papers.contents import LABELS
from scenarios.mending import mend, wrong
from scenarios.online_scenario import OnlineScenario
from scenarios.repair import repair
from scenarios.scenario import Scenario

AT_LINE = re.compile(r"\(at line (\d+), column (\d+)\)|\(at end of document\)")
KINDS = {str: "text in quotes", dict: "a table", list: "a list", bool: "true or false", int: "a whole number"}
KINDS |= {float: "a number"}
QUOTED = re.compile(r"['“\"]([^'”\"]+)['”\"]")
Doubt = frozenset[str]  # names of what is wrong elsewhere: what stands within them cannot be judged
EVERYTHING: Doubt = frozenset({"*"})
PAGE_FIELDS: dict[str, type] = {"name": str, "settings": dict}


def toml(text: str, line: int) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = AT_LINE.search(str(error))
        opened = max(text.rfind('"""'), text.rfind("'''"))  # at the end: a long string that nobody closed
        below = int(place[1]) - 1 if place and place[1] else text[: opened if opened >= 0 else None].count("\n")
        raise LessonError(f"{AT_LINE.sub('', str(error)).strip()}.", line + below) from None


def only(raw: Mapping[str, Any], known: Mapping[str, type], where: str, line: int) -> dict[str, Any]:
    """What may stand there, each of its kind. Raises FaultyLessonError, one fault for each that is not."""
    names = ", ".join(sorted(known))
    told = {each: f"{each!r} has no meaning in {where}: {names}." for each in sorted(set(raw) - set(known))}
    told |= {n: f"{n} is {KINDS[kind]}." for n, kind in known.items() if n in raw and not is_a(raw[n], kind)}
    if told:
        raise FaultyLessonError(LessonError(words, line, each) for each, words in told.items())
    return dict(raw)


def is_a(value: Any, kind: type) -> bool:
    """Whether TOML gave what a field takes. A number may be whole; true is none."""
    if kind in (int, float):
        return isinstance(value, int | kind) and not isinstance(value, bool)
    return kind is object or isinstance(value, kind)


def expression_in(text: Any, line: int) -> Expression:
    try:
        return expression(str(text))
    except ExpressionError as error:
        raise LessonError(f"{error} (in {text!r}, at character {error.place + 1})", line, str(text)) from None


def check(text: str, step: Step, line: int, doubt: Doubt = frozenset()) -> None:
    """Every expression of a text, which begins on that line, can be read, and asks for what there is; every term is
    explained. Raises FaultyLessonError."""
    told = Faults()
    for piece in pieces(text):
        with told.at():
            if piece.term and piece.term.lower() not in GLOSSARY:
                raise LessonError(f"The glossary has no term {piece.term!r}: {', '.join(GLOSSARY)}.", line, piece.term)
            if piece.expression:
                check_names(expression_in(piece.expression, line), step, line, doubt)
        with told.at():
            plain = not (piece.expression or piece.paper or piece.term)
            if plain and (brace := stray_brace(piece.text)) is not None:
                before, stray = piece.text[:brace], piece.text[brace:].split("\n")[0]
                raise LessonError(f"A brace is alone at {stray[:40]!r}.", line + before.count("\n"), stray)
        line += piece.text.count("\n")
    told.tell()


def check_names(asked: Expression, step: Step, line: int, doubt: Doubt = frozenset()) -> None:
    """Raises FaultyLessonError."""
    paths = () if doubt == EVERYTHING else [path for path in asked.paths if not doubt.intersection(path)]
    told = (words for path in paths if (words := unknown(path, step)))
    if found := [LessonError(f"{words} (in {asked.text!r})", line, asked.text) for words in told]:
        raise FaultyLessonError(found)


def scenario_in(raw: Any, line: int) -> Scenario:
    """Raises FaultyLessonError, one for each thing that is wrong."""
    scenario, notices = repair(raw)
    if notices:
        quoted = (QUOTED.search(notice) for notice in notices)
        raise FaultyLessonError(
            LessonError(f"{wrong(notice)}.", line, found[1] if found else "")
            for notice, found in zip(notices, quoted, strict=True)
        )
    return scenario


def nearly(raw: Any) -> tuple[Scenario | None, Doubt]:
    """Of a faulty scenario what is known all the same: who runs in it, and on which surface."""
    scenario = repair(raw)[0]
    try:
        named = [each["optimizer"] for each in raw["contenders"]]
        doubt = EVERYTHING if named != [each.optimizer for each in scenario.contenders] else frozenset({"surface"})
        return scenario, doubt if raw["surface"] != scenario.surface or doubt == EVERYTHING else frozenset()
    except (KeyError, TypeError):
        return scenario, EVERYTHING


def page_in(raw: Any, scenario: Scenario | None, line: int) -> Elsewhere:
    """Raises LessonError."""
    if not isinstance(raw, Mapping):
        raise LessonError("page is a table: name, and settings.", line)
    only(raw, PAGE_FIELDS, "page", line)
    try:
        return elsewhere(str(raw.get("name", "")), raw.get("settings", {}), scenario)
    except ValueError as error:
        raise LessonError(str(error), line) from None


def papers_in(raw: Any, line: int) -> tuple[str, ...]:
    """Items of the page Papers by name, such as "002 figure 3". Raises FaultyLessonError."""
    names, told = tuple(map(str, raw)) if isinstance(raw, list | tuple) else (str(raw),), Faults()
    for name in names:
        with told.at():
            if name not in LABELS:
                near = get_close_matches(name, LABELS, 3, 0.5)
                words = f"The page Papers has no item {name!r}" + (f": {', '.join(near)}?" if near else ".")
                raise LessonError(words, line, name)
    told.tell()
    return names


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
            raise LessonError(f"There is no {name!r} to change: {', '.join(keys)}, surface, start, steps.", line)
    return scenario_in(raw, line)


def played(page: Elsewhere, change: Mapping[str, Any], line: int = 0) -> OnlineScenario:
    """The online problem of a page after what `do` or `near` says, or the reader. Raises LessonError."""
    assert isinstance(page.state, OnlineScenario)
    state, notices = mend(OnlineScenario, {**page.state.model_dump(), **change})
    if notices:
        raise LessonError(wrong(notices[0]), line)
    return state


def setting_name(name: str) -> str:
    """Of a setting of an online problem, as the words have it: β₂."""
    symbol = HYPERPARAMETERS[name].symbol if name in HYPERPARAMETERS else ""
    return symbol or OnlineScenario.model_fields[name].title or name


def after(step: Step, change: Mapping[str, Any], line: int = 0) -> Scenario | OnlineScenario:
    """What a step shows, changed: its scenario, or the online problem of its page. Raises LessonError."""
    if step.scenario:
        return changed(step.scenario, change, line)
    assert step.page
    return played(step.page, change, line)
