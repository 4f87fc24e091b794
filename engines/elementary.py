"""sin, cos, exp and log from + - x / alone: the same bits in every engine, right to one unit in the last place; and
tan, sinh, cosh and tanh made of them, right to a few.

No two libraries agree on these functions: they differ in the last place for one argument in twenty, and on a cycle
that grows. IEEE 754 fixes + - x / sqrt, floor and comparisons to the bit, so what is made of these alone is the same
everywhere, as long as nobody reorders it, fuses a multiplication with an addition, or puts `min` for a `where` (they
differ at NaN).

Each function is a formula (see `formula`), so that every engine has it from here, and a loop over it vectorises.
`where` may compute the value that it does not take, which must therefore do no harm. Independent sums stand side by
side rather than nested (Estrin's scheme), since a trajectory waits for the longest chain. `x + MAGIC - MAGIC` rounds x
to a whole number, if |x| < 2^51.

Sources: the reductions of sin, cos and exp are Cody and Waite's (Software Manual for the Elementary Functions, 1980),
with Dekker's exact sum of two numbers, a >= b: s = a + b, rest = (a - s) + b (Numerische Mathematik 18, 1971). The
polynomials of sin, cos and log are the published minimax coefficients of Sun's fdlibm 5.3 (k_sin.c, k_cos.c, e_log.c).
The polynomial of exp and the cubic for powers of two are minimax in relative error, found with Remez' exchange.
"""

from math import factorial

from engines import exact as ops

MAGIC = 6755399441055744.0  # 1.5 * 2^52, where neighbouring numbers are 1 apart
TINY = 1e-20  # its square no longer counts beside 1, and its powers sink into denormal numbers, 150 cycles each
INFINITE = float("inf")
UNDEFINED = float("nan")

# fmt: off
# pi/2, cut into parts of at most 23 bits, so that n times a part is exact for whole n up to 2^30; the fifth is the
# rest. All five are needed: a number below 2^30 can lie within 2^-60 of a multiple of pi/2, and of that small distance
# all 53 digits must be right.
HALF_PI = (1.570796251296997, 7.549789415861596e-08, 5.39030083589187e-15, 2.0222659584103533e-21,
           2.9038559739793605e-28)
TWO_OVER_PI = 0.6366197723675814
QUARTER_PI = 0.7853981633974483
WIDEST = 1073741824.0  # 2^30
TURN = 2147483648.0  # 2^31
PER_TURN = 4.656612873077393e-10  # 2^-31
SINE = (-1.66666666666666324348e-01, 8.33333333332248946124e-03, -1.98412698298579493134e-04,
        2.75573137070700676789e-06, -2.50507602534068634195e-08, 1.58969099521155010221e-10)
COSINE = (4.16666666666666019037e-02, -1.38888888888741095749e-03, 2.48015872894767294178e-05,
          -2.75573143513906633035e-07, 2.08757232129817482790e-09, -1.13596475577881948265e-11)


def sine_and_cosine(x):
    """Both at once. Beyond |x| = 2^30 those of x modulo 2^31: not the true ones, but bounded, the same everywhere."""
    turned = ops.where(ops.absolute(x) > WIDEST, x - TURN * ops.floor(x * PER_TURN + 0.5), x)  # no step rounds
    n = (turned * TWO_OVER_PI + MAGIC) - MAGIC
    near = (turned - n * HALF_PI[0]) - n * HALF_PI[1]  # exact: what is cancelled was held in common
    third, fourth = n * HALF_PI[2], n * HALF_PI[3]
    rest = third + fourth
    rest_low = ((third - rest) + fourth) + n * HALF_PI[4]
    reduced = near - rest
    small = ops.absolute(x) <= QUARTER_PI
    y = ops.where(small, x, reduced)  # the angle is y + low, and |y| <= pi/4
    low = ops.where(small, 0.0, ((near - reduced) - rest) - rest_low)
    quarter = ops.where(small, 0.0, n - 4.0 * ops.floor(0.25 * n))  # 0 to 3
    z = ops.where(ops.absolute(y) > TINY, y * y, 0.0)
    zz = z * z
    yz = y * z
    yzz = yz * z
    flat = 1.0 - 0.5 * z
    bend = (yz * -SINE[0] - low * flat) - yzz * (SINE[1] + z * SINE[2])
    sine = y - (bend - (yzz * zz) * ((SINE[3] + z * SINE[4]) + zz * SINE[5]))  # a difference, so that -0 stays -0
    arch = (((1.0 - flat) - 0.5 * z) - y * low) + zz * (COSINE[0] + z * COSINE[1])
    cosine = flat + (arch + (zz * zz) * ((COSINE[2] + z * COSINE[3]) + zz * (COSINE[4] + z * COSINE[5])))
    first = ops.where(ops.absolute(quarter - 2.0) == 1.0, cosine, sine)
    second = ops.where(ops.absolute(quarter - 2.0) == 1.0, sine, cosine)
    return ops.where(quarter > 1.5, -first, first), ops.where(ops.absolute(quarter - 1.5) == 0.5, -second, second)


