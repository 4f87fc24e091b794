"""What may be typed: names, signs, limits, and the words in which a mistake is told. One table, for Python and for the
browser: `python -m player.known` writes it to static/formula/grammar.js.

A text is a formula in x and y. On further lines (or after a ;) stand constants of one's own, `a = 0.3 in [0, 1]`, and
what the map shows, `x in [-3, 3]`.

    expression  a sum of products of powers: + and -, then * / and products without a sign, then a leading -, then ^
    2^3^2       is 2^(3^2), and -x^2 is -(x^2)
    2x, 2 sin x, (x + 1)(y - 1), |x|y    are products; so is the whole of what stands behind a function without brackets
                that is a number or a name: sin 2 pi x is sin(2 * pi * x)

What stands behind a # is a note, to the end of its line.

A rule is lines of such expressions, each given a name; step and rate not anew before a line has read them:

    beta1 = 0.9; state m: average gradient by beta1; m = beta1*m + (1 - beta1)*g; step = lr*m; rate = lr

A line that gives a number alone declares a hyperparameter, wherever it stands; `state m` is kept from step to step,
from 0 on or from what a formula in g gives at the first gradient. Behind a colon stands what all of its line mean, in
words of the table: by that a fork goes on with them.
"""

from math import e, nan, pi
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
NOTE = "#"  # begins what is for readers alone
HEADS = ("f", "z")  # what may stand before the formula: f(x, y) = ..., z = ...
COUNTS = {"1": "one value", "2": "two to eight values", "3": "three values: a comparison, then two values"}

# Of rules. inputs: name -> the part of a parameter of the closed tree that it is ("" for g itself)
RULE_LIMITS = {"characters": 2000, "nodes": 400, "states": 16, "hyperparameters": 12, "name": 24}
RULE_INPUTS = {
    "g": ("g", ""), "t": ("context", "step"), "lr": ("context", "lr"), "x": ("context", "position"),
    "base_lr": ("hyper", "lr"), "correction1": ("context", "correction1"), "correction2": ("context", "correction2"),
    "next_correction1": ("context", "next_correction1"), "largest_gradient": ("context", "largest_gradient"),
    "largest_signed": ("context", "largest_signed"), "smoothness": ("context", "smoothness"),
}  # fmt: skip
RULE_CONSTANTS = CONSTANTS | {"nan": nan}
RULE_RESULTS = ("step", "rate")
STATE = "state"  # begins the line that names what is kept
MEANS = ":"  # before what that means
BY = "by"  # before the hyperparameter by whose powers the start of an average fades
DECAYS = ("momentum", "beta1", "beta2")  # hyperparameters that lie from 0 to 1 without saying so
# what is kept -> whether its start fades: the words of built-in rules, under all their conventions
STATE_MEANINGS = {
    "average gradient": True, "average squared gradient": True, "velocity": False, "sum of squared gradients": False,
    "average squared step": True, "average squared surprise": True, "average squared gradient that never falls": True,
    "largest average squared gradient before its correction": False,
    "largest average squared gradient after its correction": False, "average of the last ten gradients": True,
    "average of squared gradients ten steps old": True, "weight of that average": False, "last ten gradients": False,
}  # fmt: skip
NEEDS = {"correction1": "beta1", "correction2": "beta2", "next_correction1": "beta1"}  # of hyperparameters
RULE_MEANT = {
    "grad": "g", "gradient": "g", "eta": "lr", "learning_rate": "lr", "position": "x", "theta": "x", "w": "x",
    "time": "t", "iteration": "t", "delta": "step", "update": "step", "eps": "epsilon", "none": "nan",
}  # fmt: skip
# in a rule, the word of the left side says what that of the right does
RULE_WORDS = {
    "long": "rule_long", "large": "rule_large", "operand": "rule_operand", "unknown": "rule_unknown",
    "name": "rule_name", "value": "rule_value", "taken": "rule_taken", "ranged": "rule_ranged",
}  # fmt: skip

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
    "letters": "{what} is not known. Did you mean {apart}, or {meant}?",
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
    "ranged": "A range stands on a line of its own: x in [-3, 3] for the map, a = 0.3 in [0, 1] for a constant.",
    "outside": "The value of {what} lies outside its range.",
    "rule_long": "A rule has at most {most} characters; this has {count}.",
    "rule_large": "This rule has {count} parts once its powers are written out; the most are {most}.",
    "rule_operand": "Here a value is missing: a number, a name or a function.",
    "rule_unknown": "{what} is not known. There are g, t, lr, x, what lines before give a name, hyperparameters (a line"
    " {example}) and {functions}.",
    "rule_name": "A name has at most {most} letters, digits and _.",
    "rule_value": "A hyperparameter is a number, with a range if you like: a = 0.3 in [0, 1].",
    "rule_taken": "{what} is taken; choose another name.",
    "rule_ranged": "A range stands on a line of its own, with a number: a = 0.3 in [0, 1].",
    "line": "A line gives a name a value, as in m = 0.9*m + g, or says what is kept, as in state m.",
    "unset": "{what} has no value yet. If it is kept from step to step, write a line: state {what}.",
    "start": "A state starts at 0, or from the first gradient: a formula in g alone.",
    "states": "At most {most} states are kept.",
    "hyperparameters": "There are at most {most} hyperparameters.",
    "needs": "{what} needs a hyperparameter {name}: a line {name} = 0.9.",
    "no_step": "A rule gives its step: a line step = ..., which is taken off x.",
    "input": "{what} is given, and stays as it is.",
    "meaning": "What is kept means something that other rules keep, too. Here may stand: {words}.",
    "meaning_ends": "{meaning}: that is all, and the line ends. What means something else has a line of its own, as in"
    " state v: velocity.",
    "fades": "An average fades by a hyperparameter: {meaning} by beta1, with a line beta1 = 0.9.",
    "decay": "What an average fades by lies from 0 to 1: a line {what} = 0.9 in [0, 1].",
}


def table() -> dict[str, Any]:
    """All of it, for the browser."""
    return {
        "FORMULA_LIMITS": LIMITS, "CONSTANTS": CONSTANTS, "VARIABLES": VARIABLES, "FUNCTIONS": FUNCTIONS,
        "BINDS": BINDS, "COMPARISONS": COMPARISONS, "FORMULA_SIGNS": SIGNS, "SAME": SAME, "SPACES": SPACES,
        "BREAKS": BREAKS, "NOTE": NOTE, "HEADS": HEADS, "COUNTS": COUNTS, "MEANT": MEANT,
        "LOOKALIKES": LOOKALIKES, "WORDS": WORDS,
        "RULE_LIMITS": RULE_LIMITS, "RULE_INPUTS": RULE_INPUTS, "RULE_RESULTS": RULE_RESULTS, "STATE": STATE,
        "MEANS": MEANS, "BY": BY, "DECAYS": DECAYS, "STATE_MEANINGS": STATE_MEANINGS, "NEEDS": NEEDS,
        "RULE_MEANT": RULE_MEANT, "RULE_WORDS": RULE_WORDS,
    }  # fmt: skip
