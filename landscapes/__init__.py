"""Surfaces. `LANDSCAPES["smooth-valley"]` is a Landscape; every file in `surfaces/` registers one, and
`formula("x^2 + y^4")` makes one of a text, which `LANDSCAPES["= x^2 + y^4"]` finds too."""

from engines.formula import FormulaError
from engines.registry import Gallery, collect
from landscapes import surfaces
from landscapes.landscape import Landscape, Parameter
from landscapes.own_data.keeping import find as find_own_data
from landscapes.sampled import sampled
from landscapes.typed.surface import find as find_typed
from landscapes.typed.surface import formula

LANDSCAPES: Gallery[Landscape] = Gallery(collect(surfaces, "SURFACE"))
LANDSCAPES.sources += [find_typed, find_own_data]

__all__ = ["LANDSCAPES", "FormulaError", "Landscape", "Parameter", "formula", "sampled"]
