"""Run a hindcast: its scenarios and its null on the same luck, read at the days of the observations."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...errors import KilterError
from ...scenario.hindcasts import Hindcast
from .. import engines
from ..engines import Engine, Progress
from ..ignorance import applied, draws
from ..result import Result
from ..running import run_all
from .cases import Case
from .forecasts import Forecast, Scored

Floats = NDArray[np.float64]


def score(
    case: Case,
    *,
    reps: int = 500,
    seed: int = 1,
    jobs: int | None = None,
    progress: Progress | None = None,
    engine: Engine | None = None,
    ignorance: bool = False,
) -> Scored:
    """Run a hindcast's scenarios and its null, all on the same luck, and set them beside the observations.

    Args:
        case: what to run.
        reps: replications of each scenario, at least 2.
        seed, jobs, progress, engine: as in :func:`kilter.run`; jobs counts for nothing with ignorance.
        ignorance: give each replication a draw of its own of all numbers with a range, so that the intervals
            hold what is not known as well as luck.

    Raises:
        KilterError: an argument makes no sense, or a replication failed.
    """
    if reps < 2:
        raise KilterError(f"intervals need 2 replications or more, not {reps}; write for example 500")
    hindcast = case.hindcast
    if ignorance:
        samples = _ignorant(case, reps, seed, progress, engine)
    else:
        ran = run_all(
            list(case.scenarios.values()), reps=reps, seed=seed, jobs=jobs, progress=progress, engine=engine
        )
        samples = {key: _at_dates(hindcast, one) for key, one in zip(case.scenarios, ran, strict=True)}
    observed = np.array([one.value for one in hindcast.observations])
    found = {
        key: Forecast(key, case.scenarios[key].title, sample, observed, hindcast.tolerance)
        for key, sample in samples.items()
    }
    null = hindcast.null.scenario if hindcast.null else None
    return Scored(
        case,
        tuple(found[key] for key in hindcast.priors),
        found[null] if null is not None else None,
        reps,
        seed,
        ignorance,
    )


def period_of(months: Sequence[Any], day: Any) -> int:
    """Which reporting period a day lies in; periods are given by their last days.

    >>> import datetime as dt
    >>> period_of([dt.date(2024, 2, 29), dt.date(2024, 3, 31)], dt.date(2024, 3, 11))
    1
    """
    return next(n for n, end in enumerate(months) if day <= end)


def _at_dates(hindcast: Hindcast, result: Result) -> Floats:
    """The measure in the periods of the observations: array of shape (replications, observations)."""
    places = [period_of(result.months, one.on) for one in hindcast.observations]
    return result.series(hindcast.measure)[:, places]


def _ignorant(
    case: Case, reps: int, seed: int, progress: Progress | None, engine: Engine | None
) -> dict[str, Floats]:
    """As many draws as replications, one replication of each scenario in each draw, with luck of its own."""
    rows: dict[str, list[Floats]] = {key: [] for key in case.scenarios}
    ways = {key: draws(one, reps, seed) for key, one in case.scenarios.items()}
    used = engine or engines.default_engine()
    for number in range(reps):
        started = time.perf_counter()
        worlds = [applied(one, ways[key][number]) for key, one in case.scenarios.items()]
        ran = run_all(worlds, reps=1, seed=seed + number, jobs=1, engine=used)
        for key, one in zip(case.scenarios, ran, strict=True):
            rows[key].append(_at_dates(case.hindcast, one))
        if progress is not None:
            progress(number + 1, reps)
        if engine is None and number == 1:  # the first one also paid for imports
            used = engines.quickest((time.perf_counter() - started) * (reps - 2), progress)
    return {key: np.concatenate(found) for key, found in rows.items()}
