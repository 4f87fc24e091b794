"""Data in, Plotly figure out; no widgets, no dynamics.

run = simulate(LANDSCAPES["himmelblau"], OPTIMIZERS["adam"].with_(lr=0.2), start=(-0.27, 0.3), steps=200)
map_2d(run).show()
"""

from figures.map2d import map_2d
from figures.map_figures import basin_figure, bifurcation_figure, regime_figure
from figures.series import series
from figures.surface3d import surface_3d

__all__ = ["basin_figure", "bifurcation_figure", "map_2d", "regime_figure", "series", "surface_3d"]
