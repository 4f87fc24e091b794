"""Warming up: compiling the kernels, or reading them from the disk cache, before somebody waits for them."""

from threading import Lock

from dynamics import OPTIMIZERS, Optimizer, rule
from dynamics.kernels import trajectory_kernel
from engines.typed.rule import TypedRule
from landscapes import LANDSCAPES, Landscape, formula
from landscapes.gradient_pointers import gradient_pointer
from scenarios.opening import FIRST, opening
from scenarios.scenario import Scenario

_ready: set[object] = set()  # the rules and gradients whose machine code is loaded
_one_at_a_time = Lock()  # two threads that ask for one kernel would both compile it


def ready(scenario: Scenario) -> bool:
    """Whether it can be run without compiling anything."""
    return scenario.landscape.grad in _ready and all(_loop(c.configured) in _ready for c in scenario.contenders)


def warm(scenario: Scenario | None = None) -> None:
    """Compile what a scenario needs; the opening one, if none is named."""
    scenario = scenario or opening(FIRST)
    _surface(scenario.landscape)
    for contender in scenario.contenders:
        _optimizer(contender.configured)


def kernels() -> None:
    """All others."""
    from dynamics.online.identity import EQUATION_16
    from dynamics.online.kernel import rounds_kernel
    from dynamics.outcomes.lyapunov import parting_kernel

    for land in (*LANDSCAPES.values(), formula("x")):  # one text warms the interpreters for all: so does one rule
        _surface(land)
    typed = rule("step = lr*g")
    for optimizer in (*OPTIMIZERS.values(), typed):
        _optimizer(optimizer)
    for kernel in (rounds_kernel, parting_kernel):
        for optimizer in OPTIMIZERS.values():
            kernel(optimizer)
    parting_kernel(typed)
    rounds_kernel(EQUATION_16)


def _surface(land: Landscape) -> None:
    with _one_at_a_time:
        gradient_pointer(land.grad)
        _ready.add(land.grad)


def _optimizer(optimizer: Optimizer) -> None:
    with _one_at_a_time:
        trajectory_kernel(optimizer)
        _ready.add(_loop(optimizer))


def _loop(optimizer: Optimizer) -> object:
    """What its loop is compiled for: one does for all typed rules."""
    return TypedRule if isinstance(optimizer.rule, TypedRule) else optimizer.rule
