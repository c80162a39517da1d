"""Fleets: items with clocks that run with use, what stops them, and what brings them back.

All items of a fleet that run, run at the same rate, so one *fleet clock* of hours serves them all: an item's next stop
is a point on that clock, kept in a heap (:mod:`.runners`), and only the earliest one has an alarm.

Of all limits of an item on the calendar that are on the agenda one holds, known by its instant (``CALENDAR_AT``). So
one that has become void may serve again, and none is scheduled twice.
"""

from __future__ import annotations

import math

from ....mechanisms.use import hours_per_item
from ....scenario.units import DAYS_PER_MONTH
from ...planning.fleets import FMC, HULK, LONG_TERM, LOST, NMCM, PMC, STATES
from ...timebase import DAY, HOUR
from . import agenda, alarms, books, crews, handlers, items, lives, lots, missions, mornings, runners
from .head import END, FLEET_COUNT, FLEETS, MISSION_COUNT, NOW, OUT
from .words import Real, Whole

(
    POSITION,  # in the plan
    ITEMS,  # address of the first, and of the others so many words further each
    STRIDE,
    COUNT,  # that exist, lost ones too
    ROOM,  # for so many
    SERVICEABLE,  # at the start, in this order
    REPAIRABLE,
    LONG_TERM_COUNT,
    HULK_COUNT,
    HOURS_RUN,  # counters
    FAILURES,
    LOST_COUNT,
    DAMAGED,
    REHABILITATED,
    UPGRADED,
    DELIVERED,
    CANNIBALISED,
    NMCB,  # level
    PLAN,  # levers
    CEILING,
    ACCIDENTS,
    DAMAGE,
    PRIORITY,
    REQUIRED,
    AGE_DAYS,  # real: of items that are of no lot with an age
    CLOCK,  # the fleet clock: hours (real) at an instant, and hours a second (real) from then on
    CLOCK_AT,
    RATE,
    HEAP,  # address, see runners
    HEAP_COUNT,
    PLACES,  # address: where in the heap each item stands
    ARMED,  # real: point for which the alarm was last set, while the fleet clock has gone on as it went
    BOOKED,  # real: hours booked when the rate was last set
    FLOWN,  # item-seconds run by then
    SERVES,  # 1 when missions ask for its hours
    ASKED,  # real: hours that missions ask of it this month; only of a fleet without a plan
    LOSS,  # real: accidents in 1000 hours by which lives have been drawn
    MODES,  # address, see lives
    MODE_COUNT,
    CYCLES,  # address: inspections, then the overhaul
    CYCLE_COUNT,
    INSPECTION_COUNT,
    WHAT_HOURS,  # address: what each clock of hours is of; the last one is of accidents
    HOURS_COUNT,
    WHAT_TICKS,  # address: what each clock of the calendar is of
    TICKS_COUNT,
    ACCIDENT_LUCK,  # positions among its purposes
    OUTCOME_LUCK,
    DELIVERY_LUCK,
    AWAITED,  # 1 while a morning is on the agenda
    MORNING_SHOP,  # address: the shop whose shift begins the morning; 0: midnight does
    PROMISED,  # address: what has been promised this morning, and how many words
    PROMISED_COUNT,
    UPGRADES,  # items upgraded so far
    YIELDS,  # lever: parts of a wreck; -1 when wrecks give none
    DONOR_PARTS,  # parts left in wrecks
    LEVELS,  # addresses of the levels of all states, one after another
) = range(57)
SIZE = LEVELS + len(STATES)

_MONTH = DAYS_PER_MONTH * DAY
#: An instant beyond any horizon.
_FAR = 1 << 50


def build(n: Whole, x: Real) -> None:
    """The laws of all lives."""
    for i in range(n[FLEET_COUNT]):
        lives.build(n, x, n[FLEETS] + i * SIZE)


