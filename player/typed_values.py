"""What a reader types or chooses on the Networks page, as values. Each raises ValueError with a sentence."""

import re

from jobs.queue import MOST_AT_ONCE
from player.networks_link import MOST_SEEDS

ADDRESS = re.compile(r"[a-z]+://\S*[^\s/:][:/]\d{1,5}|[^\s/:]+:\d{1,5}")


def as_typed(text: str) -> str | None:
    """A number as the experiment reads it, which has a sentence for what is none; None for nothing."""
    return text.strip().replace("−", "-") or None


def seeds(text: str) -> int | None:
    return _whole(text, MOST_SEEDS, "Seeds", None)


def at_once(text: str) -> int | None:
    return _whole(text, MOST_AT_ONCE, "Trainings at once", 1)


def _whole(text: str, most: int, what: str, empty: int | None) -> int | None:
    if not text.strip():
        return empty
    if not (text.strip().isdecimal() and 1 <= int(text) <= most):
        raise ValueError(f"{what} are a whole number from 1 to {most}; got {text.strip()}.")
    return int(text)


def address(text: str) -> str:
    """A scheduler's address as Dask writes it; nothing for this machine."""
    if text.strip() and not ADDRESS.fullmatch(text.strip()):
        raise ValueError(
            f"A Dask scheduler has an address such as tcp://host:8786; got {text.strip()[:40]}. Empty it to train here."
        )
    return text.strip()


def some(chosen: list[str]) -> tuple[str, ...]:
    if not chosen:
        raise ValueError("Keep at least one optimizer.")
    return tuple(chosen)


def rates(text: str) -> tuple[float, ...]:
    try:
        return tuple(float(part) for part in text.replace(";", ",").split(",") if part.strip())
    except ValueError:
        raise ValueError(f"Learning rates are numbers with commas between, as in 0.1, 0.01; got {text!r}.") from None


def sizes(text: str) -> tuple[int, ...]:
    try:
        return tuple(int(part) for part in text.split(",") if part.strip())
    except ValueError:
        raise ValueError(f"Hidden units are whole numbers with commas between, as in 100, 50; got {text!r}.") from None
