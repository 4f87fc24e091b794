"""An item and what became of it in words, for the page, the report and the terminal."""

import platform
import re
from math import inf, isnan

from dynamics.words import number
from papers.record import Item, Measured
from papers.verdict import Print, Row, Run, Verdict
from scenarios.version import PRODUCT, RELEASE

WHERE = f"{PRODUCT} {RELEASE}, Python {platform.python_version()}, {platform.system()} {platform.machine()}"
HELD = {True: "yes", False: "no", None: "cannot be told"}
WHOLE = 1e9  # below it a whole number is written in full


def titled(item: Item) -> str:
    """Its label as a title."""
    return item.label[0].upper() + item.label[1:]


def place(item: Item) -> str:
    """Where it stands in the paper."""
    return f"section {item.section}" if item.section[0].isdigit() else item.section


def verdict_words(verdict: Verdict) -> str:
    """What is to be told of print and run; of a reduced run that it is one."""
    words = [str(verdict.print)] if verdict.print != Print.NO_FORMULA else []
    if verdict.reduced:
        words.append(f"reduced run: {verdict.reduced}")
    elif verdict.run != Run.NOTHING:
        words.append(str(verdict.run))
    return " · ".join(words)


def numbers(measured: Measured) -> str:
    """Names with their numbers, and NAME_sd as the deviation of NAME."""
    return ", ".join(
        f"{name.replace('_', ' ')} {_number(value)}"
        + (f" ± {number(measured[f'{name}_sd'], 2)}" if f"{name}_sd" in measured else "")
        for name, value in measured.items()
        if not (name.endswith("_sd") and name.removesuffix("_sd") in measured)
    )


def apart(row: Row) -> str:
    """How far a number is from the one expected, with its sign, and in tolerances; nothing for words."""
    if isnan(row.apart):
        return ""
    sign = "+" if row.off > 0 else ""
    return f"{sign}{_number(row.off)} ({number(row.apart, 2)} tolerances)" if row.off else "0"


def _number(value: float) -> str:
    if isnan(value):
        return "none"
    if abs(value) == inf:
        return "∞" if value > 0 else "−∞"
    return f"{int(value):,}".replace("-", "−") if value == int(value) and abs(value) < WHOLE else number(value, 4)


def conventions_words(verdict: Verdict) -> str:
    """Whether conventions decide; nothing where there are none."""
    if not verdict.others:
        return ""
    if set(verdict.others.values()) == {verdict.reduced or verdict.run}:
        return f"Under other conventions the same: {'; '.join(verdict.others)}."
    return "Conventions decide. What the verdict would be under others:"


def lowered(html: str) -> str:
    """Indices as HTML sets them: v_t, v_{t−1}."""
    return re.sub(r"_(?:\{([^}]*)\}|(\w))", lambda found: f"<sub>{found[1] or found[2]}</sub>", html)
