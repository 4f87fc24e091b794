"""One source, three engines: how a plain Python formula is run by Numba, by NumPy and by JAX.

Surfaces and optimizer rules are written once, as pure functions over the small namespace `engines.ops`.
`compiled` turns them into Numba functions for the time loops, `rebound` into NumPy or JAX functions for arrays.
"""
