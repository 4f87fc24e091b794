"""What is told at a point of a figure, with numbers as they stand everywhere: a true minus, raised exponents. Plotly's
own formats write 1.2e-7."""

from html import escape
from math import isfinite

import numpy.typing as npt

from figures.numbers import html, parts


def literal(words: str) -> str:
    """Somebody's own words within a sentence: no markup, nothing to fill in."""
    return escape(words).replace("{", "{{").replace("}", "}}")


class Told(float):
    """A number in a sentence: `{x}` has three digits, `{x:5}` five, `{x:,}` is whole."""

    def __format__(self, spec: str) -> str:
        if spec == "," and isfinite(self):
            return f"{int(self):,}"
        return html(parts(float(self), int(spec) if spec.isdigit() else 3))


def told(sentence: str, **columns: npt.ArrayLike) -> dict[str, list[str] | str]:
    """The sentence for each row of the columns, as what a trace of Plotly's is given."""
    rows = zip(*(map(Told, column) for column in columns.values()), strict=True)  # type: ignore[arg-type]
    texts = [sentence.format(**dict(zip(columns, row, strict=True))) for row in rows]
    return {"hovertext": texts, "hovertemplate": "%{hovertext}<extra></extra>"}
