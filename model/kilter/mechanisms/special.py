"""Special functions built from ``log``, ``exp`` and ``sqrt`` alone.

The library versions of these functions differ between the interpreter and compiled code (``lgamma``
does) or are missing from one of them, so the model carries its own. Accuracy is about 1e-12.
"""

from __future__ import annotations

import math

from .numeric import clip, log_one_plus

HALF_LOG_2PI = 0.9189385332046727
INV_SQRT_2PI = 0.3989422804014327
SERIES_STEPS = 20000
TINY = 1e-300
EPSILON = 1e-16
SHAPE_LARGE = 1e5


def off_zero(x: float) -> float:
    """``x``, or a tiny number instead of zero, so that a continued fraction can go on.

    Source: Thompson & Barnett (1986), see :func:`gamma_fraction`.

    >>> off_zero(-0.5), off_zero(0.0)
    (-0.5, 1e-300)
    """
    return TINY if abs(x) < TINY else x


def log_gamma(x: float) -> float:
    """The logarithm of the gamma function at ``x > 0`` (no unit).

    Source: C. Lanczos, "A precision approximation of the gamma function", SIAM Journal on Numerical
    Analysis B 1 (1964) 86-96, with g = 7 and nine terms. Below one half the recurrence
    Gamma(x) = Gamma(x + 1) / x (DLMF 5.5.1) is used.

    >>> round(log_gamma(5.0), 12) == round(math.log(24.0), 12)
    True
    >>> round(log_gamma(0.5), 12) == round(0.5 * math.log(math.pi), 12)
    True
    """
    if x < 0.5:
        return log_gamma_main(x + 1.0) - math.log(x)
    return log_gamma_main(x)


def log_gamma_main(x: float) -> float:
    """:func:`log_gamma` for ``x >= 0.5``, the part that Lanczos' formula covers.

    Source: as :func:`log_gamma`.

    >>> abs(log_gamma_main(2.0)) < 1e-14
    True
    """
    z = x - 1.0
    total = 0.99999999999980993
    total += 676.5203681218851 / (z + 1.0)
    total += -1259.1392167224028 / (z + 2.0)
    total += 771.32342877765313 / (z + 3.0)
    total += -176.61502916214059 / (z + 4.0)
    total += 12.507343278686905 / (z + 5.0)
    total += -0.13857109526572012 / (z + 6.0)
    total += 9.9843695780195716e-6 / (z + 7.0)
    total += 1.5056327351493116e-7 / (z + 8.0)
    t = z + 7.5
    return HALF_LOG_2PI + (z + 0.5) * math.log(t) - t + math.log(total)


def gamma_front(a: float, x: float) -> float:
    """``x**a * exp(-x) / Gamma(a)``, which is x times the gamma density of shape ``a > 0`` at ``x > 0``.

    For large shapes the three terms cancel; the saddle-point form of C. Loader, "Fast and accurate
    computation of binomial probabilities" (2000), section 3, keeps the digits.

    >>> round(gamma_front(1.0, 2.0), 12) == round(2.0 * math.exp(-2.0), 12)
    True
    """
    if a < 20.0:
        return math.exp(a * math.log(x) - x - log_gamma(a))
    r = 1.0 / (a * a)
    stirling = (1.0 / 12.0 - r * (1.0 / 360.0 - r * (1.0 / 1260.0 - r / 1680.0))) / a
    m = (x - a) / a
    log_ratio = log_one_plus(m) if m > -0.5 else math.log(x) - math.log(a)
    return INV_SQRT_2PI * math.sqrt(a) * math.exp(-a * (m - log_ratio) - stirling)


def gamma_series(a: float, x: float) -> float:
    """P(a, x) for ``0 < x < a + 1`` by its power series.

    Source: DLMF 8.7.1.

    >>> round(gamma_series(1.0, 0.5), 12) == round(1.0 - math.exp(-0.5), 12)
    True
    """
    term = 1.0 / a
    total = term
    at = a
    for _ in range(SERIES_STEPS):
        at += 1.0
        term *= x / at
        total += term
        if term <= total * EPSILON:
            break
    return total * gamma_front(a, x)


def gamma_fraction(a: float, x: float) -> float:
    """Q(a, x) = 1 - P(a, x) for ``x >= a + 1`` by its continued fraction.

    Source: DLMF 8.9.2, evaluated by the modified Lentz method (Thompson & Barnett, Journal of
    Computational Physics 64 (1986) 490-509).

    >>> round(gamma_fraction(1.0, 3.0), 12) == round(math.exp(-3.0), 12)
    True
    """
    b = x + 1.0 - a
    c = 1.0 / TINY
    d = 1.0 / b
    h = d
    for i in range(1, SERIES_STEPS):
        an = -float(i) * (float(i) - a)
        b += 2.0
        d = off_zero(an * d + b)
        c = off_zero(b + an / c)
        d = 1.0 / d
        step = d * c
        h *= step
        if abs(step - 1.0) <= 3e-16:
            break
    return h * gamma_front(a, x)


