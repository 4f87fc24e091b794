"""A typed rule as numbers, for kernels that are compiled once for all rules.

A tape is (HEAD numbers, of which the constants below are the places; the programs of the step and of the start, and the
numbers of both). Registers: the gradient, the parts of the step's context, the hyperparameters, the states.
"""

from collections.abc import Sequence
from dataclasses import replace

from engines.flattening import Operand
from engines.formula import Assign, Field, Formula, Item, Name, walk
from engines.rewriting import lean
from engines.typed.fusing import fused
from engines.typed.tape import WORDS, Program

# of the head: how many registers, hyperparameters and states; of the step where its results are named, and where its
# instructions begin, those that are done once, those of the step, those of the rate alone, and end; the same of the
# start (FROM 0: all states start at 0), of which none is done once; which hyperparameters are beta1 and beta2, and
# which states are the moments m and v (-1: none); then for each part of the context whether the rule asks for it
REGISTERS, HYPERS, STATES, RESULTS, ONCE, STEP, RATE, END = range(8)
BEGUN, FROM, BEGINS, BETA1, BETA2, FIRST, SECOND, ASKS = range(8, 16)
CONTEXT = 1  # register of the first part of the context


def rule_tape(
    rule: Formula, start: Formula | None, context: Sequence[str], hypers: Sequence[str], states: Sequence[str]
) -> tuple[float, ...]:
    """rule: flat. context, hypers, states: names in the order of the registers; of hypers, the learning rate first."""
    inputs: list[Operand] = [Name("g"), *(Field("context", name) for name in context)]
    inputs += [*(Field("hyper", name) for name in hypers), *(Item("state", k) for k in range(len(states)))]
    tape = [0.0] * (ASKS + len(context))
    alone = [line.targets[0] for line in _still(rule)]
    ordered, still, moving = _in_order(fused(rule, inputs, alone))
    step = Program(ordered, tape, inputs, still, moving)
    tape[RESULTS] = float(len(tape) + 2)
    tape[ONCE] = tape[RESULTS] + len(step.results)
    tape[STEP] = tape[ONCE] + WORDS * len(step.once)
    tape[RATE] = tape[STEP] + WORDS * step.main
    tape += step.numbers
    tape[END] = float(len(tape))
    most = step.most
    if start is not None:
        begin = Program(start, tape, inputs, above=step.most)
        tape[BEGUN] = float(len(tape) + 2)
        tape[FROM] = tape[BEGUN] + len(begin.results)
        tape += begin.numbers
        tape[BEGINS] = float(len(tape))
        most = max(most, begin.most)
    asked = rule.reads("context")
    tape[REGISTERS], tape[HYPERS], tape[STATES] = float(most), float(len(hypers)), float(len(states))
    for place, name, there in (
        (BETA1, "beta1", hypers), (BETA2, "beta2", hypers), (FIRST, "m", states), (SECOND, "v", states),
    ):  # fmt: skip
        tape[place] = float(there.index(name)) if name in there else -1.0
    tape[ASKS : ASKS + len(context)] = [float(name in asked) for name in context]
    return tuple(tape)


def _in_order(rule: Formula) -> tuple[Formula, int, int]:
    """The lines that hyperparameters alone decide first, those that the rate alone needs last; how many are of the
    first kind, and how many are not of the last."""
    still = _still(rule)
    assert isinstance(rule.result, tuple)
    step, _, states = rule.result
    needed = {line.targets[0] for line in lean(replace(rule, result=(step, states))).body}
    main = [line for line in rule.body if line not in still and line.targets[0] in needed]
    rate = [line for line in rule.body if line not in still and line not in main]
    return replace(rule, body=(*still, *main, *rate)), len(still), len(still) + len(main)


def _still(rule: Formula) -> list[Assign]:
    """The lines that hyperparameters alone decide."""
    still: list[Assign] = []
    known: set[str] = set()
    for line in rule.body:
        nodes = [node for node in walk(line.values[0]) if isinstance(node, Name | Item | Field)]
        if all(node.name in known if isinstance(node, Name) else getattr(node, "of", "") == "hyper" for node in nodes):
            still.append(line)
            known.add(line.targets[0])
    return still
