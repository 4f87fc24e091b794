"""The Networks page on records that are damaged, lost or silent: each says what became of it, and the rest is there."""

import time
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from jobs import database, store
from jobs.process import identity
from networks import launching
from networks.experiment.training_presets import TRAINING_PRESETS

ROOT = Path(__file__).parent.parent.parent
SMALL = TRAINING_PRESETS["digits-first"].experiments[0]


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("DESCENT_RUNS", str(tmp_path / "runs"))
    monkeypatch.setattr("jobs.queue._spawn", lambda job: None)
    return tmp_path / "runs"


def opened(link):
    test = AppTest.from_file(ROOT / "app.py", default_timeout=120).run()
    test.query_params["runs"] = link
    test.switch_page("pages/networks.py").run()
    assert not test.exception
    bars = [bar.proto.text for bar in test.get("progress")]
    return " ".join([*bars, *(element.value for element in (*test.markdown, *test.caption))])


def test_every_state_is_explained():
    for k, title in enumerate(("Trains", "Waits", "Fails", "Stopped", "Lost", "Silent", "Harmed")):
        launching.launch(title, [(SMALL.with_(lr=0.001 * (k + 1)), 0)])
    ours, now = identity(), time.monotonic()
    with database.writing() as db:
        for job, state, process, heartbeat, step, sentence in (
            (1, "running", ours, now, 100, "Training."),
            (3, "failed", None, now, 0, "There was not enough memory."),
            (4, "cancelled", None, now, 70, "Cancelled at step 70."),
            (5, "running", "boot:1:1", now, 800, ""),
            (6, "running", ours, now - 100, 800, ""),
        ):
            change = (
                "UPDATE jobs SET started = 1, saved = 700, state = ?, process = ?, beat = ?, step = ?, sentence = ?"
                " WHERE id = ?"
            )
            db.execute(change, (state, process, heartbeat, step, sentence, job))
        db.execute("UPDATE runs SET crc = 0 WHERE id = 7")
    text = opened("1,2,3,4,5,6,7")
    for words in (
        "**Trains** (1): Training.",
        "**Waits** (2): Waiting for its turn.",
        "**Fails** (3): There was not enough memory.",
        "**Stopped** (4): Cancelled at step 70.",
        (
            "**Lost** (5): Its process ended without a word (killed, out of memory or the machine went off). Resume: it"
            " goes on from step 700."
        ),
        "**Silent** (6): Its process lives but has not reported for 1",
        "**Harmed** (7): The record of run 7 is damaged (its checksum differs).",
    ):
        assert words in text


def test_a_file_of_records_that_is_none_is_told_with_what_to_do(folder):
    folder.mkdir()
    database.path().write_bytes(b"nonsense" * 1000)
    assert "runs.sqlite is damaged (file is not a database). Move the folder elsewhere" in opened("1")


def test_a_number_that_no_launch_can_have_is_passed_over():
    launching.launch("There", [(SMALL, 0)])
    assert "**There** (1)" in opened("1," + "9" * 30)


def test_damaged_curves_leave_the_others_to_be_seen():
    for lr in (1e-3, 1e-2):
        launching.launch("Two", [(SMALL.with_(lr=lr), 0)])
    file = store.job_folder(1) / "curves.sqlite"
    file.parent.mkdir(parents=True)
    file.write_bytes(b"nonsense" * 1000)
    text = opened("1,2")
    assert "curves.sqlite is damaged (file is not a database)" in text
    assert "± is over 1 seed" in text
