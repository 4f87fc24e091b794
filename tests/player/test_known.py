"""What the figure's script knows of names, words and looks is what Python has now."""

from itertools import product

import pytest

from dynamics import OPTIMIZERS
from engines.mathml import mathml
from player.known import FILE, LITERATURE, OPENING, formulas, literature, module, opening_text, optimizer


def test_the_module_is_as_python_would_write_it_now():
    assert FILE.read_text(encoding="utf-8") == module(), "Run python -m player.known"
    assert LITERATURE.read_text(encoding="utf-8") == literature(), "Run python -m player.known"
    assert OPENING.read_text(encoding="utf-8") == opening_text(), "Run python -m player.known"


def test_it_is_small():
    assert len(module().encode()) < 160_000


@pytest.mark.parametrize("own", OPTIMIZERS.values(), ids=OPTIMIZERS)
def test_every_convention_finds_its_formula(own):
    by, found = formulas(own)
    written = optimizer(own)
    choices = {h.name: h.choices for h in own.hyperparameters.values() if h.choices}
    for each in product(*choices.values()):
        given = dict(zip(choices, each, strict=True))
        key = " ".join(given[name] for name in by)
        assert found[key] == mathml(own.with_(**given).formula) == written["rules"][written["ruleAt"][key]]
