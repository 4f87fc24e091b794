"""Laws over every item of the papers: none is missing, each says what would bear it out, and no tolerance hides a
difference."""

import inspect
import json
from dataclasses import replace

import pytest

from dynamics import OPTIMIZERS
from engines import ops
from networks.experiment.training_presets import TRAINING_PRESETS
from networks.here import train_here
from papers.__main__ import RECORD, fixed
from papers.adafix import trained as adafix
from papers.adafix.receding import at_the_bound
from papers.adamal import rounds
from papers.adamal import trained as adamal
from papers.amsgrad import trained as amsgrad
from papers.constant_step import trained as constant_step
from papers.contents import LABELS
from papers.finding import items
from papers.reduced import reduced
from papers.verdict import judge, rows_of
from scenarios.scenario import Scenario

ITEMS = items()
# Longer than a moment, without networks; `pytest -m slow` runs these and the networks.
LONG = {
    "000 abstract 2", "000 claim v fades", "000 algorithm 1", "000 conclusion 2", "002 abstract 3", "002 figure 3",
    "002 figure 4", "002 figure 5a", "002 claim RMSProp converges", "002 conclusion 3",
}  # fmt: skip
QUICK = [name for name, item in ITEMS.items() if not item.slow and name not in LONG]
WITHOUT_NETWORKS = [name for name, item in ITEMS.items() if not item.slow]
FIGURES = [name for name, item in ITEMS.items() if item.kind == "figure"]
RATES = ("lr", "rate")  # what a function that has no setting calls its rate
on_record = json.loads(RECORD.read_text())


def slow(names, quick):
    """The names as parameters, those that are not quick with the marker."""
    return [pytest.param(name, marks=() if name in quick else pytest.mark.slow) for name in names]


def faster(setting, times=1.1):
    """The same runs at other rates."""
    if not isinstance(setting, Scenario):
        return setting.model_copy(update={"lr": times * setting.lr})
    contenders = tuple(
        each.model_copy(update={"hyper": dict(each.hyper) | {"lr": times * each.configured.hyper.lr}})
        for each in setting.contenders
    )
    return setting.model_copy(update={"contenders": contenders})


def own_rate(item):
    """The name and the value of the rate that the measuring function of an item without a setting takes; None where it
    takes none."""
    taken = inspect.signature(item.measure).parameters
    return next(((name, taken[name].default) for name in RATES if name in taken), None)


def at_rates(item, times):
    """What it measures at other rates."""
    if item.setting:
        return item.measured(faster(item.setting, times))
    name, rate = own_rate(item)
    return replace(item, measure=lambda: item.measure(**{name: times * rate})).measured()


def test_every_label_has_its_item():
    assert list(ITEMS) == list(LABELS)
    assert len(set(LABELS)) == len(LABELS)


@pytest.mark.parametrize("name", LABELS)
def test_an_item_says_what_would_bear_it_out(name):
    item = ITEMS[name]
    assert item.says.endswith(".")
    assert item.claims or item.expected or item.printed
    assert not item.corrected or (item.printed_tex and item.corrected_tex)
    assert not item.printed or item.printed_tex
    assert not (item.scenario and item.online)
    if item.kind == "figure":
        assert item.claims or item.expected
        assert item.figure
        assert item.axes_from or item.paper in ("000", "001")
    if item.not_here:
        assert item.not_here.setting
        assert item.not_here.reduced


@pytest.mark.parametrize("name", [name for name, item in ITEMS.items() if item.expected])
def test_a_number_twice_its_tolerance_away_fails(name):
    item = ITEMS[name]
    right = {key: each.value for key, each in item.expected.items()}
    only = replace(item, claims=())
    assert all(row.holds for row in rows_of(only, right))
    for key, each in item.expected.items():
        assert each.reason
        for off in (-2 * each.tolerance, 2 * each.tolerance):
            (row,) = [row for row in rows_of(only, right | {key: each.value + off}) if not row.holds]
            assert key in row.words
            assert row.holds is False
            assert row.apart == pytest.approx(2, rel=1e-3)


