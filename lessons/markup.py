"""Prose as HTML for a page of its own: Markdown in which raw HTML stays text, mathematics as MathML, and an empty
`<output>` for each number, which the page fills in."""

import re
from functools import lru_cache

from markdown_it import MarkdownIt

from engines.mathml import mathml
from lessons.expressions import Expression, expression
from lessons.prose import pieces

Asked = tuple[Expression, int]  # what stands in the place of a number, and its digits
MATHS = re.compile(r"\$\$(?P<block>.+?)\$\$|\$(?P<line>[^$]+)\$(?P<after>[.,;:!?)]*)", re.DOTALL)
KEPT = re.compile("\ue000(\\d+)\ue001")  # what Markdown must not touch, by its place


class Markup:
    """The texts of one step. asked: what their numbers ask, in the order of the places `data-n`."""

    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self._kept: list[str] = []

    def block(self, text: str) -> str:
        """Paragraphs, lists, tables."""
        return self._back(_markdown().render(self._apart(text)))

    def line(self, text: str) -> str:
        """A sentence, without a paragraph around it."""
        return self._back(_markdown().renderInline(self._apart(text)))

    def _apart(self, text: str) -> str:
        out = []
        for piece in pieces(re.sub("[\ue000\ue001]", "", text)):
            if piece.expression:
                self.asked.append((expression(piece.expression), piece.digits))
                out.append(self._keep(f'<output data-n="{len(self.asked) - 1}"></output>'))
            elif piece.paper:
                out.append(f"“*{piece.paper}*”")
            elif piece.term:
                out.append(f"*{piece.term}*")
            else:
                out.append(MATHS.sub(self._maths, piece.text))
        return "".join(out)

    def _maths(self, found: re.Match[str]) -> str:
        if found["line"]:
            return self._keep(f'<span class="together">{mathml(found["line"])}{found["after"]}</span>')
        return self._keep(mathml(found["block"].strip()).replace("<math", "<math display='block'", 1))

    def _keep(self, html: str) -> str:
        self._kept.append(html)
        return f"\ue000{len(self._kept) - 1}\ue001"

    def _back(self, html: str) -> str:
        return KEPT.sub(lambda found: self._kept[int(found[1])], html)


@lru_cache(maxsize=1)
def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")
