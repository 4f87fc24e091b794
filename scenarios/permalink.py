"""The permalink: a scenario as one compressed query parameter, and back."""

import base64
import binascii
import zlib
from typing import Annotated, Any

from pydantic import BeforeValidator, PlainSerializer, ValidationInfo

from scenarios.opening import FIRST, opening
from scenarios.repair import parsed, repair
from scenarios.scenario import Scenario

LONGEST_LINK = 4_000  # characters; ours stay under 2,000
LARGEST_TEXT = 65_536  # bytes once unpacked: a small link must not fill the memory


def encode(scenario: Scenario) -> str:
    """URL-safe text, under 2,000 characters."""
    return base64.urlsafe_b64encode(zlib.compress(scenario.to_json().encode(), 9)).decode().rstrip("=")


def decode(text: str) -> tuple[Scenario, list[str]]:
    """The scenario in a link, and a sentence for each thing in it that had to be changed. Never raises."""
    try:
        return unpack(text)
    except ValueError as error:
        return opening(FIRST), [f"{error} The opening scenario is shown."]


def unpack(text: str) -> tuple[Scenario, list[str]]:
    """The same. Raises ValueError with a sentence where the link holds no scenario."""
    if len(text) > LONGEST_LINK:
        raise ValueError(f"This link has {len(text):,} characters, more than any of ours.")
    try:
        packed = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        unpacking = zlib.decompressobj()
        plain = unpacking.decompress(packed, LARGEST_TEXT)
        if not unpacking.eof:
            raise zlib.error("cut off, or too large")
        raw = parsed(plain)
    except (binascii.Error, zlib.error, ValueError):
        raise ValueError("This link is damaged: part of it may be missing.") from None
    return repair(raw)


def _unpacked(value: Any, info: ValidationInfo) -> Any:
    if not isinstance(value, str):
        return value
    scenario, notices = unpack(value)
    if info.context is not None:  # where `mend` gathers what it says
        info.context.update(dict.fromkeys(notices))
    return scenario


# A scenario as a field of a page's state: in a link it is one packed parameter.
Packed = Annotated[Scenario, BeforeValidator(_unpacked), PlainSerializer(encode, return_type=str)]