@pytest.mark.parametrize("name", slow(LABELS, QUICK))
def test_a_verdict_is_the_one_on_record(name):
    assert fixed(judge(ITEMS[name])) == on_record[name]


@pytest.mark.parametrize("name", slow(WITHOUT_NETWORKS, QUICK))
def test_another_rate_measures_something_else_or_it_is_said_why_not(name):
    item = ITEMS[name]
    if item.moves:
        assert item.moves.endswith(".")
    else:
        assert item.setting or own_rate(item), "It has no rate, and does not say why."
        assert at_rates(item, 1.1) != item.measured()


@pytest.mark.parametrize("name", slow(FIGURES, QUICK))
def test_a_figure_has_a_claim_that_a_run_gone_wrong_fails(name, monkeypatch):
    """Gone wrong: optimizers that hardly move, networks too; an online problem whose rare slope never comes. Of what
    trains no network it has to be a claim that the true run bears out."""
    item = ITEMS[name]
    true = {row.words for row in rows_of(item, item.measured()) if row.holds} if not item.slow else set()
    if item.slow:
        still = {"epochs": 4, "every": 11, "lr": 1e-9, "rate": "given"}

        def trained(name, seeds=2, smaller=()):
            return train_here(reduced(TRAINING_PRESETS[name], **dict(smaller) | still), range(2))

        for module in (adafix, adamal, amsgrad, constant_step):
            monkeypatch.setattr(module, "trained", trained)
        wrong = item.measured()
    elif name == "001 figure 1":
        # swaps come from the noise, at whatever rate: here there is none and nothing moves
        monkeypatch.setattr("scenarios.swapped.NOISE", 0.0)
        wrong = replace(item, measure=lambda: rounds.swaps_on_surfaces(1e-9)).measured()
    elif item.online:
        wrong = item.measured(item.online.model_copy(update={"chance": 0.0}))
    else:
        wrong = at_rates(item, 1e-9)
    if item.slow:
        assert failing(item, wrong)
    elif not failing(item, wrong) & true:  # at a rate far too large then
        assert failing(item, at_rates(item, 1e3)) & true


def failing(item, measured):
    return {row.words for row in rows_of(item, measured) if not row.holds}


@pytest.mark.slow
def test_a_broken_rule_turns_verdicts(monkeypatch):
    """Adam whose average takes the whole gradient: ten times the steps, and no minimum of its sum."""

    def rule(g, state, context, hyper):
        m, v = state
        m = hyper.beta1 * m + g
        v = hyper.beta2 * v + (1 - hyper.beta2) * g * g
        root = ops.sqrt(v * context.correction2) + hyper.epsilon
        return context.lr * context.correction1 * m / root, context.lr / root, (m, v)

    # a rule of its own name, or a run kept from before would be taken for its
    monkeypatch.setitem(OPTIMIZERS, "adam", replace(OPTIMIZERS["adam"], rule=rule))
    turned = [
        name
        for name in ("000 figure 1", "000 conclusion 1", "000 claim v fades", "000 abstract 2", "000 theorem 3.1",
                     "000 algorithm 1", "001 equation 13, Adam", "001 conclusion 1", "001 claim budget",
                     "002 figure 1", "002 equation 4", "002 claim hypercube", "002 figure 3", "003 theorem 1")
        if fixed(judge(ITEMS[name])) != on_record[name]
    ]  # fmt: skip
    assert len(turned) >= 5, turned


def test_the_counterexample_of_000_lands_on_the_optimum():
    found = at_the_bound()
    assert found["before"] > 1
    assert found["after"] < 1e-12


def test_mirror_descent_in_the_record_is_the_one_by_hand():
    found = rounds.mirror_and_projection()
    assert found["by_hand"] < 1e-12 < 0.01 < found["entropy"]
    assert found["on_a_line"] < 1e-12 < 0.01 < found["proximal_point"]


def test_everything_on_record_is_an_item():
    assert set(on_record) == set(LABELS)
