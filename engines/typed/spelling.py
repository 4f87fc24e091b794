"""What a name that is not known may have meant."""

from collections.abc import Mapping
from typing import Any

from engines.typed.grammar import CONSTANTS, FUNCTIONS, LIMITS, MEANT, VARIABLES

SHORTEST = 3  # letters of a name that may be misspelt: of two letters nearly all are near


def misspelt(
    name: str,
    own: tuple[str, ...],
    given: tuple[str, ...] = (*VARIABLES, *CONSTANTS),
    meanings: Mapping[str, str] = MEANT,
) -> tuple[str, dict[str, Any]]:
    """Of a name that is not known: the kind of mistake (see WORDS) and what its message says. own: constants; given:
    names that need no line of their own; meanings: what people write in their stead."""
    plain = (*given, *own)
    known = (*plain, *FUNCTIONS)
    lower = name.lower()
    if meant := meanings.get(lower) or next((each for each in known if each == lower), ""):
        return "meant", {"meant": meant}
    if all(letter in plain for letter in name):
        return "letters", {"meant": "*".join(name), "apart": " ".join(name)}
    for each in plain:
        rest = name[len(each) :]
        if name.startswith(each) and rest.isdigit():
            return "meant", {"meant": f"{each}^{rest}"}
    for each in FUNCTIONS:
        if lower.startswith(each) and len(each) >= SHORTEST:
            rest = name[len(each) :]
            return "meant", {"meant": f"{each}({rest})" if rest in plain else each}
    for each in known:
        if min(len(name), len(each)) >= SHORTEST and near(lower, each):
            return "meant", {"meant": each}
    example = f"{name if len(name) <= LIMITS['name'] else 'a'} = 1"
    return "unknown", {"functions": ", ".join(FUNCTIONS), "example": example}


def near(a: str, b: str) -> bool:
    """Whether one letter too many, too few or another, or two exchanged, make one of the other."""
    if abs(len(a) - len(b)) > 1:
        return False
    k = 0
    while k < min(len(a), len(b)) and a[k] == b[k]:
        k += 1
    swapped = a[k : k + 2] == b[k : k + 2][::-1] and a[k + 2 :] == b[k + 2 :]
    return swapped or a[k + 1 :] == b[k + 1 :] or a[k:] == b[k + 1 :] or a[k + 1 :] == b[k:]
