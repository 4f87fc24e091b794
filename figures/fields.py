"""Fields of colour: the colours of minima and regimes, and the parts that the maps share."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import plotly.graph_objects as go

from dynamics import OPTIMIZERS
from dynamics.maps import Axis, Curve, Regime, regime_name
from dynamics.maps.setting import Setting
from figures.frame import halo
from figures.numbers import parts, ticks
from figures.theme import SANS, SERIF, Theme

Tint = tuple[str, float, float]  # whose colour, and how much of it lies on light and on dark paper

# Minima, the deepest first. The shares differ so that neighbours differ in lightness too.
MINIMA: tuple[Tint, ...] = (
    ("rmsprop", 0.8, 0.8),
    ("heavy-ball", 0.6, 0.6),
    ("adagrad", 0.95, 0.95),
    ("adam", 0.75, 0.75),
    ("amsgrad", 0.9, 0.9),
    ("nesterov", 0.55, 0.55),
    ("nadam", 0.85, 0.85),
    ("adabelief", 0.6, 0.6),
    ("lion", 0.95, 0.95),
    ("adafix", 0.6, 0.6),
    ("adamal", 0.9, 0.9),
)
SHADES, PALEST = 20, 0.35  # the slowest start keeps this share of its basin's colour
NOWHERE: tuple[Tint, ...] = (("sgd", 0.14, 0.14), ("sgd", 0.62, 0.62))  # -2 still moving, -1 diverged
# What is drawn to something has a colour; what is not is grey.
REGIMES: Mapping[int, Tint] = {
    Regime.ELSEWHERE: ("rmsprop", 0.2, 0.2), Regime.LEFT: ("sgd", 0.42, 0.42),
    Regime.APPROACHING: ("sgd", 0.24, 0.24), Regime.DIVERGED: ("sgd", 0.62, 0.62),
    Regime.WANDERING: ("sgd", 0.09, 0.09), Regime.RESTING: ("rmsprop", 0.42, 0.42), 2: ("heavy-ball", 0.6, 0.62),
    3: ("adagrad", 0.85, 1.0), 4: ("amsgrad", 0.65, 0.6), 5: ("nadam", 0.6, 0.9), 9: ("adam", 0.9, 0.78),
}  # fmt: skip
NOTE = 34  # px at the top of a picture for the words on theory


def tinted(t: Theme, tint: Tint, share: float = 1.0) -> str:
    """A colour laid thinly on the paper, as #rrggbb."""
    name, on_light, on_dark = tint
    colour, paper = (
        np.array([int(c[i : i + 2], 16) for i in (1, 3, 5)]) for c in (t.series(OPTIMIZERS[name]), t.paper)
    )
    return "#" + "".join(
        f"{round(c):02x}" for c in paper + (colour - paper) * (on_dark if t.dark else on_light) * share
    )


def regime_tint(code: int) -> Tint:
    """Of a regime or a period; periods from 5 to 8 share one, and so do the longer ones."""
    return REGIMES[code if code < 5 else 5 if code < 9 else 9]


def legend(codes: npt.NDArray[np.int16], t: Theme) -> str:
    """A square of colour and a name for each colour in the picture, in one line."""
    groups = {5: "5–8-cycle", 9: "9–32-cycle"}
    present = sorted({int(c) if c < 5 else 5 if c < 9 else 9 for c in codes}, key=lambda c: (c < 1, c))
    square = "<span style='color:{};font-size:17px'>■</span> {}"
    return "    ".join(square.format(tinted(t, regime_tint(c)), groups.get(c) or regime_name(c)) for c in present)


def steps_of(colours: Sequence[str]) -> list[tuple[float, str]]:
    """A colour scale of flat steps: value k in [k, k + 1) of 0..n has the k-th colour."""
    n = len(colours)
    return [(k / n, c) for i, c in enumerate(colours) for k in (i, i + 1)]


def field(z: npt.NDArray[Any], axes: tuple[Axis, Axis], colours: Sequence[str], **more: Any) -> go.Heatmap:
    """A picture (ny, nx) of numbers 0..n-1, each with its colour, over the axes' scales. Gaps (NaN) show the paper."""
    (x0, x1), (y0, y1) = (axis.mark([axis.low, axis.high]) for axis in axes)
    dy, dx = (y1 - y0) / z.shape[0], (x1 - x0) / z.shape[1]
    place = {"x0": x0 + dx / 2, "dx": dx, "y0": y0 + dy / 2, "dy": dy}
    return go.Heatmap(
        z=z,
        zmin=0,
        zmax=len(colours),
        colorscale=steps_of(colours),
        showscale=False,
        hoverongaps=False,
        **place,
        **more,
    )


