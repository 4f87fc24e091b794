"""What leaves as a file is carried out here: a rule of ours to the same bits, an optimizer for PyTorch to rounding."""

import importlib.util
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from dynamics import OPTIMIZERS, rule, rule_text, simulate
from dynamics.rule_python import python_file
from dynamics.rule_pytorch import TAKEN, pytorch_file
from engines.typed.grammar import CONSTANTS, FUNCTIONS, STATE
from landscapes import LANDSCAPES
from tests.dynamics import torch_stand_in

HILLS = LANDSCAPES["himmelblau"]
ODD = """class = 0.5; sum = 0.25; base = 2 in [0, 3]; beta1 = 0.9
state torch, zip = g^3, new = 1
state kept = g: velocity
var = class*torch + sum*g*base^5
torch = tanh(var) + floor(3 zip)/(t + 1) + max(sqrt(class), t/100, new) + sign(class - 1)
zip = where(largest_signed < smoothness, -zip, sqrt(|var|)) * min(|g|, 3, |x|)
kept = where(t > 4, kept*0.5, 0.25); new = 2 + sqrt(kept^2)
g = max(min(g, 5), -5)
step = lr*(torch + sign(var)*base_lr - (x + 1)^-2) + correction1*0.001*g
rate = lr/(1 + largest_gradient)^3"""


def loaded(text, name, folder):
    path = Path(folder) / f"{name}.py"
    path.write_text(text)
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def drawn():
    for name, optimizer in OPTIMIZERS.items():
        yield pytest.param(optimizer.with_(lr=0.02), id=name)
    yield pytest.param(OPTIMIZERS["adafix"].with_(bias_correction="gradient-init", gate="signed", lr=0.02), id="begun")
    yield pytest.param(rule(ODD), id="odd")


EVERY_DAY = {"adam", "begun", "odd"}  # the file's kernels are compiled each time


@pytest.mark.parametrize(
    "optimizer", [p if p.id in EVERY_DAY else pytest.param(*p.values, marks=pytest.mark.slow, id=p.id) for p in drawn()]
)
def test_python_for_this_project_has_the_same_bits(optimizer, tmp_path):
    name = f"rule_{optimizer.name.replace('-', '_') if optimizer.name.isprintable() else 'odd'}"
    module = loaded(python_file(optimizer), name.split("=")[0].strip("_ ") or "rule", tmp_path)
    run, other = (simulate(HILLS, o, (0.3, -1.2), 40) for o in (optimizer, module.OPTIMIZER))
    np.testing.assert_array_equal(other.position, run.position)
    np.testing.assert_array_equal(other.effective_lr, run.effective_lr)
    assert [m.what for m in module.OPTIMIZER.meanings] == [m.what for m in rule(rule_text(optimizer)).meanings]
    assert replace(module.OPTIMIZER, rule=None) != module.OPTIMIZER


@pytest.mark.parametrize("optimizer", drawn())
def test_an_optimizer_for_pytorch_steps_alike(optimizer, tmp_path, monkeypatch):
    try:
        import torch
    except ImportError:
        torch = torch_stand_in.module
        monkeypatch.setitem(sys.modules, "torch", torch)
    module = loaded(pytorch_file(optimizer), "torch_rule", tmp_path)
    run = simulate(HILLS, optimizer, (0.3, -1.2), 40)
    x = torch.tensor([0.3, -1.2])
    own = module.OwnRule([x])
    for position in run.position[1:]:
        x.grad = torch.tensor(HILLS.gradient(*np.array(x)))
        own.step()
        np.testing.assert_allclose(np.array(x), position, rtol=1e-9, atol=1e-9)


OURS_TOO = (
    "params", "class", "class_", "self", "closure", "initial_lr", "defaults", "pair", "bias_correction", "super_",
    "super",
)  # fmt: skip


def test_any_name_may_be_that_of_a_number_or_a_state(tmp_path, monkeypatch):
    """All names that the two files have a use for, and those that come of them."""
    monkeypatch.setitem(sys.modules, "torch", torch_stand_in.module)
    for number in range(0, len(OURS_TOO), 4):
        names = OURS_TOO[number : number + 4]
        lines = [f"{name} = 0.25" for name in names] + [f"state {one}1" for one in names]
        made = rule("\n".join([*lines, *(f"{one}1 = g*{one}" for one in names), f"step = lr*{names[0]}1*base_lr"]))
        own = loaded(pytorch_file(made), f"named{number}", tmp_path).OwnRule([x := torch_stand_in.tensor([1.0])])
        x.grad = torch_stand_in.tensor([8.0])
        own.step()
        assert x == 1 - 0.01 * 0.01 * 2
        compile(python_file(made), "own_rule", "exec")
    for each in TAKEN - {"in", STATE, *FUNCTIONS, *CONSTANTS}:
        if each.isalpha() and len(each) > 1:
            compile(pytorch_file(rule(f"{each} = 1; step = lr*{each}*g")), "own_rule", "exec")


def test_names_of_the_file_are_left_alone():
    text = pytorch_file(rule("lambda = 0.5 in [0, 1]; state class; class = lambda*class + g; step = lr*class"))
    assert 'group["lambda"]' in text
    assert "lambda_ = " in text
    assert "class_ = lambda_ * class_ + g" in text
    compile(text, "own_rule", "exec")
    assert rule_text(rule("step = lr*g")) == "step = lr*g"
