"""What a state means, behind the colon of its line: `average gradient by beta1`. static/formula/state_meaning.js does
the same."""

from collections.abc import Iterable, Mapping

from engines.typed.cursor import Cursor
from engines.typed.grammar import BY, STATE_MEANINGS
from engines.typed.spelling import SHORTEST, near
from engines.typed.tokens import Token


def state_meaning(line: Cursor, hyperparameters: Mapping[str, bool]) -> tuple[str, str]:
    """The words, and the hyperparameter by which its start fades, "" where it never does. hyperparameters: name ->
    whether it lies from 0 to 1. Raises FormulaError at the first word with which no meaning goes on."""
    words: list[str] = []
    while (word := line.now.text) in (more := _next(words)):
        words.append(word)
        line.next()
    what = " ".join(words)
    whole, by = what in STATE_MEANINGS, word == BY
    _unless_misspelt(line, line.now, more)
    if not whole:
        raise line.fault("meaning", line.now, words=", ".join(more))
    if by != STATE_MEANINGS[what]:
        raise line.fault("meaning_ends" if by else "fades", line.now, meaning=what)
    if by:
        line.next()
        return what, _decay(line, what, hyperparameters)
    if line.now.kind != "end":
        raise line.fault("meaning_ends", line.now, meaning=what)
    return what, ""


def _next(words: list[str]) -> list[str]:
    """The words with which a meaning that begins so goes on, each once."""
    begun = (each.split(" ") for each in STATE_MEANINGS)
    return list(dict.fromkeys(each[len(words)] for each in begun if each[: len(words)] == words != each))


def _unless_misspelt(line: Cursor, word: Token, known: Iterable[str]) -> None:
    for each in known:
        if min(word.length, len(each)) >= SHORTEST and near(word.text.lower(), each):
            raise line.fault("meant", word, meant=each)


def _decay(line: Cursor, what: str, hyperparameters: Mapping[str, bool]) -> str:
    name = line.next()
    if name.text not in hyperparameters:
        _unless_misspelt(line, name, hyperparameters)
        raise line.fault("fades", name, meaning=what)
    if not hyperparameters[name.text]:
        raise line.fault("decay", name)
    if line.now.kind != "end":
        raise line.fault("meaning_ends", line.now, meaning=f"{what} {BY} {name.text}")
    return name.text
