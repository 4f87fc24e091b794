"""Images, heatmaps and contours, drawn in px."""

from typing import Any

import numpy as np

from figures.numbers import ticks
from player.export.printed.colours import rgba, scaled
from player.export.printed.printed_panel import PrintedPanel, cells, centres, edges, picture


def _limits(trace: Any, z: Any) -> tuple[float, float]:
    """The numbers at both ends of the colour scale."""
    return float(np.nanmin(z) if trace.zmin is None else trace.zmin), float(
        np.nanmax(z) if trace.zmax is None else trace.zmax
    )


def field(panel: PrintedPanel, trace: Any, before: Any) -> None:
    if trace.opacity == 0:
        return
    if trace.type == "image":
        colours = picture(trace) / 255.0
    else:
        z = np.asarray(trace.z, float)
        colours = scaled(z, *_limits(trace, z), trace.colorscale)
    if trace.opacity is not None:
        colours = np.dstack(
            [
                colours[..., :3],
                (colours[..., 3] if colours.shape[2] > 3 else 1) * np.full(colours.shape[:2], trace.opacity),
            ]
        )
    x, y = panel.x, panel.y
    across, up = (axis.at(edges(*a)) for axis, a in zip((x, y), cells(trace, colours.shape, x, y), strict=True))
    if np.ptp(np.diff(across)) < 1e-6 and np.ptp(np.diff(up)) < 1e-6:
        limits = (*panel.axes.get_xlim(), *panel.axes.get_ylim())
        place = (across[0], across[-1], up[0], up[-1])
        shown = panel.axes.imshow(colours, extent=place, origin="lower", aspect="auto", interpolation="nearest")
        panel.axes.set(xlim=limits[:2], ylim=limits[2:])
        shown.set_clip_path(panel.box)
        return
    mesh = panel.axes.pcolormesh(across, up, colours, shading="flat", rasterized=True)
    mesh.set_clip_path(panel.box)


def contour(panel: PrintedPanel, trace: Any, before: Any) -> None:
    z, lines = np.asarray(trace.z, float), trace.line
    (low, high), given = _limits(trace, z), trace.contours
    round_ones = np.array(ticks(low, high, trace.ncontours or 15))
    levels = np.arange(given.start, given.end + given.size / 2, given.size) if given.size else round_ones
    levels = levels[(levels > low) & (levels < high)]
    x, y = centres(trace, panel.x, panel.y)
    x, y = panel.x.at(x), panel.y.at(y)
    if given.coloring != "lines":
        bands = np.concatenate([[-np.inf], levels, [np.inf]])
        shares = np.linspace(0, 1, len(levels) + 1) if len(levels) else np.zeros(1)
        filled = panel.axes.contourf(
            x, y, z, levels=np.clip(bands, -1e300, 1e300), colors=scaled(shares, 0, 1, trace.colorscale).tolist()
        )
        filled.set_clip_path(panel.box)
    if len(levels) and lines.width != 0 and given.showlines is not False:
        drawn = panel.axes.contour(
            x,
            y,
            z,
            levels=levels,
            colors=[rgba(lines.color or panel.colour)],
            linewidths=lines.width or 0.5,
            linestyles="solid",
        )
        drawn.set_clip_path(panel.box)
