"""The permalink: a scenario as one compressed query parameter, and back."""

import base64
import binascii
import zlib

from scenarios.opening import FIRST, opening
from scenarios.repair import read_json
from scenarios.scenario import Scenario

LONGEST_LINK = 4_000  # characters; ours stay under 2,000
LARGEST_TEXT = 65_536  # bytes once unpacked: a small link must not fill the memory


def encode(scenario: Scenario) -> str:
    """URL-safe text, under 2,000 characters."""
    return base64.urlsafe_b64encode(zlib.compress(scenario.to_json().encode(), 9)).decode().rstrip("=")


def decode(text: str) -> tuple[Scenario, list[str]]:
    """The scenario in a link, and a sentence for each thing in it that had to be changed. Never raises."""
    if len(text) > LONGEST_LINK:
        return opening(FIRST), [
            f"This link has {len(text):,} characters, more than any of ours; the opening scenario is shown."
        ]
    try:
        packed = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        unpack = zlib.decompressobj()
        plain = unpack.decompress(packed, LARGEST_TEXT)
        if not unpack.eof:
            raise zlib.error("cut off, or too large")
        plain.decode()
    except (binascii.Error, zlib.error, ValueError):
        return opening(FIRST), ["This link is damaged: part of it may be missing. The opening scenario is shown."]
    return read_json(plain)
