"""Fit the channel model to a monthly count series: estimates with intervals, branching always below 1.

Penalised maximum likelihood (the mode of the posterior) by SLSQP on transformed parameters: log odds of
branching, so that it cannot reach 1, and logarithms of the rest. Intervals are quantiles of the posterior by
importance sampling from a multivariate t about the mode (J. Geweke, Econometrica 57 (1989) 1317-1339), which follows
skewness that a Wald interval misses. With a prior that says nothing the mode is that of maximum likelihood.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from ...engine.streams import name_key
from ...errors import KilterError
from .prior import LEVEL_SD, VAGUE, Prior
from .process import Draws, at_end, log_likelihood
from .series import Series

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

#: Months below which nothing is fitted, and below which the prior speaks louder than the series.
FEWEST, FEW = 3, 24
#: Half-life of a moving background, months; chosen on data before August 2022 (docs/calibration.md).
MEMORY = 6.0
#: Draws of the posterior.
DRAWS = 2000
#: Limits of the transformed parameters: branching .002 to .998, half-life 2 days to 8 years, size .01 to 1100.
_LOW, _HIGH = np.array([-6.0, -2.7, -4.5]), np.array([6.0, 4.5, 7.0])
_STEP, _SMALL = 0.05, 1e-5
_FREEDOM = 5
_STRETCH = 1.2
#: Where the search begins: the prior's middle, and aside from it in log odds of branching and log half-life.
_STARTS = ((0.0, 0.0), (1.5, 0.0), (-1.5, 0.0), (0.0, -1.5))


@dataclass(frozen=True)
class Estimate:
    """A parameter: the mode, and the bounds of its 90 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Fit:
    """The channel model fitted to a series.

    Attributes:
        series: what it was fitted to.
        memory: half-life of the moving background, months; None when it is fixed.
        forget: half-life of evidence, months; None when all months count alike.
        background: events a month that owe nothing to earlier ones (at the end of the series, when it moves).
        branching: events that one event sets off.
        half_life: months in which excitation halves.
        size: k of the negative binomial.
        mean: events a month at which it would settle, background / (1 - branching).
        log_likelihood: at the estimates, unweighted.
        posterior: equally weighted draws.
        now: background and excitation after the last month, for each of them.
        effective: effective number of those draws.
        prior: what was assumed beforehand.
    """

    series: Series
    memory: float | None
    forget: float | None
    background: Estimate
    branching: Estimate
    half_life: Estimate
    size: Estimate
    mean: Estimate
    log_likelihood: float
    posterior: Draws
    now: tuple[Floats, Floats]
    effective: float
    prior: Prior

    @property
    def warnings(self) -> tuple[str, ...]:
        """What a reader must know before using the numbers."""
        counts, found = self.series.counts, []
        if not counts.any():
            found.append("no events at all: the series only says that the background is small")
        elif len(counts) < FEW:
            found.append(
                f"{len(counts)} months are few: what was assumed beforehand weighs as much as the series"
            )
        if counts.any() and counts.var() <= counts.mean():
            found.append("counts vary no more than by chance: the size has no upper bound in these data")
        if self.effective < 200:
            found.append("the intervals are rough: the likelihood has an odd shape here")
        return tuple(found)


def fit(
    series: Series,
    *,
    memory: float | None = MEMORY,
    forget: float | None = None,
    prior: Prior | None = None,
    draws: int = DRAWS,
) -> Fit:
    """Fit the channel model.

    Args:
        series: consecutive months of one regime (:mod:`.breaks` cuts a longer one).
        memory: half-life of the moving background, months; None for a fixed one.
        forget: half-life of evidence, months: months long past then count for less; None counts all alike.
        prior: what is assumed beforehand; that of the format's defaults when None.
        draws: draws of the posterior.

    Raises:
        KilterError: too few months, or a half-life that is not above 0.

    >>> steady = Series.of([4, 2, 5, 3, 4, 6, 2, 4, 3, 5, 4, 3] * 4)
    >>> found = fit(steady, draws=500)
    >>> found.branching.low < found.branching.value < found.branching.high < 1
    True
    """
    counts = series.counts
    if len(counts) < FEWEST:
        raise KilterError(
            f"{series.name} has {len(counts)} months here; a fit needs at least {FEWEST}, and means "
            f"something from {FEW} on"
        )
    for value, what in ((memory, "memory"), (forget, "forget")):
        if value is not None and not (0 < value < math.inf):
            raise KilterError(f"{what} is {value:g} months; write a number above 0, such as 12")
    problem = _Problem(counts, memory, _weights(len(counts), forget), prior or Prior.of_channels())
    mode, inverse = problem.solve()
    rng = np.random.default_rng([name_key(series.name), series.first, len(counts)])
    sample, effective = _posterior(problem, mode, inverse, draws, rng)
    best = problem.draws(mode[None, :])
    spread = problem.draws(sample)
    base, _ = at_end(counts, best)
    bases, excitations = at_end(counts, spread, rng)
    return Fit(
        series,
        memory,
        forget,
        _estimate(base, bases),
        _estimate(best.branching, spread.branching),
        _estimate(best.half_life, spread.half_life),
        _estimate(best.size, spread.size),
        _estimate(base / (1 - best.branching), bases / (1 - spread.branching)),
        float(log_likelihood(counts, best)[0]),
        spread,
        (bases, excitations),
        effective,
        problem.prior,
    )