def begin(n: Whole, x: Real) -> None:
    """Put the items where the scenario says, in its order."""
    for i in range(n[FLEET_COUNT]):
        fleet = n[FLEETS] + i * SIZE
        _add_many(n, x, fleet, FMC, n[fleet + SERVICEABLE])
        _add_many(n, x, fleet, NMCM, n[fleet + REPAIRABLE])
        _add_many(n, x, fleet, LONG_TERM, n[fleet + LONG_TERM_COUNT])
        _add_many(n, x, fleet, HULK, n[fleet + HULK_COUNT])
        if n[fleet + YIELDS] >= 0:
            n[fleet + DONOR_PARTS] = n[fleet + HULK_COUNT] * int(x[n[fleet + YIELDS]])
        item = n[fleet + ITEMS]
        for _ in range(n[fleet + COUNT]):
            lots.begin(n, x, item)
            if n[item + items.STATE] == FMC:
                up(n, x, item)
            elif n[item + items.STATE] == NMCM:
                n[item + items.STEP] = items.RESTORATION
                agenda.start(n, handlers.EPISODE, item)
            item += n[fleet + STRIDE]


def _add_many(n: Whole, x: Real, fleet: int, state: int, number: int) -> None:
    for _ in range(number):
        _add(n, x, fleet, state)


def _add(n: Whole, x: Real, fleet: int, state: int) -> int:
    """A new item, in a state. There must be room for it."""
    item = n[fleet + ITEMS] + n[fleet + COUNT] * n[fleet + STRIDE]
    n[fleet + COUNT] += 1
    n[item + items.STATE] = state
    books.change(n, n[fleet + LEVELS + state], 1)
    x[item + items.AGE_DAYS] = lots.age_of(n, x, item)
    lives.renew_all(n, x, item)
    return item


def deliver(n: Whole, x: Real, fleet: int) -> None:
    """A new item runs from now on."""
    if n[fleet + COUNT] >= n[fleet + ROOM]:
        n[OUT] = 1
        return
    item = _add(n, x, fleet, FMC)
    x[n[fleet + DELIVERED]] += 1.0
    up(n, x, item)


def open_month(n: Whole, x: Real, month: int) -> None:
    """Plan the month's use, after what missions ask."""
    if n[MISSION_COUNT]:
        for i in range(n[FLEET_COUNT]):
            flush_hours(n, x, n[FLEETS] + i * SIZE)
        missions.allocate(n, x)
    for i in range(n[FLEET_COUNT]):
        _plan_use(n, x, n[FLEETS] + i * SIZE)


# -- the fleet clock -------------------------------------------------------------------------------------------------


def clock(n: Whole, x: Real, fleet: int) -> float:
    """Hours on the fleet clock now."""
    return x[fleet + CLOCK] + x[fleet + RATE] * (n[NOW] - n[fleet + CLOCK_AT])


def capable(n: Whole, fleet: int) -> int:
    """Mission-capable items now."""
    return n[n[fleet + LEVELS + FMC] + books.LEVEL] + n[n[fleet + LEVELS + PMC] + books.LEVEL]


def flush_hours(n: Whole, x: Real, fleet: int) -> int:
    """Book the hours run until now, by the same sum however often it is asked for; item-seconds run."""
    ran = books.ran(n, n[fleet + LEVELS + FMC]) + books.ran(n, n[fleet + LEVELS + PMC])
    x[n[fleet + HOURS_RUN]] = x[fleet + BOOKED] + x[fleet + RATE] * (ran - n[fleet + FLOWN])
    return ran


