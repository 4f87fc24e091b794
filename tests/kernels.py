"""The kernels that a run of everything asks for: compiled before its first test, each by one worker alone.

On a new machine two workers and their servers would otherwise meet at the same kernels, and each compile them.
"""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from dynamics import OPTIMIZERS, rule, rule_text
from dynamics.kernels import block_kernel
from dynamics.online.identity import EQUATION_16
from dynamics.online.kernel import rounds_kernel
from dynamics.outcomes.lyapunov import parting_kernel
from landscapes import LANDSCAPES, formula
from landscapes.gradient_pointers import block_gradient_pointer, gradient_pointer

VARIED = ("adafix", "adam", "heavy-ball", "lion", "rmsprop", "sgd")  # `pytest -m slow` has the others


def asked_for() -> Iterator[Callable[[], Any]]:
    """What makes each of them, the dearest first, so that the workers end together."""
    typed = rule(rule_text(OPTIMIZERS["sgd"]))
    yield partial(block_kernel, typed, varied=True)
    yield partial(block_kernel, typed)
    yield partial(parting_kernel, typed)
    for optimizer in OPTIMIZERS.values():
        yield partial(parting_kernel, optimizer)  # the loop that records is within it
        yield partial(block_kernel, optimizer)
    for name in VARIED:
        yield partial(block_kernel, OPTIMIZERS[name], varied=True)
    for problem in (*OPTIMIZERS.values(), EQUATION_16):
        yield partial(rounds_kernel, problem)
    for land in (formula("x"), *LANDSCAPES.values()):
        yield partial(gradient_pointer, land.grad)
        yield partial(block_gradient_pointer, land.grad)


def share(claims: Path) -> None:
    """Makes those that no other worker has claimed. claims: a folder of the run, the same for all workers."""
    claims.mkdir(exist_ok=True)
    for k, make in enumerate(asked_for()):
        try:
            (claims / str(k)).touch(exist_ok=False)
        except FileExistsError:
            continue
        make()
