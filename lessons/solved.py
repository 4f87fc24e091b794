"""What the lecturer sees of a step: what is right and why, and what reaches the goal."""

import re
from collections.abc import Iterator

from lessons.answers import spoken, truth
from lessons.in_words import goal_in_words, settings_in_words
from lessons.lesson import Ask, Step
from lessons.parts import after
from lessons.prose import filled
from lessons.quantities import Both, about


def answers(step: Step) -> Iterator[str]:
    """As Markdown: what is right and what is answered to each answer, then the goal with what reaches it."""
    told = about(step)
    if step.ask:
        yield from _asked(step.ask, told)
    if step.goal:
        reached = filled(step.reached, about(step, after(step, step.do)))
        do, near = (settings_in_words(step, change) for change in (step.do, step.near))
        yield f"**Goal**: {goal_in_words(step)} Reached with {do}, not with {near}. {reached}"
    if step.hint:
        yield f"**Hint**: {filled(step.hint, told)}"


def _asked(ask: Ask, told: Both) -> Iterator[str]:
    if ask.kind != "choice":
        why = filled(_bare(ask.because[0]), told)
        yield f"**Right**: {spoken(truth(ask, told))}. {why[:1].upper()}{why[1:]}"
        yield f"**Else**: {filled(ask.because[1], told)}"
        return
    for k, (choice, because) in enumerate(zip(ask.choices, ask.because, strict=True)):
        yield f"{'**Right**: ' if k == ask.right else ''}“{filled(choice, told)}”: {filled(_bare(because), told)}"


def _bare(because: str) -> str:
    """Without the word that it is right, which stands before it."""
    return re.sub(r"^Right[:.,] +", "", because)
