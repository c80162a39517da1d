"""Random variables by inversion: one uniform number in, one value out, increasing in the uniform.

Because every value is a monotone function of one uniform, two scenarios that share the uniform share the
luck, and ``1 - u`` gives the antithetic value. General source: L. Devroye, *Non-Uniform Random Variate
Generation* (1986), chapter II.2 (inversion) and III.2.1 (sequential search).
"""

from __future__ import annotations

import math

from .numeric import log_one_plus
from .special import gamma_quantile, log_gamma, normal_quantile

FIXED = 0
EXPONENTIAL = 1
LOGNORMAL = 2
GAMMA = 3
UNIFORM = 4
NORMAL = 5
KINDS: tuple[str, ...] = ("fixed", "exponential", "lognormal", "gamma", "uniform", "normal")

SHAPE_MIN = 0.05  # smallest Weibull shape for which no double can overflow
PART = 600.0  # largest exponent of the chance of zero that one draw may carry
SIZE_MAX = 1e15  # above it a negative binomial is a Poisson in doubles
STEP = 2.0**-52
HALF_STEP = 2.0**-53
SQRT_3 = 1.7320508075688772


def unit(bits: int) -> float:
    """The uniform number in (0, 1) made of the top 52 of 64 random bits; never 0 and never 1.

    ``bits`` is an unsigned 64-bit integer. The half step keeps both ends out, and ``1 - u`` is exact.
    Source: Kilter's own form (with 53 bits the largest value would round to one).

    >>> unit(0) == 2.0**-53, unit(2**64 - 1) == 1.0 - 2.0**-53
    (True, True)
    """
    return (bits >> 12) * STEP + HALF_STEP


def exponential(u: float, mean: float) -> float:
    """An exponential value with this mean (any unit, >= 0) from ``u`` in (0, 1).

    Source: Devroye (1986), II.2.

    >>> round(exponential(0.5, 10.0), 6)
    6.931472
    """
    return -math.log(1.0 - u) * mean


def weibull(u: float, scale: float, shape: float) -> float:
    """A Weibull value: ``scale`` (any unit, >= 0), ``shape`` from .05 up; shape 1 is the exponential.

    Source: Devroye (1986), II.2.

    >>> weibull(0.25, 10.0, 1.0) == exponential(0.25, 10.0)
    True
    >>> round(weibull(1.0 - math.exp(-1.0), 10.0, 3.0), 9)
    10.0
    """
    spent = -math.log(1.0 - u)
    if shape == 1.0:
        return scale * spent
    return scale * math.pow(spent, 1.0 / shape)


def normal(u: float) -> float:
    """A standard normal value (mean 0, sd 1) from ``u`` in (0, 1).

    Source: Wichura (1988), AS 241, routine PPND16.

    >>> normal(0.5)
    0.0
    """
    return normal_quantile(u)


def lognormal(u: float, mean: float, sd: float) -> float:
    """A lognormal value; ``mean`` and ``sd`` (>= 0) are those of the variable itself, not of its logarithm.

    Without spread (``sd`` 0) it is the mean. Source: Johnson, Kotz & Balakrishnan, *Continuous Univariate
    Distributions* 1 (1994), chapter 14.

    >>> lognormal(0.9, 3.0, 0.0)
    3.0
    >>> round(lognormal(0.5, 3.0, 4.0), 9)  # the median, mean / sqrt(1 + (sd / mean)**2)
    1.8
    """
    if sd <= 0.0 or mean <= 0.0:
        return mean
    ratio = sd / mean
    variance = log_one_plus(ratio * ratio)
    return mean * math.exp(math.sqrt(variance) * normal_quantile(u) - 0.5 * variance)


def gamma_shape(mean: float, sd: float) -> float:
    """The shape of the gamma variable with this mean and standard deviation (any unit); 0 without spread.

    Source: Johnson, Kotz & Balakrishnan, *Continuous Univariate Distributions* 1 (1994), chapter 17.

    >>> gamma_shape(20.0, 10.0), gamma_shape(20.0, 0.0)
    (4.0, 0.0)
    """
    if sd <= 0.0 or mean <= 0.0:
        return 0.0
    ratio = mean / sd
    return ratio * ratio


