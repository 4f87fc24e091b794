"""The frames of the maps: axes, ticks and names, at hand before anything is computed."""

from typing import Any

import plotly.graph_objects as go

from dynamics.maps import Basins, Bifurcation, Regimes
from figures.fields import axis_ticks, axis_title
from figures.frame import base, halo
from figures.theme import SERIF, Theme, theme

BASINS, REGIMES, BIFURCATION, WIDTH = 500, 480, 420, 1180  # px; words are placed for this width
SELECTION: dict[str, Any] = {"dragmode": "select", "clickmode": "event", "hovermode": "closest"}
QUIET: dict[str, Any] = {"showgrid": False, "zeroline": False, "showline": False}


def waiting(job: Basins | Regimes | Bifurcation, dark: bool = False) -> go.Figure:
    """The frame alone, where the map will be."""
    t = theme(dark)
    line = {"color": t.hair, "width": 1}
    whole = {"type": "rect", "x0": 0, "x1": 1, "y0": 0, "y1": 1, "xref": "x domain", "yref": "y domain", "line": line}
    return map_frame(job, dark).add_shape(whole).add_scatter(x=[None], y=[None], hoverinfo="skip")


def map_frame(job: Basins | Regimes | Bifurcation, dark: bool = False) -> go.Figure:
    """The figure that a map is laid into. The y axis of a bifurcation comes with its values."""
    t = theme(dark)
    if isinstance(job, Basins):
        return _starts(job, t)
    if isinstance(job, Regimes):
        figure = _settings(job, job.across.name, REGIMES, t)
        figure.update_xaxes(**axis_ticks(job.across, 9)).update_yaxes(**axis_ticks(job.up, 7))
        return _headed(figure, axis_title(job, job.up.name), t)
    figure = _settings(job, job.across.name, BIFURCATION, t).update_layout(selectdirection="h")
    figure.update_xaxes(**axis_ticks(job.across, 9)).update_yaxes(showticklabels=False)
    return _headed(figure, f"Where the last {job.keep:,} steps fall: <i>{job.coordinate}</i>", t)


def _starts(job: Basins, t: Theme) -> go.Figure:
    """Numbers inside the picture, equal units on x and y."""
    inside = {"ticks": "inside", "ticklen": 5, "tickcolor": t.on_map, "ticklabelposition": "inside", **QUIET}
    font = {"tickfont": {"size": 12, "color": t.on_map, "shadow": halo(t)}, "constrain": "domain"}
    across, up = (_without_ends(axis_ticks(axis, n)) for axis, n in zip(job.axes(), (8, 6), strict=True))
    up["ticktext"] = [f"\u2002{label}" for label in up["ticktext"]]
    figure = base(t, BASINS)
    figure.update_xaxes(**across, **inside, **font, constraintoward="left")
    figure.update_yaxes(**up, **inside, **font, scaleanchor="x", scaleratio=1, constraintoward="top")
    margin = {"l": 0, "r": 0, "t": 0, "b": 0}
    return figure.update_layout(margin=margin, annotations=_axis_names(t), **SELECTION)


def _axis_names(t: Theme) -> list[dict[str, Any]]:
    """x and y, where their axes end."""
    font = {"family": SERIF, "size": 16, "color": t.on_map, "shadow": halo(t)}
    same = {"showarrow": False, "borderpad": 0, "font": font, "xref": "x domain", "yref": "y domain"}
    right = {"x": 1, "y": 0, "xanchor": "right", "yanchor": "bottom", "xshift": -8, "yshift": 4}
    top = {"x": 0, "y": 1, "xanchor": "left", "yanchor": "top", "xshift": 8, "yshift": -4}
    return [{"text": "<i>x</i>", **right, **same}, {"text": "<i>y</i>", **top, **same}]


def _settings(job: Regimes | Bifurcation, across: str, height: int, t: Theme) -> go.Figure:
    """Numbers outside the picture, the name of x under it."""
    figure, font = base(t, height), {"size": 12, "color": t.soft}
    title = {"text": axis_title(job, across), "font": {"size": 13, "color": t.soft}, "standoff": 12}
    figure.update_xaxes(title=title, ticks="", tickfont=font, ticklabelstandoff=6, **QUIET)
    figure.update_yaxes(ticks="", tickfont=font, ticklabelstandoff=6, **QUIET)
    return figure.update_layout(margin={"l": 52, "r": 8, "t": 34, "b": 50}, **SELECTION)


def _headed(figure: go.Figure, text: str, t: Theme) -> go.Figure:
    """The name of y, flat above the axis."""
    place = {"x": 0, "y": 1, "xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "bottom"}
    font = {"size": 14, "color": t.text}
    return figure.add_annotation(
        text=f"<b>{text}</b>", showarrow=False, borderpad=0, font=font, xshift=-51, yshift=10, **place
    )


def _without_ends(axis: dict[str, Any]) -> dict[str, Any]:
    """Without the outermost ticks, which would stand in the corners."""
    return axis | {"tickvals": axis["tickvals"][1:-1], "ticktext": axis["ticktext"][1:-1]}
