"""The table of what may be typed, as the browser has it: `python -m player.known` writes static/formula/grammar.js."""

import json
from typing import Any

from dynamics import typed as rules
from dynamics.hyperparameters import GLOSSARY, NO_CORRECTION, STANDARD, Hyperparameter
from dynamics.loops import KNOWN
from engines.javascript import FUNCTIONS
from engines.typed.grammar import table
from landscapes.typed import surface
from landscapes.typed.examples import EXAMPLES

HEAD = (
    "// grammar.js: what may be typed, from engines/typed/grammar.py. Made by `python -m player.known`; not by hand.\n"
)


def grammar() -> dict[str, Any]:
    """name of an export -> its value."""
    typed = {
        "mark": surface.MARK, "title": surface.TITLE, "half": surface.HALF, "starts": surface.STARTS,
        "pace": surface.PACE, "steps": surface.STEPS, "least": surface.SLOWEST, "most": surface.FASTEST,
        "examples": EXAMPLES,
    }  # fmt: skip
    looks = {
        "short": rules.SHORT, "light": rules.SERIES.light, "dark": rules.SERIES.dark, "mark": rules.SERIES.mark,
        "dash": rules.SERIES.dash, "summary": rules.SUMMARY, "source": rules.SOURCE, "conventions": rules.CONVENTIONS,
        "normalised": True,
    }  # fmt: skip
    rule = {
        "title": rules.TITLE, "lr": rules.LR, "hint": rules.HINT, "looks": looks,
        "standard": STANDARD, "uncorrected": NO_CORRECTION, "symbols": SYMBOLS,
        "glossary": {name: control(h) for name, h in GLOSSARY.items() if not h.choices},
    }  # fmt: skip
    return table() | {"SCRIPT_NAMES": FUNCTIONS, "TYPED": typed, "RULE": rule, "RULE_TOLD": KNOWN | {"": "g$"}}


def control(h: Hyperparameter) -> dict[str, Any]:
    """A number on a scale, for the controls."""
    names = ("name", "symbol", "title", "hint", "scale", "low", "high", "least", "most", "closed")
    return {name: getattr(h, name) for name in names}


# of what a rule reads, where its name is long
SYMBOLS = {
    **{name: h.symbol for name, h in GLOSSARY.items() if h.symbol}, "base_lr": "η₀", "correction1": "c₁",
    "correction2": "c₂", "next_correction1": "c₁′", "largest_gradient": "max |g|", "largest_signed": "max g",
    "smoothness": "L", "pi": "π",
}  # fmt: skip


def grammar_text() -> str:
    """The text of static/formula/grammar.js."""
    lines = (f"export const {name} = {json.dumps(value, ensure_ascii=False)};\n" for name, value in grammar().items())
    return HEAD + "".join(lines)
