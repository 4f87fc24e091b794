"""A goal and what reaches it in words, for who does not read expressions: `run.sgd.left and run.sgd.lr <= 2.05` is "SGD
leaves the map for good, and SGD's η is at most 2.05"."""

import math
from collections.abc import Mapping
from typing import Any

from dynamics.hyperparameters import GLOSSARY as HYPERPARAMETERS
from dynamics.words import place
from lessons.grammar import Tree
from lessons.lesson import Step
from lessons.parts import setting_name
from lessons.prose import spoken
from lessons.quantities import in_expressions

COMPARED = {  # what is spelled where it holds, and the sign that holds where it does not
    "<": ("is below", ">="), "<=": ("is at most", ">"), ">": ("is above", "<="), ">=": ("is at least", "<"),
    "==": ("equals", "!="), "!=": ("differs from", "=="),
}  # fmt: skip
SHOWN = {"*": "×", "-": "−"}
DOES = {  # what either holds or not
    "left": ("leaves the map for good", "does not leave the map for good"),
    "settles": ("comes to rest at a minimum", "does not come to rest at a minimum"),
    "repeats": ("ends on a cycle of {} steps", "does not end on a cycle of {} steps"),
    "stable": ("is stable", "is unstable"),
}
NOUNS = {
    "x": "x", "y": "y", "loss": "f", "gradient_x": "gradient in x", "gradient_y": "gradient in y",
    "distance": "distance from the nearest minimum", "step_x": "step in x", "step_y": "step in y",
    "rate_x": "effective rate in x", "rate_y": "effective rate in y", "sharpness": "sharpness over its threshold",
    "updates": "count of updates", "first": "count of steps until first within {} of a minimum",
    "stays": "count of steps until within {} of a minimum for good", "outcome": "end",
    "end": "place after the last round",
    "falls": "share of rounds in which what it divides by falls", "start_accuracy": "accuracy before the first update",
}  # fmt: skip
WHEN = {0: "at first", -1: "at the end"}
POWERS = {2: "²", 3: "³"}


def goal_in_words(step: Step) -> str:
    """A sentence."""
    assert step.goal
    spelled = _Words(step).clause(step.goal.tree)
    return f"{spelled[0].upper()}{spelled[1:]}."


def settings_in_words(step: Step, change: Mapping[str, Any]) -> str:
    """What `do` or `near` sets: SGD's η = 2.01."""
    words, out = _Words(step), []
    for name, value in change.items():
        each = {(name, inner): own for inner, own in value.items()} if isinstance(value, Mapping) else {(name,): value}
        for path, own in each.items():
            spelled = own if isinstance(own, str) else place(own) if isinstance(own, list) else spoken(own, 4)
            out.append(f"{words.named(path)} = {spelled}")
    return ", ".join(out)


class _Words:
    """The words of a step's expressions."""

    def __init__(self, step: Step) -> None:
        own, page = step.scenario, step.page
        self.owners = {"surface": "the surface", "start": "the start", "orbit": "the orbit", "training": "the training"}
        self.symbols: dict[str, str] = {}
        if own:
            self.owners |= dict(zip(map(in_expressions, own.keys), own.titles, strict=True))
            self.symbols = {each.name: each.title.lower() for each in own.landscape.parameters}
        elif step.online and page:
            runs = getattr(page.state, "runs", ())
            self.owners |= {in_expressions(run.optimizer.name): run.optimizer.title for run in runs}

    def clause(self, tree: Tree, holds: bool = True) -> str:
        """What an expression says that is true or not; holds: False for the contrary."""
        what, *parts = tree
        if what == "not":
            return self.clause(parts[0], not holds)
        if what in ("and", "or"):
            joined = ", and " if (what == "and") == holds else ", or "
            return joined.join(self.clause(part, holds) for part in parts)
        if what in COMPARED:
            spelled, contrary = COMPARED[what]
            return f"{self.value(parts[0])} {spelled if holds else COMPARED[contrary][0]} {self.value(parts[1])}"
        path, given = (parts, ()) if what == "get" else (parts[0][1:], parts[1:]) if what == "of" else ((), ())
        if path and path[-1] in DOES:
            does = DOES[path[-1]][not holds]
            return f"{self.owner(path)} {does.format(*map(self.value, given))}"
        return f"{self.value(tree)} {'is' if holds else 'is not'} so"

    def value(self, tree: Tree) -> str:
        """What an expression comes to, as it was computed."""
        what, *parts = tree
        if what == "number":
            return "π" if parts[0] == math.pi else spoken(parts[0], 4)
        if what == "get":
            return self.named(parts)
        if what == "at":
            return f"{self.value(parts[0])} {WHEN.get(parts[1], f'at step {parts[1]}')}"
        if what == "negative":
            return f"−{self.value(parts[0])}"
        if what == "of":
            return self.named(parts[0][1:]).format(*map(self.value, parts[1:]))
        if what == "^":
            base, power = self.value(parts[0]), parts[1]
            return f"{base}{POWERS.get(power[1], '') or f'^{self.value(power)}'}"
        if what == "call":
            return self.function(*parts)
        if what in ("+", "-", "*", "/"):
            return f" {SHOWN.get(what, what)} ".join(map(self.value, parts))
        return self.clause(tree)

    def function(self, name: str, *parts: Tree) -> str:
        """A function of them."""
        inner = (self.clause if name == "when" else self.value)(parts[0])
        if name in ("max", "min"):
            spelled = " and ".join(map(self.value, parts))
            return f"the {'largest' if name == 'max' else 'smallest'} value of {spelled}"
        return {"abs": "|{}|", "sqrt": "√({})", "when": "the first step at which {}"}[name].format(inner)

    def owner(self, path: Any) -> str:
        """Whose quantity it is: SGD."""
        path = path[1:] if path[0] in ("lesson", "run", "game") else path
        return self.owners.get(path[0], "") if len(path) > 1 else ""

    def named(self, path: Any) -> str:
        """A quantity: SGD's η."""
        owner, name = self.owner(path), path[-1]
        symbol = HYPERPARAMETERS[name].symbol or HYPERPARAMETERS[name].title if name in HYPERPARAMETERS else ""
        if owner:
            noun = NOUNS.get(name) or self.symbols.get(name) or symbol.lower() or name
            return f"{owner}'s {noun}{' in the lesson' if path[0] == 'lesson' else ''}"
        return {"steps": "the count of steps", "start": "the start", "noise": "the noise"}.get(name) or (
            setting_name(name) if symbol else name
        )
