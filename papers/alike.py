"""Whether a measured difference is none but for rounding, and what two formulas that should be one make of it."""

from papers.record import Predicate

SMALL = 1e-9  # relative, or of lengths of about 1


def same(name: str, words: str) -> Predicate:
    """A difference that is none but for rounding."""
    return Predicate(words, lambda m: abs(m[name]) < SMALL)


def apart(name: str, words: str) -> Predicate:
    return Predicate(words, lambda m: abs(m[name]) >= SMALL)


def one(name: str, words: str) -> Predicate:
    """A ratio that is 1 but for rounding."""
    return Predicate(words, lambda m: abs(m[name] - 1) < SMALL)
