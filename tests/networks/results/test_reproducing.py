"""Our numbers beside the papers': differences and verdicts are computed, and what differs in the settings is said."""

import json
import re
from math import nan

import pytest

from jobs.states import DONE, RUNNING
from networks.experiment.printed_tables import PRINTED_TABLES
from networks.experiment.training_presets import TRAINING_PRESETS
from networks.results.records import Record
from networks.results.report import report
from networks.results.reproducing import BEST, comparisons, judged
from networks.results.summary import Line, by_setting, spread_words

TABLE = TRAINING_PRESETS["mnist-table"]
ROWS = PRINTED_TABLES["mnist-table"].rows


def runs(experiments, accuracies, title=TABLE.title, state=DONE, seeds=(0, 1)):
    """Seeds whose accuracies are the given one (in %) plus and minus 0.01."""
    return [
        Record(10 * k + seed, state, "", launch=1, title=title, seed=seed, text=e.to_json(),
               summary={"validation_accuracy": (accuracy + 0.02 * seed - 0.01) / 100})
        for k, (e, accuracy) in enumerate(zip(experiments, accuracies, strict=True)) for seed in seeds
    ]  # fmt: skip


@pytest.mark.parametrize("name", PRINTED_TABLES)
def test_every_printed_row_is_one_that_the_preset_trains(name):
    preset, printed = TRAINING_PRESETS[name], PRINTED_TABLES[name]
    assert list(printed.rows) == [e.title for e in preset.full]
    assert re.search(rf", (figure \d and )?{printed.where}\b|algorithm 1", preset.source)
    for row in printed.rows.values():
        assert all(re.fullmatch(r"\d+(\.\d+)?(e-\d|±0\.\d\d)?", number) for number in row.values())


@pytest.mark.parametrize(
    ("mean", "deviation", "printed", "percent", "found"),
    [
        (98.75, 0.03, "98.70±0.03", True, (True, "within 2 sd")),
        (98.90, 0.03, "98.70±0.03", True, (False, "0.2 points above, 4.7 sd")),
        (98.70, nan, "98.70±0.03", True, (True, "within 2 sd")),
        (97.70, 0.0, "98.70±0.03", True, (False, "1 points below")),
        (96.14, nan, "96.1", True, (True, "as printed")),
        (96.16, nan, "96.1", True, (False, "0.06 points above")),
        (90.0, nan, "96.1", True, (False, "6.1 points below")),
        (3.64e-5, nan, "3.6e-5", False, (True, "as printed")),
        (7.2e-5, nan, "3.6e-5", False, (False, "2 times it")),
        (3.3e-5, nan, "3.6e-5", False, (False, "8.3 % below")),
        (nan, nan, "3.6e-5", False, (False, "diverged")),
    ],
)
def test_a_verdict_weighs_the_difference_by_the_spread_or_the_printed_digits(mean, deviation, printed, percent, found):
    assert judged(mean, deviation, printed, percent) == found


def test_the_full_setting_gets_a_verdict():
    printed = [float(row["validation_accuracy"].partition("±")[0]) for row in ROWS.values()]
    (exact,) = comparisons(by_setting(runs(TABLE.full, printed)))
    assert exact.changed == ()
    assert exact.sentences[0].startswith("5 of 5 numbers reproduce")
    assert exact.sentences[1] == "Highest validation accuracy: AdaFix, in the paper and here."
    (other,) = comparisons(by_setting(runs(TABLE.full, [*printed[:-1], 95.0])))
    assert other.sentences[0].startswith("4 of 5 numbers reproduce")
    assert other.sentences[1] == "Highest validation accuracy: AdaFix in the paper, Heavy ball and AMSGrad here."


def test_a_smaller_setting_is_told_and_gets_none():
    found = comparisons(
        by_setting(runs([e.with_(lr=0.2) for e in TABLE.experiments[:1]], [97.0], f"{TABLE.title}, changed"))
    )
    assert found[0].changed == ("hidden 256 instead of 2,048", "lr 0.2 instead of 0.1", "epochs 5 instead of 300")
    assert not any("reproduce" in sentence for sentence in found[0].sentences)


def test_only_what_is_finished_and_printed_is_compared():
    assert comparisons(by_setting(runs(TABLE.full[:1], [97.0], state=RUNNING))) == []
    assert comparisons(by_setting(runs(TABLE.full[:1], [97.0], title="Digits"))) == []
    assert comparisons(by_setting(runs([TABLE.full[0].with_(title="Lion")], [97.0]))) == []
    assert set(BEST) <= {
        quantity for printed in PRINTED_TABLES.values() for row in printed.rows.values() for quantity in row
    }


def test_the_report_carries_what_the_page_shows(monkeypatch):
    found = runs(TABLE.experiments[:2], [97.0, 98.0])
    told = json.loads(json.dumps(report(found), allow_nan=False))
    assert [r["learning_rate"] for r in told["runs"]] == [0.1, 0.1, 0.001, 0.001]
    assert [s["name"] for s in told["settings"]] == ["Heavy ball", "Adam"]
    assert told["settings"][1]["values"]["validation_accuracy"]["mean"] == pytest.approx(0.98)
    assert told["settings"][1]["values"]["validation_accuracy"]["deviation"] == pytest.approx(0.01 * 2**0.5 / 100)
    (paper,) = told["papers"]
    assert "table 1" in paper["where"]
    assert paper["rows"][1]["name"] == "Adam"
    assert paper["rows"][1]["validation_accuracy"]["printed"] == "98.70±0.03"
    assert paper["rows"][1]["validation_accuracy"]["mean"] == pytest.approx(98.0)


@pytest.mark.parametrize(
    ("mean", "deviation", "words"),
    [
        (98.7212, 0.0213, "98.721 ± 0.021"),
        (0.2459, 0.012, "0.246 ± 0.012"),
        (1.35, 0.3, "1.35 ± 0.30"),
        (3.64e-5, 0.41e-5, "(3.64 ± 0.41) × 10⁻⁵"),
        (120.4, 35.0, "120 ± 35"),
        (0.0, 0.0, "0 ± 0"),
        (-0.0246, 0.0012, "−0.0246 ± 0.0012"),
        (0.5, nan, "0.5"),
        (nan, nan, "–"),
        (float("inf"), nan, "–"),
    ],
)
def test_a_mean_ends_where_its_deviation_ends(mean, deviation, words):
    assert spread_words(mean, deviation) == words


def test_runs_of_one_setting_are_one_line():
    assert [len(line.runs) for line in by_setting(runs(TABLE.full[:2], [97.0, 98.0]))] == [2, 2]
    assert all(isinstance(line, Line) for line in by_setting([]))
