"""Rolling origins: stand at a month, know nothing after it, forecast, move on a month, and score it all.

Parameters are fitted anew at each origin on the months up to it (L. Tashman, Int. J. Forecasting 16 (2000) 437-450).
The gain over a rival is given with an interval for dependent differences (F. Diebold & R. Mariano, J. Bus. Econ. Stat.
13 (1995) 253-263; variance by W. Newey & K. West, Econometrica 55 (1987) 703-708).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ...engine.streams import name_key
from ...errors import KilterError
from .breaks import SEARCH, find_breaks
from .fitting import FEWEST, MEMORY, fit
from .process import simulate
from .rivals import WINDOW, last_year, persistence
from .scores import Ensemble, Forecast
from .series import Series, month_number

Floats = NDArray[np.float64]

#: Half-life of evidence in forecasts, months; chosen on data before August 2022 (docs/calibration.md).
FORGET = 12.0
#: A month with more than this many is what the Brier score asks about.
THRESHOLD = 50.0
#: Share that the interval should hold.
SHARE = 0.9
KILTER, NULL, LAST = "kilter", "last 12 months", "persistence"
MODELS = (KILTER, NULL, LAST)


@dataclass(frozen=True)
class Setup:
    """How forecasts are made and scored; fixed before the scores are seen.

    Attributes:
        horizons: months ahead, from 1 to this.
        breaks: months in which a regime ended (``2021-08``), or ``search``.
        memory, forget: half-lives of the background and of evidence, months; None as in :func:`.fitting.fit`.
        threshold: the Brier score is for more than this many.
        draws: simulated continuations.
        every: origins are this many months apart.
        models: which of :data:`MODELS`; gains need the first and another.
    """

    horizons: int = 6
    breaks: tuple[str, ...] = ()
    memory: float | None = MEMORY
    forget: float | None = FORGET
    threshold: float = THRESHOLD
    draws: int = 2000
    every: int = 1
    models: tuple[str, ...] = MODELS


@dataclass(frozen=True)
class Score:
    """Mean scores of a model at a horizon (0: over all).

    Attributes:
        model: one of :data:`MODELS`.
        horizon: months ahead; 0 for all together.
        crps, brier, coverage: means over the forecasts.
        count: forecasts scored.
    """

    model: str
    horizon: int
    crps: float
    brier: float
    coverage: float
    count: int


@dataclass(frozen=True)
class Gain:
    """By how much Kilter's CRPS is below a rival's, as a share of the rival's, with its 90 % interval."""

    rival: str
    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Scored:
    """The scores of a series.

    Attributes:
        series: its name.
        origins: the first and the last origin.
        setup: how it was done.
        crps, brier, covered: float64[models, origins, horizons], NaN where the series has ended.
    """

    series: str
    origins: tuple[str, str]
    setup: Setup
    crps: Floats
    brier: Floats
    covered: Floats

    def table(self) -> tuple[Score, ...]:
        """Mean scores by model, over all horizons and by each."""
        found = []
        for place, model in enumerate(self.setup.models):
            for horizon in range(self.setup.horizons + 1):
                where = slice(None) if horizon == 0 else slice(horizon - 1, horizon)
                crps, brier, held = (x[place][:, where] for x in (self.crps, self.brier, self.covered))
                count = int(np.isfinite(crps).sum())
                if count:
                    means = [float(np.nanmean(x)) for x in (crps, brier, held)]
                    found.append(Score(model, horizon, means[0], means[1], means[2], count))
        return tuple(found)

    def gains(self) -> tuple[Gain, ...]:
        """Kilter against each rival, all horizons together."""
        return tuple(self._gain(place) for place in range(1, len(self.setup.models)))

    def _gain(self, place: int) -> Gain:
        rival = float(np.nanmean(self.crps[place]))
        by_origin = np.nansum(self.crps[place] - self.crps[0], axis=1)
        scale = float(np.isfinite(self.crps[place]).sum()) * rival
        value = float(by_origin.sum()) / scale
        lags = math.ceil((self.setup.horizons - 1) / self.setup.every)
        half = 1.645 * math.sqrt(_long_run(by_origin, lags) * len(by_origin)) / scale
        return Gain(self.setup.models[place], value, value - half, value + half)


def _long_run(values: Floats, lags: int) -> float:
    """Variance of dependent values that counts for their mean: Newey & West, Bartlett weights."""
    around = values - values.mean()
    total = float(around @ around)
    for lag in range(1, min(lags, len(values) - 1) + 1):
        total += 2 * (1 - lag / (lags + 1)) * float(around[lag:] @ around[:-lag])
    return total / len(values)


def forecast(series: Series, setup: Setup) -> tuple[Ensemble, ...]:
    """The distribution of each of the next months, from a series that ends at the origin."""
    known = after_breaks(series, setup.breaks)
    found = fit(known, memory=setup.memory, forget=setup.forget, draws=setup.draws)
    rng = np.random.default_rng([name_key(series.name), series.first + len(series.counts)])
    paths = simulate(found.posterior, *found.now, setup.horizons, rng)
    return tuple(Ensemble.of(paths[month]) for month in range(setup.horizons))


def after_breaks(series: Series, breaks: Sequence[str]) -> Series:
    """The months after the last break that lies at least three months before the end of the series."""
    given = find_breaks(series) if tuple(breaks) == (SEARCH,) else breaks
    last = len(series.counts) - FEWEST
    places = [place for text in given if (place := month_number(text) - series.first + 1) <= last]
    start = max([0, *places])
    return Series(series.name, series.first + start, series.counts[start:])


def score(
    series: Series,
    origins: str,
    setup: Setup | None = None,
    told: Callable[[int, int], None] | None = None,
) -> Scored:
    """Score Kilter and its rivals on the same forecasts.

    Args:
        series: the counts.
        origins: the first origin, the last month that the first forecast knows; then month by month to the end.
        setup: how.
        told: called with (origins done, all origins).

    Raises:
        KilterError: the first origin leaves less than a year before or no month after it.
    """
    setup = setup or Setup()
    begin = series.place(origins)
    if begin + 1 < WINDOW:
        raise KilterError(
            f"only {begin + 1} months lie up to {origins}; write an origin with {WINDOW} or more"
        )
    places = range(begin, len(series.counts) - 1, setup.every)
    if not places:
        raise KilterError(f"no month follows {origins}; write an earlier origin")
    shape = (len(setup.models), len(places), setup.horizons)
    crps, brier, covered = (np.full(shape, np.nan) for _ in range(3))
    for row, place in enumerate(places):
        known = Series(series.name, series.first, series.counts[: place + 1])
        ahead = series.counts[place + 1 : place + 1 + setup.horizons]
        for model, forecasts in enumerate(_forecasts(known, setup)):
            for step, (one, count) in enumerate(zip(forecasts, ahead, strict=False)):
                low, high = one.interval(SHARE)
                crps[model, row, step] = one.crps(count)
                brier[model, row, step] = (one.above(setup.threshold) - (count > setup.threshold)) ** 2
                covered[model, row, step] = low <= count <= high
        if told is not None:
            told(row + 1, len(places))
    last = series.months[places[-1]]
    return Scored(series.name, (origins, last), setup, crps, brier, covered)


def _forecasts(known: Series, setup: Setup) -> Iterator[Sequence[Forecast]]:
    """The forecasts of each model, which see ``known`` and nothing else."""
    for model in setup.models:
        if model == KILTER:
            yield forecast(known, setup)
        else:
            rival = last_year if model == NULL else persistence
            yield [rival(known.counts)] * setup.horizons
