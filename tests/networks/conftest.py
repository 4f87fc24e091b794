"""A folder of runs for each test, and launches that train a toy."""

import pytest

from tests.jobs.helping import TOY_WORKER, InThisProcess
from tests.networks import toy


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("DESCENT_RUNS", str(tmp_path / "runs"))
    monkeypatch.setattr("jobs.queue.COMMAND", TOY_WORKER)
    monkeypatch.setattr("networks.launching.ENTRY", toy.NAME)
    return tmp_path / "runs"


@pytest.fixture
def here(monkeypatch):
    """Jobs get their place but no process; `here.work(job)` trains one in this process, `here.taken` lists them."""
    return InThisProcess(monkeypatch)
