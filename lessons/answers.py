"""A reader's answers, and whether they are right."""

import math
from collections.abc import Sequence
from typing import Any

from dynamics.words import number
from lessons.lesson import Ask
from lessons.prose import filled
from lessons.quantities import Both

FAR = 2.0  # times as large or as small: from there on as a factor, below as a share
Answer = int | float | tuple[float, float]


def truth(ask: Ask, told: Both) -> tuple[float, ...]:
    """What the lesson's own run gives."""
    return tuple(float(each.value(told.alone)) for each in ask.truth)


def is_right(ask: Ask, answer: Answer, told: Both) -> bool:
    """Whether an answer is right: the right choice, or near enough to the truth."""
    if ask.kind == "choice":
        return answer == ask.right
    real = truth(ask, told)
    if ask.kind == "number":
        assert not isinstance(answer, tuple)
        return abs(answer - real[0]) <= ask.within * abs(real[0])
    assert isinstance(answer, tuple)
    return float((answer[0] - real[0]) ** 2 + (answer[1] - real[1]) ** 2) <= ask.within**2


def right_answer(ask: Ask, told: Both) -> str:
    """What would have been right, as the reader's answer is said."""
    return filled(ask.choices[ask.right], told) if ask.kind == "choice" else spoken(truth(ask, told))


def how_near(ask: Ask, answer: Answer, told: Both) -> str:
    """How near an answer came, as a sentence with a space behind it; nothing of a choice, or where it is the truth to
    the digits shown."""
    if ask.kind == "choice":
        return ""
    real = truth(ask, told)
    if isinstance(answer, tuple):
        return f"That is {number(math.hypot(answer[0] - real[0], answer[1] - real[1]))} away. "
    off, right = answer - real[0], is_right(ask, answer, told)
    if spoken((answer,)) == spoken(real):
        return ""
    if not math.isfinite(real[0]) or answer * real[0] <= 0:
        return f"That is {number(abs(off))} away. " if math.isfinite(off) else ""
    side, ratio = "large" if abs(answer) > abs(real[0]) else "small", abs(answer / real[0])
    if 1 / FAR < ratio < FAR:
        share = f"{number(100 * abs(ratio - 1), 2)} % too {side}"
        return f"That is {share}, near enough. " if right else f"That is {share}. "
    return f"That is too {side} by a factor of {number(max(ratio, 1 / ratio))}. "


def answer_in(value: Any, ask: Ask) -> Answer | None:
    """What a browser says was answered; None where that is no answer to this question."""
    if ask.kind == "click":
        return _point(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    if ask.kind == "number":
        return float(value)
    return int(value) if value in range(len(ask.choices)) else None


def _point(value: Any) -> tuple[float, float] | None:
    try:
        x, y = (float(v) for v in value)
    except (TypeError, ValueError):
        return None
    return x, y


def spoken_answer(ask: Ask, answer: Answer, told: Both) -> str:
    """As the reader gave it: the words of a choice, a number, a place."""
    if ask.kind == "choice":
        return filled(ask.choices[int(answer)], told)  # type: ignore[arg-type]
    return spoken(answer if isinstance(answer, tuple) else (answer,))


def spoken(values: Sequence[float]) -> str:
    """A number, or a place."""
    return number(values[0]) if len(values) == 1 else f"({', '.join(map(number, values))})"
