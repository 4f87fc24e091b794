"""What is made of what was measured."""

import json
from dataclasses import replace

import numpy as np
import pytest

from jobs.states import DONE
from networks.experiment.training_presets import TRAINING_PRESETS
from networks.results import records
from networks.results.records import Record
from papers import __main__ as command
from papers.means import above, beside
from papers.record import Chosen, Count, Exact, Item, NotHere, Predicate, Printed, Sampled
from papers.search import Search
from papers.verdict import Print, Run, judge

BIG, SMALL = Predicate("a is large", lambda m: m["a"] > 2), Predicate("a is small", lambda m: m["a"] < 2)
OPEN = Predicate("b is large", lambda m: None)
TEX = {"printed_tex": "a > 2", "corrected_tex": "a < 2"}


def item(**fields):
    kind = fields.pop("kind", "figure")
    return Item("000", "figure 1", "1", kind, "Something.", fields.pop("measure", lambda: {"a": 1.0}), **fields)


@pytest.mark.parametrize(
    ("printed", "corrected", "verdict"),
    [
        ((), (), Print.NO_FORMULA),
        ((SMALL,), (), Print.AS_PRINTED),
        ((BIG,), (SMALL,), Print.MISPRINT),
        ((BIG,), (BIG,), Print.FALSE),
        ((BIG,), (), Print.FALSE),
        ((SMALL, BIG), (SMALL,), Print.MISPRINT),
    ],
)
def test_a_formula(printed, corrected, verdict):
    assert judge(item(printed=printed, corrected=corrected, **TEX)).print is verdict


@pytest.mark.parametrize(
    ("claims", "verdict"),
    [
        ((), Run.NOTHING),
        ((SMALL,), Run.REPRODUCES),
        ((SMALL, BIG), Run.IN_PART),
        ((BIG,), Run.DOES_NOT),
        ((OPEN,), Run.CANNOT_TELL),
        ((SMALL, OPEN), Run.CANNOT_TELL),
        ((BIG, OPEN), Run.DOES_NOT),
        ((SMALL, BIG, OPEN), Run.IN_PART),
    ],
)
def test_a_run(claims, verdict):
    found = judge(item(claims=claims))
    assert (found.run, found.reduced) == (verdict, None)
    assert all(claim.words in found.sentence for claim in claims if claim in (BIG, OPEN))


@pytest.mark.parametrize(
    ("expected", "run", "apart"),
    [
        (Count(1), Run.REPRODUCES, 0),
        (Count(2), Run.DOES_NOT, 2),
        (Exact(1 + 1e-12), Run.REPRODUCES, 0.001),
        (Exact(1.001), Run.DOES_NOT, 1e6),
        (Sampled(1.1, 0.1), Run.REPRODUCES, 0.5),
        (Sampled(1.3, 0.1), Run.DOES_NOT, 1.5),
        (Printed(1.2, 1), Run.DOES_NOT, 4),
        (Printed(1.04, 1), Run.REPRODUCES, 0.8),
        (Printed(5, -1), Run.REPRODUCES, 0.8),
    ],
)
def test_a_number(expected, run, apart):
    found = judge(item(expected={"a": expected}))
    assert found.run is run
    assert found.rows[0].apart == pytest.approx(apart, rel=1e-3, abs=1e-9)


@pytest.mark.parametrize(
    ("rounding", "count", "run"),
    [(1.0, 2, Run.CANNOT_TELL), (0.0, 2, Run.DOES_NOT), (1.0, 1, Run.REPRODUCES), (0.0, 1, Run.REPRODUCES)],
)
def test_a_count_that_rounding_decides_is_open_unless_it_is_met(rounding, count, run):
    found = judge(item(measure=lambda: {"a": 1.0, "shaky": rounding}, expected={"a": Count(count, open_if="shaky")}))
    assert found.run is run


@pytest.mark.parametrize(("lead", "told"), [(1.0, True), (0.45, None), (-0.45, None), (-1.0, False)])
def test_means_are_told_apart_by_two_standard_errors(lead, told):
    """Of four seeds with a standard deviation of 0.3 and 0.4 the difference has an error of 0.25."""
    found = {"a": 5 + lead, "a_sd": 0.3, "b": 5.0, "b_sd": 0.4}
    assert above("a", "b", 4).holds(found) is told
    assert above("a", "b", 4, by=2.0).holds(found | {"a": 7 + lead}) is told
    assert beside("a", "b", 4).holds(found) is (told is not False)


