"""Conditions judged on results: the statistic of each, its margin, and how luck moves it.

A plain condition takes one number from each replication (a value at a time, less that of another measure, less its
value before, less the same in another scenario on the same luck), and one statistic over replications. Its margin is
the distance of the statistic to the threshold, positive where the condition holds.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from ...scenario.claims import AVERAGE, END, Claim, Condition, Share
from ..result import Result

Floats = NDArray[np.float64]
#: A month (1 is the first), the mean of months (first, last), ``end`` or ``average``.
When = int | str | tuple[int, int]
_QUANTILES = {"median": 0.5, "q05": 0.05, "q95": 0.95}


@dataclass(frozen=True, order=True)
class Reading:
    """One number of each replication: a measure at a time."""

    measure: str
    when: str
    first: int = 0
    last: int = 0

    @classmethod
    def of(cls, measure: str, when: When) -> Reading:
        """The reading of a measure at a time."""
        if isinstance(when, str):
            return cls(measure, when)
        first, last = when if isinstance(when, tuple) else (when, when)
        return cls(measure, "months", first, last)

    def taken(self, values: Floats, average: Floats) -> Floats:
        """Read it from a measure's values (..., months) and time averages (...).

        Months in which a value is not defined (the fill rate of a part that nobody asked for) are left out of a mean
        over months; where all are, the mean is not defined.
        """
        if self.when == AVERAGE:
            return average
        if self.when == END:
            end: Floats = values[..., -1]
            return end
        months = values[..., self.first - 1 : self.last]
        defined = ~np.isnan(months)
        counts = defined.sum(axis=-1)
        sums = np.where(defined, months, 0.0).sum(axis=-1)
        return np.where(counts > 0, sums / np.maximum(counts, 1), math.nan)


class Sight(Protocol):
    """Where readings come from."""

    def read(self, scenario: str, reading: Reading) -> Floats:
        """The reading in every replication."""


class ResultSight:
    """Readings from whole results by scenario name."""

    def __init__(self, results: Mapping[str, Result]) -> None:
        self.results = results

    def read(self, scenario: str, reading: Reading) -> Floats:
        """The reading in every replication."""
        result = self.results[scenario]
        return reading.taken(result.series(reading.measure), result.average(reading.measure))


@dataclass(frozen=True)
class Found:
    """What a plain condition found.

    Attributes:
        statistic: taken over replications; NaN where it is not defined in any.
        margin: distance to the threshold, positive where the condition holds; minus infinity where not defined.
        luck: what each replication adds to the statistic beyond the others (array of replications, mean 0).
    """

    statistic: float
    margin: float
    luck: Floats

    @property
    def se(self) -> float:
        """Standard error of the statistic."""
        count = len(self.luck)
        return math.sqrt(float((self.luck**2).sum()) / (count * (count - 1))) if count > 1 else math.nan


def readings(condition: Condition) -> list[Reading]:
    """What a plain condition reads in each of its scenarios."""
    return [
        Reading.of(measure, when)
        for measure in (condition.measure, condition.minus_measure)
        if measure is not None
        for when in (_when(condition), condition.since)
        if when is not None
    ]


def needed(claims: Mapping[str, Claim]) -> dict[str, list[Reading]]:
    """What several claims read in each scenario, in a fixed order."""
    found: dict[str, set[Reading]] = {}
    for claim in claims.values():
        for _, leaf in claim.leaves():
            for scenario in leaf.scenarios:
                found.setdefault(scenario, set()).update(readings(leaf))
    return {scenario: sorted(found[scenario]) for scenario in sorted(found)}


def look(condition: Condition, sight: Sight) -> Found:
    """Judge a plain condition.

    Where a value is not defined in a replication (the availability of a fleet that possesses nothing), that
    replication is left out; where it is in none, the condition does not hold.
    """
    numbers, influence = _numbers(condition, sight)
    kept = ~np.isnan(numbers)
    count = int(kept.sum())
    luck = np.zeros(len(numbers))
    if count == 0:
        return Found(math.nan, -math.inf, luck)
    defined = numbers[kept]
    if isinstance(condition.taken, Share):
        above = condition.taken.share_above is not None
        hits = (defined > condition.taken.limit) if above else (defined < condition.taken.limit)
        statistic = float(hits.mean())
        around = hits.astype(np.float64) - statistic
    elif condition.taken == "mean":
        statistic = float(defined.mean())
        around = influence[kept]
    else:
        share = _QUANTILES[condition.taken]
        statistic = float(np.quantile(defined, share))
        around = _about_quantile(defined, statistic, share)
    if not math.isfinite(statistic):
        around = np.zeros(count)
    # Left-out replications add nothing; the others count for them, so that the standard error stays right.
    luck[kept] = around * (len(numbers) / count)
    return Found(statistic, float(margin_of(condition, statistic)), luck)


def margin_of(condition: Condition, statistic: float | Floats) -> Floats:
    """Distance of a statistic to the nearer threshold, positive where the condition holds.

    >>> c = Condition.model_validate({"measure": "m", "of": "w", "at": "end", "above": -1, "below": 3, "because": "x"})
    >>> margin_of(c, np.array([0.0, 2.5, 4.0])).tolist()
    [1.0, 0.5, -1.0]
    """
    values = np.asarray(statistic, dtype=np.float64)
    above = values - condition.above if condition.above is not None else np.full_like(values, math.inf)
    below = condition.below - values if condition.below is not None else np.full_like(values, math.inf)
    least: Floats = np.minimum(above, below)
    return least


def joined(claim: Claim, margins: Sequence[Floats]) -> Floats:
    """The margin of a claim from those of its plain conditions, in the order of the file.

    All of several: the least; any of them: the greatest; not: with the other sign.

    Args:
        claim: what is claimed.
        margins: for each plain condition an array of any shape, the same for all.
    """
    left = iter(margins)
    return _least([_joined(condition, left) for condition in claim.holds])


def _joined(condition: Condition, left: Iterator[Floats]) -> Floats:
    if condition.any_ is not None:
        return -_least([-_joined(part, left) for part in condition.any_])
    if condition.all_ is not None:
        return _least([_joined(part, left) for part in condition.all_])
    if condition.not_ is not None:
        return -_joined(condition.not_, left)
    return next(left)


def _least(margins: Sequence[Floats]) -> Floats:
    least: Floats = np.min(np.array(margins), axis=0)
    return least


def margin(claim: Claim, sight: Sight) -> float:
    """The margin of a whole claim: more than 0 where it holds."""
    return float(joined(claim, [np.array(look(leaf, sight).margin) for _, leaf in claim.leaves()]))


def holds(claim: Claim, sight: Sight) -> bool:
    """Whether a claim holds in these results."""
    return margin(claim, sight) > 0


def _when(condition: Condition) -> When:
    if condition.within is not None:
        return condition.within[0], condition.within[1]
    assert condition.at is not None
    return condition.at


def _numbers(condition: Condition, sight: Sight) -> tuple[Floats, Floats]:
    """The number of each replication, and how each one moves their mean (which a ratio of means needs apart)."""
    assert condition.of is not None
    own = _changed(condition, condition.of, sight)
    if condition.minus is None:
        return own
    other = _changed(condition, condition.minus, sight)
    if condition.relative and condition.since is None:
        return _over(own[0] - other[0], other[0])
    return own[0] - other[0], own[1] - other[1]


def _changed(condition: Condition, scenario: str, sight: Sight) -> tuple[Floats, Floats]:
    """The value in one scenario, or its change since a time."""
    now, base = _level(condition, scenario, _when(condition), sight)
    if condition.since is not None:
        before, _ = _level(condition, scenario, condition.since, sight)
        return _over(now - before, before) if condition.relative else _plain(now - before)
    if condition.relative and condition.minus is None:
        return _over(now, base)  # relative to the other measure
    return _plain(now)


def _level(condition: Condition, scenario: str, when: When, sight: Sight) -> tuple[Floats, Floats]:
    """The value at a time, and what is subtracted from it in the same scenario."""
    assert condition.measure is not None
    value = sight.read(scenario, Reading.of(condition.measure, when))
    if condition.minus_measure is None:
        return value, value
    other = sight.read(scenario, Reading.of(condition.minus_measure, when))
    return value - other, other


def _plain(numbers: Floats) -> tuple[Floats, Floats]:
    kept = ~np.isnan(numbers)
    return numbers, numbers - (numbers[kept].mean() if kept.any() else math.nan)


def _over(gaps: Floats, base: Floats) -> tuple[Floats, Floats]:
    """Differences over the size of what they are measured from: its mean over replications.

    The influence is that of a ratio of means (the delta method): both the difference and its base are uncertain.
    Nothing over nothing is no change; something over nothing is infinite.
    """
    kept = ~(np.isnan(gaps) | np.isnan(base))
    if not kept.any():
        return np.full_like(gaps, math.nan), np.full_like(gaps, math.nan)
    middle = float(base[kept].mean())
    gaps = np.where(kept, gaps, math.nan)
    if middle == 0:
        with np.errstate(invalid="ignore"):
            away = np.where(gaps == 0, 0.0, np.sign(gaps) * math.inf)
        numbers = np.where(kept, away, math.nan)
        # A mean of infinities of both signs is not defined; the sign of the mean difference decides.
        total = float(gaps[kept].mean())
        if np.isinf(away[kept]).any():
            numbers = np.where(kept, math.copysign(math.inf, total) if total else 0.0, math.nan)
        return numbers, np.where(kept, 0.0, math.nan)
    size = abs(middle)
    numbers = gaps / size
    ratio = float(numbers[kept].mean())
    return numbers, (gaps - ratio * math.copysign(1.0, middle) * base) / size


def _about_quantile(values: Floats, at: float, share: float) -> Floats:
    """How each replication moves a quantile, with the density there of a normal distribution of the same spread."""
    sd = float(values.std(ddof=1)) if len(values) > 1 else 0.0
    if sd == 0:
        return np.zeros(len(values))
    height = math.exp(-0.5 * ((at - float(values.mean())) / sd) ** 2) / (sd * math.sqrt(2 * math.pi))
    moves = (share - (values < at)) / height
    centred: Floats = moves - moves.mean()
    return centred
