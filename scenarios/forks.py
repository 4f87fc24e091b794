"""Forks: contenders that leave another at a step, and which of these links hold."""

from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict, Field


class Fork(BaseModel):
    """What a contender leaves, by its key ("adam", "adam~2"), and after how many updates."""

    model_config = ConfigDict(title="A fork", frozen=True, extra="forbid", coerce_numbers_to_str=True)

    of: str = Field("", title="What a fork leaves")
    at: int = Field(0, ge=0, title="The step at which a fork leaves")


def sound(
    forks: Sequence[Fork | None], keys: Sequence[str], titles: Sequence[str], steps: int
) -> tuple[list[Fork | None], list[str]]:
    """The links that hold, each contender's, and a sentence for each that was changed: what is left must be there, and
    not the fork's own; it is left within the run, and not before it has begun itself."""
    kept, notices = list(forks), []
    for k, title in enumerate(titles):
        if kept[k] and _root(kept, keys, k) is None:
            notices.append(f"{title} is a fork of what is not there; it runs from the start.")
            kept[k] = None
    for k in parents_first(kept, keys):
        own = kept[k]
        if own is None:
            continue
        parent = kept[keys.index(own.of)]
        least = parent.at if parent else 0
        at = max(min(own.at, steps), least)
        if at != own.at:
            why = f"the run ends at {steps:,}" if at < own.at else f"what it leaves begins at {least:,}"
            notices.append(f"{titles[k]} cannot fork at step {own.at:,}: {why}; step {at:,} is used.")
            kept[k] = own.model_copy(update={"at": at})
    return kept, notices


def forks_stay(forks: Sequence[Fork | None], optimizers: Sequence[str], titles: Sequence[str]) -> list[str]:
    """What is told where another surface is shown: its runs begin at its start. titles: of the optimizers."""
    if not any(forks):
        return []
    whole = {name for name, fork in zip(optimizers, forks, strict=True) if fork is None}
    lone = dict.fromkeys(title for name, title in zip(optimizers, titles, strict=True) if name not in whole)
    return [f"Forks stay on their surface{'; from the start here: ' if lone else ''}{', '.join(lone)}."]


def _root(forks: Sequence[Fork | None], keys: Sequence[str], k: int) -> int | None:
    """The contender from the start to which a chain of forks leads; None where it leads nowhere, or round."""
    for _ in forks:
        own = forks[k]
        if own is None:
            return k
        if own.of not in keys:
            return None
        k = keys.index(own.of)
    return None if forks[k] else k


def parents_first(forks: Sequence[Fork | None], keys: Sequence[str]) -> list[int]:
    """The contenders' places, what is left before what leaves it."""
    depth = {}
    for k in range(len(forks)):
        depth[k], at = 0, k
        while own := forks[at]:
            depth[k], at = depth[k] + 1, keys.index(own.of)
    return sorted(depth, key=lambda k: depth[k])
