"""Typed rules train networks: what is refused, and what a job holds of them."""

import json

import pytest

from dynamics import OPTIMIZERS, rule, rule_text
from networks.experiment.precision import check
from networks.payload import payload, runs_of
from networks.training.training import Training
from tests.networks.helping import experiment

ADAM = rule_text(OPTIMIZERS["adam"])


def typed(text, **changes):
    return experiment(optimizer=f"= {text}", **changes)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (rule_text(OPTIMIZERS["adashift"]), "at most 4 states; this one keeps 13"),
        ("step = 1e39*g", "infinite"),
        ("step = g/(1e-40 + |g|)", "is 0"),
        ("tiny = 1e-45 in [0, 1]; step = g/(tiny + |g|)", "is 0"),
        ("state m = 1e39*g; step = m", "infinite"),
        ("beta2 = 0.99999999; state v; v = beta2*v; step = v", "cannot tell"),
    ],
)
def test_what_single_precision_cannot_hold_is_refused(text, says):
    with pytest.raises(ValueError, match=says):
        check(typed(text))
    check(typed(ADAM))


def test_a_job_holds_the_text_and_what_it_means():
    own = typed(ADAM)
    given = payload([(3, own.to_json())], own.rule)
    assert json.loads(given)[0]["experiment"]["optimizer"]["optimizer"] == f"= {ADAM}"
    assert json.loads(given)[0]["rule"] == rule(ADAM).rule.fingerprint
    (run,) = runs_of(given)
    assert run.experiment == own
    assert run.seed == 3
    with pytest.raises(ValueError, match="meant something else"):
        runs_of(given.replace(own.rule, "0" * 64))
    plain = experiment()
    assert "rule" not in json.loads(payload([(3, plain.to_json())], plain.rule))[0]


def test_a_typed_adam_trains_as_adam_does():
    losses = []
    for own in (experiment(optimizer="adam", steps=50), typed(ADAM, steps=50)):
        training = Training(runs_of(payload([(0, own.to_json())], own.rule)))
        while not training.done:
            training.advance()
        losses.append(float(training.latest[0, -1, 0]))
    assert losses[1] == pytest.approx(losses[0], rel=1e-4)
    assert losses[1] < 2.0