def _plan_use(n: Whole, x: Real, fleet: int) -> None:
    """Spread the month's plan, or what missions ask of a fleet without one, over the items that can run."""
    n[fleet + FLOWN] = flush_hours(n, x, fleet)
    x[fleet + BOOKED] = x[n[fleet + HOURS_RUN]]
    rate = 1.0 / HOUR
    if n[fleet + PLAN] >= 0 or n[fleet + SERVES]:
        planned = x[n[fleet + PLAN]] if n[fleet + PLAN] >= 0 else x[fleet + ASKED]
        ceiling = x[n[fleet + CEILING]] if n[fleet + CEILING] >= 0 else math.inf
        manned = crews.able(n, x, fleet)
        rate = hours_per_item(planned, float(capable(n, fleet)), manned, ceiling) / _MONTH
    if rate != x[fleet + RATE]:
        x[fleet + CLOCK] = clock(n, x, fleet)
        n[fleet + CLOCK_AT] = n[NOW]
        x[fleet + RATE] = rate
        x[fleet + ARMED] = -1.0
        _arm(n, x, fleet)


def _arm(n: Whole, x: Real, fleet: int) -> None:
    """See to it that the alarm is set for the next item that will stop."""
    if n[fleet + HEAP_COUNT] == 0 or x[fleet + RATE] <= 0.0:
        x[fleet + ARMED] = -1.0
        alarms.stop(n, n[fleet + POSITION])
        return
    point = x[n[fleet + HEAP]]
    if point == x[fleet + ARMED]:
        return
    x[fleet + ARMED] = point
    seconds = (point - x[fleet + CLOCK]) / x[fleet + RATE] + 0.5
    tick = _FAR
    if seconds < _FAR:
        tick = max(n[NOW], n[fleet + CLOCK_AT] + math.floor(seconds))
    alarms.set_for(n, n[fleet + POSITION], tick)


def ring(n: Whole, x: Real, fleet: int) -> None:
    """An alarm: the first item stops."""
    x[fleet + ARMED] = -1.0
    # An alarm may be left over from an item that was taken in meanwhile: then nobody is due for a second or more.
    if n[fleet + HEAP_COUNT] and x[n[fleet + HEAP]] - clock(n, x, fleet) <= x[fleet + RATE]:
        point = x[n[fleet + HEAP]]
        item = n[fleet + ITEMS] + n[n[fleet + HEAP] + 1] * n[fleet + STRIDE]
        if point > clock(n, x, fleet):
            # Whole seconds may fall a hair short of the point; the clock never runs behind what happened.
            x[fleet + CLOCK] = point
            n[fleet + CLOCK_AT] = n[NOW]
        what = n[fleet + WHAT_HOURS] + n[item + items.NEXT] * lives.WHAT_SIZE
        _stop_for(n, x, item, n[what + lives.WHAT_KIND], n[what + lives.WHAT_INDEX])
    _arm(n, x, fleet)


# -- items -----------------------------------------------------------------------------------------------------------


def move(n: Whole, item: int, state: int) -> None:
    """Put an item into another state."""
    before = n[item + items.STATE]
    if state != before:
        levels = n[item + items.FLEET] + LEVELS
        books.change(n, n[levels + before], -1)
        books.change(n, n[levels + state], 1)
        n[item + items.STATE] = state


def up(n: Whole, x: Real, item: int) -> None:
    """An item is mission capable and runs."""
    fleet = n[item + items.FLEET]
    move(n, item, PMC if n[item + items.PENDING_COUNT] else FMC)
    since = clock(n, x, fleet)
    x[item + items.SINCE] = since
    due = n[item + items.DUE_HOURS]
    soonest = x[due]
    which = 0
    for i in range(1, n[fleet + HOURS_COUNT]):
        if x[due + i] < soonest:
            soonest = x[due + i]
            which = i
    n[item + items.NEXT] = which
    left = soonest - x[item + items.HOURS]
    if left < math.inf:
        runners.enter(n, x, fleet, n[item + items.NUMBER], since + max(0.0, left))
    if n[fleet + TICKS_COUNT]:
        _await_limit(n, item, n[n[item + items.DUE_TICKS] + _next_limit(n, fleet, item)])
    _arm(n, x, fleet)


