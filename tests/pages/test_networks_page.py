"""The Networks page: one click trains a network, and whatever is typed, a sentence answers."""

import csv
import io
import json
import time
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import player.address
from dynamics.words import number
from jobs import launches
from jobs.states import DONE, QUEUED, RUNNING
from networks import launching
from networks.experiment import Experiment
from networks.experiment.training_presets import TRAINING_PRESETS
from networks.results import records
from networks.results.diverged import DIVERGED
from networks.results.report import report
from networks.results.summary import summary_table
from networks.terminal import results
from player.training_view import as_json, duration, table
from tests.pages.widgets import widget

ROOT = Path(__file__).parent.parent.parent
PATIENCE = 90  # seconds
SMALL = TRAINING_PRESETS["digits-first"].experiments[0].with_(epochs=3)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder of runs with a small sweep in it: two rates, two seeds."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DESCENT_RUNS", str(tmp_path_factory.mktemp("runs")))
        launch = launching.launch(
            "A small sweep", [(SMALL.with_(lr=lr), seed) for lr in (0.01, 0.001) for seed in (0, 1)]
        )
        settled(launch)
        yield launch


def settled(launch, states=frozenset({DONE})):
    end = time.monotonic() + PATIENCE
    while any(r.state in (QUEUED, RUNNING) for r in records.runs(launch)):
        assert time.monotonic() < end
        time.sleep(0.1)
    assert {r.state for r in records.runs(launch)} == states


@pytest.fixture
def page(folder):
    return opened()


def opened(**link):
    """The page, in a session of its own, at that address."""
    test = AppTest.from_file(ROOT / "app.py", default_timeout=120).run()
    test.query_params.update(link)
    test.switch_page("pages/networks.py").run()
    assert not test.exception
    return test


def spaced(cell):
    """As read: what must not break in a narrow column has other spaces."""
    return cell.replace("\N{NO-BREAK SPACE}", " ")


def text_of(test):
    return " ".join(c.value for c in test.caption).replace("\\", "")  # names are escaped for Markdown


def test_it_opens_on_the_newest_launch_with_results_over_the_seeds(page, folder):
    assert page.query_params["runs"] == str(folder)
    rows = page.table[0].value.map(spaced)
    assert list(rows[""]) == ["Adam η 0.01", "Adam η 0.001"]
    assert "± is over 2 seeds." in text_of(page)
    mean, _, deviation = rows["Loss"].iloc[0].partition(" ± ")
    losses = [r.summary["loss"] for r in records.runs(folder)[:2]]
    assert float(mean) == pytest.approx(sum(losses) / 2, rel=1e-2)
    assert float(deviation) > 0


def test_the_best_is_said_and_rows_can_be_sorted(folder):
    many = launching.launch("Many", [(SMALL.with_(lr=lr), 0) for lr in (1e-4, 0.01, 1e-3, 0.03)])
    settled(many)
    page = opened(runs=str(many))
    losses = {r.summary["loss"]: number(r.experiment.optimizer.configured.hyper.lr) for r in records.runs(many)}
    best = f"Lowest final loss: Adam η {losses[min(losses)]}, {number(min(losses))}."
    assert any(best in spaced(m.value).replace("\\", "") for m in page.markdown)
    widget(page.selectbox, "train_order").set_value("loss").run()
    assert [spaced(name) for name in page.table[0].value[""]] == [f"Adam η {losses[loss]}" for loss in sorted(losses)]
    widget(page.selectbox, "train_order").set_value("validation_accuracy").run()
    accuracies = [float(a) for a in page.table[0].value["Validation accuracy, %"]]
    assert accuracies == sorted(accuracies, reverse=True)
    launches.delete(many)


def test_the_papers_numbers_stand_beside_ours(folder):
    preset = TRAINING_PRESETS["digits-starts"]
    few = [e.with_(epochs=2) for e in preset.experiments[:2]]
    launch = launching.launch(preset.titled(few), [(e, 0) for e in few])
    settled(launch)
    page = opened(runs=str(launch))
    (heading,) = [m.value for m in page.markdown if m.value.startswith("**Beside Mazumder")]
    assert "epochs 2 instead of 5,000" in heading
    table = page.table[1].value
    assert list(table["Validation accuracy, %: paper"]) == ["96.1", "96.3"]
    assert [spaced(cell) for cell in table["Gradient norm, end: paper"]] == ["3.6 × 10⁻⁵", "3 × 10⁻⁵"]
    starts = [r.summary["gradient_norm_start"] for r in records.runs(launch)]
    assert [cell.partition(",")[0] for cell in table["Gradient norm, start"]] == [number(start) for start in starts]
    launches.delete(launch)


