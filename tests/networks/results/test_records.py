"""Reading: thinned curves, damaged records and files, folders that cannot be written, and memory that does not grow."""

import gc
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tracemalloc
import zlib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs import database, launches, queue, store
from jobs.launches import Order
from jobs.states import DAMAGED, DONE
from jobs.store import RecordError
from networks.payload import ENTRY, payload
from networks.results import curves, records, writing
from networks.training.chunk import Chunk
from tests.networks.helping import experiment, launch

BITE = 4096  # bytes of a database page


@given(st.lists(st.floats(width=32), min_size=1, max_size=400), st.integers(4, 100))
def test_thinning_keeps_the_ends_and_the_extremes(values, most):
    values = np.array(values, np.float32)
    steps, kept = curves._thin(np.arange(len(values)), values, most)
    assert len(steps) <= most + 2
    assert {steps[0], steps[-1]} == {0, len(values) - 1}
    assert (np.diff(steps) > 0).all()
    np.testing.assert_array_equal(kept, values[steps])
    if not np.isnan(values).all():
        assert (np.nanmin(kept), np.nanmax(kept)) == (np.nanmin(values), np.nanmax(values))


def chunk(step, n, runs=2):
    return Chunk(
        step,
        {"loss": np.arange(step - n, step, dtype=np.float32) + np.zeros((runs, 1))},
        {"norm": (np.array([step]), np.full((runs, 1), step))},
    )


def write(job, *chunks):
    with store.writing(store.job_file(job), store.tables(curves.TABLES)) as db:
        curves.append(db, chunks)


def test_chunks_of_any_length_read_as_one_curve():
    write(1, chunk(3, 3), chunk(10, 7))
    write(1, chunk(11, 1))
    for index in (0, 1):
        steps, loss = curves.curve(1, index, "loss")
        assert steps.tolist() == list(range(1, 12))
        assert loss.tolist() == list(range(11))
    at, norm = curves.measurements(1, 0, "norm")
    assert at.tolist() == norm.tolist() == [3, 10, 11]
    assert (
        curves.curve(1, 0, "other")[0].size
        == curves.curve(2, 0, "loss")[0].size
        == curves.measurements(2, 0, "norm")[1].size
        == 0
    )


def test_what_lies_beyond_the_step_that_is_gone_on_from_is_forgotten():
    write(1, chunk(10, 10))
    write(1, chunk(20, 10))
    with store.writing(store.job_file(1), store.tables(curves.TABLES)) as db:
        curves.truncate(db, 10)
    assert curves.curve(1, 1, "loss")[0].tolist() == list(range(1, 11))
    assert curves.measurements(1, 1, "norm")[0].tolist() == [10]


def test_a_damaged_piece_of_a_curve_is_left_out():
    write(1, chunk(10, 10))
    write(1, chunk(20, 10))
    with store.writing(store.job_file(1), store.tables(curves.TABLES)) as db:
        data = bytearray(db.execute("SELECT data FROM curves WHERE lane = 0 AND last = 10").fetchone()[0])
        data[5] ^= 1
        db.execute("UPDATE curves SET data = ? WHERE lane = 0 AND last = 10", (bytes(data),))
    assert curves.curve(1, 0, "loss")[0].tolist() == list(range(11, 21))
    assert curves.curve(1, 1, "loss")[0].tolist() == list(range(1, 21))


@pytest.mark.parametrize(
    "change",
    [
        "experiment = replace(experiment, '\"epochs\":', '\"epoch\":')",
        "experiment = 'x'",
        "seed = seed + 1",
        "summary = '{'",
        "summary = '[1]'",
        "crc = NULL",
    ],
)
def test_a_damaged_record_is_a_sentence_and_the_rest_is_there(here, change):
    launch(seeds=3)
    with database.writing() as db:
        db.execute(f"UPDATE runs SET {change} WHERE id = 2")
    found = {r.id: r for r in records.runs()}
    assert found[2].state == DAMAGED
    assert found[2].sentence.startswith("The record of run 2 is damaged (")
    assert [found[k].experiment.title for k in (1, 3)] == ["", ""]
    assert [r.id for r in records.runs(1)] == [1, 2, 3]


def test_an_experiment_of_another_release_is_a_sentence(here):
    launch(seeds=1)
    text = records.run(1).text.replace('"epochs":', '"eras":')
    with database.writing() as db:
        db.execute("UPDATE runs SET experiment = ?, crc = ?", (text, zlib.crc32(f"0 {text}".encode())))
    with pytest.raises(RecordError, match="The experiment of run 1 cannot be read: There is no setting 'eras'"):
        _ = records.runs()[0].experiment


