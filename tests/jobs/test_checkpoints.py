"""The state that work goes on from: damaged, cut short, or not a state at all."""

import errno

import numpy as np
import pytest

from jobs import checkpoints, database, launches, store, work
from jobs.states import DONE, FAILED
from tests.jobs.helping import launch, recorded, the


def test_a_damaged_checkpoint_gives_way_to_the_one_before(here, monkeypatch):
    monkeypatch.setattr(work, "SAVE", 0.1)
    monkeypatch.setattr(work, "SHARE", 1.0)
    whole = launch("slow", steps=1000)
    here.work(1)
    expected = recorded(whole)
    for damage in (
        lambda data: data[: len(data) // 2],
        lambda data: data[:300] + bytes([data[300] ^ 1]) + data[301:],
        lambda data: b"",
    ):
        newest, older = checkpoints._listed(1)
        newest[1].write_bytes(damage(newest[1].read_bytes()))
        _pretend_cancelled(1)
        launches.resume(whole)
        here.work(1)
        assert the(whole).state == DONE
        assert (
            the(whole).sentence
            == "Finished. The checkpoint at step 1,000 is damaged (its checksum differs); went on from step"
            f" {older[0]:,}."
        )
        assert recorded(whole) == expected
    for _, file, _ in checkpoints._listed(1):
        file.unlink()
    _pretend_cancelled(1)
    launches.resume(whole)
    here.work(1)
    assert the(whole).sentence.endswith("; began anew.")
    assert recorded(whole) == expected


def _pretend_cancelled(job):
    with database.writing() as db:
        db.execute("UPDATE jobs SET state = 'cancelled' WHERE id = ?", (job,))


def test_a_checkpoint_cannot_execute_anything(here):
    launch()
    folder = store.job_folder(1)
    folder.mkdir(parents=True)
    np.savez(folder / "evil.npz", w=np.array([print], dtype=object))
    with pytest.raises(ValueError, match="allow_pickle"):
        checkpoints._arrays(folder / "evil.npz", checkpoints._sha256(folder / "evil.npz"))


def test_two_checkpoints_are_kept(here, monkeypatch):
    monkeypatch.setattr(work, "SAVE", 0.0)
    launch()
    here.work(1)
    assert len(list(store.job_folder(1).glob("step-*"))) == len(checkpoints.steps(1)) == 2
    assert checkpoints.steps(1)[0] == 1000


def test_a_checkpoint_that_is_cut_short_leaves_its_room(here, monkeypatch):
    def cut(stream, **arrays):
        stream.write(b"part")
        raise OSError(errno.ENOSPC, "No space left on device")

    found = launch()
    with monkeypatch.context() as patch:
        patch.setattr(np, "savez", cut)
        here.work(1)
    assert the(found).state == FAILED
    assert (
        the(found).sentence == f"The disk that holds {store.folder()} is full. Delete runs or make room, then resume."
    )
    assert not list(store.job_folder(1).glob("*.part"))
    launches.resume(found)
    here.work(1)
    assert the(found).state == DONE