def test_what_diverged_is_in_no_mean_and_is_counted(folder):
    wild = SMALL.with_(optimizer="adamw", lr=1e4, weight_decay=10.0, title="Wild")
    launch = launching.launch("Wild ones", [(SMALL, 0), (wild, 0), (wild, 1)])
    settled(launch, {DONE, DIVERGED})
    assert all(0 < r.diverged < 33 for r in records.runs(launch)[1:])
    page = opened(runs=str(launch))
    rows = page.table[0].value.map(spaced).set_index("")
    assert rows["Diverged"].to_dict() == {"Adam": "–", "Wild": "2 of 2"}
    assert rows["Validation accuracy, %"]["Wild"] == rows["Loss"]["Wild"] == "–"
    assert float(rows["Validation accuracy, %"]["Adam"]) > 30
    assert "Runs that diverged are in no mean." in text_of(page)
    at = records.runs(launch)[1].diverged
    told = f"(seed 0) diverged at update {at} of 33: from there on it is no longer finite."
    assert any(told in m.value for m in page.markdown)
    assert not any(b.key == f"resume_{launch}" for b in page.button), "there is nothing to resume"
    for view in ("slice", "bridge"):
        assert not opened(runs=str(launch), view=view).exception
    launches.delete(launch)


def test_the_lipschitz_estimate_stands_beside_the_rate(folder, capsys):
    asked = TRAINING_PRESETS["digits-schedules"].experiments[:2]
    few = [e.with_(epochs=4, **{"data.subset": 100}) for e in asked]
    launch = launching.launch("Schedules", [(e, 0) for e in few])
    settled(launch)
    page = opened(runs=str(launch))
    rows = page.table[0].value.map(spaced)
    known = report(records.runs(launch))["runs"]
    assert len({r["learning_rate"] for r in known}) == len({r["lipschitz"]["constant"] for r in known}) == 1
    assert list(rows["K"]) == [number(r["lipschitz"]["constant"]) for r in known]
    assert list(rows["Trial rate"]) == [number(r["lipschitz"]["trial_rate"]) for r in known]
    assert "The paper's theorem means another K" in text_of(page)
    results(launch, records.runs(launch), as_json=False)
    told = capsys.readouterr().out
    k, trial = (number(known[0]["lipschitz"][name]) for name in ("constant", "trial_rate"))
    assert f"Exponential: K = {k}, from the trial training at {trial}." in told
    launches.delete(launch)


def test_one_click_trains(page):
    widget(page.sidebar.text_input, "train_epochs").set_value("2").run()
    page.button(key="train_go").click().run()
    (launch,) = page.session_state["networks"].shown
    settled(launch)
    page.run()
    assert not page.exception
    assert page.query_params["runs"] == str(launch)
    page.session_state["networks"].look(runs=[])
    page.button(key="train_go").click().run()
    assert page.session_state["networks"].shown == (launch,)
    assert "this is their recording" in text_of(page)
    page.button(key=f"delete_{launch}").click().run()
    assert "Deleted." in text_of(page)
    assert not records.runs(launch)


@pytest.mark.parametrize("name", TRAINING_PRESETS)
def test_every_experiment_says_what_it_takes(page, name):
    widget(page.selectbox, "train_name").set_value(name).run()
    assert not page.exception
    assert TRAINING_PRESETS[name].source in text_of(page)
    widget(page.segmented_control, "train_whole").set_value(True).run()
    assert not page.exception
    assert page.session_state["networks"].composed.runs == [
        (e, s) for e in TRAINING_PRESETS[name].full for s in TRAINING_PRESETS[name].full_seeds
    ]


