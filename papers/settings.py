"""An item's settings in words, all of them: a sentence for the problem, one for each optimizer."""

from dynamics.hyperparameters import Hyperparameter, Value
from dynamics.optimizer import Optimizer
from dynamics.words import count, number, place
from papers.record import Item
from scenarios.online_words import about
from scenarios.scenario import Scenario


def settings(item: Item) -> list[str]:
    """Of its scenario or online problem; of neither, what it has in place of one: nothing, or the reduced run."""
    if item.scenario:
        return [_where(item.scenario), *(_configured(each.configured) for each in item.scenario.contenders)]
    if item.online:
        online = item.online
        rate = f"η = {number(online.lr)}, schedule {online.schedule}, {online.rounds:,} rounds, {online.seeds:,} seeds."
        return [about(online), rate, f"β₁ = {number(online.beta1)}, β₂ = {number(online.beta2)}."]
    return [item.not_here.reduced] if item.not_here else []


def _where(scenario: Scenario) -> str:
    land = scenario.landscape
    shape = [f"{q.title.lower()} {number(value)}" for q, value in zip(land.parameters, land.values, strict=True)]
    noise = [f"noise {number(scenario.noise)} from seed {scenario.seed}"] if scenario.noise else []
    run = [count(scenario.steps), *noise]
    return f"{', '.join([land.title, *shape])}; from {place(scenario.start)}, {', '.join(run)}."


def _configured(optimizer: Optimizer) -> str:
    hyper = zip(optimizer.hyperparameters.values(), optimizer.hyper, strict=True)
    return f"{optimizer.title}: {', '.join(_set(h, value) for h, value in hyper)}."


def _set(h: Hyperparameter, value: Value) -> str:
    return f"{h.symbol} = {number(float(value))}" if not h.choices else f"{h.title.lower()} {value}"
