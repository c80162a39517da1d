"""Precautions: levers with a price, carried out by decision; and effects that act at a level."""

from __future__ import annotations

from ....mechanisms.agreement import ramp
from ....mechanisms.arrangements import partial_factor
from . import books, levers, money
from .head import PRECAUTION_COUNT, PRECAUTIONS
from .words import Real, Whole

#: Effects that act at a level from 0 to 1, until the level changes: the real level, and the effects.
LEVEL, EFFECTS, EFFECT_COUNT = range(3)
STANDING_SIZE = 3
#: One of them: as in levers, and the handle to end it with, 0 while it does not act.
LEVER, MULTIPLY, BY, HANDLE = range(4)
EFFECT_SIZE = 4

(
    STANDING,  # what it does, see LEVEL
    BEGUN,  # 1 once it has been set up
    CALMS,  # 1 when it calms pairs of states
    START,  # levers
    RAMP,
    FULL,
    SETUP,
    PRICE,
    COST,  # counter
    LEVEL_AT,  # monthly state
) = range(10)
SIZE = 10


def act(n: Whole, x: Real, standing: int, level: float) -> None:
    """Act at this level from now on."""
    if level == x[standing + LEVEL]:
        return
    first = n[standing + EFFECTS]
    last = first + n[standing + EFFECT_COUNT] * EFFECT_SIZE
    for effect in range(first, last, EFFECT_SIZE):
        if n[effect + HANDLE]:
            levers.finish(n, x, n[effect + LEVER], n[effect + HANDLE])
            n[effect + HANDLE] = 0
    x[standing + LEVEL] = level
    if level > 0.0:
        for effect in range(first, last, EFFECT_SIZE):
            by = x[effect + BY]
            by = partial_factor(by, level) if n[effect + MULTIPLY] else by * level
            n[effect + HANDLE] = levers.begin(n, x, n[effect + LEVER], n[effect + MULTIPLY], by)


def open_month(n: Whole, x: Real, month: int) -> None:
    """How far each is carried out in the month that begins, and what that costs."""
    for i in range(n[PRECAUTION_COUNT]):
        precaution = n[PRECAUTIONS] + i * SIZE
        level = x[n[precaution + FULL]] * ramp(month - x[n[precaution + START]], x[n[precaution + RAMP]])
        act(n, x, n[precaution + STANDING], level)
        books.put(x, n[precaution + LEVEL_AT], level)
        if level > 0.0:
            cost = level * x[n[precaution + PRICE]] / 12.0
            if n[precaution + BEGUN] == 0:
                n[precaution + BEGUN] = 1
                cost += x[n[precaution + SETUP]]
            if cost != 0.0:
                money.pay(n, x, n[precaution + COST], cost, 0)


def calming(n: Whole, x: Real) -> float:
    """How far precautions calm pairs of states, 0 to 1: the one that does most."""
    most = 0.0
    for i in range(n[PRECAUTION_COUNT]):
        precaution = n[PRECAUTIONS] + i * SIZE
        if n[precaution + CALMS]:
            most = max(most, x[n[precaution + STANDING] + LEVEL])
    return most