@pytest.mark.parametrize(
    ("kind", "name", "typed", "word"),
    [
        ("text_input", "train_rates", "0.1, x", "commas between"),
        ("text_input", "train_rates", "-3", "at least"),
        ("text_input", "train_rates", "1e999", "at least"),
        ("text_input", "train_model.hidden", "ten", "whole numbers"),
        ("text_input", "train_model.hidden", "0", "must be at least 1"),
        ("text_input", "train_model.hidden", "100000, 100000", "of memory"),
        ("text_input", "train_batch", "5000", "training examples"),
        ("text_input", "train_epochs", "1000000000", "updates"),
        ("text_input", "train_epochs", "0", "Epochs must be at least 1; got 0. Still used: 200."),
        ("text_input", "train_batch", "100000000000000000000", "Batch must be at most"),
        ("text_input", "train_batch", "-5", "Batch must be at least 1; got -5. Still used: 128."),
        ("text_input", "train_data.subset", "many", "Examples must be a whole number"),
        ("text_input", "train_model.initial_std", "0", "must be above 0"),
        ("text_input", "train_limit", "0", "from 1 to 64"),
        ("text_input", "train_address", "my cluster", "tcp"),
        ("multiselect", "train_optimizers", [], "at least one"),
        ("selectbox", "train_model.kind", "vgg11", "pixels"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_lost(page, kind, name, typed, word):
    before = page.session_state["networks"].composed.runs
    widget(getattr(page.sidebar, kind), name).set_value(typed).run()
    assert not page.exception
    assert word in text_of(page)
    assert page.session_state["networks"].composed.runs == before


def test_what_is_refused_stays_to_be_mended_until_it_is(page):
    for mended in ("50", ""):
        widget(page.sidebar.text_input, "train_batch").set_value("-5").run()
        widget(page.sidebar.text_input, "train_rates").set_value("0.1").run()
        assert widget(page.sidebar.text_input, "train_batch").value == "-5", "another field leaves it"
        assert "got -5" in text_of(page)
        widget(page.sidebar.text_input, "train_batch").set_value(mended).run()
        assert "got -5" not in text_of(page)
        assert page.session_state["networks"].composed.experiments[0].batch == (int(mended) if mended else None)
    widget(page.text_input, "train_seeds").set_value("0").run()
    assert "from 1 to 100; got 0. Still used: 1." in text_of(page)
    widget(page.text_input, "train_seeds").set_value("").run()
    assert "got 0" not in text_of(page)


def test_what_was_changed_does_not_pass_for_the_paper(page):
    source = TRAINING_PRESETS["digits-first"].source
    assert f"Train starts *{source}*" in text_of(page)
    widget(page.sidebar.text_input, "train_model.hidden").set_value("20").run()
    assert f"Train starts changed from *{source}*" in text_of(page)
    widget(page.sidebar.text_input, "train_model.hidden").set_value("100").run()
    assert f"Train starts *{source}*" in text_of(page)


def test_what_to_look_for_belongs_to_the_launch_that_is_shown(page, folder):
    small = TRAINING_PRESETS["digits-first"].experiments[0].with_(epochs=1)
    launch = launching.launch(TRAINING_PRESETS["digits-first"].title, [(small, 0)])
    settled(launch)
    page.session_state["networks"].look(runs=[launch])
    widget(page.selectbox, "train_name").set_value("mnist-vae").run()
    assert TRAINING_PRESETS["digits-first"].look in text_of(page)
    assert TRAINING_PRESETS["mnist-vae"].look not in text_of(page)
    page.button(key=f"delete_{launch}").click().run()
    assert TRAINING_PRESETS["digits-first"].look not in text_of(page)


def test_a_first_visit_says_what_will_be_seen(folder, monkeypatch, tmp_path):
    monkeypatch.setenv("DESCENT_RUNS", str(tmp_path))
    test = opened()
    words = " ".join(m.value for m in test.markdown)
    assert "Nothing has been trained here yet" in words
    assert TRAINING_PRESETS["digits-first"].look in words


def test_names_are_shown_as_they_were_typed(page, folder):
    records.describe(records.runs(folder)[0].id, "a *b* $c$")
    page.run()
    assert spaced(next(iter(page.table[0].value[""]))) == r"a \*b\* \$c\$"
    records.describe(records.runs(folder)[0].id, "")


def test_rates_and_optimizers_make_a_sweep(page):
    widget(page.sidebar.multiselect, "train_optimizers").set_value(["adam", "sgd"]).run()
    widget(page.sidebar.text_input, "train_rates").set_value("0.1, 0.01").run()
    widget(page.text_input, "train_seeds").set_value("3").run()
    assert not page.exception
    runs = page.session_state["networks"].composed.runs
    made = [(e.optimizer.optimizer, e.optimizer.configured.hyper.lr, seed) for e, seed in runs]
    assert made == [(name, lr, seed) for name in ("adam", "sgd") for lr in (0.1, 0.01) for seed in range(3)]


@pytest.mark.parametrize(
    ("link", "word"), [("999,nonsense", "999, nonsense"), ("abc", "abc"), ("0", "0"), ("9" * 40, "999")]
)
def test_a_link_to_what_is_gone_says_so(folder, link, word):
    test = opened(runs=link)
    assert f"The link names {word}" in text_of(test)
    assert not test.table
    assert test.query_params["runs"] == link  # as it came, until something changes
    widget(test.selectbox, "train_name").set_value("mnist-vae").run()
    assert test.query_params == {"preset": "mnist-vae"}


def test_a_link_opens_what_was_seen(page, folder):
    widget(page.segmented_control, "train_view").set_value("bridge").run()
    page.selectbox(key="bridge_surface").set_value("bowl").run()
    link = dict(page.query_params)
    assert {name: str(value) for name, value in opened(**link).query_params.items()} == link
    there = opened(runs=str(folder), view="bridge", surface="bowl")
    assert widget(there.segmented_control, "train_view").value == "bridge"
    assert there.selectbox(key="bridge_surface").value == "bowl"
    odd = opened(runs=str(folder), view="nonsense", surface="../x", plane="7")
    assert widget(odd.segmented_control, "train_view").value == "curves"
    assert "There is no surface '../x'; smooth-valley is used." in text_of(odd)
    widget(odd.segmented_control, "train_view").set_value("bridge").run()
    assert odd.query_params == {"runs": str(folder), "view": "bridge"}


def test_what_train_would_start_is_in_the_address_and_what_is_not_ours_stays(folder):
    page = opened(utm_source="lecture", runs=str(folder))
    widget(page.selectbox, "train_name").set_value("mnist-vae").run()
    widget(page.segmented_control, "train_whole").set_value(True).run()
    widget(page.text_input, "train_seeds").set_value("2").run()
    widget(page.button_group, "train_quantities").set_value(["loss"]).run()
    link = {"preset": "mnist-vae", "setting": "paper", "seeds": "2", "runs": str(folder), "quantities": "loss"}
    assert page.query_params == {"utm_source": "lecture", **link}
    again = opened(**link)
    assert widget(again.selectbox, "train_name").value == "mnist-vae"
    assert widget(again.segmented_control, "train_whole").value is True
    assert widget(again.text_input, "train_seeds").value == "2"
    assert list(widget(again.button_group, "train_quantities").value) == ["loss"]
    assert again.query_params == link


def test_what_the_page_does_not_know_is_said(folder):
    text = text_of(opened(preset="zzz", lr="abc", embed="true"))
    assert "There is no experiment 'zzz'; digits-first is used." in text
    assert "This page has no setting 'lr'; it is left out." in text
    assert "embed" not in text


def test_back_opens_what_the_address_said(folder, monkeypatch):
    page = opened(runs=str(folder))
    widget(page.sidebar.text_input, "train_epochs").set_value("2").run()
    widget(page.segmented_control, "train_view").set_value("bridge").run()
    monkeypatch.setattr(player.address, "by_history", lambda: True)
    page.query_params = {"runs": str(folder)}
    page.run()
    assert widget(page.segmented_control, "train_view").value == "curves"
    assert page.query_params == {"runs": str(folder)}
    assert page.session_state["networks"].composed.experiments[0].epochs == 2, "the address says nothing of it"


def test_deleting_the_only_launch_shown_leaves_nothing_in_the_address(page, folder):
    launch = launching.launch("Another", [(TRAINING_PRESETS["digits-first"].experiments[0].with_(epochs=1, lr=0.3), 0)])
    settled(launch)
    test = opened(runs=str(launch))
    test.button(key=f"delete_{launch}").click().run()
    assert "Deleted." in text_of(test)
    assert "runs" not in test.query_params
    assert not test.table


def test_what_is_deleted_elsewhere_is_said(page, folder):
    launch = launching.launch("Another", [(TRAINING_PRESETS["digits-first"].experiments[0].with_(epochs=1, lr=0.3), 0)])
    settled(launch)
    test = opened(runs=str(launch))
    launches.delete(launch)
    test.run()
    assert f"Launch {launch} was deleted elsewhere." in text_of(test)


def test_the_files_hold_what_was_recorded(folder):
    lines = summary_table(folder)
    rows = list(csv.DictReader(io.StringIO(table(lines))))
    run = records.runs(folder)[0]
    steps, values = records.curve(run.id, "loss", None)
    own = [row for row in rows if row["run"] == str(run.id) and row["quantity"] == "loss"]
    assert [int(row["update"]) for row in own] == list(steps)
    assert [float(row["value"]) for row in own] == pytest.approx(list(values), rel=1e-8)
    back = json.loads(as_json(lines))["runs"]
    assert [r["learning_rate"] for r in back] == [
        r.experiment.optimizer.configured.hyper.lr for r in records.runs(folder)
    ]
    assert [Experiment.model_validate(r["experiment"]) for r in back] == [r.experiment for r in records.runs(folder)]


@pytest.mark.parametrize(
    ("seconds", "words"), [(0.2, "1 s"), (80, "80 s"), (100, "1.7 min"), (7200, "2 h"), (4 * 86400, "4 days")]
)
def test_durations_are_words(seconds, words):
    assert duration(seconds) == words
