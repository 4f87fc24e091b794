"""What all figures share: no legend, no mode bar of their own, a clear background, type and hover in the page's
manner."""

from collections.abc import Sequence

import plotly.graph_objects as go

from dynamics import Trajectory
from figures.theme import SANS, Theme
from landscapes import Landscape


def base(t: Theme, height: int) -> go.Figure:
    """An empty figure of a height in px."""
    import pandas  # noqa: F401 - Plotly uses it if it is there, even half loaded by another thread; this waits until it is whole

    figure = go.Figure()
    figure.update_layout(
        template="none",
        height=height,
        autosize=True,
        showlegend=False,
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={"family": SANS, "size": 12, "color": t.soft},
        hoverlabel={
            "bgcolor": t.paper,
            "bordercolor": t.hair,
            "font": {"family": SANS, "size": 14, "color": t.text},
            "align": "left",
        },
        xaxis={"exponentformat": "power"},
        yaxis={"exponentformat": "power"},
        modebar={"bgcolor": "rgba(0,0,0,0)", "color": t.soft, "activecolor": t.text},
    )
    return figure


def halo(t: Theme) -> str:
    """Paper around letters, as a CSS text shadow."""
    return ", ".join(f"{dx}px {dy}px 1px {t.paper}" for dx in (-1, 0, 1) for dy in (-1, 0, 1) if dx or dy)


def one_surface(runs: Sequence[Trajectory]) -> Landscape:
    """The surface that the runs share. Raises ValueError if there is none."""
    if not runs:
        raise ValueError("A figure needs at least one run: map_2d(simulate(...)).")
    surface = runs[0].surface
    for run in runs:
        if run.surface != surface:
            raise ValueError(
                f"One figure shows one surface; these runs are on {surface.title} and on {run.surface.title}."
            )
    return surface
