"""Characters to tokens. Only ASCII letters and digits make names and numbers: what looks like them is refused."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import isfinite
from typing import Any

from engines.formula import FormulaError
from engines.typed.grammar import (
    BREAKS,
    CONSTANTS,
    LIMITS,
    LOOKALIKES,
    MEANS,
    NOTE,
    RULE_LIMITS,
    SAME,
    SIGNS,
    SPACES,
    WORDS,
)  # fmt: skip

DIGITS = frozenset("0123456789")
LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
SHOWN = 24  # characters of a text that a message repeats
REPEATED = ("what", "before", "meant", "apart")


@dataclass(frozen=True)
class Token:
    """kind: "number", "name", "sign", "break" or "end"; text: as it stands, a sign in its usual form."""

    kind: str
    text: str
    at: int
    length: int
    value: float = 0.0


def fault(kind: str, at: int, length: int, **words: Any) -> FormulaError:
    """The mistake of that kind (a key of WORDS) at `length` characters from `at` on."""
    shown = {name: _short(word) if name in REPEATED else word for name, word in words.items()}
    return FormulaError(WORDS[kind].format(**shown), kind, at, length)


def _short(word: str) -> str:
    return word if len(word) <= 2 * SHOWN else word[:SHOWN] + "…"


def tokens(text: str, rule: bool = False) -> list[Token]:
    """Of a whole text, the last of kind "end". rule: of a longer text, in whose names _ may stand. Raises FormulaError
    at what means nothing."""
    most = int((RULE_LIMITS if rule else LIMITS)["characters"])
    if len(text) > most:
        raise fault("rule_long" if rule else "long", most, len(text) - most, most=most, count=len(text))
    return list(_tokens(text, *((LETTERS | DIGITS | {"_"}, (*SIGNS, MEANS)) if rule else (LETTERS | DIGITS, SIGNS))))


def parts(found: list[Token]) -> list[list[Token]]:
    """The tokens of each line that is not empty, with an end of its own."""
    lines: list[list[Token]] = [[]]
    for token in found:
        if token.kind == "break":
            lines[-1].append(Token("end", "", token.at, 0))
            lines.append([])
        else:
            lines[-1].append(token)
    return [line for line in lines if line[0].kind != "end"]


def _tokens(text: str, inside: frozenset[str], signs: tuple[str, ...]) -> Iterator[Token]:
    """inside: what may stand in a name behind its first letter; signs: the longest first."""
    at = last = 0
    while at < len(text):
        character = text[at]
        if character in SPACES:
            at += 1
            continue
        if character == NOTE:
            at = text.find("\n", at) % (len(text) + 1)  # or to the end
            continue
        if character in BREAKS:
            token = Token("break", character, at, 1)
        elif character in DIGITS or (character == "." and text[at + 1 : at + 2] in DIGITS):
            token = _number(text, at)
        elif character in LETTERS:
            token = Token("name", text[at : _past(text, at, inside)], at, 0)
        elif character in CONSTANTS:
            token = Token("name", character, at, 0)
        else:
            token = _sign(text, at, signs)
        token = Token(token.kind, token.text, at, token.length or len(token.text), token.value)
        yield token
        at = at + token.length
        last = at
    yield Token("end", "", last, 0)


def _past(text: str, at: int, kept: frozenset[str]) -> int:
    while at < len(text) and text[at] in kept:
        at += 1
    return at


def _number(text: str, at: int) -> Token:
    """Digits, a point, and an exponent if digits follow its e: 2e3, but 2e is 2 * e."""
    end = _past(text, at, DIGITS)
    if text[end : end + 1] == ".":
        end = _past(text, end + 1, DIGITS)
    if text[end : end + 1] in ("e", "E"):
        signed = end + 2 if text[end + 1 : end + 2] in ("+", "-") else end + 1
        past = _past(text, signed, DIGITS)
        end = past if past > signed else end
    value = float(text[at:end])
    if not isfinite(value):
        raise fault("number", at, end - at, what=text[at:end])
    return Token("number", text[at:end], at, end - at, value)


def _sign(text: str, at: int, signs: tuple[str, ...]) -> Token:
    for sign in signs:
        if text.startswith(sign, at):
            return Token("sign", SAME.get(sign, sign), at, len(sign))
    character = text[at]
    if character in SAME:
        return Token("sign", SAME[character], at, 1)
    if character in LOOKALIKES:
        raise fault("lookalike", at, 1, what=character, meant=LOOKALIKES[character])
    raise fault("character", at, 1, what=character)
