"""Surfaces. `LANDSCAPES["smooth-valley"]` is a Landscape; every file in `surfaces/` registers one."""

from engines.registry import collect
from landscapes import surfaces
from landscapes.gallery import Gallery
from landscapes.landscape import Landscape, Parameter
from landscapes.own_data.keeping import find
from landscapes.sampled import sampled

LANDSCAPES = Gallery(collect(surfaces, "SURFACE"))
LANDSCAPES.sources.append(find)

__all__ = ["LANDSCAPES", "Landscape", "Parameter", "sampled"]
