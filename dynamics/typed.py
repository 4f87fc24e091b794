"""A typed text as an Optimizer: `rule("state m; m = 0.9*m + g; step = lr*m")`."""

from functools import lru_cache

from dynamics.hyperparameters import GLOSSARY, Hyperparameter
from dynamics.meanings import Meaning
from dynamics.optimizer import Optimizer, Series, StepContext
from engines.formula import FormulaError
from engines.typed import rules
from engines.typed.latex import rule_latex
from engines.typed.numbers import numbers_of
from engines.typed.rule import typed_rule
from engines.typed.tokens import fault

MARK = "= "  # before a text, where an optimizer's name is asked for
TITLE, SHORT = "Your rule", "Yours"
LR = 0.01  # where the text gives no learning rate
SERIES = Series("#33312E", "#E9E6E0", "hollow disc", (1, 2.5))
HINT = "A number of your own."
SUMMARY, SOURCE, CONVENTIONS = "A rule of your own.", "typed", "As it is typed."


@lru_cache(maxsize=64)
def rule(text: str) -> Optimizer:
    """The optimizer that a text describes, in g, t, lr, x and what a step is told besides (`StepContext`), by name;
    `engines.typed.grammar` says what may be typed.

    `rule("beta = 0.9; state m; m = beta*m + g; step = lr*m; rate = lr").with_(beta=0.5)`. Without a line for the rate
    its effective rate is not defined. Raises FormulaError, which says where the text goes wrong (`at`, `length`) and
    what would do instead.
    """
    parsed = rules.read_rule(text)
    described = {h.name: _described(h) for h in parsed.hyperparameters}
    given = {"lr": LR} | {h.name: h.value for h in parsed.hyperparameters}
    return Optimizer(
        name=MARK + text,
        title=TITLE,
        short=SHORT,
        latex=rule_latex(parsed),
        summary=SUMMARY,
        source=SOURCE,
        conventions=CONVENTIONS,
        series=SERIES,
        rule=typed_rule(parsed, StepContext._fields, tuple(given)),
        Hyper=numbers_of(given),
        state_variables=tuple(parsed.states),
        meanings=tuple(Meaning(*parsed.meanings.get(state, ("",))) for state in parsed.states),
        own=tuple(described.values()),
        opening=None,
    )


def find(name: str) -> Optimizer | None:
    """The optimizer of a name that begins with `MARK`; None where its text is no rule."""
    if not name.startswith(MARK):
        return None
    try:
        return rule(name.removeprefix(MARK))
    except FormulaError:
        return None


def _described(own: rules.Hyperparameter) -> Hyperparameter:
    """As the glossary has it, within the text's range; else with that range, or one about the value."""
    known = GLOSSARY.get(own.name)
    known = None if known is None or known.choices else known
    wide = max(1.0, abs(own.value))
    ends = (own.value - wide, own.value + wide) if own.low is None or own.high is None else (own.low, own.high)
    if known is None:
        return Hyperparameter(own.name, own.name, f"Number {own.name}", HINT, "linear", *ends, *ends)
    try:
        for value in (own.value,) if own.low is None else (own.value, *ends):
            known.check(value)
    except ValueError:
        raise fault("outside", own.at, own.length, what=own.name) from None
    return known
