"""The files that Python writes for the browser are those that it would write now, and loops are composed alike."""

import re

import pytest

from dynamics import OPTIMIZERS
from dynamics.in_javascript import ENGINE, GENERATED_FILES
from dynamics.loops import composed, gradient_text, parts_of
from landscapes import LANDSCAPES
from landscapes.sampled import gradient


@pytest.mark.parametrize("name", GENERATED_FILES)
def test_generated_files_are_up_to_date(name):
    assert (ENGINE / name).read_text() == GENERATED_FILES[name](), "run python -m dynamics.in_javascript"


def test_the_page_composes_the_loops_of_the_module(called):
    surfaces = {name: gradient_text(land.grad) for name, land in LANDSCAPES.items()} | {
        "sampled": gradient_text(gradient)
    }
    pairs = [[optimizer, surface] for optimizer in OPTIMIZERS for surface in surfaces]
    told = called(
        """async (load, pairs) => {
          const { loadLoops, loopOf } = await load("compose");
          await loadLoops(pairs);
          return pairs.map((pair) => loopOf(...pair).toString());
        }""",
        pairs,
    )
    for (optimizer, surface), text in zip(pairs, told, strict=True):
        assert text == composed(parts_of(OPTIMIZERS[optimizer]), surfaces[surface]).strip()


def test_modules_can_be_put_into_one_scope():
    """Named imports on one line without `as`, no default exports, and no two top-level names alike."""
    names = []
    for path in sorted(ENGINE.glob("*.js")):
        text = path.read_text()
        plain = r"\{ [\w, ]* \} from \"\.(?:\./formula)?/\w+\.js\";$"
        assert not re.search(rf"^export default|^import (?!{plain})|^import .* as ", text, re.MULTILINE), path
        assert not re.search(r"\beval\b|new Function|\*\*(?!/)|Math\.(pow|hypot)", re.sub(r"/\*\*", "", text)), path
        names += re.findall(r"^(?:export )?(?:async )?(?:const|let|function\*?|class) (\w+)", text, re.MULTILINE)
    assert len(names) > 50
    assert sorted(set(names)) == sorted(names)
