"""The house rules of static/: linted, lines that fit, and modules that can stand together in one text.

browser/bundle.py strips import and export lines and concatenates: so names at the top of a module must be unique among
all modules, and nothing may be imported under another name or by default.
"""

import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from browser.served import PLACE

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "static"
GENERATED = {"known.js", "export/literature.js", "engine/formulas.js", "engine/loops.js", "formula/grammar.js",
             "formula/templates.js"}  # fmt: skip
# loaded by a page or by others
ENTRIES = {
    "main.js", "shelf/shelf.js", "lesson/page.js", "lesson/window.js", "lesson/chart.js", "engine/worker.js",
    "engine/simulate.js", "plotly_export.js",
}  # fmt: skip
FILES = sorted(file for file in STATIC.rglob("*.js") if PLACE not in file.parents)
MODULES = {file.relative_to(STATIC).as_posix(): file.read_text() for file in FILES}
TESTS = [file for kind in ("*.py", "*.js") for file in (ROOT / "tests").rglob(kind)]
WRITTEN = sorted(MODULES.keys() - GENERATED)
DECLARED = re.compile(r"^(?:export )?(?:async )?(?:const|let|var|function\*?|class) (.*)$", re.MULTILINE)
IMPORTS = re.compile(r"^import (?:\{([^}]*)\} from )?\"([^\"]+)\";$", re.MULTILINE)


def declared(text: str) -> list[str]:
    """The names at the top of a module; texts of other scripts, in backquotes, have names of their own."""
    names = []
    for line in DECLARED.findall(re.sub("`[^`]*`", "``", text)):
        if brackets := re.match(r"[\[{]([^\]}]*)[\]}] =", line):
            names += [part.split(":")[-1].split("=")[0].strip(" .") for part in brackets[1].split(",")]
        else:
            names.append(re.match(r"[\w$]+", line)[0])
            names += re.findall(r", ([A-Z_]+)(?= = )", line)
    return [name for name in names if name]


def exported(text: str) -> set[str]:
    return {name for line in re.findall(r"^export (.*)$", text, re.MULTILINE) for name in declared(line)}


def imported() -> dict[str, set[str]]:
    """By module: the names that others take from it."""
    taken: dict[str, set[str]] = {name: set() for name in MODULES}
    for name, text in MODULES.items():
        for names, path in IMPORTS.findall(text):
            target = (STATIC / name).parent.joinpath(path).resolve().relative_to(STATIC).as_posix()
            assert target in MODULES, f"{name} imports {path}, which is not there."
            taken[target] |= {n.strip() for n in names.split(",") if n.strip()}
    return taken


def test_biome_finds_nothing():
    """Two rules are off: `a = b ??= c` is a phrase of this house, and `escape` shadows only what nobody calls."""
    tool = Path(sys.executable).parent / "biome"
    command = [tool, "lint", "--error-on-warnings", "--max-diagnostics=50", "static"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("name", WRITTEN)
def test_a_line_has_at_most_120_characters(name):
    assert [line for line in MODULES[name].splitlines() if len(line) > 120] == []


@pytest.mark.parametrize("name", [n for n in WRITTEN if not n.startswith("engine/")])
def test_a_module_says_its_name_and_what_it_is(name):
    assert MODULES[name].startswith(f"// {name.rpartition('/')[2]}: ")


def test_names_at_the_top_are_unique():
    found = Counter(name for text in MODULES.values() for name in declared(text))
    assert {name: n for name, n in found.items() if n > 1} == {}
    assert len(found) > 500  # they were found at all


@pytest.mark.parametrize("name", MODULES)
def test_imports_are_plain_enough_to_be_taken_out(name):
    text = MODULES[name]
    plain = IMPORTS.findall(text)
    assert len(plain) == len(re.findall(r"^import\b", text, re.MULTILINE))
    assert not [names for names, _ in plain if not names or " as " in names]
    assert not re.search(r"^export (?:default|\{|\*)", text, re.MULTILINE)
    assert not re.search(r"\beval\(|new Function\(", text)


def test_every_export_is_asked_for():
    """By another module, or by a test."""
    taken, tested = imported(), set(re.findall(r"\w+", "".join(file.read_text() for file in TESTS)))
    asked = {name: taken[name] | tested for name in MODULES.keys() - ENTRIES - GENERATED}
    assert {f"{name}: {n}" for name in asked for n in exported(MODULES[name]) - asked[name]} == set()


def test_every_import_is_exported():
    missing = {f"{name}: {n}" for name, names in imported().items() for n in names - exported(MODULES[name])}
    assert missing == set()
