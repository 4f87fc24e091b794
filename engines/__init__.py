"""One formula, every engine: what a surface or a rule says is parsed once into a small tree (`formula`, `parsing`).

From the tree: Numba's functions (`compiled`), NumPy's and JAX's (`arrays`), JavaScript (`javascript`), derivatives
(`derivatives`). `ops` has the functions that a formula may use, `elementary` those that are our own.
"""