def axis_ticks(axis: Axis, count: int) -> dict[str, Any]:
    """Range, ticks and labels of an axis on its scale, in Plotly's words."""
    a, b = (float(m) for m in axis.mark([axis.low, axis.high]))
    if axis.scale == "linear":
        at = ticks(a, b, count)
        return {"range": (a, b), "tickvals": at, "ticktext": [parts(v, 6)[0] for v in at]}
    for leading in ((1, 2, 5), (1,)):
        values = [m * 10.0**k for k in range(-16, 7) for m in leading]
        if axis.scale == "decay":
            values = [0.0, *(1 - v for v in values[::-1] if v < 0.6)]
        inside = [
            v for v in values if axis.low * (1 - 1e-9) <= v <= axis.high * (1 + 1e-9) and (axis.scale == "log" or v < 1)
        ]
        if len(inside) <= count:
            break
    thin = inside[:: max(1, -(-len(inside) // count))]
    return {"range": (a, b), "tickvals": [float(axis.mark(v)) for v in thin], "ticktext": [f"{v:.12g}" for v in thin]}


def axis_title(setting: Setting, name: str) -> str:
    """What stands along an axis: "Learning rate η"."""
    hyper, own = setting.configured.hyperparameters, {q.name: q for q in setting.landscape.parameters}
    known: Any = hyper.get(name) or own[name]
    return f"{known.title} <i>{known.symbol}</i>".strip()


def labelled(
    codes: npt.NDArray[np.int16], axes: tuple[Axis, Axis], width: float, height: float, t: Theme
) -> list[dict[str, Any]]:
    """The name of each regime, where it has room for it: in the middle of its widest part. Width and height of the
    picture in px."""
    from scipy.ndimage import distance_transform_edt, uniform_filter  # 0.1 s to import, and only this picture wants it

    out = []
    (x0, x1), (y0, y1) = (axis.mark([axis.low, axis.high]) for axis in axes)
    ny, nx = codes.shape
    for code in np.unique(codes):
        name = regime_name(int(code))
        mostly = uniform_filter((codes == code).astype(float), 5) > 0.7  # a few specks of others do not take the room
        mostly[-max(1, round(NOTE / height * ny)) :] = False  # where theory has its words
        slim = 3.4 * len(name) / 8  # a name is so many times as wide as it is high: a disc in this measure holds it
        room = distance_transform_edt(np.pad(mostly, 1), sampling=(height / ny, width / nx / slim))[1:-1, 1:-1]
        row, column = np.unravel_index(np.argmax(room), room.shape)
        if room[row, column] >= 9:
            x, y = x0 + (x1 - x0) * (column + 0.5) / nx, y0 + (y1 - y0) * (row + 0.5) / ny
            font = {"size": 12.5, "weight": 600, "family": SANS, "color": t.text, "shadow": halo(t)}
            out.append({"x": x, "y": y, "text": name, "showarrow": False, "borderpad": 0, "font": font})
    return out


def theory_line(curve: Curve, axes: tuple[Axis, Axis], t: Theme) -> tuple[list[go.Scatter], dict[str, Any]]:
    """A dashed line of colour on a halo of paper, and its name at its upper end."""
    x, y = (axis.mark(v) for axis, v in zip(axes, (curve.x, curve.y), strict=True))
    lines = [
        go.Scatter(x=x, y=y, mode="lines", line={"color": c, "width": w, "dash": d}, hoverinfo="skip", name="theory")
        for c, w, d in ((t.paper, 4.5, "solid"), (t.text, 1.5, "5px,3px"))
    ]
    known = np.flatnonzero(np.isfinite(x) & np.isfinite(y))
    top = known[np.argmax(y[known])]
    right = 2 * x[top] < sum(axes[0].mark([axes[0].low, axes[0].high]))
    words = {
        "x": x[top],
        "y": y[top],
        "text": f"theory: {curve.label}",
        "showarrow": False,
        "xanchor": "left" if right else "right",
        "xshift": 10 if right else -10,
        "yanchor": "top",
        "yshift": -6,
        "font": {"size": 13, "family": SERIF, "color": t.text, "shadow": halo(t)},
    }
    return lines, words
