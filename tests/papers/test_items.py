"""Laws over every item of the papers: none is missing, each says what would bear it out, and no tolerance hides a
difference."""

import json
from dataclasses import replace

import pytest

from dynamics import OPTIMIZERS
from engines import ops
from papers.__main__ import RECORD, fixed
from papers.contents import LABELS
from papers.finding import items
from papers.verdict import judge, rows_of

ITEMS = items()
# Under a second together; `pytest -m slow` runs all of them.
QUICK = (
    "000 update", "000 theorem 3.1", "000 figure 1", "000 conclusion 1", "001 equations 3 to 6", "001 proposition 1",
    "001 proposition 2", "001 equation 17", "001 corollary 2", "001 theorem 3.1", "001 equation 18",
)  # fmt: skip
on_record = json.loads(RECORD.read_text())


def faster(scenario):
    """The same runs at a rate 10 % higher."""
    contenders = tuple(
        each.model_copy(update={"hyper": dict(each.hyper) | {"lr": 1.1 * each.configured.hyper.lr}})
        for each in scenario.contenders
    )
    return scenario.model_copy(update={"contenders": contenders})


def test_every_label_has_its_item():
    assert list(ITEMS) == list(LABELS)
    assert len(set(LABELS)) == len(LABELS)


@pytest.mark.parametrize("name", LABELS)
def test_an_item_says_what_would_bear_it_out(name):
    item = ITEMS[name]
    assert item.says.endswith(".")
    assert item.claims or item.expected or item.printed
    assert not item.corrected or (item.printed_tex and item.corrected_tex)
    if item.kind == "figure":
        assert item.claims or item.expected
        assert item.figure
    if item.not_here:
        assert item.not_here.setting
        assert item.not_here.reduced


@pytest.mark.parametrize("name", [name for name, item in ITEMS.items() if item.expected])
def test_a_number_twice_its_tolerance_away_fails(name):
    item = ITEMS[name]
    right = {key: each.value for key, each in item.expected.items()}
    only = item.__class__(**{**vars(item), "claims": ()})
    assert all(row.holds for row in rows_of(only, right))
    for key, each in item.expected.items():
        for off in (-2 * each.tolerance, 2 * each.tolerance):
            (row,) = [row for row in rows_of(only, right | {key: each.value + off}) if not row.holds]
            assert key in row.words
            assert row.apart == pytest.approx(2, rel=1e-3)


@pytest.mark.parametrize("name", QUICK)
def test_a_verdict_is_the_one_on_record(name):
    assert fixed(judge(ITEMS[name])) == on_record[name]


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in LABELS if name not in QUICK])
def test_every_other_verdict_is_the_one_on_record(name):
    assert fixed(judge(ITEMS[name])) == on_record[name]


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name, item in ITEMS.items() if item.scenario])
def test_another_rate_measures_something_else(name):
    item = ITEMS[name]
    if item.moves:
        assert item.moves.endswith(".")
    else:
        assert item.measured(faster(item.scenario)) != item.measured()


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
                     "000 algorithm 1", "001 equation 13, Adam", "001 conclusion 1", "001 claim budget")
        if fixed(judge(ITEMS[name])) != on_record[name]
    ]  # fmt: skip
    assert len(turned) >= 5, turned


def test_everything_on_record_is_an_item():
    assert set(on_record) == set(LABELS)