def down(n: Whole, x: Real, item: int) -> None:
    """An item stops: its hours are booked, its alarms are void."""
    fleet = n[item + items.FLEET]
    ran = clock(n, x, fleet) - x[item + items.SINCE]
    x[item + items.RAN] = ran
    x[item + items.HOURS] += ran
    runners.leave(n, x, fleet, n[item + items.NUMBER])
    n[item + items.CALENDAR_AT] = -1


def _next_limit(n: Whole, fleet: int, item: int) -> int:
    """Which clock of the calendar comes first."""
    due = n[item + items.DUE_TICKS]
    which = 0
    for i in range(1, n[fleet + TICKS_COUNT]):
        if n[due + i] < n[due + which]:
            which = i
    return which


def _await_limit(n: Whole, item: int, due: int) -> None:
    """See to it that the calendar stops an item when it is due."""
    tick = max(n[NOW], due)
    if tick > n[END]:
        return
    n[item + items.CALENDAR_AT] = tick
    if tick != n[item + items.CALENDAR_EVENT]:
        n[item + items.CALENDAR_EVENT] = tick
        agenda.at(n, tick, agenda.CALENDAR, n[item + items.ENTITY], handlers.CALENDAR_LIMIT, item)


def calendar(n: Whole, x: Real, item: int) -> None:
    """A limit on the calendar: the item stops if it runs and the limit still holds."""
    now = n[NOW]
    if n[item + items.CALENDAR_EVENT] == now:
        n[item + items.CALENDAR_EVENT] = -1
    if n[item + items.CALENDAR_AT] != now:
        return
    fleet = n[item + items.FLEET]
    what = n[fleet + WHAT_TICKS] + _next_limit(n, fleet, item) * lives.WHAT_SIZE
    _stop_for(n, x, item, n[what + lives.WHAT_KIND], n[what + lives.WHAT_INDEX])
    _arm(n, x, fleet)


def _stop_for(n: Whole, x: Real, item: int, kind: int, index: int) -> None:
    """An item stops for one of its clocks: it is lost, goes on less capable, or its upkeep begins."""
    down(n, x, item)
    lives.settle(n, x, item, kind, index)
    if kind == items.ACCIDENT:
        _wreck(n, x, item)
        return
    if kind == items.MODE:
        fleet = n[item + items.FLEET]
        mode = n[fleet + MODES] + index * lives.MODE_SIZE
        x[n[fleet + FAILURES]] += 1.0
        critical = x[n[mode + lives.CRITICAL]]
        if critical < 1.0 and items.draw(n, item, n[mode + lives.CRITICAL_LUCK]) >= critical:
            n[n[item + items.PENDING] + n[item + items.PENDING_COUNT]] = index
            n[item + items.PENDING_COUNT] += 1
            lives.silence_mode(n, x, item, index)
            if n[mode + lives.WHEN_FREE]:
                mornings.await_next(n, x, fleet)
            up(n, x, item)
            return
        missions.broken_off(n, x, item)
        _put_last(n, item, index)
    n[item + items.STEP] = kind
    n[item + items.INDEX] = index
    agenda.start(n, handlers.EPISODE, item)


def _wreck(n: Whole, x: Real, item: int) -> None:
    """An accident: the item is damaged for long, or lost."""
    fleet = n[item + items.FLEET]
    missions.broken_off(n, x, item)
    damaged = x[n[fleet + DAMAGE]]
    if damaged > 0.0 and items.draw(n, item, n[fleet + OUTCOME_LUCK]) < damaged:
        move(n, item, LONG_TERM)
        x[n[fleet + DAMAGED]] += 1.0
    else:
        move(n, item, LOST)
        x[n[fleet + LOST_COUNT]] += 1.0


def _put_last(n: Whole, item: int, k: int) -> None:
    """A mode waits for its job behind all others."""
    pending = n[item + items.PENDING]
    kept = 0
    for i in range(n[item + items.PENDING_COUNT]):
        if n[pending + i] != k:
            n[pending + kept] = n[pending + i]
            kept += 1
    n[pending + kept] = k
    n[item + items.PENDING_COUNT] = kept + 1
