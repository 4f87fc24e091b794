"""A surface named in one line, with its formula and the values of its parameters."""

from dynamics.words import number
from landscapes import Landscape
from player.words import plain


def surface_line(land: Landscape) -> str:
    """Markdown: "Surface: Smooth valley, $f = x^2 + s\\,y^2$ with s = 1"."""
    values = ", ".join(f"{q.symbol} = {number(land.settings[q.name])}" for q in land.parameters)
    return f"Surface: {plain(land.title)}, ${land.latex}${f' with {values}' if values else ''}"
