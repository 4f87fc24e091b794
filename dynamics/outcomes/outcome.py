"""What a run ends in, as a value: a kind and a sentence."""

from dataclasses import dataclass
from enum import IntEnum

NEAR = 1e-3  # "at a minimum": within this distance of one
RESTING = 1e-9  # a step shorter than this, relative to the map, is no motion that one could see


class Kind(IntEnum):
    """The ways a run can end. The numbers are the codes that `endpoints` returns."""

    MOVING = 0
    SETTLED = 1
    DIVERGED = 2
    STOPPED = 3  # at rest where the slope has gone, at no known minimum
    CYCLE = 4
    HOVERING = 5
    CREEPING = 6
    LEFT = 7  # out of the map, still finite
    FROZEN = 8  # rests only because the numbers underflowed
    BURSTING = 9
    NEAR_CYCLE = 10  # comes back nearly, again and again, without getting nearer
    CIRCLING = 11  # quasi-periodic: repeats nothing, and nearby runs neither part nor meet
    CHAOTIC = 12
    WANDERING = 13  # repeats nothing, and no exponent could be measured


@dataclass(frozen=True)
class Outcome:
    """kind; the step from which it holds (None: not known); the period of a cycle; a sentence without its subject; the
    largest Lyapunov exponent, a step (None: not needed to tell)."""

    kind: Kind
    step: int | None
    period: int | None
    sentence: str
    exponent: float | None = None
