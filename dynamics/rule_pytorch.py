"""A rule as an optimizer for PyTorch: a file of its own, which needs PyTorch alone."""

import re

from dynamics.optimizer import Optimizer
from dynamics.rule_python import indented, read_by
from dynamics.rule_text import rule_text
from dynamics.typed import rule
from engines.typed.grammar import NEEDS, RULE_CONSTANTS, RULE_INPUTS, RULE_RESULTS
from engines.typed.python_text import Writer, identifiers
from engines.typed.rules import ZERO, read_rule

WHOLE = {  # what is asked of all parameters at once
    "largest_gradient": ("largest_gradient = torch.stack([g.abs().max() for g in gradients]).max()",),
    "largest_signed": ("largest_signed = torch.stack([g.max() for g in gradients]).max()",),
    "smoothness": (
        "now = [[x.clone() for x in parameters], [g.clone() for g in gradients]]",
        "if self.before:",
        "    moved, change = (",
        "        float(torch.sqrt(sum(((a - b) ** 2).sum() for a, b in zip(*pair)))) for pair in zip(now, self.before)",
        "    )",
        "    if moved > 0 and change / moved > self.smoothness:",
        "        self.smoothness = change / moved",
        "self.before, smoothness = now, self.smoothness",
    ),
}
WIDE = frozenset({"g", "x", "largest_gradient", "largest_signed"})  # tensors
PLAIN = {
    "abs": "abs({0})", "sign": "(({0} > 0) - ({0} < 0))", "min": "min({all})", "max": "max({all})",
}  # fmt: skip


def pytorch_file(optimizer: Optimizer) -> str:
    """Steps as the rule does, to rounding: what a step is told besides the gradient is made anew there."""
    text = rule_text(optimizer)
    parsed, own = read_rule(text), rule(text)
    asked = read_by(parsed)
    written = identifiers(parsed, TAKEN)
    hypers = {name: written[name] for name in own.hyper._fields}
    states = {state: written[state] for state in parsed.states}
    constants = {"pi": "math.pi", "nan": "math.nan", "e": repr(RULE_CONSTANTS["e"])}
    names = {name: name for name in RULE_INPUTS} | hypers | states | constants
    writer = Writer(names, {*WIDE, *states}, _called, written)
    begun = []
    for state, node in parsed.states.items():
        start, _, wide = writer.text(node)
        filled = f"torch.zeros_like(x) + ({start})" if wide else f"torch.full_like(x, {start})"
        begun += [*writer.rows, f'kept["{state}"] = {"torch.zeros_like(x)" if node == ZERO else filled}']
        writer.rows.clear()
    for name, node in parsed.lines:
        writer.line(name, node)
    powers = {"correction1": "t", "correction2": "t", "next_correction1": "(t + 1)"}
    told = [f"{c} = 1 / (1 - {hypers[NEEDS[c]]} ** {power})" for c, power in powers.items() if c in asked]
    keeps = []
    for state in states:
        now = writer.names[state]
        keeps.append(f'kept["{state}"] = {now if state in writer.wide else f"torch.full_like(x, {now})"}')
    numbers = own.hyper._asdict()
    keys = {name: hypers[name] if name in KEYS else name for name in numbers}
    group = [f'{hypers[name]} = group["{key}"]' for name, key in keys.items()]
    group += ['base_lr = group.get("initial_lr", lr)'] if "base_lr" in asked else []
    own_states = [f'{name} = kept["{state}"]' for state, name in states.items()]
    return PYTORCH.format(
        arguments=", ".join(f"{hypers[name]}={value!r}" for name, value in numbers.items()),
        defaults=", ".join(f'"{key}": {hypers[name]}' for name, key in keys.items()),
        memory=indented(["self.smoothness, self.before = 0.0, None"] if "smoothness" in asked else [], 2),
        whole=indented([row for name, rows in WHOLE.items() if name in asked for row in rows], 2),
        group=indented(group, 3),
        begun=indented(begun, 5),
        rows=indented([*told, *own_states, *writer.rows, *keeps], 4),
        step=writer.names["step"],
    )


def _called(function: str, arguments: list[str], wide: list[bool]) -> str:
    """torch's functions where there is a tensor, Python's and math's for numbers."""
    if function == "where":
        return _chosen(arguments[0], arguments[1], arguments[2], *wide)
    if not any(wide):
        return PLAIN.get(function, f"math.{function}({{0}})").format(arguments[0], all=", ".join(arguments))
    if function not in ("min", "max"):
        return f"torch.{function}({arguments[0]})"
    tensors = [text for text, tensor in zip(arguments, wide, strict=True) if tensor]
    made = tensors[0]
    for other in tensors[1:]:
        made = f"torch.{function}imum({made}, {other})"
    for number in (text for text, tensor in zip(arguments, wide, strict=True) if not tensor):
        made = f"torch.clamp({made}, {'min' if function == 'max' else 'max'}={number})"
    return made


def _chosen(condition: str, one: str, other: str, condition_wide: bool, one_wide: bool, other_wide: bool) -> str:
    if condition_wide:
        return f"torch.where({condition}, {one}, {other})"
    if one_wide != other_wide:  # a tensor either way
        one, other = (
            text if tensor else f"torch.full_like(x, {text})" for text, tensor in ((one, one_wide), (other, other_wide))
        )
    return f"({one} if {condition} else {other})"


PYTORCH = '''"""A rule of one's own as an optimizer for PyTorch."""

import math

import torch


class OwnRule(torch.optim.Optimizer):
    def __init__(self, params, {arguments}):
        super().__init__(params, {{{defaults}}})
{memory}
    @torch.no_grad()
    def step(self, closure=None):
        loss = None
        if closure is not None:
            with torch.enable_grad():
                loss = closure()
        parameters = [x for group in self.param_groups for x in group["params"] if x.grad is not None]
        gradients = [x.grad for x in parameters]
{whole}        for group in self.param_groups:
{group}            for x in group["params"]:
                if x.grad is None:
                    continue
                g, kept = x.grad, self.state[x]
                if not kept:
                    kept["t"] = 0
{begun}                kept["t"] += 1
                t = kept["t"]
{rows}                x.sub_({step})
        return loss
'''
KEYS = frozenset({"params", "initial_lr"})  # of a group of parameters, for PyTorch and its schedules
# the file's own names; what a rule is given is written as it is
TAKEN = KEYS.union(re.findall(r"[A-Za-z_]\w*", " ".join([PYTORCH, *(row for rows in WHOLE.values() for row in rows)])))
TAKEN -= {*RULE_INPUTS, *RULE_RESULTS}
