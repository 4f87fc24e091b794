"""Texts that somebody might type: formulas drawn at random, and what a slip of the finger makes of them."""

import random

LEAVES = ("x", "y", "x", "y", "2", "0.5", "3", "pi", "e", "1e-3", "a", "b1", "π", ".25")
FUNCTIONS = ("sqrt", "exp", "log", "sin", "cos", "tan", "sinh", "cosh", "tanh", "abs", "sign", "floor")
OPERATIONS = ("+", "-", "*", "/", " + ", " - ", " * ", "·", "−", " ")
DECLARED = "; a = 0.3 in [0, 1]; b1 = -2"
# what fingers, clipboards and ill will put into a text
INTRUDERS = (
    *"+-*/^()|,;<>=[]!?#@&%$\\'\"`~_{}:.", *"0123456789", *"xyeabzXYE", "**", "==", "<=", " ", "\n", "\t", "х", "у",
    "е", "²", "√", "≤", "≥", "π", "ε", "０", "٣", "𝑥", "\u200b", "\ufeff", "\x00", "é", "∞", "sin", "sine", "where",
    "lambda", "__class__", "import", "in", "1e999", "0x10", "1j", "e^", "()", "||", "((", "2x", "x2", "ln", "max(",
)  # fmt: skip


def formula(draw: random.Random, depth: int = 4) -> str:
    """One that can be read (unless it divides by a product without a sign), with constants a and b1."""
    if depth == 0 or draw.random() < 0.15:
        return draw.choice(LEAVES)
    one, other = formula(draw, depth - 1), formula(draw, depth - 1)
    kind = draw.randrange(12)
    if kind < 4:
        return f"{one}{draw.choice(OPERATIONS)}{other}"
    if kind < 5:
        return f"({one}){draw.choice(OPERATIONS)}({other})"
    if kind < 7:
        return f"{draw.choice(FUNCTIONS)}({one})"
    if kind < 8:
        return f"({one})^{draw.choice(('2', '3', '-1', '-2', '0', '4', '(2)', '2^2'))}"
    if kind < 9:
        return f"{draw.choice(('min', 'max'))}({one}, {other})"
    if kind < 10:
        return f"where({one} {draw.choice(('<', '<=', '>', '>=', '==', '!='))} {other}, {one}, {other})"
    return f"|{one}|" if kind < 11 else f"-({one})"


def mutated(draw: random.Random, text: str) -> str:
    """With one thing put in, taken out, doubled or exchanged."""
    at = draw.randrange(len(text) + 1)
    kind = draw.randrange(4)
    if kind == 0:
        return text[:at] + draw.choice(INTRUDERS) + text[at:]
    if kind == 1:
        return text[:at] + text[at + 1 :]
    if kind == 2:
        return text[:at] + text[at : at + 1] * 2 + text[at + 1 :]
    return text[:at] + draw.choice(INTRUDERS) + text[at + 1 :]


def texts(seed: int, count: int) -> list[str]:
    """A third as drawn, a third with a slip, the others with several or noise alone."""
    draw = random.Random(seed)
    found: list[str] = []
    for k in range(count):
        text = formula(draw, draw.randint(0, 5)) + (DECLARED if draw.random() < 0.8 else "")
        if k % 12 == 11:
            text = "".join(draw.choice(INTRUDERS) for _ in range(draw.randint(0, 30)))
        for _ in range((0, 1, draw.randint(1, 5))[k % 3]):
            text = mutated(draw, text)
        found.append(text)
    return found
