"""The statistics that Kilter reports, each along the first axis (replications) and aware of NaN.

A value that is not defined in a replication (the availability of a fleet that owns nothing) is NaN.
Such replications are left out, and every result says how many were used. Nothing here draws a random
number, so equal input gives equal output.

Intervals: Student's t for means and for paired differences; Wilson's score interval for probabilities
(Wilson 1927, doi 10.1080/01621459.1927.10502953), which stays inside [0, 1] and is sensible at 0 of n.
Quantiles: numpy's ``linear`` method (type 7 of Hyndman & Fan 1996, doi 10.1080/00031305.1996.10473566).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

#: A difference whose spread is below this share of its operands is rounding, not spread.
_ROUNDING = 16 * float(np.finfo(np.float64).eps)


@dataclass(frozen=True)
class Moments:
    """Mean and spread over replications.

    Attributes:
        count: replications in which the value is defined.
        mean: arithmetic mean; NaN where count is 0.
        sd: sample standard deviation (n - 1); NaN where count is below 2.
        se: standard error of the mean, sd / sqrt(count); NaN where count is below 2.
    """

    count: Ints
    mean: Floats
    sd: Floats
    se: Floats


@dataclass(frozen=True)
class Paired:
    """A difference between two scenarios, replication by replication.

    Attributes:
        count: replications in which both values are defined.
        first, second: means of the two sides over those replications.
        difference: mean of second - first.
        se: standard error of the difference.
        low, high: bounds of the t-interval; NaN where count is below 2.
        variance_ratio: (var(first) + var(second)) / var(second - first): by what factor pairing shrank
            the variance of the difference. NaN where the difference does not vary.
    """

    count: Ints
    first: Floats
    second: Floats
    difference: Floats
    se: Floats
    low: Floats
    high: Floats
    variance_ratio: Floats


def moments(values: ArrayLike) -> Moments:
    """Mean, standard deviation and standard error along the first axis, leaving NaN out.

    Args:
        values: array of shape (replications, ...).

    Returns:
        Moments whose arrays have the remaining shape.

    >>> m = moments([[1.0], [3.0], [float("nan")]])
    >>> float(m.mean[0]), int(m.count[0]), float(m.se[0])
    (2.0, 2, 1.0)
    """
    # One layout in memory, so that sums are taken in one order however the values were picked.
    array = np.ascontiguousarray(values, dtype=np.float64)
    defined = ~np.isnan(array)
    count = defined.sum(axis=0).astype(np.int64)
    safe = np.maximum(count, 1)
    # Shift by one observed value per column, so that a constant column has exactly zero spread and
    # exactly its own value as mean, whatever the rounding of sums.
    shift = _first_defined(array, defined)
    with np.errstate(invalid="ignore"):
        offset = np.where(defined, array - shift, 0.0)
        centre = offset.sum(axis=0) / safe
        mean = np.where(count > 0, shift + centre, np.nan)
        squares = (np.where(defined, offset - centre, 0.0) ** 2).sum(axis=0)
        sd = np.where(count > 1, np.sqrt(squares / np.maximum(count - 1, 1)), np.nan)
    return Moments(count, mean, sd, sd / np.sqrt(safe))


def quantiles(values: ArrayLike, probabilities: Sequence[float]) -> Floats:
    """Quantiles along the first axis, leaving NaN out; numpy's ``linear`` method.

    Args:
        values: array of shape (replications, ...).
        probabilities: each in [0, 1].

    Returns:
        Array of shape (probabilities, ...); NaN where nothing is defined.

    >>> quantiles([1.0, 2.0, 3.0, float("nan")], [0.5, 1.0]).tolist()
    [2.0, 3.0]
    """
    array = np.asarray(values, dtype=np.float64)
    ordered = np.sort(array, axis=0)  # NaN sorts last
    count = (~np.isnan(array)).sum(axis=0)
    rows = []
    for probability in probabilities:
        place = probability * np.maximum(count - 1, 0)
        below = np.floor(place).astype(np.int64)
        above = np.minimum(below + 1, np.maximum(count - 1, 0))
        low = np.take_along_axis(ordered, below[np.newaxis], axis=0)[0]
        high = np.take_along_axis(ordered, above[np.newaxis], axis=0)[0]
        part = place - below
        with np.errstate(invalid="ignore"):
            # The two forms numpy uses, so that results agree with numpy.quantile to the last bit.
            step = high - low
            value = np.where(part >= 0.5, high - step * (1 - part), low + step * part)
        rows.append(np.where(low == high, low, value))
    return np.array(rows)


def t_interval(
    mean: ArrayLike, se: ArrayLike, count: ArrayLike, level: float = 0.95
) -> tuple[Floats, Floats]:
    """Bounds of Student's t-interval for a mean.

    Args:
        mean: mean over ``count`` values.
        se: its standard error.
        count: number of values; fewer than 2 give NaN.
        level: coverage, such as 0.95.

    Returns:
        (low, high), in the unit of the mean.

    >>> low, high = t_interval(10.0, 1.0, 30)
    >>> round(float(low), 3), round(float(high), 3)
    (7.955, 12.045)
    """
    from scipy.stats import t

    centre = np.asarray(mean, dtype=np.float64)
    error = np.asarray(se, dtype=np.float64)
    number = np.asarray(count, dtype=np.int64)
    enough = number > 1
    factor = t.ppf((1 + level) / 2, np.maximum(number - 1, 1))
    half = np.where(enough, factor * error, np.nan)
    return centre - half, centre + half


def paired(first: ArrayLike, second: ArrayLike, level: float = 0.95) -> Paired:
    """The difference second - first, paired by replication, with its t-interval.

    Args:
        first, second: arrays of equal shape (replications, ...), same seed and replications in order.
        level: coverage of the interval.

    Returns:
        Paired, with arrays of the remaining shape. Equal input gives a difference of exactly 0 with
        the interval [0, 0].

    >>> p = paired([1.0, 2.0, 4.0], [2.0, 3.0, 5.0])
    >>> float(p.difference), float(p.low), float(p.high), bool(np.isnan(p.variance_ratio))
    (1.0, 1.0, 1.0, True)
    """
    a = np.asarray(first, dtype=np.float64)
    b = np.asarray(second, dtype=np.float64)
    with np.errstate(invalid="ignore"):
        gap = b - a
    both = ~np.isnan(gap)
    a, b = np.where(both, a, np.nan), np.where(both, b, np.nan)
    left, right, between = moments(a), moments(b), moments(gap)
    scale = np.maximum(_largest(a, both), _largest(b, both))
    varies = between.sd > _ROUNDING * scale
    se = np.where(varies | np.isnan(between.se), between.se, 0.0)
    low, high = t_interval(between.mean, se, between.count, level)
    ratio = np.where(varies, left.sd**2 + right.sd**2, np.nan) / np.where(varies, between.sd**2, 1.0)
    return Paired(between.count, left.mean, right.mean, between.mean, se, low, high, ratio)


def share_better(first: ArrayLike, second: ArrayLike, better: ArrayLike) -> Floats:
    """Share of replications in which second is better than first; a tie counts half.

    Args:
        first, second: arrays of equal shape (replications, ...).
        better: +1 if higher is better, -1 if lower is, 0 if neither; broadcast to the remaining shape.

    Returns:
        Share in [0, 1]; NaN where ``better`` is 0 or nothing is defined in both.

    >>> float(share_better([1.0, 1.0, 1.0, 1.0], [2.0, 1.0, 0.0, 3.0], 1))
    0.625
    """
    a = np.asarray(first, dtype=np.float64)
    b = np.asarray(second, dtype=np.float64)
    sign = np.broadcast_to(np.asarray(better, dtype=np.float64), a.shape[1:])
    both = ~(np.isnan(a) | np.isnan(b))
    # Signs of a comparison, not of a subtraction: infinities that are equal tie.
    order = np.where(both, (b > a).astype(np.float64) - (b < a).astype(np.float64), 0.0)
    count = both.sum(axis=0)
    share = 0.5 + 0.5 * sign * order.sum(axis=0) / np.maximum(count, 1)
    return np.where((count > 0) & (sign != 0), share, np.nan)


def wilson(successes: float, count: int, level: float = 0.95) -> tuple[float, float, float]:
    """A probability with Wilson's score interval.

    Args:
        successes: how often it happened; a sum of indicators or of probabilities, in [0, count].
        count: number of replications; 0 gives NaN.
        level: coverage.

    Returns:
        (probability, low, high).

    >>> [round(x, 4) for x in wilson(0, 100)]
    [0.0, 0.0, 0.037]
    """
    if count < 1:
        return float("nan"), float("nan"), float("nan")
    from scipy.stats import norm

    z = float(norm.ppf((1 + level) / 2))
    share = successes / count
    spread = 1 + z * z / count
    middle = (share + z * z / (2 * count)) / spread
    half = z / spread * float(np.sqrt(max(share * (1 - share), 0.0) / count + z * z / (4 * count * count)))
    low = 0.0 if successes <= 0 else max(0.0, middle - half)
    high = 1.0 if successes >= count else min(1.0, middle + half)
    return share, low, high


def _first_defined(array: Floats, defined: NDArray[np.bool_]) -> Floats:
    """The first defined value of each column, 0 where there is none or it is infinite."""
    if array.shape[0] == 0:
        return np.zeros(array.shape[1:])
    first = np.argmax(defined, axis=0)
    taken = np.take_along_axis(array, first[np.newaxis], axis=0)[0]
    return np.where(np.isfinite(taken), taken, 0.0)


def _largest(array: Floats, defined: NDArray[np.bool_]) -> Floats:
    """The largest absolute defined value of each column, 0 where there is none."""
    sizes: Floats = np.where(defined & np.isfinite(array), np.abs(array), 0.0).max(axis=0, initial=0.0)
    return sizes