def _many(count):
    """Finished launches of one run each, as their jobs leave them."""
    with database.writing() as db:
        for k in range(count):
            text = experiment(lr=1e-3 + k * 1e-6).to_json()
            _, (job,) = launches.insert(db, "Toy", [Order(ENTRY, payload([(0, text)]), 1000)], "")
            writing.insert(db, job, [(0, text)])
        db.execute("UPDATE jobs SET state = ?, step = total", (DONE,))


def test_a_damaged_page_costs_only_what_was_on_it():
    _many(200)
    with database.reading() as db:
        db.execute("SELECT 1")
    raw = bytearray(database.path().read_bytes())
    # a leaf of the runs
    at = max(k for k in range(0, len(raw), BITE) if raw[k] == 0x0D and raw[k : k + BITE].count(b'"optimizer"') > 3)
    raw[at : at + BITE] = os.urandom(BITE // 2).join([b"\xff" * 8, b""]) + os.urandom(BITE - BITE // 2 - 8)
    database.path().write_bytes(raw)
    found = records.runs()
    damaged = [r for r in found if r.state == DAMAGED]
    assert 0 < len(damaged) < 30
    assert len([r for r in found if r.state == DONE]) + len(damaged) == 200
    assert all(r.sentence.startswith(f"The record of run {r.id} is damaged") for r in damaged)


def test_a_file_that_is_no_database_is_named():
    _many(1)
    database.path().write_bytes(b"nonsense" * 1000)
    for path in database.path().parent.glob("*-*"):
        path.unlink()
    for ask in (records.runs, launch, queue.start, queue.limit):
        with pytest.raises(RecordError, match=r"runs.sqlite is damaged \(file is not a database\)"):
            ask()


def test_a_damaged_file_of_curves_harms_no_other_job(here):
    launch(lr=0.1)
    launch(lr=0.2)
    here.work(1)
    queue.start()
    here.work(2)
    store.job_file(1).write_bytes(b"nonsense" * 1000)
    with pytest.raises(RecordError, match=r"curves.sqlite is damaged"):
        records.curve(1, "loss")
    assert len(records.runs()) == 4
    assert len(records.curve(3, "loss")[0]) == 1000


@pytest.fixture
def read_only(monkeypatch):
    """`with`: the folder of runs cannot be written by this process, which is nobody if it was root."""
    place = Path(tempfile.mkdtemp())
    place.chmod(0o755)
    monkeypatch.setenv("DESCENT_RUNS", str(place / "runs"))
    yield place / "runs"
    os.geteuid() == 0 or os.seteuid(os.getuid())
    place.chmod(0o755)
    for path in place.rglob("*"):
        path.chmod(0o755)
    shutil.rmtree(place)


def test_a_read_only_folder_is_read_and_its_writes_are_refused(here, read_only):
    launch()
    here.work(1)
    for path in sorted(read_only.rglob("*"), reverse=True):
        path.chmod(0o555 if path.is_dir() else 0o444)
    read_only.chmod(0o555)
    if os.geteuid() == 0:
        os.seteuid(65534)
    assert {r.state for r in records.runs()} == {DONE}
    assert len(records.curve(1, "loss")[0]) == 1000
    queue.start()
    why = "cannot be written. Make it writable, or name another folder in the environment variable DESCENT_RUNS"
    for change in (
        lambda: launch(lr=0.5),
        lambda: launches.cancel(1),
        lambda: launches.delete(1),
        lambda: records.describe(1, name="x"),
    ):
        with pytest.raises(RecordError, match=re.escape(why)):
            change()


def test_names_and_notes(here):
    launch()
    records.describe(1, name="mine")
    records.describe(1, notes="it bursts; 'quoted'")
    assert [(r.name, r.notes) for r in records.runs(1)] == [("mine", "it bursts; 'quoted'"), ("", "")]


def grown():
    """Bytes that 600 more finished runs leave in memory."""

    def kept():
        for _ in range(3):
            records.runs(most=50)
            queue.start()
        gc.collect()
        return tracemalloc.get_traced_memory()[0]

    _many(60)
    kept()
    tracemalloc.start()
    few = kept()
    _many(600)
    return kept() - few


def test_memory_does_not_grow_with_the_number_of_finished_runs():
    # a process of its own: other tests' threads allocate too
    code = "from tests.networks.results.test_records import grown; print(grown())"
    asked = subprocess.run([sys.executable, "-c", code], cwd=queue.ROOT, capture_output=True, text=True, check=True)
    assert int(asked.stdout) < 100_000
