"""A claim of a paper: the formula as printed, as it has to read, and the code that runs it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Claim:
    """printed, corrected: LaTeX. difference: one or two sentences. code: the functions that compute the corrected
    formula."""

    title: str
    source: str
    printed: str
    corrected: str
    difference: str
    code: tuple[Callable[..., Any], ...]
