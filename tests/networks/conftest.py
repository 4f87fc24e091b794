"""A folder of runs for each test, and workers that train a toy."""

import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from networks import queue, work, worker
from tests.networks.toy import Toy


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("DESCENT_RUNS", str(tmp_path / "runs"))
    monkeypatch.setattr(queue, "COMMAND", (sys.executable, str(Path(__file__).parent / "toy_worker.py")))
    return tmp_path / "runs"


@pytest.fixture
def here(monkeypatch):
    """Jobs get their place but no process; `here.work(job)` trains one in this process, `here.taken` lists them."""
    taken = []
    monkeypatch.setattr(queue, "_spawn", taken.append)

    def train(job, make=Toy):
        assert worker._take(job)
        work.work(job, lambda runs, watch: make(runs), alone=False)

    return SimpleNamespace(work=train, taken=taken)
