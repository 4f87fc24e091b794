"""A folder of runs as the releases before jobs had payloads left it, in their own SQL: listed, resumed, launched."""

import hashlib
import json
import sqlite3
import zlib

import numpy as np
import pytest

from jobs import database, launches, queue
from jobs import records as job_records
from jobs.process import identity
from jobs.states import CANCELLED, DAMAGED, DONE, QUEUED, RUNNING
from networks import launching
from networks.experiment import Experiment
from networks.payload import ENTRY
from networks.results import curves, records
from networks.results.summary import by_setting
from networks.training import training as module
from networks.training.training import Run, Training

QUEUE = """
CREATE TABLE launches (id INTEGER PRIMARY KEY AUTOINCREMENT, title TEXT, address TEXT, created REAL);
CREATE TABLE jobs (
    id INTEGER PRIMARY KEY AUTOINCREMENT, launch INTEGER REFERENCES launches (id) ON DELETE CASCADE, key TEXT,
    state TEXT, sentence TEXT DEFAULT '', note TEXT DEFAULT '', wish TEXT,
    process TEXT, started INTEGER DEFAULT 0, beat REAL,
    step INTEGER DEFAULT 0, total INTEGER, saved INTEGER DEFAULT 0, seconds REAL DEFAULT 0, pace REAL);
CREATE UNIQUE INDEX once ON jobs (key) WHERE state IN ('queued', 'running');
CREATE INDEX due ON jobs (state) WHERE state IN ('queued', 'running');
CREATE INDEX together ON jobs (launch);
CREATE TABLE runs (
    id INTEGER PRIMARY KEY AUTOINCREMENT, job INTEGER REFERENCES jobs (id) ON DELETE CASCADE, lane INTEGER,
    experiment TEXT, seed INTEGER, crc INTEGER, summary TEXT DEFAULT '{}', name TEXT DEFAULT '', notes TEXT DEFAULT '');
CREATE INDEX lanes ON runs (job, lane);
CREATE TABLE settings (name TEXT PRIMARY KEY, value INTEGER);
INSERT INTO settings VALUES ('limit', 3);
INSERT INTO launches (title, address, created) VALUES ('Old', '', 1e9), ('Waits', '', 1.1e9);
INSERT INTO jobs (launch, key, state, sentence, step, total, saved, seconds, pace)
    VALUES (1, 'a', 'cancelled', 'Cancelled at step 14 of 30. Resume goes on from there.', 14, 30, 14, 2.5, 900);
INSERT INTO jobs (launch, key, state, total) VALUES (2, 'b', 'queued', 30);
PRAGMA user_version = 1
"""
CURVES = """
CREATE TABLE curves (lane INTEGER, name TEXT, last INTEGER, crc INTEGER, data BLOB);
CREATE INDEX curve ON curves (lane, name, last);
CREATE TABLE readings (lane INTEGER, name TEXT, last INTEGER, crc INTEGER, data BLOB);
CREATE UNIQUE INDEX reading ON readings (lane, name, last);
CREATE TABLE checkpoints (step INTEGER PRIMARY KEY, file TEXT, sha256 TEXT);
PRAGMA user_version = 1
"""
OLD = (
    '{"version":1,"title":"Old","model":{"kind":"mlp","hidden":[6],"biases":true,"initial_std":null,"width":1.0},'
    '"data":{"name":"digits","scaled":true,"augment":false,"subset":200,"shape":[8,8,1],"classes":10,"examples":1024},'
    '"optimizer":{"optimizer":"amsgrad","hyper":{"lr":0.01}},'
    '"timetable":{"kind":"step","final":0.01,"at":[0.25],"by":0.5},"batch":40,"epochs":6,"rate":"given","every":7}'
)
WAITS = OLD.replace('"lr":0.01', '"lr":0.1').replace("Old", "Waits")


def trained(runs, until=None):
    """The training, its losses, and its state after `until` updates."""
    training, chunks, state = Training(runs), [], {}
    while not training.done:
        chunks.append(training.advance())
        if training.step == until:
            state = training.state()
    return np.concatenate([chunk.curves["loss"] for chunk in chunks], 1), state


def of_then(state):
    """Without a word on divergence, and in each run, behind four leaves of parameters and the step, the powers of β:
    counted, whether they correct or not."""
    leaves = [array for name, array in state.items() if name.startswith("carry/")]
    half = len(leaves) // 2
    powers = [np.multiply.accumulate(np.full(14, beta, np.float32))[-1] for beta in (0.9, 0.999)]
    then = [leaf for own in (leaves[:half], leaves[half:]) for leaf in (*own[:5], *powers, *own[5:])]
    kept = {name: array for name, array in state.items() if not name.startswith("carry/") and name != "diverged"}
    return kept | {f"carry/{k}": np.asarray(leaf) for k, leaf in enumerate(then)}


