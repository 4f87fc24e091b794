"""The sentence under the title: who reaches a minimum stays there, and who passes does not."""

import re

import pytest

from dynamics import Kind
from dynamics.rounding import Counts
from landscapes import LANDSCAPES
from scenarios import Contender, arrivals, opening, run
from scenarios.arrivals import arrival
from scenarios.book import book
from scenarios.summary import COUNT, sentence, summary
from scenarios.warm import warm

NUMBER = {"it": 1, "both": 2} | {word: k for k, word in enumerate(COUNT)}


def scenario(surface, start, steps, *contenders):
    chosen = tuple(Contender(optimizer=name, hyper=hyper) for name, hyper in contenders)
    return opening(surface).model_copy(update={"contenders": chosen, "start": start, "steps": steps})


def without(surface, *names):
    shown = opening(surface)
    return shown.model_copy(update={"contenders": tuple(c for c in shown.contenders if c.optimizer not in names)})


def test_a_run_that_is_thrown_out_again_passes():
    """Adam comes to rest at an origin that its own rates make unstable: known from theory, not from where it ends."""
    thrown = scenario("smooth-valley", (0.5, 0.9), 5_000, ("adam", {"lr": 1e-3}))
    runs = run(thrown)
    assert runs[0].outcome.kind == Kind.BURSTING
    assert runs[0].surface.within(1e-3, *runs[0].position[-1])
    assert summary(thrown, runs) == "From here it passes within 0.001 of the minimum after 2,474 steps."


def test_a_run_that_goes_on_passes():
    hovering = without("himmelblau", "sgd", "heavy-ball", "adagrad", "adam", "amsgrad")
    runs = run(hovering)
    assert not runs[0].surface.within(1e-3, *runs[0].position[-1])
    assert summary(hovering, runs) == "From here it passes within 0.001 of a minimum after 59 steps."


def test_one_that_hovers_passes_though_its_last_step_is_near():
    hovering = without("plateau", "sgd", "adagrad", "rmsprop", "adam", "amsgrad").model_copy(update={"steps": 150})
    runs = run(hovering)
    assert runs[0].outcome.kind == Kind.HOVERING
    assert runs[0].surface.within(1e-3, *runs[0].position[-1])
    assert summary(hovering, runs) == "From here it passes within 0.001 of the minimum after 150 steps."


def test_one_that_overshoots_and_is_still_under_way_passes():
    alone = without("quartic", "sgd", "heavy-ball", "adagrad", "rmsprop", "amsgrad")
    over = alone.model_copy(update={"start": (0.05, 0.02), "steps": 20})
    runs = run(over)
    assert runs[0].outcome.kind == Kind.MOVING
    assert summary(over, runs) == "From here it passes within 0.001 of the minimum after 11 steps."


def test_one_that_creeps_nearer_for_long_reaches_though_nobody_calls_it_settled():
    alone = without("sharp-valley", "sgd", "heavy-ball", "rmsprop", "adam", "amsgrad")
    creeping = alone.model_copy(update={"start": (0.7, -0.4), "steps": 3_000})
    runs = run(creeping)
    assert runs[0].outcome.kind == Kind.MOVING
    assert summary(creeping, runs) == "From here it reaches the minimum after 1,599 steps."


def test_one_that_rests_reaches():
    resting = without("rastrigin", "heavy-ball", "adagrad", "rmsprop", "adam", "amsgrad")
    runs = run(resting)
    assert runs[0].outcome.kind == Kind.SETTLED
    assert summary(resting, runs) == f"From here it reaches a minimum after {arrival(runs[0])} steps."


@pytest.mark.parametrize("name", [name for name, surface in LANDSCAPES.items() if len(surface.minima)])
def test_who_reaches_is_there_in_the_end_and_who_passes_or_reaches_came(name):
    shown = opening(name)
    runs = run(shown)
    told = summary(shown, runs)
    came = [r for r in runs if arrival(r) is not None]
    ends = [r for r in came if r.surface.within(1e-3, *r.position[-1])]
    reach = re.search(r"From here (?:all )?(\w+)(?: of \w+)? reach", told)
    reached = NUMBER[reach[1]] if reach else 0
    passed = len(came) - reached
    assert reached <= len(ends)
    assert ("pass" in told) == (passed > 0), told
    assert all(r in ends for r in came if r.outcome.kind == Kind.SETTLED)
    assert reached >= sum(r.outcome.kind == Kind.SETTLED for r in came)


def test_who_stays_is_not_called_first_where_another_passed_before():
    race = without("ackley", "sgd")
    runs = run(race)
    steps = {title: arrival(one) for title, one in zip(race.titles, runs, strict=True)}
    assert steps["RMSProp"] < steps["AdaGrad"] < steps["AMSGrad"]
    assert summary(race, runs) == (
        "From here two of five reach the same minimum; AdaGrad is the first of these, after 37 steps."
        " Two pass within 0.001 of one."
    )


def test_several_minima_are_counted_and_who_passes_one_is_named():
    assert summary(opening("himmelblau"), run(opening("himmelblau"))) == (
        "From here five of six reach minima, three different ones; AdaGrad is there first, after 21 steps."
        " RMSProp passes within 0.001 of one."
    )


def test_a_count_that_rounding_decides_is_said_to_be_one():
    """RMSProp from zero on the sharp valley; corrected, it is there after 900 steps in every arithmetic."""
    zero, corrected = (
        ("rmsprop", {"lr": 1e-3, "beta2": 0.999, "bias_correction": start}) for start in ("none", "standard")
    )
    alone = scenario("sharp-valley", (0.5, 0.9), 5_000, zero)
    told = summary(alone, run(alone))
    assert told == "From here it reaches the minimum after 3,789 steps, by rounding alone."
    both = scenario("sharp-valley", (0.5, 0.9), 5_000, corrected, zero)
    warm(both)
    found = book(both, wait=30.0)
    assert found.rounded == (False, True)
    assert "rounding" not in found.outcomes[0]
    assert "first within 0.001 after 3,789 steps by rounding alone, in other arithmetics" in found.outcomes[1]


def test_who_is_first_may_hang_on_another_count_than_its_own(monkeypatch):
    shown = opening("himmelblau")
    runs = run(shown)
    first = min(arrival(each) for each in runs)
    assert f"after {first} steps." in summary(shown, runs)
    monkeypatch.setattr(arrivals, "counts_to_a_minimum", lambda _, step: Counts(step, (step, first - 1), 300))
    later = max(runs, key=arrival)
    arrivals._known.pop(later)
    assert f"after {first} steps, by rounding alone." in summary(shown, runs)


def test_a_typed_surface_opens_with_what_happens_on_it_and_a_registered_one_with_what_to_watch():
    typed, known = opening("= x^2 + 3y^2"), opening("bowl")
    assert sentence(typed, run(typed)) == summary(typed, run(typed))
    assert sentence(known, run(known)) == LANDSCAPES["bowl"].look
