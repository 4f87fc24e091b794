"""Warming up: compiling the kernels, or reading them from the disk cache, before somebody waits for them."""

from collections.abc import Iterator

from dynamics import OPTIMIZERS
from dynamics.kernels import trajectory_kernel
from dynamics.online.identity import EQUATION_16
from dynamics.online.kernel import rounds_kernel
from dynamics.outcomes.lyapunov import parting_kernel
from landscapes import LANDSCAPES
from landscapes.gradient_pointers import gradient_pointer
from scenarios.opening import FIRST, opening


def warm() -> Iterator[tuple[int, int, str]]:
    """Compile what the opening scenario needs, saying (done, total, what) before each."""
    scenario = opening(FIRST)
    total = len(scenario.contenders) + 1
    yield 0, total, scenario.landscape.title
    gradient_pointer(scenario.landscape.grad)
    for done, contender in enumerate(scenario.contenders, 1):
        yield done, total, contender.configured.title
        trajectory_kernel(contender.configured)


def kernels() -> None:
    """All others."""
    for land in LANDSCAPES.values():
        gradient_pointer(land.grad)
    for kernel in (trajectory_kernel, rounds_kernel, parting_kernel):
        for optimizer in OPTIMIZERS.values():
            kernel(optimizer)
    rounds_kernel(EQUATION_16)
