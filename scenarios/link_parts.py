"""What a link hides and what it keeps as it is: `hide=table,share&lock=start,lr`. It keeps no secret: whoever changes
the address sees all of it."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import AfterValidator, ValidationInfo

from dynamics import OPTIMIZERS

# part -> words; which stand on which page
FIGURE = {
    "legend": "Optimizers and their settings",
    "panels": "Panels",
    "views": "Views, field and marks",
    "options": "Speed, loop and panels",
    "share": "Share",
}
EXPLORE = {
    "head": "Title, sentence and keys",
    "doors": "Examples, surfaces and typing",
    "table": "Table",
    "drawer": "Exact settings in the drawer",
    "pages": "Other pages",
}
LESSON = {
    "words": "The text",
    "steps": "Back, Next and all lessons",
    "help": "Hint, Show me, Start over",
    "pages": "Other pages",
}
# what stands for the lecturer alone, in no link of this menu
TEACH = "teach"
LOCKS = {
    "surface": "The surface",
    "start": "The start",
    "steps": "The number of steps",
    "optimizers": "Which optimizers run",
}
HIDDEN = (*FIGURE, *EXPLORE, *LESSON, TEACH)
LOCKED = (*LOCKS, *sorted({name for own in OPTIMIZERS.values() for name in own.hyperparameters}))


def _among(known: tuple[str, ...], what: str) -> Any:
    def check(names: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        if info.context is not None:  # where `mend` gathers what it says
            unknown = [name for name in names if name not in known]
            info.context.update({f"A link cannot {what} {name[:40]!r}.": None for name in unknown})
        return tuple(dict.fromkeys(name for name in names if name in known))

    return AfterValidator(check)


Hide = Annotated[tuple[str, ...], _among(HIDDEN, "hide")]
Lock = Annotated[tuple[str, ...], _among(LOCKED, "lock")]


def parts_message(hide: tuple[str, ...], lock: tuple[str, ...]) -> Mapping[str, Any]:
    """What the figure is sent of it, see static/figure/link_parts.js; nothing where a link keeps all."""
    return {"hide": hide, "lock": lock} if hide or lock else {}
