"""Numbers in sentences: three digits, a true minus, powers of ten with a raised exponent."""

from collections.abc import Sequence
from math import inf, isfinite

NONE = "–"  # where there is no number
PLAIN = (1e-3, 1e4)  # sizes written without a power of ten
DUST = 1e-12  # of a point's other coordinate
RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def number(value: float, digits: int = 3) -> str:
    """0.00123 -> "0.00123", 1.2e-7 -> "1.2 × 10⁻⁷", -3 -> "−3"."""
    if not isfinite(value):
        return NONE
    size = abs(value)
    if size == 0:
        return "0"  # without the sign of -0.0
    if PLAIN[0] <= size < PLAIN[1]:
        plain = f"{value:.{digits}g}"
        return (plain if "e" not in plain else f"{value:.0f}").replace("-", "−")
    mantissa, exponent = f"{value:.{digits - 2}e}".split("e")
    return f"{mantissa} × {power(int(exponent))}".replace("-", "−")


def power(exponent: int) -> str:
    """-7 -> "10⁻⁷"."""
    return f"10{str(exponent).translate(RAISED)}"


def count(steps: int) -> str:
    """1 -> "1 step", 3113 -> "3,113 steps"."""
    return f"{steps:,} step{'' if steps == 1 else 's'}"


def place(point: Sequence[float]) -> str:
    """(3.0, -1.85), rounded to three digits; 0 where rounding errors of the other coordinate are larger."""
    dust = DUST * max(abs(v) for v in point)
    x, y = (number(0.0 if abs(v) < dust < inf else v) for v in point)
    return f"({x}, {y})"
