"""The table of what may be typed, as the browser has it: `python -m player.known` writes static/formula/grammar.js."""

import json
from typing import Any

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
    return table() | {"SCRIPT_NAMES": FUNCTIONS, "TYPED": typed}


def grammar_text() -> str:
    """The text of static/formula/grammar.js."""
    lines = (f"export const {name} = {json.dumps(value, ensure_ascii=False)};\n" for name, value in grammar().items())
    return HEAD + "".join(lines)
