"""A typed rule and its derivatives, walked: for orbits, of which JAX makes the same for rules that are compiled."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from engines import numpy_ops
from engines.derivatives import ONE, ZERO, jacobian
from engines.flattening import flat
from engines.formula import Assign, Call, Compare, Expression, Field, Formula, Item, Name
from engines.rewriting import changed, rebuilt
from engines.typed.walking import walked

LARGEST, SIGNED, POSITION = "largest_gradient", "largest_signed", "position"


def names_of(states: int) -> tuple[str, ...]:
    """What the step and the next states are differentiated by: the gradient, the position, the two largest, the
    states."""
    return ("g", POSITION, LARGEST, SIGNED, *(f"s{k}" for k in range(states)))


@lru_cache(maxsize=64)
def differentials(rule: Formula, states: int) -> tuple[Callable[..., Any], Callable[..., Any]]:
    """(*`names_of`, context, hyper) -> (step, *states), and -> the derivatives of each by those names; on arrays.

    The root is flat at 0 and below, as `dynamics.orbits.calm_ops` has it: at rest averages are 0, where it has no
    slope."""
    assert isinstance(rule.result, tuple)
    step, _, after = rule.result
    by = names_of(states)

    def named(node: Expression) -> Expression:
        if isinstance(node, Item):
            return Name(f"s{node.index}")
        if isinstance(node, Field) and node.of == "context" and node.name in by:
            return Name(node.name)
        if isinstance(node, Call) and node.function == "sqrt":
            (inside,) = node.arguments
            positive = Compare(">", inside, ZERO)
            root = Call("sqrt", (Call("where", (positive, inside, ONE)),))
            return Call("where", (positive, root, ZERO))
        return node

    body = tuple(Assign(line.targets, tuple(rebuilt(value, named) for value in line.values)) for line in rule.body)
    result = changed((step, *after) if isinstance(after, tuple) else (step, after), named)
    plain = flat(Formula(f"{__name__}.plain", (*by, "context", "hyper"), body, result))
    return walked(plain, numpy_ops), walked(flat(jacobian(plain, by)), numpy_ops)
