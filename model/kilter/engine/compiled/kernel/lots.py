"""Where items stand in their cycles at the start: by lot, or at an independent point."""

from __future__ import annotations

import math

from ....mechanisms.lives import point_between, share_since
from . import fleets, items, lives
from .words import Real, Whole

(
    ITEMS,  # how many
    ALIKE,  # address of two levers: the ends of the share used of either limit; 0 says nothing
    USED_HOURS,  # the same of the limit in hours
    USED_DAYS,  # and in days
    SINCE,  # address of two reals: days since the cycle began; 0 says nothing
    AGE,  # address of two reals: days since delivery
    BY_AGE,  # 1 when the calendar has run since delivery
    ON_TIME,  # 1 when it was renewed at each limit since
) = range(8)
SIZE = 8


def lot_of(n: Whole, cycle: int, number: int) -> int:
    """The lot that an item is of, by its number from 0; 0 for those beyond all lots."""
    lot = n[cycle + lives.LOTS]
    for _ in range(n[cycle + lives.LOT_COUNT]):
        if number < n[lot + ITEMS]:
            return lot
        number -= n[lot + ITEMS]
        lot += SIZE
    return 0


def age_of(n: Whole, x: Real, item: int) -> float:
    """Age in days of an item at the start: its lot's, or the fleet's."""
    fleet = n[item + items.FLEET]
    cycle = n[fleet + fleets.CYCLES]
    for _ in range(n[fleet + fleets.CYCLE_COUNT]):
        lot = lot_of(n, cycle, n[item + items.NUMBER])
        if lot and n[lot + AGE]:
            u = items.draw(n, item, n[fleet + fleets.DELIVERY_LUCK])
            return point_between(u, x[n[lot + AGE]], x[n[lot + AGE] + 1])
        cycle += lives.CYCLE_SIZE
    return x[fleet + fleets.AGE_DAYS]


def begin(n: Whole, x: Real, item: int) -> None:
    """At the start each item stands where its lot does, or at an independent uniform point of each cycle."""
    fleet = n[item + items.FLEET]
    cycle = n[fleet + fleets.CYCLES]
    for _ in range(n[fleet + fleets.CYCLE_COUNT]):
        lot = lot_of(n, cycle, n[item + items.NUMBER])
        if lot:
            _begin_lot(n, x, item, cycle, lot)
        elif n[cycle + lives.UNIFORM]:
            used = items.draw(n, item, n[cycle + lives.PHASE_LUCK])
            lives.renew_cycle(n, x, item, cycle, used, used)
        cycle += lives.CYCLE_SIZE


def _begin_lot(n: Whole, x: Real, item: int, cycle: int, lot: int) -> None:
    u = items.draw(n, item, n[cycle + lives.PHASE_LUCK])
    hours = math.nan
    days = math.nan
    if n[lot + ALIKE]:
        hours = _between(n, x, u, n[lot + ALIKE])
        days = hours
    if n[lot + USED_DAYS]:
        days = _between(n, x, u, n[lot + USED_DAYS])
    elif n[cycle + lives.DAYS] >= 0 and (n[lot + SINCE] or n[lot + BY_AGE]):
        days = share_since(_since(n, x, u, item, lot), x[n[cycle + lives.DAYS]], n[lot + ON_TIME] == 1)
    if n[lot + USED_HOURS]:
        hours = _between(n, x, items.draw(n, item, n[cycle + lives.PHASE_HOURS_LUCK]), n[lot + USED_HOURS])
    known = u
    if not math.isnan(hours):
        known = hours
    elif not math.isnan(days):
        known = days
    lives.renew_cycle(
        n, x, item, cycle, known if math.isnan(hours) else hours, known if math.isnan(days) else days
    )


def _between(n: Whole, x: Real, u: float, ends: int) -> float:
    """The point at a share of the way from one lever to another."""
    return point_between(u, x[n[ends]], x[n[ends + 1]])


def _since(n: Whole, x: Real, u: float, item: int, lot: int) -> float:
    """Days since the cycle of an item began; since its delivery where nothing else is said."""
    age = x[item + items.AGE_DAYS]
    if n[lot + SINCE] == 0:
        return age
    since = point_between(u, x[n[lot + SINCE]], x[n[lot + SINCE] + 1])
    return min(since, age) if n[lot + AGE] else since
