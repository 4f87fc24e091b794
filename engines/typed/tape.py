"""A flat formula as numbers, for the interpreters: what a parameter vector can carry.

The vector is (constants of the reader's own, SLOTS; where each of the programs begins, 3; numbers of the formulas and
the programs). A program is (registers, instructions, its results, then WORDS numbers an instruction: code, target and
up to four operands). Registers 0 and 1 hold x and y; an operand is a register, or a place in the vector.
"""

from collections import Counter
from collections.abc import Sequence

from engines.flattening import Operand
from engines.formula import Binary, Call, Compare, Expression, Formula, Item, Name, Negative, Number, leaves
from engines.typed.fusing import FUSED, fused, is_sine, letters, twins
from engines.typed.grammar import COMPARISONS, LIMITS
from engines.typed.tokens import fault

SLOTS = int(LIMITS["constants"])
PROGRAMS = 3  # value, gradient, Hessian
HEAD = SLOTS + PROGRAMS
WORDS = 6
REGISTERS = 256  # of a gradient, at most: the kernels hold them on the stack (`engines.stack`)
# Codes in their order. Arithmetic has one for two registers and two where one side is a place in the vector; of all
# else the operands are registers.
ARITHMETIC = tuple(f"{op}{kinds}" for op in "+-*/" for kinds in ("rr", "rp", "pr"))
UNARY = (
    "absolute", "sign", "sqrt", "floor", "exp", "log", "sin", "cos", "tan", "sinh", "cosh", "tanh",
)  # fmt: skip
CODES = (
    *ARITHMETIC, *COMPARISONS, "negative", *UNARY, "maximum", "minimum", "where", "number", "sin and cos", "copy",
    *FUSED,
)  # fmt: skip
CODE = {name: place for place, name in enumerate(CODES)}


def vector(formulas: Sequence[Formula], constants: Sequence[float]) -> tuple[float, ...]:
    """The parameter vector of a surface: formulas are its flat value, gradient and Hessian. Raises FormulaError where
    the gradient needs more registers than the kernels have."""
    made = [*map(float, constants), *[0.0] * (HEAD - len(constants))]
    for k, formula in enumerate(formulas):
        pool = [*made]
        program = Program(fused(formula, XY), pool)
        if k == 1 and program.most > REGISTERS:  # fused, it may need more of them
            pool = [*made]
            program = Program(formula, pool)
            if program.most > REGISTERS:
                raise fault("large", 0, 0, count=program.most, most=REGISTERS)
        made = pool
        made[SLOTS + k] = float(len(made))
        made += program.numbers
    return tuple(made)


XY: tuple[Operand, ...] = (Name("x"), Name("y"))


