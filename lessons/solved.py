"""What the lecturer sees of a step: what is right and why, and what reaches the goal."""

from collections.abc import Iterator, Mapping
from typing import Any

from lessons.answers import spoken, truth
from lessons.lesson import Ask, Step
from lessons.parts import changed
from lessons.prose import filled
from lessons.quantities import Both, about


def answers(step: Step) -> Iterator[str]:
    """As Markdown: what is right and what is answered to each answer, then the goal with what reaches it."""
    told = about(step)
    if step.ask:
        yield from _asked(step.ask, told)
    if step.goal and step.scenario:
        reached = filled(step.reached, about(step, changed(step.scenario, step.do)))
        tried = f"Reached with {settings(step.do)}, not with {settings(step.near)}."
        yield f"**Goal**: `{step.goal.text}`. {tried} {reached}"
    if step.hint:
        yield f"**Hint**: {filled(step.hint, told)}"


def _asked(ask: Ask, told: Both) -> Iterator[str]:
    if ask.kind != "choice":
        yield f"**Right**: {spoken(truth(ask, told))}. {filled(ask.because[0], told)}"
        yield f"**Else**: {filled(ask.because[1], told)}"
        return
    for k, (choice, because) in enumerate(zip(ask.choices, ask.because, strict=True)):
        yield f"{'**Right**: ' if k == ask.right else ''}“{choice}”: {filled(because, told)}"


def settings(change: Mapping[str, Any], within: str = "") -> str:
    """`do` and `near` in words: sgd.lr = 2.01."""
    return ", ".join(
        settings(value, f"{within}{name}.") if isinstance(value, Mapping) else f"{within}{name} = {value}"
        for name, value in change.items()
    )