def _weights(months: int, forget: float | None) -> Floats:
    """How much each month counts: halved for every ``forget`` months that have gone by since."""
    age = np.arange(months)[::-1]
    return np.ones(months) if forget is None else np.exp2(-age / forget)


@dataclass(frozen=True)
class _Problem:
    """The posterior density on the transformed scale."""

    counts: Floats
    memory: float | None
    weights: Floats
    prior: Prior

    @property
    def middle(self) -> Floats:
        level = math.log((self.counts.mean() + 0.5) * 0.6)
        return self.prior.means if self.memory is not None else np.append(self.prior.means, level)

    @property
    def sds(self) -> Floats:
        wide = LEVEL_SD * (VAGUE if self.prior.vague else 1.0)
        return self.prior.sds if self.memory is not None else np.append(self.prior.sds, wide)

    @property
    def limits(self) -> tuple[Floats, Floats]:
        if self.memory is not None:
            return _LOW, _HIGH
        return np.append(_LOW, self.middle[3] - 8.0), np.append(_HIGH, self.middle[3] + 5.0)

    def draws(self, points: Floats) -> Draws:
        """Parameters at points on the transformed scale, float64[points, dimensions]."""
        background = np.exp(points[:, 3]) if self.memory is None else None
        share = 1.0 / (1.0 + np.exp(-points[:, 0]))
        return Draws(share, np.exp(points[:, 1]), np.exp(points[:, 2]), background, self.memory)

    def log_density(self, points: Floats) -> Floats:
        """Log posterior up to a constant, float64[points]."""
        distance = (points - self.middle) / self.sds
        likelihood = log_likelihood(self.counts, self.draws(points), self.weights)
        return np.asarray(likelihood - 0.5 * (distance**2).sum(axis=1))

    def solve(self) -> tuple[Floats, Floats]:
        """The mode and the inverse curvature there."""
        low, high = self.limits
        best = None
        for shift in _STARTS:  # a level that drifts makes a second hill near branching 1
            begin = self.middle.copy()
            begin[:2] += shift
            found = minimize(
                self._downhill,
                np.clip(begin, low, high),
                method="SLSQP",
                jac=True,
                bounds=list(zip(low, high, strict=True)),
                options={"ftol": 1e-9, "maxiter": 200},
            )
            if best is None or found.fun < best.fun - 1e-6:
                best = found
        assert best is not None
        mode = np.asarray(best.x, dtype=float)
        return mode, self._inverse_curvature(mode)

    def _downhill(self, point: Floats) -> tuple[float, Floats]:
        """Minus the log density and its slope, by central differences in one sweep."""
        steps = np.eye(len(point)) * _SMALL
        values = self.log_density(np.concatenate([point[None, :], point + steps, point - steps]))
        slope = (values[1 : len(point) + 1] - values[len(point) + 1 :]) / (2 * _SMALL)
        return -float(values[0]), -slope

    def _inverse_curvature(self, mode: Floats) -> Floats:
        """By central differences; along a flat direction no wider than the prior."""
        size = len(mode)
        steps = np.eye(size) * _STEP
        corners = [
            mode + a * steps[i] + b * steps[j]
            for i in range(size)
            for j in range(size)
            for a, b in ((1, 1), (1, -1), (-1, 1), (-1, -1))
        ]
        values = self.log_density(np.array(corners)).reshape(size, size, 4)
        curvature = -(values @ np.array([1.0, -1.0, -1.0, 1.0])) / (4 * _STEP**2)
        roots, axes = np.linalg.eigh((curvature + curvature.T) / 2)
        roots = np.maximum(roots, 1.0 / float(self.sds.max()) ** 2)
        return np.asarray(axes @ np.diag(1.0 / roots) @ axes.T)


def _posterior(
    problem: _Problem, mode: Floats, inverse: Floats, draws: int, rng: np.random.Generator
) -> tuple[Floats, float]:
    """Equally weighted draws of the posterior on the transformed scale, and how many they are worth."""
    size = len(mode)
    root = np.linalg.cholesky(inverse) * _STRETCH
    normal = rng.standard_normal((draws, size))
    scale = np.sqrt(_FREEDOM / rng.chisquare(_FREEDOM, draws))
    points = mode + (normal * scale[:, None]) @ root.T
    proposal = -0.5 * (_FREEDOM + size) * np.log1p((normal * scale[:, None]) ** 2 @ np.ones(size) / _FREEDOM)
    low, high = problem.limits
    inside = ((points >= low) & (points <= high)).all(axis=1)
    log_weight = np.full(draws, -np.inf)
    log_weight[inside] = problem.log_density(points[inside]) - proposal[inside]
    weight = np.exp(log_weight - log_weight.max())
    weight /= weight.sum()
    # systematic resampling: one number for all, so that equal weights give every draw once
    places = np.searchsorted(np.cumsum(weight), (np.arange(draws) + rng.random()) / draws)
    return points[np.minimum(places, draws - 1)], float(1.0 / (weight**2).sum())


def _estimate(best: Floats, spread: Floats) -> Estimate:
    low, high = np.quantile(spread, (0.05, 0.95))
    value = float(best[0]) if np.ndim(best) else float(best)
    return Estimate(value, min(float(low), value), max(float(high), value))