LOG2_E = 1.4426950408889634
LN_2 = (6.93147180369123816490e-01, 1.90821492927058770002e-10)  # 33 bits, so that n times it is exact; the rest
HIGHEST, LOWEST = 710.0, -746.0  # beyond these exp is infinite, or less than half the least number
EXP = (0.5, 0.16666666666666682, 0.041666666666666095, 0.008333333333317034, 0.0013888888889115626,
       0.0001984126989638378, 2.4801586926635665e-05, 2.755723486191232e-06, 2.7557581846648344e-07,
       2.5112036852469263e-08, 2.0826627449866924e-09)
POWER = (0.999923, 0.693335, 0.242688, 0.054671)
TWO_52 = 4503599627370496.0


def exp(x):
    x = ops.where(x > HIGHEST, HIGHEST, x)
    x = ops.where(x < LOWEST, LOWEST, x)
    n = (x * LOG2_E + MAGIC) - MAGIC
    near, rest = x - n * LN_2[0], n * LN_2[1]
    r = near - rest  # exp x = 2^n exp(r + low), and |r| <= ln(2) / 2
    low = (near - r) - rest
    r2 = ops.where(ops.absolute(r) > TINY, r * r, 0.0)
    r4 = r2 * r2
    start = (EXP[0] + r * EXP[1]) + r2 * (EXP[2] + r * EXP[3])
    end = ((EXP[4] + r * EXP[5]) + r2 * (EXP[6] + r * EXP[7])) + r4 * ((EXP[8] + r * EXP[9]) + r2 * EXP[10])
    power = 1.0 + (r + (low + r2 * (start + r4 * end)))
    # 2^half, without looking into bits: a cubic for 2^(half / 1024), ten squarings, and what is now within 15 % of a
    # power of two is rounded to a single binary digit (beside a number 2^52 times as large no more fits). The tests go
    # through every `half` there is.
    half = ops.floor(0.5 * n)
    h = half * 0.0009765625
    s = (POWER[0] + h * POWER[1]) + (h * h) * (POWER[2] + h * POWER[3])
    for _ in range(10):
        s = s * s
    large = s * TWO_52
    scale = (large + s) - large
    last = scale + scale * (n - 2.0 * half)  # 2^(n - half)
    usual = ops.where(n > 0.5, 2.0, ops.where(n < -0.5, 0.5, 1.0))  # what most arguments need; a path goes this way
    # the first product of the other is exact; so a denormal result rounds once
    return ops.where(ops.absolute(n) < 1.5, power * usual, (power * scale) * last)


LOG = (6.666666666666735130e-01, 3.999999999940941908e-01, 2.857142874366239149e-01, 2.222219843214978396e-01,
       1.818357216161805012e-01, 1.531383769920937332e-01, 1.479819860511658591e-01)
# 2^(3^k) for k from 6 to 0, its inverse, and the roots of both: beyond these m is moved.
UP = (2.8240139587082175e+219, 1.4134776518227075e+73, 2.4178516392292583e+24, 134217728.0, 512.0, 8.0, 2.0)
DOWN = (3.541058984203562e-220, 7.074749280333369e-74, 4.1359030627651384e-25, 7.450580596923828e-09, 0.001953125,
        0.125, 0.5)
