"""The fair comparison of a scenario's optimizers: each learning rate tuned alike, and the sentence that says how."""

from dynamics.tuning import HORIZON, OBJECTIVE, RATES, tune
from dynamics.words import number
from scenarios.running import spread
from scenarios.scenario import Contender, Scenario


def fair(scenario: Scenario) -> tuple[Scenario, list[str]]:
    """The scenario with every learning rate tuned alike, and what was done; unchanged where there is nothing to tune
    for."""
    land, schedule = scenario.landscape, scenario.schedule

    def tuned(c: Contender) -> Contender:
        if c.fork:  # it has no run of its own from the start
            return c
        best = tune(
            land, c.configured, scenario.start, scenario.steps, scenario.noise, scenario.seed, schedule
        ).optimizer
        return Contender(optimizer=c.optimizer, hyper=c.hyper | {"lr": best.hyper.lr})

    try:
        contenders = tuple(spread(tuned, scenario.contenders))
    except ValueError as error:
        return scenario, [str(error)]
    trial = min(scenario.steps, HORIZON)
    notice = (
        f"Tuned alike: for each optimizer the best of {len(RATES)} learning rates from {number(RATES[0])} to"
        f" {number(RATES[-1])}, by {OBJECTIVE}, in trials of {trial:,} steps from this start. All else is as set."
        + " Forks keep their rates."
        * any(c.fork for c in scenario.contenders)
    )
    return scenario.model_copy(update={"contenders": contenders}), [notice]
