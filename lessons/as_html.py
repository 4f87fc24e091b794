"""A lesson's Markdown as HTML: paragraphs, lists, emphasis, code, mathematics. All else stays text."""

import re
from html import escape

from engines.mathml import mathml

BLOCKS = re.compile(r"\n\s*\n")
ITEM = re.compile(r"^(?:(\d+)\.|[-*])\s+", re.MULTILINE)
MATHEMATICS = re.compile(r"\$([^$]+)\$")
MARKS = (
    (re.compile(r"`([^`]+)`"), r"<code>\1</code>"),
    (re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*", re.DOTALL), r"<b>\1</b>"),
    (re.compile(r"\*(?=\S)(.+?)(?<=\S)\*", re.DOTALL), r"<i>\1</i>"),
    (re.compile(r"\[([^\]]*)\]\([^)]*\)"), r"\1"),
)


def as_html(markdown: str) -> str:
    """Safe to stand in a page: what is not one of these marks is escaped."""
    return "".join(map(_block, BLOCKS.split(markdown.strip())))


def inline(text: str) -> str:
    """A line of it."""
    return "".join(mathml(part) if k % 2 else _marked(part) for k, part in enumerate(MATHEMATICS.split(text)))


def _marked(text: str) -> str:
    text = escape(text, quote=False)
    for mark, made in MARKS:
        text = mark.sub(made, text)
    return text


def _block(text: str) -> str:
    first = ITEM.match(text)
    if not first:
        return f"<p>{inline(text)}</p>" if text else ""
    kind = "ol" if first[1] else "ul"
    items = [part for part in re.split(r"^(?:\d+\.|[-*])\s+", text, flags=re.MULTILINE) if part.strip()]
    return f"<{kind}>{''.join(f'<li>{inline(item.strip())}</li>' for item in items)}</{kind}>"
