"""Runs that are no longer finite: told apart on disk, in the terminal and as JSON, and in no mean."""

import json
from dataclasses import replace
from math import isnan, nan

import pytest

from jobs import database
from jobs.states import CANCELLED, DONE, RUNNING
from networks.__main__ import main
from networks.results import comparing, records
from networks.results.diverged import DIVERGED
from networks.results.report import report
from networks.results.reproducing import comparisons
from networks.results.summary import Line, summary_table
from tests.networks.helping import launch
from tests.networks.results.test_reproducing import TABLE, runs

TOLD = "Run 2 (seed 1) diverged at update 70 of 1,000: from there on it is no longer finite."


def test_one_of_three_diverges_and_the_others_make_the_mean(here):
    found = launch("diverges", seeds=3)
    here.work(1)
    fine, gone, other = records.runs(found)
    assert [r.state for r in (fine, gone, other)] == [DONE, DIVERGED, DONE]
    assert (gone.sentence, gone.diverged, fine.diverged) == (TOLD, 70, None)
    assert isnan(gone.summary["validation_accuracy"])
    assert isnan(gone.summary["loss"])
    assert gone.summary["gradient_norm_start"] > 0
    assert "diverged_at" not in fine.summary
    (line,) = summary_table(found)
    assert line.diverged == "1 of 3"
    assert line.values["loss"][0] == pytest.approx((fine.summary["loss"] + other.summary["loss"]) / 2)
    mean = comparing.curve(line, "loss").value
    two = comparing.curve(Line((fine, other), {}), "loss").value
    assert mean.tolist() == two.tolist() != comparing.curve(Line((fine, gone), {}), "loss").value.tolist()


def test_what_still_trains_beside_it_is_not_over(here):
    found = launch("diverges", seeds=2)
    summary = '{"loss": 1.0, "diverged_at": 70.0}'
    with database.writing() as db:
        db.execute("UPDATE runs SET summary = ? WHERE id = 2", (summary,))
    assert [r.state for r in records.runs(found)] == [RUNNING, RUNNING]
    assert records.run(2).diverged == 70
    assert summary_table(found)[0].diverged == "1 of 2"
    with database.writing() as db:
        db.execute("UPDATE jobs SET state = ?", (CANCELLED,))
    assert [r.state for r in records.runs(found)] == [CANCELLED, DIVERGED]


def test_the_release_before_took_it_for_finished(here):
    found = launch(seeds=2)
    here.work(1)
    with database.writing() as db:
        db.execute("""UPDATE runs SET summary = '{"loss": NaN, "validation_accuracy": 0.0988}' WHERE id = 2""")
    fine, gone = records.runs(found)
    assert (fine.state, gone.state, gone.diverged) == (DONE, DIVERGED, 0)
    assert gone.sentence == "Run 2 (seed 1) diverged: it is no longer finite."
    assert isnan(gone.summary["validation_accuracy"])


def test_the_terminal_tells_and_it_is_no_success(capsys):
    words = ["run", "digits-first", "--set", "title=diverges", "--epochs", "20", "--seeds", "3"]
    assert main(words) == 1
    told = capsys.readouterr().out
    assert "diverges: 1 of 3 diverged." in told
    assert "Run 2 (seed 1) diverged at update 70 of 220: from there on it is no longer finite." in told
    row = told.splitlines()[2].split()
    assert row[:5] == ["2", "diverges", "0.001", "1", "diverged"]
    assert set(row[5:8]) == {"–"}, "no loss and no accuracy"
    assert main(["list"]) == 0
    assert "2 done, 1 diverged" in capsys.readouterr().out
    assert main(["show", "1", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [(r["state"], r["diverged_at"]) for r in found["runs"]] == [("done", None), (DIVERGED, 70), ("done", None)]
    assert found["runs"][1]["summary"]["validation_accuracy"] is None
    assert found["settings"][0]["diverged"] == 1
    assert found["settings"][0]["values"]["loss"]["mean"] > 0


def gone(record):
    return replace(record, state=DIVERGED, diverged=3, summary={"validation_accuracy": nan})


def test_beside_a_papers_numbers_it_is_left_out_and_counted():
    rows = runs(TABLE.full, [98.0] * len(TABLE.full))
    (all_there,) = comparisons([Line(tuple(rows[:2]), {"validation_accuracy": (0.98, 0.0)})])
    assert not any("diverged" in sentence for sentence in all_there.sentences)
    (beside,) = comparisons([Line((rows[0], gone(rows[1])), {"validation_accuracy": (0.98, nan)})])
    assert f"Runs that diverged are left out ({rows[0].experiment.title}: 1 of 2)." in beside.sentences
    (none,) = comparisons([Line((gone(rows[0]), gone(rows[1])), {"validation_accuracy": (nan, nan)})])
    assert none.rows[0][1]["validation_accuracy"].verdict == "diverged"
    assert report([gone(rows[0])])["settings"][0]["values"]["validation_accuracy"]["mean"] is None
