"""What the figure's script says and looks like as Python says it: names, words, marks, colours and limits, written to
static/known.js by `python -m player.known`, with the bibliography and what the explorer opens with. A test writes them
anew and compares.

What the script needs to compute with (formulas, minima, loops) is made elsewhere, in static/engine/.
"""

import json
from itertools import product
from pathlib import Path
from typing import Any

from bibliography import ENTRIES, keys_of
from browser.bundle import styles
from dynamics import OPTIMIZERS, Optimizer
from dynamics.hyperparameters import Hyperparameter
from dynamics.orbits import threshold_source
from dynamics.outcomes import judging
from dynamics.outcomes.look import EVEN
from dynamics.outcomes.outcome import NEAR
from dynamics.schedules import CONSTANT, KINDS
from dynamics.words import NONE, PLAIN
from engines.mathml import mathml
from figures.quantities import QUANTITIES, USUAL
from figures.small_picture import small_picture
from figures.theme import CONTOURS, DARK, LIGHT, PARTS, RAMP, Theme
from figures.thumbnail import thumbnail
from landscapes import LANDSCAPES, Landscape
from player.explore_state import ExploreState
from player.grammar import grammar_text
from player.opening import FILE as OPENING
from player.templates import templates_text
from scenarios.examples import EXAMPLES
from scenarios.link_parts import EXPLORE, FIGURE, LESSON, LOCKS, TEACH
from scenarios.opening import AT_OPENING, FIRST, contender
from scenarios.presets import PRESETS
from scenarios.scenario import FARTHEST, MOST_CONTENDERS, MOST_STEPS, VERSION
from scenarios.version import PRODUCT, RELEASE

# numbers of the judge that a page without a server asks
JUDGED = ("TAIL", "LONGEST", "ALIKE", "SHRINKS", "FILLS", "AT_EDGE", "ONE_WAY", "RESTING", "NEAR", "FAR")
STATIC = Path(__file__).parent.parent / "static"
FILE, LITERATURE = STATIC / "known.js", STATIC / "export" / "literature.js"
GRAMMAR, TEMPLATES = STATIC / "formula" / "grammar.js", STATIC / "formula" / "templates.js"
HEAD = (
    "// known.js: names, words, marks, colours and limits. Made by `python -m player.known`; not to be edited here.\n"
)


def surface(land: Landscape) -> dict[str, Any]:
    """A surface's words and looks. `thumbnail`: SVG paths for a box of 90 x 60."""
    return {
        "title": land.title,
        "formula": mathml(land.latex),
        "latex": land.latex,
        "source": land.source,
        "cites": keys_of(land.source),
        "look": land.look,
        "start": land.start,
        "steps": land.steps,
        "starts": [{"what": what, "at": at} for what, at in land.starts.items()],
        "parameters": [
            {
                "name": q.name,
                "symbol": q.symbol,
                "title": q.title,
                "hint": q.hint,
                "low": q.low,
                "high": q.high,
                "scale": "log" if q.log else "linear",
                "default": q.default,
            }
            for q in land.parameters
        ],
        "thumbnail": thumbnail(land),
    }


def optimizer(own: Optimizer) -> dict[str, Any]:
    """An optimizer's words and looks. Its formula in MathML is `rules[ruleAt[key]]`, where `key` is the values of the
    choices in `ruleBy`, with spaces between; "" where there are none. `cites`: what its rule and threshold are from."""
    by, found = formulas(own)
    rules = list(dict.fromkeys(found.values()))
    return {
        "title": own.title,
        "short": own.short,
        "light": own.series.light,
        "dark": own.series.dark,
        "mark": own.series.mark,
        "dash": own.series.dash,
        "summary": own.summary,
        "source": own.source,
        "cites": keys_of(own.source, threshold_source(own)),
        "conventions": own.conventions,
        "normalised": own.normalised,
        "opening": own.opening,
        "controls": [control(h, default) for h, default in zip(own.hyperparameters.values(), own.hyper, strict=True)],
        "ruleBy": by,
        "rules": rules,
        "ruleAt": {key: rules.index(rule) for key, rule in found.items()},
    }


def control(h: Hyperparameter, default: float | str) -> dict[str, Any]:
    """A hyperparameter: a number on a scale, or one of `choices`; `behind` is how a choice stands behind a name."""
    words = {"name": h.name, "symbol": h.symbol, "title": h.title, "hint": h.hint, "default": default}
    if h.choices:
        return words | {"choices": h.choices, "behind": h.behind}
    return words | {
        "scale": h.scale, "low": h.low, "high": h.high, "least": h.least, "most": h.most, "closed": h.closed,
    }  # fmt: skip


