"""The rule that decides: how far a simulated value may lie from an exact one, for a stated rate of false alarms.

A file of checks states one rate (1 %, say): the chance that an engine which is right is said to be wrong
anywhere in the file. It is shared out evenly over the file's *m* comparisons (Bonferroni), so that it holds
however they depend on one another: each may fail with probability rate / m. The limit of a comparison follows
from Student's t with the freedom of its standard error; with thousands of replications it is the normal one,
3.9 standard errors for 1 % and 100 comparisons. Up to 157 comparisons at 1 % it is below four.

The limits make intervals that hold all exact values *at once* with that chance. An approximation further from
the exact value than such an interval is long is therefore rejected whenever the exact value is accepted, and
rejections add nothing to the rate.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

#: The chance with which an error as large as the resolution is caught.
POWER = 0.8


@dataclass(frozen=True)
class Estimate:
    """A simulated value with its standard error.

    Attributes:
        value: the estimate.
        se: its standard error; 0 where nothing varies.
        freedom: degrees of freedom of the standard error.
        count: replications behind it.
    """

    value: float
    se: float
    freedom: float
    count: int

    def minus(self, other: Estimate) -> Estimate:
        """The difference of two independent estimates (Welch 1947, doi 10.1093/biomet/34.1-2.28).

        >>> gap = Estimate(3.0, 0.3, 20, 21).minus(Estimate(1.0, 0.4, 20, 21))
        >>> gap.value, round(gap.se, 3), round(gap.freedom, 1), gap.count
        (2.0, 0.5, 37.1, 42)
        """
        a, b = self.se**2, other.se**2
        spread = a**2 / self.freedom + b**2 / other.freedom
        freedom = (a + b) ** 2 / spread if spread > 0 else self.freedom + other.freedom
        return Estimate(self.value - other.value, math.sqrt(a + b), freedom, self.count + other.count)


@dataclass(frozen=True)
class Rule:
    """The rate of false alarms of a whole file, shared by its comparisons.

    Attributes:
        rate: chance that a right engine fails anything in the file.
        comparisons: how many comparisons share it.

    >>> rule = Rule(0.01, 100)
    >>> round(rule.limit(math.inf), 2), round(rule.limit(30), 2)
    (3.89, 4.48)
    """

    rate: float
    comparisons: int

    @property
    def share(self) -> float:
        """The chance of a false alarm in one comparison."""
        return self.rate / max(1, self.comparisons)

    def limit(self, freedom: float) -> float:
        """Standard errors within which an estimate agrees with an exact value."""
        return _t_upper(self.share / 2, freedom)

    def seen(self, freedom: float) -> float:
        """Standard errors by which an engine must err to be caught with probability :data:`POWER`."""
        return self.limit(freedom) + _t_upper(1 - POWER, freedom)

    def agrees(self, estimate: Estimate, value: float) -> bool:
        """Whether a value lies within the limit of an estimate."""
        return abs(distance(estimate, value)) <= self.limit(estimate.freedom)

    def resolution(self, estimate: Estimate) -> float:
        """The smallest error, in the unit of the estimate, that is caught with probability :data:`POWER`."""
        return self.seen(estimate.freedom) * estimate.se

    def length(self, estimate: Estimate) -> float:
        """How long the interval of values is that agree with an estimate."""
        return 2 * self.limit(estimate.freedom) * estimate.se


def distance(estimate: Estimate, value: float) -> float:
    """How far an estimate lies from a value, in standard errors; infinite where nothing varies and they differ.

    >>> distance(Estimate(5.2, 0.1, 99, 100), 5.0) > 1.99, distance(Estimate(3.0, 0.0, 99, 100), 3.0)
    (True, 0.0)
    """
    gap = estimate.value - value
    if estimate.se > 0:
        return gap / estimate.se
    if abs(gap) <= 1e-9 * max(1.0, abs(value)):
        return 0.0
    return math.copysign(math.inf, gap)


def as_normal(away: float, freedom: float) -> float:
    """A distance of Student's t as the normal one that is as unlikely; what a QQ plot shows.

    >>> round(as_normal(4.48, 30), 2), round(as_normal(-2.0, math.inf), 3)
    (3.89, -2.0)
    """
    from scipy.stats import norm, t

    if math.isinf(away) or math.isinf(freedom):
        return away
    return math.copysign(float(norm.isf(float(t.sf(abs(away), freedom)))), away)


def _t_upper(chance: float, freedom: float) -> float:
    """The value that Student's t exceeds with a chance."""
    from scipy.stats import norm, t

    return float(norm.isf(chance) if math.isinf(freedom) else t.isf(chance, freedom))
