"""The syntax tree that a text becomes.

A node is a tuple, its kind first: ("number", 2.0), ("name", "x"), ("constant", 0) for one's own, ("-", a) for a leading
sign, ("+", a, b) and so on, ("^", a, 3), ("sin", a), ("where", ("<", a, b), c, d).
static/formula/nodes.js has the same.
"""

from typing import Any

from engines.typed.grammar import LIMITS

Node = tuple[Any, ...]


def size(node: Node) -> int:
    """Nodes, powers written out as products."""
    if node[0] in ("number", "name", "constant"):
        return 1
    if node[0] == "^":
        n: int = abs(node[2])
        return size(node[1]) + max(n.bit_length() + n.bit_count() - 2, 0) + (2 if node[2] < 0 else 0) + (n == 0)
    return 1 + sum(map(size, node[1:]))


def folded(node: Node) -> float | None:
    """The whole number that an exponent is; None if it is none, or beyond a million."""
    value: float | None = None
    if node[0] == "number":
        value = node[1]
    elif node[0] == "^":
        base = folded(node[1])
        if base is not None and node[2] >= 0:
            value = 1.0
            for _ in range(node[2]):
                value *= base
                if abs(value) > LIMITS["size"]:
                    return None
    elif node[0] in ("+", "-", "*"):
        parts = [whole for part in node[1:] if (whole := folded(part)) is not None]
        if len(parts) == len(node) - 1 == 1:
            value = -parts[0]
        elif len(parts) == 2:
            a, b = parts
            value = a + b if node[0] == "+" else a - b if node[0] == "-" else a * b
    return value if value is not None and value == value // 1 and abs(value) <= LIMITS["size"] else None