def formulas(own: Optimizer) -> tuple[list[str], dict[str, str]]:
    """The choices on which an optimizer's formula depends, and its MathML for each combination of them."""
    choices = {h.name: h.choices for h in own.hyperparameters.values() if h.choices}
    by = [name for name in choices if _matters(own, name, choices)]
    combined = (dict(zip(by, each, strict=True)) for each in product(*(choices[name] for name in by)))
    return by, {" ".join(each.values()): mathml(own.with_(**each).formula) for each in combined}


def _matters(own: Optimizer, name: str, choices: dict[str, tuple[str, ...]]) -> bool:
    others = [other for other in choices if other != name]
    for each in product(*(choices[other] for other in others)):
        given = dict(zip(others, each, strict=True))
        if len({own.with_(**given, **{name: choice}).formula for choice in choices[name]}) > 1:
            return True
    return False


def tones(look: Theme) -> dict[str, Any]:
    """The colours of light or dark paper; the two ends of the map and its lines as RGB; those of a step's parts."""
    return {
        "text": look.text,
        "soft": look.soft,
        "onmap": look.on_map,
        "hair": look.hair,
        "paper": look.paper,
        "low": look.low,
        "high": look.high,
        "line": look.line,
        "parts": [look.series(OPTIMIZERS[name]) for name in PARTS],
    }


def known() -> dict[str, Any]:
    """name of an export -> its value."""
    return {
        "SURFACES": {name: surface(land) for name, land in LANDSCAPES.items()},
        "FIRST": FIRST,
        "OPTIMIZERS": {name: optimizer(own) for name, own in OPTIMIZERS.items()},
        "OPENING": AT_OPENING,
        "SUITED": {land: {own: contender(land, own).hyper for own in OPTIMIZERS} for land in LANDSCAPES},
        "PRESETS": [
            {
                "name": preset.name,
                "title": preset.title,
                "source": preset.source,
                "look": preset.look,
                "scenario": preset.scenario.model_dump(mode="json"),
            }
            for preset in PRESETS.values()
        ],
        "EXAMPLES": [{"name": preset.name, "promise": preset.promise, **small_picture(preset)} for preset in EXAMPLES],
        "PANELS": {
            "known": {name: {"title": q.title, "unit": q.symbol} for name, q in QUANTITIES.items()},
            "usual": USUAL,
        },
        "LIMITS": {
            "VERSION": VERSION,
            "MOST_STEPS": MOST_STEPS,
            "MOST_CONTENDERS": MOST_CONTENDERS,
            "FARTHEST": FARTHEST,
            "NEAR": NEAR,
        },
        "JUDGE": {name: getattr(judging, name) for name in JUDGED} | {"EXACT": EVEN},
        "SCHEDULES": {
            "kinds": KINDS,
            "usual": {"kind": CONSTANT.kind, "final": CONSTANT.final, "at": CONSTANT.at, "by": CONSTANT.by},
        },
        "THEME": {"light": tones(LIGHT), "dark": tones(DARK), "ramp": RAMP, "contours": CONTOURS},
        "LINK_PARTS": {"figure": FIGURE, "explore": EXPLORE, "lesson": LESSON, "locks": LOCKS, "teach": TEACH},
        "STYLES": styles(),
        "PROVENANCE": {"product": PRODUCT, "release": RELEASE},
        "NUMBERS": {"plain": PLAIN, "none": NONE},
    }


def module() -> str:
    """The text of static/known.js: a line for each entry."""
    return HEAD + "".join(f"export const {name} = {_written(value)};\n" for name, value in known().items())


def literature() -> str:
    """The text of static/export/literature.js: the BibTeX of each entry, by key."""
    head = "// literature.js: the bibliography. Made by `python -m player.known`; not to be edited here.\n"
    return f"{head}export const LITERATURE = {_written({key: entry.bibtex for key, entry in ENTRIES.items()})};\n"


def _written(value: Any) -> str:
    if isinstance(value, dict):
        return "{\n" + "".join(f"  {_json(name)}: {_json(entry)},\n" for name, entry in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[\n" + "".join(f"  {_json(entry)},\n" for entry in value) + "]"
    return _json(value)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def opening_text() -> str:
    """The text of player/opening.json: what a server says that has not compiled anything yet."""
    return json.dumps(ExploreState().message(None) | {"waits": "compiler"}, indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    OPENING.write_text(opening_text(), encoding="utf-8")
    FILE.write_text(module(), encoding="utf-8")
    LITERATURE.write_text(literature(), encoding="utf-8")
    GRAMMAR.write_text(grammar_text(), encoding="utf-8")
    TEMPLATES.write_text(templates_text(), encoding="utf-8")
