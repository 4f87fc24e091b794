"""Numbers and ticks on figures: three digits, a true minus, powers of ten with a raised exponent."""

from math import ceil, floor, isfinite, log10

from dynamics.words import NONE, PLAIN, number

Parts = tuple[str, str]  # "3.2×10" and its exponent "−4"; the exponent is empty for plain numbers


def parts(value: float, digits: int = 3) -> Parts:
    """0.001 to 9999 plain, other numbers with a power of ten, however small: only 0 is "0"; a dash for none."""
    if not isfinite(value):
        return NONE, ""
    if value == 0 or PLAIN[0] <= abs(value) < PLAIN[1]:
        return number(value, digits), ""
    mantissa, exponent = f"{value:.{max(0, digits - 2)}e}".split("e")
    return f"{float(mantissa):g}×10".replace("-", "−"), str(int(exponent)).replace("-", "−")


def power(exponent: int) -> Parts:
    """A power of ten: 10 with its exponent."""
    return "10", str(exponent).replace("-", "−")


def html(text: Parts) -> str:
    return f"{text[0]}<sup>{text[1]}</sup>" if text[1] else text[0]


def ticks(low: float, high: float, count: float) -> list[float]:
    """Multiples of 1, 2 or 5 times a power of ten from low to high, about `count` of them."""
    if not high > low:
        return [low]
    raw = (high - low) / count
    size = 10.0 ** floor(log10(raw))
    step = next(c * size for c in (1, 2, 5, 10) if c * size >= raw * (1 - 1e-9))
    return [float(f"{k * step:.10g}") for k in range(ceil(low / step - 1e-9), floor(high / step + 1e-9) + 1)]
