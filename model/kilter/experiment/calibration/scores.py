"""Scores of probability forecasts of counts: smaller is better for CRPS and Brier.

Continuous ranked probability score (T. Gneiting & A. Raftery, J. Am. Stat. Assoc. 102 (2007) 359-378, eq. 20-21), which
for counts is the ranked probability score (C. Czado, T. Gneiting & L. Held, Biometrics 65 (2009) 1254-1261). It is in
the unit of the counts and becomes the absolute error of a forecast without spread. Brier score: G. Brier, Mon.
Weather Rev. 78 (1950) 1-3.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from scipy import stats

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

#: Mass that a closed form may leave beyond its last term.
_TAIL = 1e-9


class Forecast(Protocol):
    """A distribution of a month's count."""

    def crps(self, count: float) -> float:
        """The continuous ranked probability score when ``count`` came."""
        ...

    def above(self, threshold: float) -> float:
        """The probability of more than ``threshold``."""
        ...

    def interval(self, share: float) -> tuple[float, float]:
        """Central interval that holds at least ``share``."""
        ...


@dataclass(frozen=True)
class Ensemble:
    """A forecast by simulated counts.

    Attributes:
        counts: int64[draws], in order of size.

    >>> e = Ensemble.of(np.array([3, 1, 1, 3]))
    >>> e.crps(1), e.above(2), e.interval(0.9)
    (0.5, 0.5, (1.0, 3.0))
    """

    counts: Ints

    @staticmethod
    def of(counts: Ints) -> Ensemble:
        """An ensemble of counts in any order."""
        return Ensemble(np.sort(counts))

    def crps(self, count: float) -> float:
        """E|X - count| - E|X - X'| / 2, in its form for sorted members."""
        size = len(self.counts)
        ranks = 2.0 * np.arange(1, size + 1) - size - 1.0
        spread = float(ranks @ self.counts) / size**2
        return float(np.abs(self.counts - count).mean()) - spread

    def above(self, threshold: float) -> float:
        """The share of members above the threshold."""
        return float((self.counts > threshold).mean())

    def interval(self, share: float) -> tuple[float, float]:
        """The members at the two ends."""
        ends = np.quantile(self.counts, ((1 - share) / 2, (1 + share) / 2), method="inverted_cdf")
        return float(ends[0]), float(ends[1])


@dataclass(frozen=True)
class NegativeBinomial:
    """A forecast in closed form: negative binomial of a mean and a variance; Poisson where they do not differ.

    Attributes:
        mean: above 0.
        variance: that of the counts.

    >>> f = NegativeBinomial(1.0, 2.0)
    >>> round(f.above(0), 9), f.interval(0.9)
    (0.5, (0.0, 4.0))
    """

    mean: float
    variance: float

    def crps(self, count: float) -> float:
        """Sum over x of (P(X <= x) - [count <= x])**2."""
        below = self._below
        beyond = max(count - len(below), 0.0)  # there the distribution has ended and nothing has come yet
        x = np.arange(len(below))
        return float(((below - (x >= count)) ** 2).sum() + beyond)

    def above(self, threshold: float) -> float:
        """The tail probability."""
        return float(self._law().sf(threshold))

    def interval(self, share: float) -> tuple[float, float]:
        """The quantiles at the two ends."""
        law = self._law()
        return float(law.ppf((1 - share) / 2)), float(law.ppf((1 + share) / 2))

    @cached_property
    def _below(self) -> Floats:
        """P(X <= x) for x = 0, 1, ... to the end of the tail."""
        law = self._law()
        mass: Floats = law.pmf(np.arange(int(float(law.isf(_TAIL))) + 2))
        return np.minimum(np.cumsum(mass), 1.0)

    def _law(self) -> Any:
        if self.variance <= self.mean * (1 + 1e-9):
            return stats.poisson(self.mean)
        size = self.mean**2 / (self.variance - self.mean)
        return stats.nbinom(size, size / (size + self.mean))
