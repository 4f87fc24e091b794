"""Every built-in rule as text, for the browser to begin from: `python -m player.known` writes
static/formula/templates.js."""

import json
from itertools import product
from typing import Any

from dynamics import OPTIMIZERS, rule_text
from dynamics.optimizer import Optimizer

HEAD = "// templates.js: the built-in rules as text, by their choices. Made by `python -m player.known`; not by hand.\n"


def template(own: Optimizer) -> dict[str, Any]:
    """The text `texts[at[key]]`, where `key` is the values of the choices in `by`, with spaces between; numbers are
    defaults."""
    choices = {h.name: h.choices for h in own.hyperparameters.values() if h.choices}
    found = {
        " ".join(each): rule_text(own.with_(**dict(zip(choices, each, strict=True))))
        for each in product(*choices.values())
    }
    texts = list(dict.fromkeys(found.values()))
    return {"by": list(choices), "texts": texts, "at": {key: texts.index(text) for key, text in found.items()}}


def templates_text() -> str:
    """A text is written as the places of its lines among all that there are: they share most."""
    made = {name: template(own) for name, own in OPTIMIZERS.items()}
    lines = list(dict.fromkeys(line for own in made.values() for text in own["texts"] for line in text.split("\n")))
    for own in made.values():
        own["texts"] = [[lines.index(line) for line in text.split("\n")] for text in own["texts"]]
    tables = {"RULE_LINES": lines, "RULE_TEMPLATES": made}
    rows = (f"export const {k} = {json.dumps(v, separators=(',', ':'))};\n" for k, v in tables.items())
    return HEAD + "".join(rows)