def gamma(u: float, mean: float, sd: float) -> float:
    """A gamma value with this mean and standard deviation (>= 0); without spread it is the mean.

    Source: shape (mean/sd)**2 and scale sd**2/mean, by :func:`kilter.mechanisms.special.gamma_quantile`.

    >>> gamma(0.4, 20.0, 0.0)
    20.0
    >>> round(gamma(0.5, 10.0, 10.0) / exponential(0.5, 10.0), 12)
    1.0
    """
    shape = gamma_shape(mean, sd)
    if shape <= 0.0:
        return mean
    return gamma_quantile(u, shape) * (mean / shape)


def uniform(u: float, mean: float, sd: float) -> float:
    """A uniform value with this mean and sd: the half-width is sd * sqrt(3), but no more than the mean.

    No uniform value of at least 0 has ``sd > mean / sqrt(3)``; the mean is kept then, and the sd is smaller. Source:
    the definition.

    >>> uniform(0.5, 4.0, 1.0)
    4.0
    >>> [round(uniform(u, 1.0, 5.0), 6) for u in (1e-9, 0.5, 1.0)]
    [0.0, 1.0, 2.0]
    """
    half = sd * SQRT_3
    if half > mean * (1.0 + 1e-9):  # more than rounding
        half = mean
    x = mean + half * (2.0 * u - 1.0)
    return x if x > 0.0 else 0.0


def triangular(u: float, low: float, mode: float, high: float) -> float:
    """A triangular value on ``low <= mode <= high`` (any unit); with no width it is ``low``.

    Source: Kotz & van Dorp, *Beyond Beta* (2004), chapter 1.

    >>> triangular(0.5, 0.0, 1.0, 2.0)
    1.0
    >>> triangular(0.7, 3.0, 3.0, 3.0)
    3.0
    """
    width = high - low
    if width <= 0.0:
        return low
    if u * width < mode - low:
        return low + math.sqrt(u * width * (mode - low))
    return high - math.sqrt((1.0 - u) * width * (high - mode))


def sample(kind: int, u: float, mean: float, sd: float) -> float:
    """A value of the kind with this number, at least 0 when ``mean`` is.

    ``kind`` indexes :data:`KINDS`. FIXED and an unknown number give the mean, EXPONENTIAL ignores ``sd``,
    NORMAL is cut at 0 and, so that the mean stays what it says, at twice the mean. Source: the functions above.

    >>> sample(FIXED, 0.9, 7.0, 2.0)
    7.0
    >>> sample(NORMAL, 0.001, 1.0, 5.0)
    0.0
    >>> [round(sample(kind, 0.5, 10.0, 2.0), 3) for kind in range(len(KINDS))]
    [10.0, 6.931, 9.806, 9.867, 10.0, 10.0]
    """
    if kind == EXPONENTIAL:
        return exponential(u, mean)
    if kind == LOGNORMAL:
        return lognormal(u, mean, sd)
    if kind == GAMMA:
        return gamma(u, mean, sd)
    if kind == UNIFORM:
        return uniform(u, mean, sd)
    if kind == NORMAL:
        x = mean + sd * normal_quantile(u)
        if x > 2.0 * mean:
            return 2.0 * mean
        return x if x > 0.0 else 0.0
    return mean


def poisson_parts(mean: float) -> int:
    """Into how many independent draws a Poisson of this mean (>= 0) must be split, at least one.

    A Poisson of mean m is the sum of k Poissons of mean m / k; with the parts given here exp(-mean / k)
    stays above exp(-600). Source: infinite divisibility.

    >>> poisson_parts(3.0), poisson_parts(1500.0)
    (1, 3)
    """
    return 1 + math.floor(mean / PART)


