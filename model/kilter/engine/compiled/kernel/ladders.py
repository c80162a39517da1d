"""Hostility ladders: the level of a pair of states, month by month, and what a flare-up costs."""

from __future__ import annotations

import math

from ....mechanisms.ladder import flare, tilted_step, upward_push
from . import actors, arrangements, books, channels, luck, precautions, risk, rivals, spreads
from .head import LADDER_COUNT, LADDERS
from .words import Real, Whole

(
    LEVEL,
    SERIOUS,  # 1 once it has been serious, and once there has been war
    WAR,
    FLARE,  # real: deaths a month of the flare-up under way
    AGE,  # months of it
    CHANNEL,  # whose events trigger, or 0
    SIDES,  # see rivals
    PRIOR,  # address of the chances of each level next month, a row for each level now
    LEVELS,  # how many levels there are
    # -- levers
    START,
    ALARM,
    DETERRENCE,
    TRIGGER,
    CALM,
    PRESSURE,
    RELIEF,
    DECAY_FIRST,
    DECAY_NEXT,
    # -- what it draws and writes
    DEATHS,  # spread, or 0
    LUCK,  # streams
    MARKS,
    DEATHS_SO_FAR,  # counter
    LEVEL_AT,  # monthly states
    CLASH_AT,
    SERIOUS_AT,
    WAR_AT,
    FIRST_SERIOUS_AT,
    PUSHES,  # the first of eight addresses of monthly states: see PUSH_ALARM
) = range(28)
SIZE = 28 - 1 + 8

PUSH_ALARM, PUSH_DETERRENCE, PUSH_TRIGGER, PUSH_PRESSURE, PUSH_CALM, PUSH_RELIEF, PUSH_UP, PUSH_DOWN = range(
    8
)

#: Levels from which a clash is serious, and a war.
_SERIOUS = 4
_WAR = 5


def build(n: Whole, x: Real) -> None:
    """Every ladder as it is at the start."""
    for i in range(n[LADDER_COUNT]):
        ladder = n[LADDERS] + i * SIZE
        level = int(x[n[ladder + START]])
        n[ladder + LEVEL] = level
        n[ladder + SERIOUS] = 1 if level >= _SERIOUS else 0
        n[ladder + WAR] = 1 if level >= _WAR else 0
        for push in range(8):
            books.put(x, n[ladder + PUSHES + push], 0.0)
        _write(n, x, ladder)


def close(n: Whole, x: Real, month: int) -> None:
    """One month on every ladder."""
    for i in range(n[LADDER_COUNT]):
        _step(n, x, n[LADDERS] + i * SIZE, month)


def _step(n: Whole, x: Real, ladder: int, month: int) -> None:
    sides = n[ladder + SIDES]
    excess = 0.0
    channel = n[ladder + CHANNEL]
    if channel:
        # The prior already holds the usual events; only what is beyond them triggers more.
        excess = x[channel + channels.LAST] - x[channel + channels.USUAL]
    concern = rivals.concern(n, x, sides)
    gain = rivals.gain(n, x, sides)
    trigger = x[n[ladder + TRIGGER]]
    pressure = math.log(x[n[ladder + PRESSURE]])
    relief = math.log(x[n[ladder + RELIEF]])
    calm = x[n[ladder + CALM]] * _calmed(n, x)
    up = upward_push(x[n[ladder + ALARM]], concern, x[n[ladder + DETERRENCE]], gain, trigger, excess)
    up += pressure
    down = calm + relief
    pushes = ladder + PUSHES
    books.put(x, n[pushes + PUSH_ALARM], rivals.alarm(n, x, sides))
    books.put(x, n[pushes + PUSH_DETERRENCE], rivals.deterrence(n, x, sides))
    books.put(x, n[pushes + PUSH_TRIGGER], trigger * excess)
    books.put(x, n[pushes + PUSH_PRESSURE], pressure)
    books.put(x, n[pushes + PUSH_CALM], calm)
    books.put(x, n[pushes + PUSH_RELIEF], relief)
    books.put(x, n[pushes + PUSH_UP], up)
    books.put(x, n[pushes + PUSH_DOWN], down)
    before = n[ladder + LEVEL]
    width = n[ladder + LEVELS]
    u = luck.addressed(n, n[ladder + LUCK], month)
    level = tilted_step(x, n[ladder + PRIOR] + before * width, width, before, up, down, u)
    n[ladder + LEVEL] = level
    if level >= _SERIOUS and n[ladder + SERIOUS] == 0:
        n[ladder + SERIOUS] = 1
        books.put(x, n[ladder + FIRST_SERIOUS_AT], float(month + 1))
    if level >= _WAR:
        n[ladder + WAR] = 1
    if n[ladder + DEATHS]:
        _cost(n, x, ladder, before < _SERIOUS and level >= _SERIOUS, month)
    _write(n, x, ladder)


def _calmed(n: Whole, x: Real) -> float:
    """How far anything calms pairs of states, 0 to 1: reactions, precautions, arrangements."""
    if actors.easing(n):
        return 1.0
    return max(precautions.calming(n, x), arrangements.calming(n, x))


def _cost(n: Whole, x: Real, ladder: int, begins: bool, month: int) -> None:
    if begins:
        u = luck.addressed(n, n[ladder + MARKS], month)
        x[ladder + FLARE] = spreads.drawn(n, x, n[ladder + DEATHS], u)
        n[ladder + AGE] = 0
    elif x[ladder + FLARE] > 0.0:
        n[ladder + AGE] += 1
        x[ladder + FLARE] = flare(
            x[ladder + FLARE], n[ladder + AGE], x[n[ladder + DECAY_FIRST]], x[n[ladder + DECAY_NEXT]]
        )
    number = int(x[ladder + FLARE] + 0.5)
    if number:
        x[n[ladder + DEATHS_SO_FAR]] += float(number)
        risk.deaths(n, x, number)


def _write(n: Whole, x: Real, ladder: int) -> None:
    level = n[ladder + LEVEL]
    books.put(x, n[ladder + LEVEL_AT], float(level))
    books.put(x, n[ladder + CLASH_AT], 1.0 if level >= _SERIOUS else 0.0)
    books.put(x, n[ladder + SERIOUS_AT], float(n[ladder + SERIOUS]))
    books.put(x, n[ladder + WAR_AT], float(n[ladder + WAR]))


def incidents(n: Whole) -> float:
    """1 while any pair clashes, else 0; shakes a partner's trust."""
    for i in range(n[LADDER_COUNT]):
        if n[n[LADDERS] + i * SIZE + LEVEL] >= _SERIOUS:
            return 1.0
    return 0.0
