"""The one sentence of a step that stands before a lecture hall, as plain text."""

import re
from collections.abc import Mapping
from typing import Any

from lessons.lesson import Step
from lessons.prose import filled

END = re.compile(r"(?<=[.?!])\s+(?=[A-ZΑ-Ωα-ω*“\d])")
MARKED = re.compile(r"(\*\*?)(?=\S)(.+?)(?<=\S)\1")
LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")


def sentence(step: Step, told: Mapping[str, Any], revealed: bool) -> str:
    """Its question before the answer is revealed, what is answered to the right answer after; without a question what
    the step has for it (`say`), or the first sentence of its prose that needs no mathematics."""
    ask = step.ask
    if ask and revealed:
        return plain_text(filled(ask.because[ask.right if ask.kind == "choice" else 0], told))
    if step.say or (ask and ask.text):
        return plain_text(filled(step.say or ask.text, told))  # type: ignore[union-attr]
    parts = END.split(" ".join(step.prose.split()))
    if ask:  # a question asked in the prose
        parts = [part for part in parts if part.endswith("?")] or parts
    return plain_text(filled(next((part for part in parts if "$" not in part), parts[0]), told))


def plain_text(markdown: str) -> str:
    """Without the marks of emphasis and links."""
    return MARKED.sub(r"\2", LINK.sub(r"\1", markdown)).replace("**", "")
