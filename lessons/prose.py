"""Prose with numbers in it: `{run.sgd.loss[-1]}` becomes what the run gave, `{run.sgd.loss[-1] | 4}` the same to four
digits, `[curvature](glossary)` a term, `{paper: words}` a quotation. Braces within $mathematics$ stay as they are."""

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from dynamics.words import number
from lessons.expressions import FAULTS, expression

MATH = re.compile(r"\$\$[^$]*\$\$|\$[^$]*\$")
PART = re.compile(
    rf"(?P<math>{MATH.pattern})"
    r"|\{paper: *(?P<paper>[^}]*)\}|\{(?P<expression>[^}]*)\}|\[(?P<term>[^\]]*)\]\(glossary\)"
)
NEVER = "never"


@dataclass(frozen=True)
class Piece:
    """A stretch of text: as it is, an expression, a paper's words, or a term."""

    text: str
    expression: str = ""
    digits: int = 3
    paper: str = ""
    term: str = ""


def pieces(text: str) -> Iterator[Piece]:
    """The stretches of a text, in order."""
    at = 0
    for found in PART.finditer(text):
        if found["math"]:
            continue
        yield Piece(text[at : found.start()])
        asked, _, digits = (found["expression"] or "").partition("|")
        yield Piece(
            found[0],
            expression=asked.strip(),
            digits=int(digits) if digits.strip().isdigit() else 3,
            paper=found["paper"] or "",
            term=found["term"] or "",
        )
        at = found.end()
    yield Piece(text[at:])


def filled(text: str, of: Mapping[str, Any]) -> str:
    """As Markdown, with each number computed; what cannot be is told in its place."""
    return "".join(_filled(piece, of) for piece in pieces(text))


def stray_brace(text: str) -> int | None:
    """Where in a stretch as it is a brace stands outside mathematics; None where none does."""
    found = re.search("[{}]", MATH.sub(lambda maths: " " * len(maths[0]), text))
    return found.start() if found else None


def terms(text: str) -> list[str]:
    """Those that it marks, in order."""
    return [piece.term for piece in pieces(text) if piece.term]


def _filled(piece: Piece, of: Mapping[str, Any]) -> str:
    if piece.expression:
        try:
            return spoken(expression(piece.expression).value(of), piece.digits)
        except FAULTS as error:
            return f"⟨{error.args[0] if error.args else piece.expression}⟩"
    if piece.paper:
        return f"“*{piece.paper}*”"
    return f"*{piece.term}*" if piece.term else piece.text


def spoken(value: Any, digits: int = 3) -> str:
    """A value in words: 697, 0.0409, never, yes."""
    if isinstance(value, bool | np.bool_):
        return "yes" if value else "no"
    if isinstance(value, str):
        return value
    single = float(np.atleast_1d(value)[-1])
    if math.isinf(single):
        return NEVER
    if single == int(single) and abs(single) < 1e6:
        return f"{int(single):,}".replace("-", "−")
    if 1_000 <= abs(single) < 1e6:
        return f"{single:,.0f}".replace("-", "−")
    return number(single, digits)
