"""Analytic surfaces. `LANDSCAPES["smooth-valley"]` is a Landscape; every file in `surfaces/` registers one."""

from engines.registry import collect
from landscapes import surfaces
from landscapes.landscape import Landscape, Parameter

LANDSCAPES: dict[str, Landscape] = collect(surfaces, "SURFACE")

__all__ = ["LANDSCAPES", "Landscape", "Parameter"]
