"""The functions a surface or a rule may use: exact ones, and sin, cos, exp, log and their kin of our own.
Numba's, for scalars; `numpy_ops` has them for arrays, and jax.numpy its own."""

from engines import elementary
from engines.compiled import compiled
from engines.exact import absolute, floor, inf, int64, maximum, minimum, nan, pi, sign, sqrt, where
from engines.parsing import parse
from engines.rewriting import part

SINE_AND_COSINE = parse(elementary.sine_and_cosine)
SIN = part(SINE_AND_COSINE, 0, "sin")
COS = part(SINE_AND_COSINE, 1, "cos")

sin, cos = compiled(SIN), compiled(COS)
exp, log = compiled(elementary.exp), compiled(elementary.log)
tan, tanh = compiled(elementary.tan), compiled(elementary.tanh)
sinh, cosh = compiled(elementary.sinh), compiled(elementary.cosh)

__all__ = [
    "absolute", "cos", "cosh", "exp", "floor", "inf", "int64", "log", "maximum", "minimum", "nan", "pi", "sign", "sin",
    "sinh", "sqrt", "tan", "tanh", "where",
]  # fmt: skip
