"""Risk channels: events that come by themselves, are driven, and set off others; and slow levels.

Flows of people stand in the same table and move later in the month's end, see :mod:`.flows`.
"""

from __future__ import annotations

import math

from ....mechanisms.channels import (
    any_chance,
    drive,
    intensity,
    level_target,
    next_excitation,
    stationary_mean,
)
from ....mechanisms.draws import negative_binomial, negative_binomial_parts
from . import books, luck, risk, rivals, spreads
from .head import BEGUN, CHANNEL_COUNT, CHANNELS
from .words import Real, Whole

(
    LAST,  # real: events of the last month
    USUAL,  # real: a month, by themselves
    VALUE,  # real: events expected this month, the level, or the people displaced this month
    KIND,
    EXCITATION,  # real: of events
    FIRST,  # real: of a level at the start
    PUSH,  # real: this month's log effect
    PULLS,  # what drives it: see STATE
    PULL_COUNT,
    SIDES,  # see rivals
    FLOW,  # of people: see flows
    # -- levers
    BACKGROUND,
    BRANCHING,
    HALF_LIFE,
    DISPERSION,
    START,
    SPEED,
    INTENSITY,
    # -- what it draws and writes
    DEATHS,  # spread of the deaths of an event, or 0
    LUCK,  # streams
    MARKS,
    EVENTS_SO_FAR,  # counters
    DEATHS_SO_FAR,
    VALUE_AT,  # monthly states
    CHANCE_AT,
    ANY_AT,
    ALARM_AT,
    DETERRENCE_AT,
    DRIVERS_AT,
) = range(29)
SIZE = 29

EVENTS, LEVEL, PEOPLE = range(3)

#: A pull: a monthly state, where its start stands, and the lever of its coefficient.
STATE, FROM, BETA = range(3)
PULL_SIZE = 3

_DRAWS = 4096  # addresses per month: parts of a count, deaths of an event


def build(n: Whole, x: Real) -> None:
    """Every channel as it is at the start."""
    for i in range(n[CHANNEL_COUNT]):
        channel = n[CHANNELS] + i * SIZE
        books.put(x, n[channel + ALARM_AT], 0.0)
        books.put(x, n[channel + DETERRENCE_AT], 0.0)
        books.put(x, n[channel + DRIVERS_AT], 0.0)
        if n[channel + KIND] == LEVEL:
            x[channel + FIRST] = x[n[channel + START]]
            x[channel + VALUE] = x[channel + FIRST]
            books.put(x, n[channel + VALUE_AT], x[channel + VALUE])
        elif n[channel + KIND] == EVENTS:
            _build_events(n, x, channel)


def _build_events(n: Whole, x: Real, channel: int) -> None:
    mean = stationary_mean(x[n[channel + BACKGROUND]], x[n[channel + BRANCHING]])
    x[channel + EXCITATION] = x[n[channel + START]] if n[channel + START] >= 0 else mean
    x[channel + VALUE] = mean
    x[channel + USUAL] = mean
    books.put(x, n[channel + CHANCE_AT], any_chance(mean, x[n[channel + DISPERSION]]))
    books.put(x, n[channel + ANY_AT], 0.0)
    books.put(x, n[channel + VALUE_AT], mean)


def pulled(n: Whole, x: Real, pulls: int, count: int) -> float:
    """Sum of coefficient x change since the start over the measures that pull. An undefined one does not."""
    total = 0.0
    if n[BEGUN]:
        for i in range(count):
            pull = pulls + i * PULL_SIZE
            now = x[n[pull + STATE]]
            start = x[n[pull + FROM]]
            if not (math.isnan(now) or math.isnan(start)):
                total += drive(x[n[pull + BETA]], now, start)
    return total


def push(n: Whole, x: Real, channel: int) -> float:
    """The log effect of what drives it, and of the two sides where it is between states."""
    driven = pulled(n, x, n[channel + PULLS], n[channel + PULL_COUNT])
    sides = n[channel + SIDES]
    if n[sides + rivals.RIVAL] == 0:
        return driven
    alarm = rivals.alarm(n, x, sides)
    deterrence = rivals.deterrence(n, x, sides)
    books.put(x, n[channel + ALARM_AT], alarm)
    books.put(x, n[channel + DETERRENCE_AT], deterrence)
    books.put(x, n[channel + DRIVERS_AT], driven)
    return driven + alarm + deterrence


def close(n: Whole, x: Real, month: int) -> None:
    """The month's events. What drives channels is read before any of them moves."""
    last = n[CHANNELS] + n[CHANNEL_COUNT] * SIZE
    for channel in range(n[CHANNELS], last, SIZE):
        if n[channel + KIND] != PEOPLE:
            x[channel + PUSH] = push(n, x, channel)
    for channel in range(n[CHANNELS], last, SIZE):
        if n[channel + KIND] == LEVEL:
            target = level_target(x[channel + FIRST], x[channel + PUSH], x[n[channel + INTENSITY]])
            x[channel + VALUE] += x[n[channel + SPEED]] * (target - x[channel + VALUE])
            books.put(x, n[channel + VALUE_AT], x[channel + VALUE])
        elif n[channel + KIND] == EVENTS:
            _happen(n, x, channel, month)


def _happen(n: Whole, x: Real, channel: int, month: int) -> None:
    background = x[n[channel + BACKGROUND]] * x[n[channel + INTENSITY]]
    size = x[n[channel + DISPERSION]]
    expected = intensity(background, x[channel + PUSH], x[n[channel + BRANCHING]], x[channel + EXCITATION])
    x[channel + VALUE] = expected
    events = 0
    parts = negative_binomial_parts(expected, size)
    for part in range(parts):
        u = luck.addressed(n, n[channel + LUCK], month * _DRAWS + part)
        events += negative_binomial(u, expected / parts, size / parts)
    x[channel + LAST] = float(events)
    x[channel + EXCITATION] = next_excitation(
        x[channel + EXCITATION], x[channel + LAST], x[n[channel + HALF_LIFE]]
    )
    x[n[channel + EVENTS_SO_FAR]] += x[channel + LAST]
    books.put(x, n[channel + CHANCE_AT], any_chance(expected, size))
    if events:
        books.put(x, n[channel + ANY_AT], 1.0)
        if n[channel + DEATHS]:
            _count_deaths(n, x, channel, events, month)
    books.put(x, n[channel + VALUE_AT], expected)


def _count_deaths(n: Whole, x: Real, channel: int, events: int, month: int) -> None:
    number = 0
    for event in range(events):
        u = luck.addressed(n, n[channel + MARKS], month * _DRAWS + event)
        number += int(spreads.drawn(n, x, n[channel + DEATHS], u) + 0.5)
    x[n[channel + DEATHS_SO_FAR]] += float(number)
    risk.deaths(n, x, number)
