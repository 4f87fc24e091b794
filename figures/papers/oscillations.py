"""002, figure 5: x over the last steps of a million, all optimizers on one scale, then each on its own."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from dynamics import Optimizer
from figures.line_panel import LinePanel, Ruler
from figures.marks import dash
from figures.papers import Drawing, PaperPanel
from figures.theme import theme
from papers.exploring.valleys import oscillations
from papers.record import Item

ROOM = 0.08  # of the range, above and below
STILL, REST = 1e-100, 1e-3  # a smaller range is drawn as none, with so much to either side: Plotly fails on 1e-322


class Swing(NamedTuple):
    title: str
    optimizer: Optimizer
    step: npt.NDArray[np.int64]
    x: npt.NDArray[np.float64]


def swings(item: Item) -> list[Swing]:
    scenario = item.scenario
    assert scenario is not None, item.name
    return [
        Swing(title, each.configured, np.arange(scenario.steps + 1 - len(x), scenario.steps + 1), x)
        for title, each, x in zip(scenario.titles, scenario.contenders, oscillations(scenario).values(), strict=True)
    ]


def panels(item: Item, found: list[Swing], dark: bool) -> Iterator[PaperPanel]:
    last = len(found[0].x) - 1
    yield PaperPanel(
        "together",
        panel(f"x over the last {last} steps of a million", found, dark, 400),
        "On one scale only what still swings is seen to move.",
    )
    for swing in found:
        still = np.ptp(swing.x) < STILL
        look = "It moves no more." if still else "The same on a scale of its own: look at how large it is."
        yield PaperPanel(swing.title.lower(), panel(f"x of {swing.title}", [swing], dark), look)


def panel(title: str, found: list[Swing], dark: bool, height: int = 280) -> Any:
    t = theme(dark)
    x = np.concatenate([swing.x for swing in found])
    low, high = float(x.min()), float(x.max())
    room = ROOM * (high - low) if high - low >= STILL else REST
    first, last = int(found[0].step[0]), int(found[0].step[-1])
    made = LinePanel(t, title, Ruler(first, last, "step", count=4), Ruler(low - room, high + room), 84, height, 62)
    made.xaxis |= {"tickvals": [first, last], "ticktext": [f"{first:,}", f"{last:,}"]}
    for swing in found:
        colour, style = t.series(swing.optimizer), dash(swing.optimizer.series.dash)
        name = f"<b>{swing.title}</b>" if len(found) > 1 else ""
        made.line(swing.step, swing.x, colour, name, f"{swing.title}, step {{x:,}}: x = {{y}}", dash=style)
        made.traces[-1]["name"] = swing.title
    return made.done()


DRAWING = Drawing(swings, panels)
