"""A flat formula as numbers, for the interpreters: what a parameter vector can carry.

The vector is (constants of the reader's own, SLOTS; where each of the programs begins, 3; numbers of the formulas and
the programs). A program is (registers, instructions, its results, then WORDS numbers an instruction: code, target and
up to three operands). Registers 0 and 1 hold x and y; an operand is a register, or a place in the vector.
"""

from collections.abc import Sequence

from engines.flattening import Operand
from engines.formula import Binary, Call, Compare, Expression, Formula, Item, Name, Negative, Number, leaves
from engines.rewriting import names
from engines.typed.grammar import COMPARISONS, LIMITS
from engines.typed.tokens import fault

SLOTS = int(LIMITS["constants"])
PROGRAMS = 3  # value, gradient, Hessian
HEAD = SLOTS + PROGRAMS
WORDS = 5
REGISTERS = 256  # of a gradient, at most: the kernels hold them on the stack (`engines.stack`)
# Codes in their order. Arithmetic has one for two registers and two where one side is a place in the vector; of all
# else the operands are registers.
ARITHMETIC = tuple(f"{op}{kinds}" for op in "+-*/" for kinds in ("rr", "rp", "pr"))
UNARY = (
    "absolute", "sign", "sqrt", "floor", "exp", "log", "sin", "cos", "tan", "sinh", "cosh", "tanh",
)  # fmt: skip
CODES = (*ARITHMETIC, *COMPARISONS, "negative", *UNARY, "maximum", "minimum", "where", "number", "sin and cos")
CODE = {name: place for place, name in enumerate(CODES)}


def vector(formulas: Sequence[Formula], constants: Sequence[float]) -> tuple[float, ...]:
    """The parameter vector of a surface: formulas are its flat value, gradient and Hessian. Raises FormulaError where
    the gradient needs more registers than the kernels have."""
    made = [*map(float, constants), *[0.0] * (HEAD - len(constants))]
    for k, formula in enumerate(formulas):
        program = _Program(formula, made)
        if k == 1 and program.most > REGISTERS:
            raise fault("large", 0, 0, count=program.most, most=REGISTERS)
        made[SLOTS + k] = float(len(made))
        made += program.numbers
    return tuple(made)


class _Program:
    """Registers are used again once nobody reads them any more, but never as the target of what reads them: a loop over
    a block would not vectorise. pool: the vector so far, to which numbers are added."""

    def __init__(self, formula: Formula, pool: list[float]) -> None:
        self.pool, self.places = pool, {}  # type: list[float], dict[float, int]
        self.registers: dict[Operand, int] = {Name("x"): 0, Name("y"): 1}
        self.free: list[int] = []
        self.most = 2
        self.code: list[tuple[int, ...]] = []
        self.results = list(leaves(formula.result))
        self.left = _uses(formula)
        both = _twins(formula)
        done: set[str] = set()
        for line in formula.body:
            (target,), (value,) = line.targets, line.values
            if target not in done:
                self.line(target, value, both.get(target))
                done |= {target, both.get(target, target)}
        ends = [self.register(part) for part in self.results]
        words = [float(word) for row in self.code for word in row]
        self.numbers = [float(self.most), float(len(self.code)), *map(float, ends), *words]

    def line(self, target: str, value: Expression, twin: str | None) -> None:
        name, operands = _operation(value)
        if twin:
            name = "sin and cos"
        if name[:1] in "+-*/":
            kinds = "".join("r" if isinstance(each, Name) else "p" for each in operands)
            name += "rr" if kinds == "pp" else kinds
            sides = [
                self.register(each) if kind == "r" or kinds == "pp" else self.place(each)
                for each, kind in zip(operands, kinds, strict=True)
            ]
        else:
            sides = [self.register(each) for each in operands]
        new = self.fresh(Name(target))
        if twin:
            second = self.fresh(Name(twin))
            new, sides = (new, [*sides, second]) if _is_sine(value) else (second, [*sides, new])
        self.emit(name, new, sides)
        for each in operands:
            self.spent(each)
        if twin:
            self.spent(*operands)

    def emit(self, name: str, target: int, sides: list[int]) -> None:
        self.code.append((CODE[name], target, *sides, *[0] * (WORDS - 2 - len(sides))))

    def register(self, operand: Expression) -> int:
        """Of a name, or of a number that is put into one."""
        assert isinstance(operand, Number | Name | Item)
        if operand not in self.registers:
            place = self.place(operand)
            self.emit("number", self.fresh(operand), [place])
        return self.registers[operand]

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
        if isinstance(operand, Name) and operand.name not in ("x", "y"):
            self.left[operand.name] -= 1
            if not self.left[operand.name]:
                self.free.append(self.registers[operand])


def _operation(value: Expression) -> tuple[str, tuple[Expression, ...]]:
    if isinstance(value, Negative):
        return "negative", (value.value,)
    if isinstance(value, Binary | Compare):
        return value.op, (value.left, value.right)
    assert isinstance(value, Call)
    return value.function, value.arguments


def _uses(formula: Formula) -> dict[str, int]:
    """How often each name is read; once more where it is a result, which stays."""
    left: dict[str, int] = {}
    for name in [name for line in formula.body for name in names(line.values[0])] + names(formula.result):
        left[name] = left.get(name, 0) + 1
    return left


def _is_sine(value: Expression) -> bool:
    return isinstance(value, Call) and value.function == "sin"


def _twins(formula: Formula) -> dict[str, str]:
    """The line of the cosine of what another line is the sine of, and the reverse: both cost what one does."""
    of: dict[tuple[str, Expression], str] = {
        (line.values[0].function, line.values[0].arguments[0]): line.targets[0]
        for line in formula.body
        if isinstance(line.values[0], Call) and line.values[0].function in ("sin", "cos")
    }
    other = {"sin": "cos", "cos": "sin"}
    return {
        target: of[other[function], argument]
        for (function, argument), target in of.items()
        if (other[function], argument) in of
    }
