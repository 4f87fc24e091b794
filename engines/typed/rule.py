"""A typed rule, ready for every engine: what an Optimizer has in the place of a Python function."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from engines.fingerprint import fingerprint
from engines.formula import Formula
from engines.typed.grammar import NEEDS
from engines.typed.rule_meaning import rule_of, start_of
from engines.typed.rule_tape import rule_tape
from engines.typed.rules import ZERO, RuleText


@dataclass(frozen=True)
class TypedRule:
    """formula: (g, state, context, hyper) -> (step, rate, states). start: g -> states; None where all are 0, from_zero:
    which are. tape: of both, for the kernels' interpreter."""

    formula: Formula
    start: Formula | None
    from_zero: tuple[bool, ...]
    tape: npt.NDArray[np.float64] = field(repr=False, compare=False)

    @property
    def fingerprint(self) -> str:
        """Changes with anything that could change a number."""
        return fingerprint(self.formula.text, self.start.text if self.start else "")

    @property
    def corrected(self) -> bool:
        """Whether it asks for the corrections of averages that start from 0."""
        return not self.formula.reads("context").isdisjoint(NEEDS)


def typed_rule(text: RuleText, context: Sequence[str], hypers: Sequence[str]) -> TypedRule:
    """context, hypers: names in the order in which kernels are told them."""
    formula, start = rule_of(text), start_of(text)
    tape = np.array(rule_tape(formula, start, context, hypers, tuple(text.states)))
    return TypedRule(formula, start, tuple(node == ZERO for node in text.states.values()), tape)
