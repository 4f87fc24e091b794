"""What means over seeds can tell: two of them differ, or too few seeds have run to say so."""

from math import hypot, sqrt

from papers.record import Measured, Predicate

ERRORS = 2.0  # standard errors of the difference, within which two means are not told apart


def above(one: str, other: str, seeds: int, by: float = 0.0) -> Predicate:
    """That the mean named `one` is above `other` by more than `by`, of measured means and their NAME_sd over the seeds;
    not to be told where the difference is within two of its standard errors of that."""
    words = f"{_named(one)} is above {_named(other)}" + (f" by {by:g} or more" if by else "")
    return Predicate(words, lambda m: _told(_lead(m, one, other) - by, _error(m, one, other, seeds)))


def beside(one: str, other: str, seeds: int) -> Predicate:
    """That the mean named `one` is above `other` or not told apart from it."""
    return Predicate(
        f"{_named(one)} is not below {_named(other)}", lambda m: _lead(m, one, other) >= -_error(m, one, other, seeds)
    )


def _named(measured: str) -> str:
    return measured.replace("_", " ")


def _lead(m: Measured, one: str, other: str) -> float:
    return m[one] - m[other]


def _error(m: Measured, one: str, other: str, seeds: int) -> float:
    return ERRORS * hypot(m[f"{one}_sd"], m[f"{other}_sd"]) / sqrt(seeds)


def _told(lead: float, error: float) -> bool | None:
    return None if abs(lead) <= error else lead > 0
