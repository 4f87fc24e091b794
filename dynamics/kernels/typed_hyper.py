"""What a kernel asks of the hyperparameters of typed rules, whatever rule they are of."""

from functools import cache
from typing import Any, NamedTuple

from dynamics.hyperparameters import NO_CORRECTION, STANDARD
from dynamics.kernels.typed_machine import CORRECTION1, CORRECTION2, NEXT1, SMOOTHNESS, asks
from engines.compiled import inlined
from engines.typed.rule_tape import BETA1, BETA2, FROM


class Told(NamedTuple):
    """What a kernel asks of hyperparameters, whatever rule they are of."""

    lr: Any
    beta1: Any
    beta2: Any
    bias_correction: Any
    tape: Any


@inlined
def _convention(tape):  # type: ignore[no-untyped-def]
    return STANDARD if asks(tape, CORRECTION1) or asks(tape, CORRECTION2) or asks(tape, NEXT1) else NO_CORRECTION


@inlined
def named(values, tape):  # type: ignore[no-untyped-def]
    """values: a vector."""
    b1, b2 = int(tape[BETA1]), int(tape[BETA2])
    return Told(values[0], values[b1] if b1 >= 0 else 0.0, values[b2] if b2 >= 0 else 0.0, _convention(tape), tape)


@inlined
def of_column(values, tape, i):  # type: ignore[no-untyped-def]
    """values: a row for each hyperparameter; of its i-th column."""
    b1, b2 = int(tape[BETA1]), int(tape[BETA2])
    return Told(
        values[0, i], values[b1, i] if b1 >= 0 else 0.0, values[b2, i] if b2 >= 0 else 0.0, _convention(tape), tape
    )


@inlined
def starts(hyper):  # type: ignore[no-untyped-def]
    return hyper.tape[FROM] > 0.0


@inlined
def follows(hyper):  # type: ignore[no-untyped-def]
    return asks(hyper.tape, SMOOTHNESS)


@cache
def fields() -> tuple[Any, Any, Any]:
    @inlined
    def beta1(hyper):  # type: ignore[no-untyped-def]
        return hyper.beta1

    @inlined
    def beta2(hyper):  # type: ignore[no-untyped-def]
        return hyper.beta2

    @inlined
    def convention(hyper):  # type: ignore[no-untyped-def]
        return hyper.bias_correction

    return beta1, beta2, convention
