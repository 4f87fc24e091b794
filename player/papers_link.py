"""What the address of the Papers page can say: which item is open."""

from typing import Annotated

from pydantic import AfterValidator, ConfigDict, Field

from papers.contents import CONTENTS, LABELS, slug
from scenarios.scenario import Frozen

OPENING = "002 figure 3"


SLUGS = {slug(name): name for name in LABELS}


def leading(paper: str) -> str:
    """The item that a paper opens with: the one that the page does, or the first figure, or else the first."""
    names = [f"{paper} {label}" for label in CONTENTS[paper]]
    return OPENING if OPENING in names else next((name for name in names if "figure" in name), names[0])


def _known(text: str) -> str:
    if text in CONTENTS:
        return slug(leading(text))
    if text not in SLUGS:
        raise ValueError(f"There is no item {text[:40]!r}.")
    return text


class PapersLink(Frozen):
    """`item`: as `slug` writes its name; a paper's number alone opens what it opens with."""

    model_config = ConfigDict(title="This page")

    item: Annotated[str, AfterValidator(_known)] = Field(slug(OPENING), title="Item", max_length=80)

    @property
    def name(self) -> str:
        """Of the item, as the papers' contents have it."""
        return SLUGS[self.item]