def poisson(u: float, mean: float) -> int:
    """A Poisson count with this mean (0 to 600, see :func:`poisson_parts`) from ``u`` in (0, 1).

    Source: sequential search, Devroye (1986), III.2.1. The search ends where the next term no longer
    changes the sum.

    >>> poisson(0.5, 0.0), poisson(0.5, 4.0), poisson(0.99, 4.0)
    (0, 4, 9)
    """
    if mean <= 0.0:
        return 0
    term = math.exp(-mean)
    total = term
    k = 0
    while u > total:
        k += 1
        term *= mean / k
        more = total + term
        if more == total and k > mean:
            break
        total = more
    return k


def negative_binomial_parts(mean: float, size: float) -> int:
    """Into how many draws, each of mean / k and size / k, a negative binomial must be split, at least one.

    ``mean >= 0``, ``size > 0`` (infinite: Poisson). Source: infinite divisibility.

    >>> negative_binomial_parts(3.0, 0.5), negative_binomial_parts(1e4, 1e4)
    (1, 12)
    """
    if size > SIZE_MAX:
        return poisson_parts(mean)
    return 1 + math.floor(size * log_one_plus(mean / size) / PART)


def negative_binomial(u: float, mean: float, size: float) -> int:
    """A negative binomial count with this mean (>= 0) and size (> 0): variance mean + mean**2 / size.

    An infinite size is the Poisson. Means and sizes that need more than one part
    (:func:`negative_binomial_parts`) must be split by the caller. The search takes as many steps as the
    count it returns. Source: sequential search, Devroye (1986), III.2.1 and X.4.

    >>> negative_binomial(0.5, 0.0, 1.0), negative_binomial(0.7, 1.0, 1.0)
    (0, 1)
    >>> negative_binomial(0.9, 2.0, math.inf) == poisson(0.9, 2.0)
    True
    """
    if mean <= 0.0:
        return 0
    if size > SIZE_MAX:
        return poisson(u, mean)
    term = math.exp(-size * log_one_plus(mean / size))
    ratio = mean / (size + mean)
    total = term
    k = 0
    while u > total:
        k += 1
        term *= ratio * (size + (k - 1)) / k
        more = total + term
        if more == total and k > mean:
            break
        total = more
    return k


def binomial(u: float, n: int, p: float) -> int:
    """How many of ``n >= 0`` succeed, each with chance ``p`` (values outside [0, 1] count as the nearer end).

    For large n, where (1 - p)**n would vanish, the search starts 30 standard deviations below the mean;
    what lies lower has less mass than a double can tell from zero. Source: sequential search, Devroye
    (1986), III.2.1.

    >>> binomial(0.5, 10, 0.0), binomial(0.5, 10, 1.0), binomial(0.5, 0, 0.4), binomial(0.5, 10, 0.5)
    (0, 10, 0, 5)
    """
    if n <= 0 or p <= 0.0:
        return 0
    if p >= 1.0:
        return n
    if p > 0.5:
        return n - binomial_low(1.0 - u, n, 1.0 - p)
    return binomial_low(u, n, p)


def binomial_low(u: float, n: int, p: float) -> int:
    """:func:`binomial` for ``n >= 1`` and ``0 < p <= .5``.

    Source: as :func:`binomial`.

    >>> binomial_low(0.3, 1, 0.5), binomial_low(0.7, 1, 0.5)
    (0, 1)
    """
    log_q = log_one_plus(-p)
    k = 0
    if n * log_q > -PART:
        term = math.exp(n * log_q)
    else:
        k = math.floor(n * p - 30.0 * math.sqrt(n * p * (1.0 - p)))
        if k < 0:
            k = 0
        ways = log_gamma(n + 1.0) - log_gamma(k + 1.0) - log_gamma(n - k + 1.0)
        term = math.exp(ways + k * math.log(p) + (n - k) * log_q)
    odds = p / (1.0 - p)
    total = term
    while u > total and k < n:
        k += 1
        term *= odds * (n - k + 1) / k
        more = total + term
        if more == total and k > n * p:
            break
        total = more
    return k
