"""Descent as mirror descent: each step as the minimum of a sum, by one round's gradient or by all of them.

The view of a paper (A new perspective in understanding of Adam-type algorithms and beyond): its equations 3 to 13,
both propositions, equations 17 and 18 and theorem 3.1, as functions that a run can be held against.
"""

from dynamics.mirror.alignment import Alignment, after_a_swap
from dynamics.mirror.bregman import ENTROPY, HALF_SQUARE, Potential, mirror_path, projected_path, proximal_point_path
from dynamics.mirror.composite import Composites, composite_paths
from dynamics.mirror.convergence_sums import ConvergenceSums, convergence_sums
from dynamics.mirror.whole_history import linear_terms, path_of_minima, printed_terms, weights

__all__ = [
    "ENTROPY",
    "HALF_SQUARE",
    "Alignment",
    "Composites",
    "ConvergenceSums",
    "Potential",
    "after_a_swap",
    "composite_paths",
    "convergence_sums",
    "linear_terms",
    "mirror_path",
    "path_of_minima",
    "printed_terms",
    "projected_path",
    "proximal_point_path",
    "weights",
]
