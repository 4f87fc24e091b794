"""The only two loops over time in the plane, each specialised to one optimizer's rule.

`trajectory` steps one start and records; `block` steps 64 starts at a time and keeps their ends. The rule is inlined;
the surface arrives as a typed function pointer with a parameter vector, so that a new surface never recompiles a
kernel. Kernels report by numbers and never raise.
"""

from dynamics.kernels.block import BATCH, block_kernel
from dynamics.kernels.trajectory import CHUNK, COLUMNS, FAR, trajectory_kernel

__all__ = ["BATCH", "CHUNK", "COLUMNS", "FAR", "block_kernel", "trajectory_kernel"]