ABOVE = (5.314145235791187e+109, 3.759624518250071e+36, 1554944255987.7375, 11585.237502960395,
         22.627416997969522, 2.8284271247461903, 1.4142135623730951)
BELOW = (1.881770173056094e-110, 2.6598400854813377e-37, 6.431098710768743e-13, 8.631674575031098e-05,
         0.04419417382415922, 0.3535533905932738, 0.7071067811865476)
# fmt: on


def log(x):
    # x = 2^n m, with n in balanced ternary, from -1093 to 1093: each pair moves m by 3^k octaves towards 1, exactly.
    # A factor is chosen and not a product: LLVM would branch around products, and a loop over it not vectorise.
    n = ops.where(x > ABOVE[0], 729.0, ops.where(x < BELOW[0], -729.0, 0.0))
    m = x * ops.where(x > ABOVE[0], DOWN[0], ops.where(x < BELOW[0], UP[0], 1.0))
    n = n + ops.where(m > ABOVE[1], 243.0, ops.where(m < BELOW[1], -243.0, 0.0))
    m = m * ops.where(m > ABOVE[1], DOWN[1], ops.where(m < BELOW[1], UP[1], 1.0))
    n = n + ops.where(m > ABOVE[2], 81.0, ops.where(m < BELOW[2], -81.0, 0.0))
    m = m * ops.where(m > ABOVE[2], DOWN[2], ops.where(m < BELOW[2], UP[2], 1.0))
    n = n + ops.where(m > ABOVE[3], 27.0, ops.where(m < BELOW[3], -27.0, 0.0))
    m = m * ops.where(m > ABOVE[3], DOWN[3], ops.where(m < BELOW[3], UP[3], 1.0))
    n = n + ops.where(m > ABOVE[4], 9.0, ops.where(m < BELOW[4], -9.0, 0.0))
    m = m * ops.where(m > ABOVE[4], DOWN[4], ops.where(m < BELOW[4], UP[4], 1.0))
    n = n + ops.where(m > ABOVE[5], 3.0, ops.where(m < BELOW[5], -3.0, 0.0))
    m = m * ops.where(m > ABOVE[5], DOWN[5], ops.where(m < BELOW[5], UP[5], 1.0))
    n = n + ops.where(m > ABOVE[6], 1.0, ops.where(m < BELOW[6], -1.0, 0.0))
    m = m * ops.where(m > ABOVE[6], DOWN[6], ops.where(m < BELOW[6], UP[6], 1.0))
    f = m - 1.0
    s = f / (2.0 + f)
    z = s * s
    w = z * z
    even = w * (LOG[1] + w * (LOG[3] + w * LOG[5]))
    odd = z * ((LOG[0] + w * LOG[2]) + (w * w) * (LOG[4] + w * LOG[6]))
    square = 0.5 * f * f
    value = n * LN_2[0] - ((square - (s * (square + (even + odd)) + n * LN_2[1])) - f)
    finite = ops.where(x < INFINITE, value, x)
    return ops.where(x > 0.0, finite, ops.where(x == 0.0, -INFINITE, UNDEFINED))


def tan(x):
    return ops.sin(x) / ops.cos(x)


# 1 / 3!, 1 / 5!, ... to 1 / 19!
ODD = tuple(1 / factorial(k) for k in range(3, 20, 2))


def sinh(x):
    """Below 1 its series, since e^x - e^-x cancels there. Infinite beyond 709.8, as exp is."""
    size = ops.absolute(x)
    z = ops.where(size > TINY, x * x, 0.0)
    series = ODD[8]
    for k in range(8):
        series = ODD[7 - k] + z * series
    e = ops.exp(size)
    far = (e - 1.0 / e) / 2.0
    return ops.where(size < 1.0, x + x * (z * series), ops.where(x < 0.0, -far, far))


def cosh(x):
    e = ops.exp(ops.absolute(x))
    return (e + 1.0 / e) / 2.0


def tanh(x):
    far = 1.0 - 2.0 / (ops.exp(2.0 * ops.absolute(x)) + 1.0)
    return ops.where(ops.absolute(x) < 1.0, ops.sinh(x) / ops.cosh(x), ops.where(x < 0.0, -far, far))
