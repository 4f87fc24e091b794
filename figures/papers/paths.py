"""002, figures 2a, 3 and 4: four optimizers on a saddle and in two valleys, over the vector field; an x at a quarter, a
half and three quarters of each path where the paper has one, a mark at its end."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import plotly.graph_objects as go

from dynamics import Optimizer
from figures.contours import Window, ground
from figures.dots import Dot, dots_figure
from figures.field_arrows import field_arrows
from figures.frame import base
from figures.map2d import ground_traces, map_axes, minimum_marks, start_rings
from figures.map_labels import HEIGHT, axis_names, contour_words, head_names
from figures.marks import dash, symbol
from figures.papers import Drawing, PaperPanel
from figures.theme import theme
from figures.thinning import thin
from figures.trails import MOST_POINTS, head
from papers.exploring.saddle import escapes
from papers.exploring.valleys import paths
from papers.record import Item
from scenarios.scenario import Scenario

Array = npt.NDArray[np.float64]
CLEAR = 0.02  # of the width, between a path and a contour's number
ROOM = 0.3  # around the paths, as a share


class Way(NamedTuple):
    """position (K, 2): as many points of it as are drawn; marks (3, 2), or none; steps: until it has left or arrived,
    None if never."""

    title: str
    optimizer: Optimizer
    position: Array
    marks: Array
    steps: int | None


def ways(item: Item) -> tuple[Scenario, list[Way]]:
    """As the record's own functions give them, thinned: a million points are 16 MB."""
    scenario = item.scenario
    assert scenario is not None, item.name
    if scenario.surface == "saddle":
        found = [(each.position, np.empty((0, 2)), each.left) for each in escapes(scenario).values()]
    else:
        found = [(each.position, each.marks, each.arrival) for each in paths(scenario).values()]
    who = zip(scenario.titles, (each.configured for each in scenario.contenders), strict=True)
    return scenario, [
        Way(title, optimizer, _thinned(position), marks, steps)
        for (title, optimizer), (position, marks, steps) in zip(who, found, strict=True)
    ]


class _Positions(NamedTuple):
    position: Array


def _thinned(position: Array) -> Array:
    rows = thin([_Positions(position)], len(position) - 1, MOST_POINTS)  # type: ignore[list-item]
    return position[rows]


def panels(item: Item, made: tuple[Scenario, list[Way]], dark: bool) -> Iterator[PaperPanel]:
    scenario, found = made
    saddle = scenario.surface == "saddle"
    yield PaperPanel(
        "paths",
        map_figure(scenario, found, dark),
        "Arrows point along −∇f. Look who goes along them and who takes a diagonal."
        if saddle
        else "Arrows point along −∇f. Look where the x stand: at a quarter, a half and three quarters of the steps.",
    )
    came = [way for way in found if way.steps is not None]
    if came:
        yield PaperPanel(
            "steps",
            dots_figure(
                "Steps until |x| > 1" if saddle else "Steps until within 0.001 of the origin",
                [Dot(way.title, way.optimizer, float(way.steps or 0), float("nan")) for way in came],
                dark,
                log=True,
            ),
            "Who is not listed has not come there." if len(came) < len(found) else "All four come there.",
        )


def window(found: list[Way]) -> Window:
    """Three to two, around all that is drawn; the paper's own frame is not known."""
    points = np.concatenate([way.position for way in found])
    low, high = points.min(axis=0), points.max(axis=0)
    half = (1 + ROOM) * max((high - low) / (3, 2)) / 2
    x, y = (low + high) / 2
    return float(x - 3 * half), float(x + 3 * half), float(y - 2 * half), float(y + 2 * half)


def map_figure(scenario: Scenario, found: list[Way], dark: bool) -> go.Figure:
    t, surface = theme(dark), scenario.landscape
    land = ground(surface, window(found))
    figure = base(t, HEIGHT)
    traces = [*ground_traces(land, t), field_arrows(surface, land.window, t)]
    ends = [i if (i := head(way.position, land.window)) is not None else None for way in found]
    for way in found:
        line = {
            "color": t.series(way.optimizer),
            "width": 2,
            "dash": dash(way.optimizer.series.dash),
            "simplify": False,
        }
        at = {"x": way.position[:, 0], "y": way.position[:, 1]}
        traces.append(go.Scatter(**at, mode="lines", line=line, name=way.title, hoverinfo="skip"))
    for way in found:
        look = {"symbol": "x-thin", "size": 13, "line": {"width": 2.4, "color": t.series(way.optimizer)}}
        at = {"x": way.marks[:, 0], "y": way.marks[:, 1]}
        told = [f"{way.title}, {words} of its steps" for words in ("a quarter", "a half", "three quarters")]
        traces.append(
            go.Scatter(
                **at, mode="markers", marker=look, name=f"{way.title}, quarters", cliponaxis=False,
                hovertext=told, hovertemplate="%{hovertext}<extra></extra>",
            )
        )  # fmt: skip
    for way, end in zip(found, ends, strict=True):
        if end is not None:
            colour = t.series(way.optimizer)
            mark = {"symbol": symbol(way.optimizer.series.mark), "size": 12, "color": colour}
            mark["line"] = {"width": 1.5, "color": t.paper}
            x, y = way.position[end]
            traces.append(go.Scatter(x=[x], y=[y], mode="markers", marker=mark, hoverinfo="skip", cliponaxis=False))
    figure.add_traces([*traces, minimum_marks(surface.minima, t), *start_rings([scenario.start], t)])
    at_end = [None if end is None else way.position[end] for way, end in zip(found, ends, strict=True)]
    clear = CLEAR * (land.window[1] - land.window[0])
    marks = np.array([scenario.start, *surface.minima])
    words = [
        *contour_words(land, [np.add(way.position, (off, 0)) for way in found for off in (-clear, 0, clear)], marks, t),
        *head_names([way.title for way in found], [t.series(way.optimizer) for way in found], at_end,
                    [scenario.start], land, t),
        *axis_names(t),
    ]  # fmt: skip
    map_axes(figure, land, t)
    figure.update_yaxes(constraintoward="top")  # where the page is narrow, under its title
    title: dict[str, Any] = {
        "text": f"<b>{surface.title}</b>",
        "font": {"size": 14, "color": t.text},
        "xref": "paper",
        "yref": "paper",
    }
    title |= {"x": 0, "y": 1, "xanchor": "left", "yanchor": "bottom", "yshift": 8, "showarrow": False, "borderpad": 0}
    figure.update_layout(
        annotations=[*words, title], margin={"l": 0, "r": 0, "t": 36, "b": 0}, height=HEIGHT + 36, dragmode=False
    )
    return figure


DRAWING = Drawing(ways, panels)
