"""A Plotly figure of this project as a still picture: drawn again by Matplotlib, since Plotly would need a Chrome on
the server.

It knows what figures/ uses, not all of Plotly: to draw another kind of trace, add a function to `traces.DRAW` and its
name here.
"""

import plotly.graph_objects as go

KINDS = ("image", "heatmap", "contour", "bar", "scattergl", "scatter")


def printable(figure: go.Figure) -> bool:
    """Whether all its traces are of a kind that can be drawn."""
    return all(trace.type in KINDS for trace in figure.data)


def printed(figure: go.Figure, title: str, dark: bool = False, kind: str = "png") -> bytes:
    """PNG (at twice the size) or SVG; `title` and the versions go into its metadata, and `layout.meta` with them as
    "provenance".

    Raises ValueError, naming it, for a kind of trace that cannot be drawn."""
    from player.export.printed.sheet import Sheet  # Matplotlib takes a second to load: when first asked for

    for trace in figure.data:
        if trace.type not in KINDS:
            raise ValueError(f"A trace of kind {trace.type!r} cannot be printed; there are {', '.join(KINDS)}.")
    return Sheet(figure, dark).save(title, kind)
