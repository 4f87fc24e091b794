"""The glossary of hyperparameters: one name, symbol, range and hint each, the same for every optimizer.

Conventions on which papers and libraries differ are hyperparameters too. Inside a rule a choice is a number, its place
in `choices`.
"""

from dataclasses import dataclass
from math import isfinite

from dynamics import words

STANDARD = 0.0
NO_CORRECTION = 1.0
GRADIENT_INIT = 2.0

Value = float | str


@dataclass(frozen=True)
class Hyperparameter:
    """A number on a scale ("log", "decay": -log(1 - beta), "linear") from low to high, or one of `choices`.

    `low` and `high` bound the slider; `least` and `most` what is accepted (`most` itself only if `closed`).
    """

    name: str
    symbol: str
    title: str
    hint: str
    scale: str = "linear"
    low: float = 0.0
    high: float = 1.0
    least: float = 0.0
    most: float = 1e6
    closed: bool = True
    choices: tuple[str, ...] = ()
    behind: tuple[str, ...] = ()  # the choices as they stand behind a name: "Adam uncorrected"

    def check(self, value: Value) -> Value:
        """The value as a float or a choice. Raises ValueError with what is accepted."""
        if self.choices:
            if value not in self.choices:
                raise ValueError(f"{self.title} must be one of {', '.join(self.choices)}; got {value!r}.")
            return value
        try:
            number = float(value)
        except (TypeError, ValueError):
            raise ValueError(f"{self.title} must be a number; got {value!r}.") from None
        inside = self.least <= number <= self.most if self.closed else self.least <= number < self.most
        if not (isfinite(number) and inside):
            end = "at most" if self.closed else "below"
            got = words.number(number) if isfinite(number) else str(value)
            least, most = words.number(self.least), words.number(self.most)
            raise ValueError(f"{self.title} must be at least {least} and {end} {most}; got {got}.")
        return number

    def number(self, value: Value) -> float:
        """The value as the rules see it: choices by their place."""
        return float(self.choices.index(str(value))) if self.choices else float(value)


def rate(name: str, symbol: str, title: str, hint: str) -> Hyperparameter:
    return Hyperparameter(name, symbol, title, hint, "log", 1e-5, 10.0, 1e-12, 1e6)


def decay(name: str, symbol: str, title: str, hint: str) -> Hyperparameter:
    return Hyperparameter(name, symbol, title, hint, "decay", 0.0, 0.99999, 0.0, 1.0, closed=False)


def choice(name: str, title: str, choices: tuple[str, ...], hint: str, behind: tuple[str, ...] = ()) -> Hyperparameter:
    return Hyperparameter(name, "", title, hint, choices=choices, behind=behind or choices)


GLOSSARY = {
    h.name: h
    for h in (
        rate("lr", "η", "Learning rate", "Scale of every step. A schedule multiplies it."),
        decay("momentum", "μ", "Momentum", "Share of the last step that is kept: 0.9 remembers about 10 steps."),
        decay("beta1", "β₁", "First decay", "Memory of the gradient average: 0.9 remembers about 10 steps."),
        decay(
            "beta2", "β₂", "Second decay", "Memory of the squared-gradient average: 0.999 remembers about 1,000 steps."
        ),
        Hyperparameter(
            "epsilon",
            "ε",
            "Guard",
            "Keeps the division finite; once √v falls to it, steps shrink again.",
            "log",
            1e-16,
            1.0,
            0.0,
            1e3,
        ),
        Hyperparameter(
            "weight_decay",
            "λ",
            "Weight decay",
            "Pulls x and y towards 0 by this share of η each step.",
            "log",
            1e-5,
            1.0,
            0.0,
            10.0,
        ),
        choice(
            "bias_correction",
            "Start of the averages",
            ("standard", "none", "gradient-init"),
            "standard: from 0, divided by 1 − βᵗ. none: from 0, as they are. gradient-init: m from the first gradient,"
            " v from its square.",
            ("corrected", "uncorrected", "from g₁"),
        ),
        choice(
            "epsilon_placement",
            "Place of ε",
            ("outside", "inside"),
            "outside: √v + ε (the paper, PyTorch, optax). inside: √(v + ε).",
        ),
        choice(
            "denominator",
            "Denominator",
            ("root", "v"),
            "root: √v̂. v: v̂ itself, as the AdaFix paper prints it.",
            ("over √v̂", "over v̂"),
        ),
    )
}