def gamma_p(a: float, x: float) -> float:
    """The regularised lower incomplete gamma function P(a, x), ``a > 0``: the gamma distribution function.

    Zero for ``x <= 0``. Source: DLMF 8.2.4.

    >>> round(gamma_p(1.0, 1.0), 12) == round(1.0 - math.exp(-1.0), 12)
    True
    >>> gamma_p(2.0, 0.0)
    0.0
    """
    if x <= 0.0:
        return 0.0
    if x < a + 1.0:
        return clip(gamma_series(a, x), 0.0, 1.0)
    return clip(1.0 - gamma_fraction(a, x), 0.0, 1.0)


def gamma_q(a: float, x: float) -> float:
    """The upper tail Q(a, x) = 1 - P(a, x), with its own digits where the tail is thin.

    Source: DLMF 8.2.4.

    >>> round(gamma_q(1.0, 40.0) / math.exp(-40.0), 12)
    1.0
    >>> gamma_q(2.0, -1.0)
    1.0
    """
    if x <= 0.0:
        return 1.0
    if x < a + 1.0:
        return clip(1.0 - gamma_series(a, x), 0.0, 1.0)
    return clip(gamma_fraction(a, x), 0.0, 1.0)


def normal_quantile(u: float) -> float:
    """The standard normal value below which a share ``u`` in (0, 1) lies.

    Source: M. J. Wichura, "Algorithm AS 241: the percentage points of the normal distribution",
    Applied Statistics 37 (1988) 477-484, routine PPND16 (about 1 part in 1e16).

    >>> normal_quantile(0.5)
    0.0
    >>> round(normal_quantile(0.975), 9)
    1.959963985
    """
    q = u - 0.5
    if abs(q) <= 0.425:
        r = 0.180625 - q * q
        num = (2.5090809287301226727e3 * r + 3.3430575583588128105e4) * r + 6.7265770927008700853e4
        num = ((num * r + 4.5921953931549871457e4) * r + 1.3731693765509461125e4) * r
        num = ((num + 1.9715909503065514427e3) * r + 1.3314166789178437745e2) * r + 3.3871328727963666080e0
        den = (5.2264952788528545610e3 * r + 2.8729085735721942674e4) * r + 3.9307895800092710610e4
        den = ((den * r + 2.1213794301586595867e4) * r + 5.3941960214247511077e3) * r
        den = ((den + 6.8718700749205790830e2) * r + 4.2313330701600911252e1) * r + 1.0
        return num * q / den
    r = u if q <= 0.0 else 1.0 - u
    r = math.sqrt(-math.log(r))
    if r <= 5.0:
        r = r - 1.6
        num = (7.74545014278341407640e-4 * r + 2.27238449892691845833e-2) * r + 2.41780725177450611770e-1
        num = ((num * r + 1.27045825245236838258e0) * r + 3.64784832476320460504e0) * r
        num = ((num + 5.76949722146069140550e0) * r + 4.63033784615654529590e0) * r + 1.42343711074968357734e0
        den = (1.05075007164441684324e-9 * r + 5.47593808499534494600e-4) * r + 1.51986665636164571966e-2
        den = ((den * r + 1.48103976427480074590e-1) * r + 6.89767334985100004550e-1) * r
        den = ((den + 1.67638483018380384940e0) * r + 2.05319162663775882187e0) * r + 1.0
    else:
        r = r - 5.0
        num = (2.01033439929228813265e-7 * r + 2.71155556874348757815e-5) * r + 1.24266094738807843860e-3
        num = ((num * r + 2.65321895265761230930e-2) * r + 2.96560571828504891230e-1) * r
        num = ((num + 1.78482653991729133580e0) * r + 5.46378491116411436990e0) * r + 6.65790464350110377720e0
        den = (2.04426310338993978564e-15 * r + 1.42151175831644588870e-7) * r + 1.84631831751005468180e-5
        den = ((den * r + 7.86869131145613259100e-4) * r + 1.48753612908506148525e-2) * r
        den = ((den + 1.36929880922735805310e-1) * r + 5.99832206555887937690e-1) * r + 1.0
    x = num / den
    return -x if q < 0.0 else x


