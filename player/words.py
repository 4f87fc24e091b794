"""Words as the pages set them."""

import re


def plain(words: str) -> str:
    """A name as the reader typed it, where Streamlit would read Markdown."""
    return re.sub(r"([\\`*_\[\]<>#$~|:])", r"\\\1", words)


def duration(seconds: float) -> str:
    """ "40 s", "3 min", "2.5 h", "4 days"."""
    for size, unit in ((86400.0, "days"), (3600.0, "h"), (60.0, "min")):
        if seconds >= 1.5 * size:
            return f"{seconds / size:.2g} {unit}"
    return f"{max(1, round(seconds))} s"
