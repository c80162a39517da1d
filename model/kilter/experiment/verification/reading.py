"""What a replication leaves behind for a comparison, and how replications become an estimate.

A replication's table of values may be large and replications are many, so each is boiled down where it is
simulated to a few numbers per comparison. Means, shares and quantiles need one. Variances and autocovariances
are taken about the mean of *all* replications, which a single one does not know, so it leaves its raw moments.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ...engine.trajectory import Trajectory
from .rule import Estimate

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Reading:
    """How a comparison reads a replication.

    Attributes:
        columns: places of the measures, which are averaged.
        statistic: ``mean``, ``variance``, ``autocovariance``, ``quantile`` or ``share``.
        rows: first and one past the last reporting period; None takes the average over time.
        weights: of these periods in a mean; their lengths for averages over time, equal for counts.
        lag: of an autocovariance, in periods.
        level: of a quantile.
        above: threshold of a share.
    """

    columns: tuple[int, ...]
    statistic: str = "mean"
    rows: tuple[int, int] | None = None
    weights: tuple[float, ...] = ()
    lag: int = 0
    level: float = 0.0
    above: float = 0.0

    @property
    def width(self) -> int:
        """How many numbers a replication leaves behind."""
        return {"variance": 2, "autocovariance": 3}.get(self.statistic, 1)

    def take(self, outcome: Trajectory) -> list[float]:
        """The numbers of one replication; NaN where a value is not defined.

        >>> values = np.array([[1.0], [3.0], [2.0]])
        >>> Reading((0,), "share", (0, 3), above=1.5).take(Trajectory(values, np.zeros(1)))
        [0.6666666666666666]
        """
        columns = list(self.columns)
        if self.rows is None:
            table = outcome.averages[np.newaxis, columns]
        else:
            table = outcome.values[self.rows[0] : self.rows[1], columns]
        if self.statistic == "variance":
            return [float(table.mean()), float((table**2).mean())]
        if self.statistic == "autocovariance":
            early, late = table[: -self.lag], table[self.lag :]
            return [float(early.mean()), float(late.mean()), float((early * late).mean())]
        if self.statistic == "share":
            known = ~np.isnan(table)
            return [float((table > self.above).sum() / known.sum()) if known.all() else math.nan]
        if not self.weights:
            return [float(table.mean())]
        return [float(np.average(table.mean(axis=1), weights=self.weights))]

    def samples(self, left: Floats) -> Floats:
        """One value per replication, whose mean is the estimate.

        Args:
            left: array of shape (replications, width): what they left behind.

        Returns:
            Array of shape (replications that are defined,).
        """
        kept = left[~np.isnan(left).any(axis=1)]
        if self.statistic not in ("variance", "autocovariance") or not len(kept):
            return kept[:, 0]
        # About the mean of all, and corrected for that mean's own error, which makes the estimate too small.
        ends = kept[:, :-1]
        centre = float(ends.mean())
        own = float(ends.mean(axis=1).var(ddof=1)) / len(kept) if len(kept) > 1 else 0.0
        first, last = ends[:, 0], ends[:, -1]
        return np.asarray(kept[:, -1] - centre * (first + last) + centre**2 + own)

    def estimate(self, samples: Floats) -> Estimate:
        """The estimate from one value per replication.

        A quantile's standard error is half the distance of the order statistics one standard deviation
        of their rank to either side, which assumes nothing about the distribution.
        """
        count = len(samples)
        if count < 2:
            return Estimate(math.nan, math.nan, 1.0, count)
        if self.statistic == "quantile":
            spread = math.sqrt(self.level * (1 - self.level) / count)
            low, middle, high = np.quantile(
                samples, [max(0.0, self.level - spread), self.level, min(1.0, self.level + spread)]
            )
            return Estimate(float(middle), float(high - low) / 2, count - 1, count)
        centre = float(samples[0])  # so that what does not vary has no spread, whatever sums round to
        offset = samples - centre
        se = float(offset.std(ddof=1)) / math.sqrt(count)
        return Estimate(centre + float(offset.mean()), se, count - 1, count)