def test_recorded_launches_of_the_full_setting_are_held_against_the_table(monkeypatch):
    preset = TRAINING_PRESETS["mnist-table"]
    ours = {"Adam": 0.98705, "AdaFix": 0.95}
    runs = [
        Record(k, DONE, "", launch=7, title=preset.title, seed=k, text=each.to_json(),
               summary={"validation_accuracy": ours[each.title]})
        for each in preset.full if each.title in ours
        for k in preset.full_seeds
    ]  # fmt: skip
    table = item(kind="table", claims=(SMALL,), not_here=NotHere("days", ("mnist-table", "cifar-vgg11"), "seconds"))
    for some, count in ((runs, 2), (runs[:-1], 1), ([], 0)):  # as many seeds as the paper, or none of that row
        monkeypatch.setattr(records, "runs", lambda some=some: some)
        found = judge(table).launched
        assert len(found) == count
        assert (judge(table).run, judge(table).reduced) == (Run.NOT_HERE, Run.REPRODUCES)
    monkeypatch.setattr(records, "runs", lambda: runs)
    adam, adafix = judge(table).launched
    assert (adam.holds, adafix.holds) == (True, False)
    assert "launch 7: Adam 98.7" in adam.words
    assert "printed 98.75±0.02" in adafix.words


def test_what_is_not_run_here_has_a_reduced_run():
    found = judge(item(claims=(SMALL,), not_here=NotHere("days", ("mnist-table",), "seconds")))
    assert (found.run, found.reduced) == (Run.NOT_HERE, Run.REPRODUCES)


@pytest.fixture
def one(monkeypatch, tmp_path):
    """A single item in place of all, and an empty record."""
    only = item(claims=(SMALL,), measure=lambda: {"a": 1.0, "b": float("nan")})
    monkeypatch.setattr(command, "items", lambda: {only.name: only})
    monkeypatch.setattr(command, "RECORD", tmp_path / "verdicts.json")
    return only


def test_a_verdict_that_is_not_on_record_is_told(one, capsys):
    assert command.main(["000", "figure", "1"]) == 1
    assert "on record is nothing" in capsys.readouterr().err
    assert command.main(["--record"]) == 0
    assert command.main([]) == 0
    out = capsys.readouterr()
    assert "000 figure 1: no formula; reproduces" in out.out
    assert not out.err
    command.RECORD.write_text(command.RECORD.read_text().replace("reproduces", "in part"))
    assert command.main(["000"]) == 1


def test_as_json_it_can_be_read_back(one, capsys):
    command.main(["--record"])
    capsys.readouterr()
    assert command.main(["--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["by"].startswith("Descent Explorer")
    assert told["items"][0]["item"] == "000 figure 1"
    assert told["items"][0]["measured"] == {"a": 1.0, "b": None}


def test_a_single_item_tells_what_was_tried(one, monkeypatch, capsys):
    tried = replace(one, chosen=(Chosen("y = 0.9", "not printed", lambda: Search("7", {"y": (0.9,)}, np.zeros(1))),))
    monkeypatch.setattr(command, "items", lambda: {tried.name: tried})
    command.main(["000", "figure", "1", "--record"])
    assert "1 trials" in capsys.readouterr().out
    command.main(["000"])
    assert "trials" not in capsys.readouterr().out


def test_what_trains_networks_can_be_left_out(one, monkeypatch, capsys):
    trained = replace(one, label="table 1", trains=True)
    monkeypatch.setattr(command, "items", lambda: {one.name: one, trained.name: trained})
    command.main(["--untrained", "--record"])
    out = capsys.readouterr().out
    assert "000 figure 1" in out
    assert "table 1" not in out


@pytest.mark.parametrize(("words", "there"), [(["9"], "there are 000"), (["000", "figure", "7"], "there are figure 1")])
def test_what_is_not_there_is_told_with_what_is(one, capsys, words, there):
    assert command.main(words) == 2
    assert there in capsys.readouterr().err
