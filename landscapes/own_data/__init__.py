"""The reader's own data as a surface: a table of numbers, read (reading) and kept on this machine (keeping)."""

from landscapes.own_data.keeping import adopt, keep, surface_of
from landscapes.own_data.reading import GridError, read_grid

__all__ = ["GridError", "adopt", "keep", "read_grid", "surface_of"]
