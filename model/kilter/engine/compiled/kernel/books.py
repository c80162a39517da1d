"""The books of a replication: levels integrated over time, counters, monthly states; measures made of them.

A level is a record of three words; counters and states are one word each. A snapshot is a tick, then the integrals of
all levels (item-seconds, people-seconds, …), then all counters.

>>> n = [0] * 120
>>> change(n, 112, 5)
>>> n[NOW] = 60
>>> change(n, 112, -2)
>>> n[112 + LEVEL], n[112 + INTEGRAL]
(3, 300)
"""

from __future__ import annotations

import math

from ....scenario.units import DAYS_PER_MONTH
from ...layout import COUNT, MEAN, RATIO, STATE, TOTAL
from ...timebase import DAY
from .head import (
    AVERAGES,
    BEGUN,
    COUNTER_COUNT,
    COUNTERS,
    LEVEL_COUNT,
    LEVELS,
    MONTH_MARK,
    NOW,
    PERIOD,
    RECIPE_COUNT,
    RECIPES,
    ROW,
    START_STATES,
    STATE_COUNT,
    STATES,
    VALUES,
    WARM,
    WARMUP,
    WATCHED,
    WATCHED_COUNT,
    WEIGHTS,
)
from .words import Real, Whole

LEVEL, INTEGRAL, SINCE = range(3)
LEVEL_SIZE = 3

#: A recipe: how, then how many slots the numerator and the denominator have, and where they are listed (by position).
HOW, OVER_COUNT, OVER, UNDER_COUNT, UNDER = range(5)
RECIPE_SIZE = 5

_MONTH = DAYS_PER_MONTH * DAY


def change(n: Whole, level: int, by: int) -> None:
    """Change a level now."""
    now = n[NOW]
    value = n[level + LEVEL]
    n[level + INTEGRAL] += value * (now - n[level + SINCE])
    n[level + SINCE] = now
    n[level + LEVEL] = value + by


def settle(n: Whole, level: int, value: int) -> None:
    """Set a level now."""
    change(n, level, value - n[level + LEVEL])


def put(x: Real, state: int, value: float) -> None:
    """Set a monthly state, if it is reported."""
    if state >= 0:
        x[state] = value


def ran(n: Whole, level: int) -> int:
    """The integral of a level until now."""
    return n[level + INTEGRAL] + n[level + LEVEL] * (n[NOW] - n[level + SINCE])


def mark(n: Whole, x: Real, snapshot: int) -> None:
    """Bring every integral up to now and copy everything into a snapshot."""
    now = n[NOW]
    n[snapshot] = now
    at = snapshot + 1
    level = n[LEVELS]
    for _ in range(n[LEVEL_COUNT]):
        integral = n[level + INTEGRAL] + n[level + LEVEL] * (now - n[level + SINCE])
        n[level + INTEGRAL] = integral
        n[level + SINCE] = now
        n[at] = integral
        at += 1
        level += LEVEL_SIZE
    counters = n[COUNTERS]
    for i in range(n[COUNTER_COUNT]):
        x[at + i] = x[counters + i]


def begin(n: Whole, x: Real) -> None:
    """Every snapshot begins at the start."""
    mark(n, x, n[PERIOD])
    mark(n, x, n[MONTH_MARK])
    mark(n, x, n[WARM])


def warm(n: Whole, x: Real) -> None:
    """From here on averages count."""
    mark(n, x, n[WARM])


def close_month(n: Whole, x: Real) -> None:
    """Evaluate period measures that drivers follow, over the month that ends now."""
    if n[NOW] > n[n[MONTH_MARK]]:
        for i in range(n[WATCHED_COUNT]):
            pair = n[WATCHED] + 2 * i
            value = over(n, x, n[pair + 1], n[MONTH_MARK])
            if not math.isnan(value):
                x[n[pair]] = value
    mark(n, x, n[MONTH_MARK])


