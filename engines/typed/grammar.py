"""What may be typed: names, signs, limits, and the words in which a mistake is told. One table, for Python and for the
browser: `python -m player.known` writes it to static/formula/grammar.js.

A text is a formula in x and y. On further lines (or after a ;) stand constants of one's own, `a = 0.3 in [0, 1]`, and
what the map shows, `x in [-3, 3]`.

    expression  a sum of products of powers: + and -, then * / and products without a sign, then a leading -, then ^
    2^3^2       is 2^(3^2), and -x^2 is -(x^2)
    2x, 2 sin x, (x + 1)(y - 1), |x|y    are products; so is the whole of what stands behind a function without brackets
                that is a number or a name: sin 2 pi x is sin(2 * pi * x)
"""

from math import e, pi
from typing import Any

LIMITS = {"characters": 400, "nodes": 200, "depth": 40, "constants": 8, "name": 12, "exponent": 64, "size": 1e6}
CONSTANTS = {"pi": pi, "π": pi, "e": e}
VARIABLES = ("x", "y")
# name -> (the function of the closed tree, how many values it takes at least, at most)
FUNCTIONS = {
    "sqrt": ("sqrt", 1, 1), "exp": ("exp", 1, 1), "log": ("log", 1, 1), "sin": ("sin", 1, 1), "cos": ("cos", 1, 1),
    "tan": ("tan", 1, 1), "sinh": ("sinh", 1, 1), "cosh": ("cosh", 1, 1), "tanh": ("tanh", 1, 1),
    "abs": ("absolute", 1, 1), "sign": ("sign", 1, 1), "floor": ("floor", 1, 1), "min": ("minimum", 2, 8),
    "max": ("maximum", 2, 8), "where": ("where", 3, 3),
}  # fmt: skip
# how tightly each binds; a product without a sign binds like one with it, a leading sign between product and power
BINDS = {"+": 1, "-": 1, "*": 2, "/": 2, "leading": 3, "^": 4}
COMPARISONS = ("<", "<=", ">", ">=", "==", "!=")
SIGNS = ("**", "<=", ">=", "==", "!=", *"+-*/^()[]|,=<>;")  # the longest first
SAME = {"**": "^", "−": "-", "·": "*", "×": "*", "≤": "<=", "≥": ">=", "≠": "!="}
SPACES = " \t\r"
BREAKS = "\n;"
HEADS = ("f", "z")  # what may stand before the formula: f(x, y) = ..., z = ...
COUNTS = {"1": "one value", "2": "two to eight values", "3": "three values: a comparison, then two values"}

# what people write in its stead
MEANT = {
    "ln": "log", "sine": "sin", "cosine": "cos", "tangent": "tan", "root": "sqrt", "fabs": "abs", "sgn": "sign",
    "maximum": "max", "minimum": "min", "power": "^", "pow": "^", "if": "where", "sen": "sin", "tg": "tan",
}  # fmt: skip
# letters of other alphabets, and signs, that look like ours
LOOKALIKES = {
    "х": "x", "у": "y", "е": "e", "а": "a", "о": "o", "с": "c", "р": "p", "і": "i", "χ": "x", "γ": "y", "ε": "e",
    "²": "^2", "³": "^3", "¹": "^1", "⁴": "^4", "√": "sqrt", "÷": "/", "∗": "*", "⋅": "*", "–": "-", "—": "-",
    "∣": "|", "{": "(", "}": ")", ":": "/",
}  # fmt: skip

# Of a mistake: what is wrong, and what would do instead. {what} is the text at the place.
WORDS = {
    "long": "A formula has at most {most} characters; this has {count}.",
    "character": "{what} has no meaning here.",
    "lookalike": "{what} has no meaning here; write {meant}.",
    "number": "{what} is no number that can be held.",
    "empty": "Here the formula is missing.",
    "two": "A text has one formula; this is a second one.",
    "end": "Something is missing at the end.",
    "operand": "Here a value is missing: a number, x, y, a constant or a function.",
    "operation": "Between {before} and {what} an operation is missing, such as *.",
    "divisor": "What is divided by here? Put brackets around {what} and what follows, or write *.",
    "belongs": "Does {what} belong to {name}? Put brackets around all that {name} is of: {name}(...).",
    "close": "Here {sign} is missing.",
    "stray": "Nothing was opened that {what} could close.",
    "unknown": "{what} is not known. There are x, y, pi, e, constants of your own (a line {example}) and {functions}.",
    "meant": "{what} is not known. Did you mean {meant}?",
    "letters": "{what} is not known. Write products with *, as in {meant}.",
    "call": "{what} is a function: write {what}(...).",
    "few": "{name} takes {count}, with commas between; here are {given}.",
    "compare": "A comparison stands only first in where(...).",
    "where": "The first value of where is a comparison, as in where(x > 0, x, 0).",
    "chain": "One comparison at a time: where(a < b, where(b < c, ...), ...).",
    "equals": "To compare, write ==.",
    "exponent": "An exponent is a whole number from -{most} to {most}. Else write {meant}.",
    "deep": "Here brackets and functions stand more than {most} deep.",
    "large": "This formula has {count} parts once its powers are written out; the most are {most}.",
    "taken": "{what} is taken; choose another name for the constant.",
    "twice": "{what} is given twice.",
    "name": "The name of a constant has at most {most} letters and digits.",
    "constants": "There are at most {most} constants.",
    "value": "A constant is a number, with a range if you like: a = 0.3 in [0, 1].",
    "range": "A range is two numbers, the lower first, as in [0, 1], at most {most} in size.",
    "outside": "The value of {what} lies outside its range.",
}


def table() -> dict[str, Any]:
    """All of it, for the browser."""
    return {
        "FORMULA_LIMITS": LIMITS, "CONSTANTS": CONSTANTS, "VARIABLES": VARIABLES, "FUNCTIONS": FUNCTIONS,
        "BINDS": BINDS, "COMPARISONS": COMPARISONS, "FORMULA_SIGNS": SIGNS, "SAME": SAME, "SPACES": SPACES,
        "BREAKS": BREAKS, "HEADS": HEADS, "COUNTS": COUNTS, "MEANT": MEANT, "LOOKALIKES": LOOKALIKES, "WORDS": WORDS,
    }  # fmt: skip