def gamma_quantile(u: float, shape: float) -> float:
    """The value below which a share ``u`` in (0, 1) of a gamma variable of this shape and scale 1 lies.

    About 1e-12 relative for shapes .05 to 1e5 (below 1e-17 the leading term of the series is exact in
    doubles; above 1e5 the Wilson-Hilferty cube itself is used, good to about 1e-8). Newton steps on the
    logarithm of the nearer tail, kept inside a bracket that shrinks, so it cannot fail.

    Source: start by E. B. Wilson & M. M. Hilferty, PNAS 17 (1931) 684-688, or by P(a, x) <= x**a /
    Gamma(a + 1) (from DLMF 8.7.1), which is also the lower end of the bracket.

    >>> round(gamma_quantile(0.5, 1.0), 12) == round(math.log(2.0), 12)
    True
    >>> gamma_quantile(0.3, 4.0) < gamma_quantile(0.7, 4.0)
    True
    """
    return gamma_quantile_of(u, 1.0 - u, normal_quantile(u), shape)


def gamma_quantile_of(u: float, tail: float, z: float, shape: float) -> float:
    """:func:`gamma_quantile` where the share above, ``tail = 1 - u``, and the normal value are known already.

    The tail's own digits matter where ``u`` is nearly one. Source: as :func:`gamma_quantile`.

    >>> gamma_quantile_of(0.5, 0.5, 0.0, 2.0) == gamma_quantile(0.5, 2.0)
    True
    >>> round(gamma_quantile_of(1.0, 1e-20, normal_quantile(1.0 - 2.0**-53), 1.0) / -math.log(1e-20), 12)
    1.0
    """
    root = 1.0 - 1.0 / (9.0 * shape) + z / (3.0 * math.sqrt(shape))
    cube = shape * root * root * root
    if shape > SHAPE_LARGE:
        return cube
    log_least = (math.log(u) + log_gamma(shape + 1.0)) / shape
    if log_least < -39.0:
        return math.exp(log_least)
    least = math.exp(log_least)
    x = least * math.exp(least / (shape + 1.0)) if least < 0.2 * (shape + 1.0) else cube
    x = x if x > least else least
    low = least * (1.0 - 1e-9)
    high = math.inf
    for _ in range(200):
        front = gamma_front(shape, x)
        if u <= 0.5:
            value = gamma_p(shape, x)
            below = value < u
            move = x * math.exp(-math.log(value / u) * value / front) if value > 0.0 and front > 0.0 else -1.0
        else:
            value = gamma_q(shape, x)
            below = value > tail
            move = x + math.log(value / tail) * value * x / front if value > 0.0 and front > 0.0 else -1.0
        if abs(move - x) <= 1e-14 * x:
            return move
        if below:
            low = x
        else:
            high = x
        if move <= low or move >= high:
            # the step left the bracket: halve the bracket instead (in logarithms)
            move = 2.0 * x if high == math.inf else math.sqrt(low * high)
        x = move
    return x


def beta_fraction(a: float, b: float, x: float) -> float:
    """The continued fraction of the incomplete beta function, for ``x < (a + 1) / (a + b + 2)``.

    Source: DLMF 8.17.22, modified Lentz method.

    >>> round(beta_fraction(1.0, 1.0, 0.25) * 0.75, 12)
    1.0
    """
    c = 1.0
    d = off_zero(1.0 - (a + b) * x / (a + 1.0))
    d = 1.0 / d
    h = d
    for i in range(1, SERIES_STEPS):
        m = float(i)
        even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m))
        d = off_zero(1.0 + even * d)
        c = off_zero(1.0 + even / c)
        d = 1.0 / d
        h *= d * c
        odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0))
        d = off_zero(1.0 + odd * d)
        c = off_zero(1.0 + odd / c)
        d = 1.0 / d
        step = d * c
        h *= step
        if abs(step - 1.0) <= 3e-16:
            break
    return h


def beta_i(a: float, b: float, x: float) -> float:
    """The regularised incomplete beta function I_x(a, b), ``a, b > 0``: the beta distribution function.

    Zero for ``x <= 0`` and one for ``x >= 1``. Source: DLMF 8.17.2 and 8.17.4 (symmetry).

    >>> round(beta_i(1.0, 1.0, 0.3), 12)
    0.3
    >>> round(beta_i(2.0, 3.0, 0.5), 12)
    0.6875
    """
    if x <= 0.0:
        return 0.0
    if x >= 1.0:
        return 1.0
    front = math.exp(log_gamma(a + b) - log_gamma(a) - log_gamma(b) + a * math.log(x) + b * log_one_plus(-x))
    if x < (a + 1.0) / (a + b + 2.0):
        return clip(front * beta_fraction(a, b, x) / a, 0.0, 1.0)
    # rounding may carry the difference a hair below zero
    return clip(1.0 - front * beta_fraction(b, a, 1.0 - x) / b, 0.0, 1.0)