class Program:
    """What a formula does, as numbers. inputs: what stands in the first registers, and stays there, but for states
    (items among them) of which a result becomes the next, once nobody reads them any more. `once`: instructions that
    need not be done again for other inputs, of numbers and of the first `still` lines. `main`: how many of the others
    decide the states: those of the first `moving` lines. above: its own registers come after so many.

    Registers are used again once nobody reads them any more, but never as the target of what reads them, nor is a
    state's: a loop over a block would not vectorise. pool: the vector so far, to which numbers are added."""

    def __init__(
        self,
        formula: Formula,
        pool: list[float],
        inputs: Sequence[Operand] = XY,
        still: int = 0,
        moving: int = -1,
        above: int = 0,
    ) -> None:
        self.pool, self.places = pool, {}  # type: list[float], dict[float, int]
        self.registers: dict[Operand, int] = {operand: register for register, operand in enumerate(inputs)}
        self.inputs = frozenset(inputs)
        self.free: list[int] = []
        self.most = max(len(inputs), above)
        self.copies: dict[Expression, int] = {}
        self.once: list[tuple[int, ...]] = []
        self.code: list[tuple[int, ...]] = []
        self.main = 0
        self.results = list(leaves(formula.result))
        self.left = _uses(formula)
        self.becomes = _becomes(formula)
        both = twins(formula)
        done: set[str] = set()
        for place, line in enumerate(formula.body):
            if place == moving:
                self.copy_states()
            (target,), (value,) = line.targets, line.values
            if target not in done:
                self.line(target, value, both.get(target), place >= still)
                done |= {target, both.get(target, target)}
            if place < still:
                self.inputs |= {Name(target)}
                self.once, self.code = self.once + self.code, []
        if moving == len(formula.body):
            self.copy_states()
        ends = [self.copies[part] if part in self.copies else self.register(part) for part in self.results]
        code = self.once + self.code
        words = [float(word) for row in code for word in row]
        self.numbers = [float(self.most), float(len(code)), *map(float, ends), *words]

    def line(self, target: str, value: Expression, twin: str | None, moves: bool) -> None:
        """moves: whether it is done again for other inputs."""
        name, operands = _operation(value)
        if twin:
            name = "sin and cos"
        if name[:1] in "+-*/":
            kinds = "".join("r" if isinstance(each, Name) or each in self.inputs else "p" for each in operands)
            name += "rr" if kinds == "pp" else kinds
            sides = [
                self.register(each) if kind == "r" or kinds == "pp" else self.place(each)
                for each, kind in zip(operands, kinds, strict=True)
            ]
        elif name in FUSED:
            sides = [
                self.register(each) if letter.name.islower() else self.place(each)
                for each, letter in zip(operands, letters(name), strict=True)
            ]
        else:
            sides = [self.register(each) for each in operands]
        for each in operands:
            self.waits(each)
        keeps = moves and not twin and self.becomes.get(target, target) not in (target, *operands)
        new = self.kept(target) if keeps else self.fresh(Name(target))
        if twin:
            second = self.fresh(Name(twin))
            new, sides = (new, [*sides, second]) if is_sine(value) else (second, [*sides, new])
        self.emit(name, new, sides)
        for each in operands:
            self.spent(each)
        if twin:
            self.spent(*operands)

    def emit(self, name: str, target: int, sides: list[int]) -> None:
        self.code.append((CODE[name], target, *sides, *[0] * (WORDS - 2 - len(sides))))

    def register(self, operand: Expression) -> int:
        """Of a name, or of a number that is put into one."""
        assert isinstance(operand, Operand)
        if operand not in self.registers:
            self.registers[operand] = self.most
            self.once.append((CODE["number"], self.most, self.place(operand), *[0] * (WORDS - 3)))
            self.most += 1
        return self.registers[operand]

    def waits(self, operand: Expression) -> None:
        """One reader less, of a state."""
        if isinstance(operand, Item) and operand in self.inputs:
            self.left[operand] -= 1

    def kept(self, target: str) -> int:
        """The register of the state that this line gives its next value, if nobody reads the old one any more."""
        state = self.becomes[target]
        if self.left.get(state, 0) or state not in self.inputs:
            return self.fresh(Name(target))
        self.registers[Name(target)] = self.registers[state]
        return self.registers[state]

    def copy_states(self) -> None:
        """Of the states that become others: whoever keeps the results, one by one, would write over them."""
        for part in self.results:
            if isinstance(part, Item) and part in self.inputs and part not in self.copies:
                self.emit("copy", self.most, [self.registers[part]])
                self.copies[part] = self.most
                self.most += 1
        self.main = len(self.code)

    def place(self, operand: Expression) -> int:
        """Where in the vector a number stands."""
        if isinstance(operand, Item):
            return operand.index
        assert isinstance(operand, Number)
        value = float(operand.value)
        if value not in self.places:
            self.places[value] = len(self.pool)
            self.pool.append(value)
        return self.places[value]

    def fresh(self, operand: Operand) -> int:
        if self.free:
            register = self.free.pop()
        else:
            register = self.most
            self.most += 1
        self.registers[operand] = register
        return register

    def spent(self, operand: Expression) -> None:
        if isinstance(operand, Name) and operand not in self.inputs:
            self.left[operand] -= 1
            if not self.left[operand]:
                self.free.append(self.registers[operand])


def _operation(value: Expression) -> tuple[str, tuple[Expression, ...]]:
    if isinstance(value, Negative):
        return "negative", (value.value,)
    if isinstance(value, Binary | Compare):
        return value.op, (value.left, value.right)
    assert isinstance(value, Call)
    return value.function, value.arguments


def _uses(formula: Formula) -> dict[Expression, int]:
    """How often each name and each item is read; once more where it is a result, which stays."""
    return Counter(node for node in formula.expressions if isinstance(node, Name | Item))


def _becomes(formula: Formula) -> dict[str, Item]:
    """The names whose values are the next ones of states, where each is that of one."""
    states = formula.result[2] if isinstance(formula.result, tuple) and len(formula.result) == 3 else ()
    found = Counter(part for part in states if isinstance(part, Name)) if isinstance(states, tuple) else {}
    read = {line.targets[0] for line in formula.body}
    return {
        part.name: Item("state", k)
        for k, part in enumerate(states if isinstance(states, tuple) else ())
        if isinstance(part, Name) and found[part] == 1 and part.name in read
    }
