"""The house rules: formatting, types, and the direction in which data flows."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from scenarios import version

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize(
    "command",
    [["ruff", "check", "."], ["ruff", "format", "--check", "."], ["mypy"], ["lint-imports", "--no-cache"]],
    ids=lambda c: " ".join(c),
)
def test_house_rules(command):
    tool = Path(sys.executable).parent / command[0]
    done = subprocess.run([tool, *command[1:]], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_one_version():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert project["version"] == version.RELEASE
    assert (ROOT / "CHANGELOG.md").read_text().count(f"## {version.RELEASE}") == 1


def test_dynamics_imports_neither_streamlit_nor_plotly_nor_jax():
    code = "import sys, dynamics, landscapes; print(*{'streamlit', 'plotly', 'jax'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
