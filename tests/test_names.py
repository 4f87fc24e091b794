"""One name means one thing: words of our own that gave way to the field's do not come back into code."""

import io
import re
import subprocess
import tokenize
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

# what stands instead of each
GONE = {
    "ink": "colour", "inks": "colours", "Clock": "StepContext", "carry": "state", "slots": "state_variables",
    "slot": "variable", "lanes": "batch", "lane": "batch", "LANES": "BATCH", "timetable": "schedule",
    "Timetable": "Schedule", "Game": "OnlineScenario", "game": "online", "Bout": "OnlineRun", "bout": "run",
    "crease": "kink", "creases": "kinks", "wish": "request to stop", "beat": "heartbeat", "desk": "explore_state",
    "Desk": "ExploreState", "atlas": "maps_state", "Atlas": "MapsState", "study": "orbits_state",
    "Study": "OrbitsState",
    "trainer": "networks_state", "Trainer": "NetworksState", "said": "sentence, notices", "rebound": "elementwise",
}  # fmt: skip


def files(*patterns):
    listed = subprocess.run(["git", "ls-files", *patterns], cwd=ROOT, capture_output=True, text=True, check=True)
    return [ROOT / name for name in listed.stdout.split() if (ROOT / name).exists()]


def test_old_names_are_gone_from_python():
    found = []
    for path in files("*.py"):
        tokens = tokenize.generate_tokens(io.StringIO(path.read_text()).readline)
        found += [
            f"{path.relative_to(ROOT)}:{t.start[0]} {t.string}"
            for t in tokens
            if t.type == tokenize.NAME and t.string in GONE
        ]
    assert found == []


def test_old_names_are_gone_from_the_browser():
    found = []
    for path in files("*.js", "*.mjs", "*.css"):
        for number, line in enumerate(path.read_text().splitlines(), 1):
            code = re.sub(r"""//.*|/\*.*?\*/|"[^"]*"|'[^']*'|`[^`]*`""", "", line)
            found += [
                f"{path.relative_to(ROOT)}:{number} {word}" for word in re.findall(r"[A-Za-z_]+", code) if word in GONE
            ]
    assert found == []


@pytest.mark.parametrize("name", ["orbits", "panels", "maps", "theory", "presets", "curves"])
def test_a_module_name_stands_in_one_package(name):
    """dynamics.orbits, figures.orbits, player.orbits were three things; a page is called as its address."""
    paths = [path.relative_to(ROOT) for path in files(f"*/{name}.py", f"*/{name}/__init__.py")]
    assert len({path.parts[0] for path in paths} - {"pages", "tests", "benchmarks"}) <= 1


@pytest.mark.parametrize("name", ["Curve", "Panel"])
def test_a_class_name_stands_in_one_place(name):
    definition = re.compile(rf"^class {name}\b", re.MULTILINE)
    assert len([path for path in files("*.py") if definition.search(path.read_text())]) <= 1
