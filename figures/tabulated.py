"""The numbers behind a panel as CSV: its named lines, bars and fields; what is only drawn to guide the eye is left
out."""

import csv
import io
import re
from html import unescape
from typing import Any

import numpy as np
import plotly.graph_objects as go


def plain(text: str) -> str:
    """Words without their markup: a raised exponent after ^."""
    return unescape(re.sub(r"<[^>]*>", "", text.replace("<sup>", "^").replace("<br>", " ")))


def title_of(figure: go.Figure) -> str:
    """What stands over a panel, in bold."""
    return next((plain(words.text) for words in figure.layout.annotations if words.text.startswith("<b>")), "")


def tabulated(figure: go.Figure) -> str:
    """A row a point. Where an axis is not in the units of its numbers, a trace's customdata holds those: (x, y) for
    each point of a line, (x, y, value) for each cell of a field."""
    out = io.StringIO()
    write = csv.writer(out)
    write.writerow(["name", plain(figure.layout.xaxis.title.text or "") or "x", "y", "value"])
    for trace in figure.data:
        if trace.type == "heatmap":
            write.writerows((plain(trace.name or "cell"), *map(_number, cell)) for cell in _cells(trace))
        elif trace.name:
            points = zip(trace.x, trace.y, strict=True) if trace.customdata is None else trace.customdata
            write.writerows((plain(trace.name), *map(_number, point), "") for point in points)
    return out.getvalue()


def _cells(trace: Any) -> Any:
    """x, y and what is there, for each cell that holds something: in words where it has them."""
    z = np.asarray(trace.z, np.float64)
    if trace.customdata is not None:
        return np.asarray(trace.customdata)[np.isfinite(z)]
    cells = z if trace.text is None else np.asarray(trace.text)
    rows, columns = np.nonzero(np.isfinite(z))
    return ((trace.x0 + j * trace.dx, trace.y0 + i * trace.dy, cells[i, j]) for i, j in zip(rows, columns, strict=True))


def _number(value: Any) -> str:
    return value if isinstance(value, str) else repr(float(value))
