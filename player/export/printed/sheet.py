"""The whole figure: its axes laid out as Plotly does, grids, traces, shapes and words, and the file."""

import json
from io import BytesIO
from typing import Any

import numpy as np
import plotly.graph_objects as go
from matplotlib import rc_context
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.transforms import Affine2D, Bbox

from figures.theme import theme
from player.export.printed.axis import Axis
from player.export.printed.colours import rgba
from player.export.printed.notes import annotate, dress, shape
from player.export.printed.printed_panel import PrintedPanel
from player.export.printed.traces import DRAW, spans
from player.export.provenance import versions
from player.export.scene import drawing
from scenarios.version import PRODUCT, RELEASE

WIDTH, HEIGHT, MARGIN = 1180, 450, 16  # px: figures are laid out for this width; the file's own margin
ORDER = list(DRAW)


class Sheet:
    """A Plotly figure on paper, in px with y down."""

    def __init__(self, figure: go.Figure, dark: bool) -> None:
        layout = figure.layout
        self.theme = theme(dark)
        self.source = figure
        self.width, self.height = float(layout.width or WIDTH), float(layout.height or HEIGHT)
        with drawing(), rc_context({"lines.scale_dashes": False}):
            self._lay(layout)

    def _lay(self, layout: Any) -> None:
        t = self.theme
        self.figure = Figure(figsize=(self.width / 72, self.height / 72), dpi=72, facecolor=t.paper)
        self.canvas: Any = FigureCanvasAgg(self.figure)
        self.axes = self.figure.add_axes((0, 0, 1, 1))
        self.axes.set(xlim=(0, self.width), ylim=(self.height, 0), autoscale_on=False)
        self.axes.set_axis_off()
        gap = {side: 80.0 if layout.margin[side] is None else float(layout.margin[side]) for side in "lrtb"}
        self.paper = (gap["l"], self.width - gap["r"], gap["t"], self.height - gap["b"])
        self.known = {axis.name: axis for axis in (self._axis(name) for name in self._names())}
        pairs = self._pairs()
        self._fit(pairs)
        for x, y in pairs:
            self._square(self.known[x], self.known[y])
        for x, y in pairs:
            self._panel(x, y)
        for one in layout.shapes:
            if one.layer != "below":
                shape(self.axes, one, self.known, self.paper, t, 4)
        for note in layout.annotations:
            annotate(self.axes, note, self.known, self.paper, t)

    def _names(self) -> list[str]:
        used = [name for trace in self.source.data for name in (trace.xaxis or "x", trace.yaxis or "y")]
        return list(dict.fromkeys([*used, "x", "y"]))

    def _pairs(self) -> list[tuple[str, str]]:
        return list(dict.fromkeys((trace.xaxis or "x", trace.yaxis or "y") for trace in self.source.data)) or [
            ("x", "y")
        ]

    def _axis(self, name: str) -> Axis:
        own = self.source.layout[f"{name[0]}axis{name[1:]}"]
        base = self.source.layout[f"{name[0]}axis{own.overlaying[1:]}"] if own.overlaying else own
        a, b = base.domain or (0, 1)
        left, right, top, bottom = self.paper
        start, end = (left, right) if name[0] == "x" else (bottom, top)
        return Axis(name, own, start + a * (end - start), start + b * (end - start))

    def _fit(self, pairs: list[tuple[str, str]]) -> None:
        """The ranges that the figure leaves open; axes that match share one."""
        needs: dict[str, list[tuple[float, float, bool]]] = {name: [] for name in self.known}
        for trace in self.source.data:
            x, y = self.known[trace.xaxis or "x"], self.known[trace.yaxis or "y"]
            for axis, need in zip((x, y), spans(trace, x, y), strict=True):
                needs[axis.layout.matches or axis.name].append(need)
        for axis in self.known.values():
            axis.fit(needs[axis.layout.matches or axis.name])

    def _square(self, x: Axis, y: Axis) -> None:
        """Equal units where the figure asks for them: less room for one axis, or a wider range."""
        if y.layout.scaleanchor == x.name:
            ratio = y.layout.scaleratio or 1.0
        elif x.layout.scaleanchor == y.name:
            ratio = 1 / (x.layout.scaleratio or 1.0)
        else:
            return
        per_x, per_y = x.length / abs(x.high - x.low), y.length / abs(y.high - y.low) / ratio
        axis, factor = (y, per_y / per_x) if per_y > per_x else (x, per_x / per_y)
        if axis.layout.constrain == "domain":
            axis.shrink(axis.length / factor, axis.layout.constraintoward or ("middle" if axis is y else "center"))
        else:
            axis.widen(factor)

    def _panel(self, across: str, up: str) -> None:
        x = self.known[across]
        y = self.known[up]
        layout = self.source.layout
        t = self.theme
        corner, size = (x.start, min(y.start, y.end)), (x.length, y.length)
        if layout.plot_bgcolor:
            self.axes.add_patch(
                Rectangle(corner, *size, facecolor=rgba(layout.plot_bgcolor), edgecolor="none", zorder=0)
            )
        box = Rectangle(corner, *size, transform=self.axes.transData, visible=False)
        self.axes.add_patch(box)
        dress(self.axes, x, y, self.known, layout, t)
        for one in layout.shapes:
            if one.layer == "below" and (one.xref or "x").split(" ")[0] == across:
                shape(self.axes, one, self.known, self.paper, t, 1)
        panel = PrintedPanel(self.axes, x, y, box, layout.font.color or t.text, t.paper)
        here = [trace for trace in self.source.data if (trace.xaxis or "x", trace.yaxis or "y") == (across, up)]
        before: Any = None
        for trace in sorted(
            (trace for trace in here if trace.visible is not False), key=lambda trace: ORDER.index(trace.type)
        ):
            DRAW[trace.type](panel, trace, before)
            before = trace

    def save(self, title: str, kind: str) -> bytes:
        """The file's bytes, cut to what is drawn."""
        libraries = ", ".join(f"{name} {version}" for name, version in versions().items())
        known = {"Title": title, "Software": f"{PRODUCT} {RELEASE}", "versions": libraries}
        if self.source.layout.meta is not None:
            known["provenance"] = json.dumps(self.source.layout.meta, default=_plain)
        how: dict[str, Any] = {"format": "png", "dpi": 144, "metadata": known}
        if kind == "svg":
            told = known.get("provenance", libraries)
            how = {
                "format": "svg",
                "dpi": 72,
                "metadata": {"Title": title, "Creator": known["Software"], "Description": told, "Date": None},
            }
        out = BytesIO()
        with drawing():
            self.figure.savefig(out, bbox_inches=self._drawn(), **how)
        return out.getvalue()

    def _drawn(self) -> Bbox:
        """What anything is drawn on, with a margin, in inches."""
        drawn = set(self.axes.get_children()) - {
            self.axes.patch,
            *self.axes.spines.values(),
            self.axes.xaxis,
            self.axes.yaxis,
        }
        boxes = [artist.get_tightbbox(self.canvas.get_renderer()) for artist in drawn if artist.get_visible()]
        return (
            Bbox.union([box for box in boxes if box is not None and np.isfinite(box.width)])
            .padded(MARGIN)
            .transformed(Affine2D().scale(1 / 72))
        )


def _plain(value: Any) -> Any:
    return value.tolist() if isinstance(value, np.ndarray | np.generic) else str(value)
