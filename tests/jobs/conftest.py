"""A folder of runs for each test, and workers that save often."""

import pytest

from tests.jobs.helping import TOY_WORKER, InThisProcess


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("DESCENT_RUNS", str(tmp_path / "runs"))
    monkeypatch.setattr("jobs.queue.COMMAND", TOY_WORKER)
    return tmp_path / "runs"


@pytest.fixture
def here(monkeypatch):
    """Jobs get their place but no process; `here.work(job)` does one in this process, `here.taken` lists them."""
    return InThisProcess(monkeypatch)