@pytest.fixture
def old(folder, monkeypatch):
    """The folder, and the losses (2, 30) that the runs of its first launch come to."""
    monkeypatch.setattr("networks.launching.ENTRY", ENTRY)
    monkeypatch.setattr(module, "PATIENCE", 0.0)  # chunks of one piece of work: one ends at update 14
    loss, state = trained([Run(Experiment.from_json(OLD), seed) for seed in (0, 1)], 14)
    state = of_then(state)
    assert {name.partition("/")[0] for name in state} == {"step", "rates", "first", "latest", "validation", "carry"}
    place = folder / "jobs" / "1"
    place.mkdir(parents=True)
    np.savez(place / "step-14-old.npz", **state)
    digest = hashlib.sha256((place / "step-14-old.npz").read_bytes()).hexdigest()
    with sqlite3.connect(place / "curves.sqlite") as db:
        db.executescript(CURVES)
        db.execute("INSERT INTO checkpoints VALUES (14, 'step-14-old.npz', ?)", (digest,))
        for place in (0, 1):
            data = loss[place, :14].astype("<f4").tobytes()
            db.execute("INSERT INTO curves VALUES (?, 'loss', 14, ?, ?)", (place, zlib.crc32(data), data))
            data = np.float32(2.5).tobytes()
            db.execute("INSERT INTO readings VALUES (?, 'thermometer', 7, ?, ?)", (place, zlib.crc32(data), data))
    db.close()
    with sqlite3.connect(folder / "runs.sqlite") as db:
        db.execute("PRAGMA journal_mode = WAL")
        db.executescript(QUEUE)
        for job, place, text, seed in ((1, 0, OLD, 0), (1, 1, OLD, 1), (2, 0, WAITS, 0)):
            crc = zlib.crc32(f"{seed} {text}".encode())
            new = (job, place, text, seed, crc, '{"loss": 1.5}')
            db.execute("INSERT INTO runs (job, lane, experiment, seed, crc, summary) VALUES (?, ?, ?, ?, ?, ?)", new)
    db.close()
    return folder, loss


def columns(folder):
    with sqlite3.connect(folder / "runs.sqlite") as db:
        found = [row[1] for row in db.execute("PRAGMA table_info(jobs)")]
    db.close()
    return found


def test_it_is_listed_as_it_is_and_only_writing_changes_it(old):
    first, second = records.runs(1)
    assert (first.state, first.step, first.title, first.summary) == (CANCELLED, 14, "Old", {"loss": 1.5})
    assert first.experiment.schedule.factors(0, 30, 30).tolist() == [1.0] * 8 + [0.5] * 22
    assert (first.index, second.index, second.seed) == (0, 1, 1)
    assert (records.runs(2)[0].state, records.run(3).sentence) == (QUEUED, "Waiting for its turn.")
    assert len(records.curve(2, "loss")[0]) == 14
    assert records.measurements(2, "thermometer")[1].tolist() == [2.5]
    assert [job.title for job in job_records.jobs()] == ["Waits", "Old"]
    assert job_records.job(1).payload == ""
    assert queue.limit() == 3
    assert "payload" not in columns(old[0])


def test_it_is_resumed_to_the_same_bits(old, here):
    folder, loss = old
    assert launches.resume(1) == "Resumed."
    assert here.taken == [1, 2], "what waited has its place too"
    assert {"entry", "payload", "result"} <= set(columns(folder))
    here.work(1)
    for run in records.runs(1):
        assert (run.state, run.sentence, run.step) == (DONE, "Finished.", 30)
        steps, values = records.curve(run.id, "loss")
        assert steps.tolist() == list(range(1, 31))
        np.testing.assert_array_equal(values, loss[run.index])
        assert run.summary["loss"] != 1.5
        assert len(curves.measurements(1, run.index, "thermometer")[0]) == 4
    here.work(2)
    assert records.runs(2)[0].state == DONE


def test_what_waits_there_is_not_launched_twice(old, here):
    assert launching.launch("Again", [(Experiment.from_json(WAITS), 0)]) == 2
    assert len(records.runs()) == 3
    assert launching.launch("Another seed", [(Experiment.from_json(WAITS), 1)]) == 3


def test_runs_of_then_and_now_are_one_setting(old, here):
    found = launching.launch("Old", [(Experiment.from_json(OLD), 7)])
    assert len(by_setting([*records.runs(1), *records.runs(found)])) == 1
    payload = json.loads(job_records.job(1).payload)
    assert [one["seed"] for one in payload] == [0, 1]
    assert payload[0]["experiment"]["schedule"]["kind"] == "step"
    assert "timetable" not in payload[0]["experiment"]


def test_a_worker_of_that_release_may_still_be_writing(old, here):
    """It knows the old columns by name and finds its job by process and state."""
    folder, _ = old
    with sqlite3.connect(folder / "runs.sqlite") as db:
        db.execute("UPDATE jobs SET state = 'running', process = ?, started = 1, beat = 0 WHERE id = 2", (identity(),))
    db.close()
    queue.set_limit(1)
    with sqlite3.connect(folder / "runs.sqlite") as db:
        assert db.execute("SELECT wish FROM jobs WHERE id = 2").fetchone() == (None,)
        db.execute("UPDATE jobs SET beat = 5, step = 9, sentence = 'Training.' WHERE id = 2 AND state = 'running'")
    db.close()
    assert (records.runs(2)[0].state, records.runs(2)[0].step) == (RUNNING, 9)


@pytest.mark.parametrize("harm", ["crc = 1", "experiment = '{\"version\": 9}', crc = NULL"])
def test_what_is_damaged_stays_and_the_rest_becomes_ours(old, here, harm):
    folder, _ = old
    with sqlite3.connect(folder / "runs.sqlite") as db:
        db.execute(f"UPDATE runs SET {harm} WHERE id = 1")
    db.close()
    launches.resume(1)
    assert [r.state for r in records.runs(1)] == [DAMAGED, RUNNING]
    assert job_records.job(2).entry == ENTRY
    here.work(1)
    assert "does not know what to do" in job_records.job(1).sentence
    assert launches.delete(1) == "Deleted."


def test_all_of_it_is_still_there_if_it_cannot_become_ours(old, here, monkeypatch):
    folder, _ = old
    failing = (*database.PARTS["jobs"], lambda db: 1 / 0)
    with monkeypatch.context() as patch:
        patch.setitem(database.PARTS, "jobs", failing)
        with pytest.raises(ZeroDivisionError):
            launches.resume(1)
        assert "payload" not in columns(folder)
        assert records.runs(1)[0].state == CANCELLED
    assert launches.resume(1) == "Resumed."