def watch_from_start(n: Whole, x: Real) -> None:
    """At the start a followed measure is what its level says at that instant."""
    for i in range(n[WATCHED_COUNT]):
        pair = n[WATCHED] + 2 * i
        recipe = n[pair + 1]
        how = n[recipe + HOW]
        top = 0
        bottom = 1
        if how == RATIO or how == MEAN:
            top = _levels(n, n[recipe + OVER], n[recipe + OVER_COUNT])
        if how == RATIO:
            bottom = _levels(n, n[recipe + UNDER], n[recipe + UNDER_COUNT])
        x[n[pair]] = top / bottom if bottom else 0.0


def keep_start(n: Whole, x: Real) -> None:
    """Remember the monthly states of the start."""
    for i in range(n[STATE_COUNT]):
        x[n[START_STATES] + i] = x[n[STATES] + i]
    n[BEGUN] = 1


def report(n: Whole, x: Real) -> None:
    """Write the row of the reporting period that ends now."""
    period = n[PERIOD]
    at = n[VALUES] + n[ROW] * n[RECIPE_COUNT]
    recipe = n[RECIPES]
    for i in range(n[RECIPE_COUNT]):
        x[at + i] = over(n, x, recipe, period)
        recipe += RECIPE_SIZE
    n[n[WEIGHTS] + n[ROW]] = max(0, n[NOW] - max(n[period], n[WARMUP]))
    n[ROW] += 1
    mark(n, x, period)


def over(n: Whole, x: Real, recipe: int, snapshot: int) -> float:
    """A measure from a snapshot until now."""
    how = n[recipe + HOW]
    first = n[n[recipe + OVER]]
    if how == STATE:
        return x[n[STATES] + first]
    if how == RATIO or how == MEAN:
        top = _integrals(n, n[recipe + OVER], n[recipe + OVER_COUNT], snapshot)
        if how == MEAN:
            return top / (n[NOW] - n[snapshot])
        bottom = _integrals(n, n[recipe + UNDER], n[recipe + UNDER_COUNT], snapshot)
        return top / bottom if bottom else math.nan
    value = x[n[COUNTERS] + first]
    if how == TOTAL:
        return value
    before = snapshot + 1 + n[LEVEL_COUNT]
    if how == COUNT:
        return value - x[before + first]
    base = n[n[recipe + UNDER]]
    whole = x[n[COUNTERS] + base] - x[before + base]
    return (value - x[before + first]) / whole if whole != 0.0 else math.nan


def _levels(n: Whole, list_: int, count: int) -> int:
    total = 0
    for i in range(count):
        total += n[n[LEVELS] + LEVEL_SIZE * n[list_ + i] + LEVEL]
    return total


def _integrals(n: Whole, list_: int, count: int, snapshot: int) -> int:
    total = 0
    for i in range(count):
        position = n[list_ + i]
        total += ran(n, n[LEVELS] + LEVEL_SIZE * position) - n[snapshot + 1 + position]
    return total


def finish(n: Whole, x: Real) -> None:
    """Averages over the time after warm-up: see ``Books.trajectory`` of the reference."""
    begin_tick = n[n[WARM]]
    columns = n[RECIPE_COUNT]
    recipe = n[RECIPES]
    for column in range(columns):
        how = n[recipe + HOW]
        if how == STATE:
            top = 0.0
            bottom = 0.0
            for row in range(n[ROW]):
                value = x[n[VALUES] + row * columns + column]
                weight = float(n[n[WEIGHTS] + row])
                if weight > 0.0 and not math.isnan(value):
                    top += value * weight
                    bottom += weight
            x[n[AVERAGES] + column] = top / bottom if bottom > 0.0 else math.nan
        else:
            value = over(n, x, recipe, n[WARM])
            if how == COUNT:
                value = value * _MONTH / (n[n[PERIOD]] - begin_tick)
            x[n[AVERAGES] + column] = value
        recipe += RECIPE_SIZE
