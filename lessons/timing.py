"""How long a lesson's steps take: what they say, and for the others their share of the rest."""

from itertools import accumulate

from lessons.lesson import Lesson


def ends(lesson: Lesson) -> tuple[float, ...]:
    """By step, the minute at which it ends."""
    given = sum(step.minutes for step in lesson.steps)
    silent = sum(not step.minutes for step in lesson.steps)
    share = max(lesson.minutes - given, 0) / silent if silent else 0.0
    return tuple(round(minute, 1) for minute in accumulate(step.minutes or share for step in lesson.steps))
