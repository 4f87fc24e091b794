"""Machine code on disk: used again where nothing changed, and never once anything that it depends on has.

Each test edits a copy of the project in a folder of its own, and runs it in processes of their own.
"""

import re
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("bibliography", "engines", "landscapes", "dynamics", "scenarios")

RUN = """
import sys
from numba.core import event

class Compiled(event.Listener):
    count = 0
    def on_start(self, event): Compiled.count += 1
    def on_end(self, event): pass

event.register("numba:compile", Compiled())
from dynamics import OPTIMIZERS, endpoints, simulate
from landscapes import LANDSCAPES
{body}
print(Compiled.count)
"""
STEP = """
run = simulate(LANDSCAPES["ripple"], OPTIMIZERS["adam"].with_(lr=0.1), (1.0, 0.3), 50)
print(run.position[-1].tolist())
"""
SERVER = """
from dynamics.outcomes.lyapunov import largest_exponent
from scenarios.opening import opening
from scenarios.running import run
from scenarios.warm import warm
warm()
for name in ("himmelblau", "sharp-valley"):
    for path in run(opening(name)): path.outcome
way = simulate(LANDSCAPES["himmelblau"], OPTIMIZERS["sgd"].with_(lr=0.01), (0.5, 0.5), 50)
print(largest_exponent(way).value)
endpoints(LANDSCAPES["himmelblau"], OPTIMIZERS["adam"], [(0.5, 0.5)], 10)
"""


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """The packages that hold kernels, with the machine code that is there already, but not of loops that call others:
    compiling all anew would say no more, and takes 20 s."""
    place = tmp_path_factory.mktemp("copy")
    for package in PACKAGES:
        shutil.copytree(ROOT / package, place / package, ignore=shutil.ignore_patterns("__pycache__"))
    for file in code(ROOT):
        if not file.name.startswith("parting."):
            kept = place / file.relative_to(ROOT)
            kept.parent.mkdir(exist_ok=True)
            with suppress(FileNotFoundError):  # another worker may have put a newer one in its place
                shutil.copy(file, kept)
    return place


def ran(place, body):
    """(what it printed, how many functions Numba compiled)."""
    done = subprocess.run(
        [sys.executable, "-c", RUN.format(body=body)], cwd=place, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    *printed, count = done.stdout.splitlines()
    return printed, int(count)


def code(place):
    return {file for package in PACKAGES for file in (place / package).rglob("*.nb[ic]")}


def edited(place, inside, pattern, instead):
    """Changes the one place in a package where the pattern stands; returns a function that changes it back."""
    (file,) = [f for f in (place / inside).rglob("*.py") if re.search(pattern, f.read_text(), re.S)]
    before = file.read_text()
    file.write_text(re.sub(pattern, instead, before, count=1, flags=re.S))
    return lambda: file.write_text(before)


def test_a_second_start_compiles_nothing_and_leaves_no_files(copy):
    """The server's own warm-up, after runs were made and judged: kernels that call other kernels too."""
    first, compiled = ran(copy, SERVER)
    kept = code(copy)
    assert compiled > 0
    assert kept
    again, compiled = ran(copy, SERVER)
    assert (again, compiled, code(copy)) == (first, 0, kept)


EDITS = {
    "a piece of the kernels": ("dynamics", r"power \* beta, 0\.0\)", "power * beta * beta, 0.0)"),
    "the fields of the step's context": ("dynamics", r"(    correction1: float\n)(    correction2: float\n)", r"\2\1"),
    "the rule": (
        "dynamics/optimizers",
        r'(correction1 \* m / divisor)(, [^\n]+\n\n\nOPTIMIZER = Optimizer\(\n    name="adam",)',
        r"correction1 * m / divisor / 2\2",
    ),
    "the surface": ("landscapes/surfaces", r"slope = 2 \* ops\.sin\(x \* x", "slope = 3 * ops.sin(x * x"),
    "a constant of sine": ("engines", r"SINE = \(-1\.66666666666666324348e-01", "SINE = (-1.6e-01"),
}  # fmt: skip


# each compiles kernels twice: one of them is enough for every day
@pytest.mark.parametrize("what", [*EDITS][:1] + [pytest.param(what, marks=pytest.mark.slow) for what in [*EDITS][1:]])
def test_an_edit_anywhere_below_a_kernel_is_seen(copy, what):
    before, _ = ran(copy, STEP)
    files = len(code(copy))
    undo = edited(copy, *EDITS[what])
    try:
        after, compiled = ran(copy, STEP)
        assert after != before
        assert compiled > 0
        assert len(code(copy)) == files  # the new code took the old one's place
    finally:
        undo()
    assert ran(copy, STEP)[0] == before


def test_a_remark_changes_nothing(copy):
    before, _ = ran(copy, STEP)
    undo = edited(copy, "dynamics", r"\n\ndef decayed\(", "\n\n# a remark\n\n\ndef decayed(")
    try:
        assert ran(copy, STEP) == (before, 0)
    finally:
        undo()
