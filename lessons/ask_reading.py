"""The question of a step's file."""

from collections.abc import Mapping
from typing import Any

from lessons.faults import Faults, LessonError
from lessons.lesson import Ask
from lessons.parts import expression_in, is_a, only

ASK_FIELDS: dict[str, type] = {
    "text": str, "choice": list, "right": int, "because": list, "number": str, "click": list, "within": float,
}  # fmt: skip


def ask_in(raw: Mapping[str, Any], line: int) -> Ask:
    """Raises FaultyLessonError, one for each thing that is wrong."""
    told = Faults()
    with told.at():
        only(raw, ASK_FIELDS, "ask", line)
    fit = {name: value for name, value in raw.items() if name in ASK_FIELDS and is_a(value, ASK_FIELDS[name])}
    read = _choice if "choice" in raw else _measured
    ask = read(fit, tuple(map(str, fit.get("because", ()))), line, told)
    told.tell()
    return ask


def texts_of(raw: Mapping[str, Any]) -> list[str]:
    """All that a question says, be it whole or not."""
    lists = [raw.get(name) for name in ("choice", "because")]
    return [each for each in [raw.get("text"), *(e for own in lists if isinstance(own, list) for e in own)]
            if isinstance(each, str)]  # fmt: skip


def _choice(fit: Mapping[str, Any], because: tuple[str, ...], line: int, told: Faults) -> Ask:
    choices, right = tuple(map(str, fit.get("choice", ()))), fit.get("right", -1)
    with told.at():
        if not 0 <= right < len(choices):
            words = "A choice needs right, the place of the right one, counted from 0."
            raise LessonError(words, line, f"right = {right}")
    with told.at():
        if len(because) != len(choices):
            raise LessonError("A choice needs because, a sentence for each.", line, "because")
    return Ask("choice", str(fit.get("text", "")), right=right, choices=choices, because=because)


def _measured(fit: Mapping[str, Any], because: tuple[str, ...], line: int, told: Faults) -> Ask:
    kind = "number" if "number" in fit else "click"
    asked, truth = [fit["number"]] if kind == "number" else fit.get("click", []), []
    with told.at():
        if len(asked) != (1 if kind == "number" else 2):
            raise LessonError("A question has choice, number (an expression) or click (two of them).", line, kind)
    with told.at():
        if len(because) != 2:
            raise LessonError("A question has because: said of a right answer, said of a wrong one.", line, "because")
    for each in asked:
        with told.at():
            truth.append(expression_in(each, line))
    within = float(fit.get("within", 0.1))
    return Ask(kind, str(fit.get("text", "")), truth=tuple(truth), because=because, within=within)
