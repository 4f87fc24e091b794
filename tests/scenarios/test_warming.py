"""What is compiled behind the page, before somebody waits for it."""

from dynamics import rule
from scenarios import Contender, Scenario, warm


def test_nothing_is_left_to_compile_for_what_is_typed(monkeypatch):
    """The kernels themselves are not made here: which ones are asked for."""
    ready: set[object] = set()
    monkeypatch.setattr(warm, "_ready", ready)
    for kernel in ("trajectory_kernel", "gradient_pointer"):
        monkeypatch.setattr(warm, kernel, lambda of: None)
    monkeypatch.setattr("dynamics.online.kernel.rounds_kernel", lambda of: None)
    parted = []
    monkeypatch.setattr("dynamics.outcomes.lyapunov.parting_kernel", parted.append)
    typed = Contender(optimizer="= step = 2*lr*g")
    scenario = Scenario(surface="= x^2 + y^4", contenders=[typed], start=(1, 1), steps=9)
    assert not warm.ready(scenario)
    warm.kernels()
    assert warm.ready(scenario)
    assert isinstance(parted[-1].rule, type(rule("step = lr*g").rule))
