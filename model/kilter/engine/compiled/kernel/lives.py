"""Lives of a fleet's items: when each clock will next stop each item, drawn and renewed."""

from __future__ import annotations

import math

from ....mechanisms.draws import exponential
from ....mechanisms.failure import aged_scale, continued, interval, scale_from_mean
from ....scenario.units import DAYS_PER_YEAR
from ...planning.fleets import FMC, PMC
from ...timebase import DAY, HOUR
from . import fleets, items
from .head import NOW
from .words import Real, Whole

(
    MTBF,  # levers
    SHAPE,
    GROWTH,
    CRITICAL,
    CALENDAR,  # 1 when its clock runs with the calendar
    CLOCK,  # which of the clocks of hours, or of the calendar
    WHEN_FREE,  # 1 when it can be put off until a team is free
    JOB,  # address
    FAILURE_LUCK,  # positions among the fleet's purposes
    CRITICAL_LUCK,
    MEAN_NOW,  # reals: the law that holds, and the scale of a new item under it
    SHAPE_NOW,
    GROWTH_NOW,
    SCALE_NOW,
    NEEDS,  # address: what it takes in mornings; see mornings
    NEED_COUNT,
    FREE_SHOP,  # address: what its shop has been promised this morning; 0: no shop could be busy
) = range(17)
MODE_SIZE = 20

#: How the present life of a mode was drawn, in an item: from which reading of its hours (real), at which tick, and
#: with which scale and shape (reals).
_BEGAN, _TICK, _SCALE, _SHAPE = range(4)
DRAWN_SIZE = 4

(
    KIND,  # items.INSPECTION or items.OVERHAUL
    INDEX,  # among those of its kind
    HOURS,  # levers of its limits, -1 for none
    DAYS,
    AT_HOURS,  # which of the clocks of hours, -1 for none
    AT_TICKS,  # which of the clocks of the calendar, -1 for none
    CYCLE_JOB,  # address; only of inspections
    UNIFORM,  # 1 when items start at an independent point of it
    LOTS,  # address
    LOT_COUNT,
    PHASE_LUCK,  # positions among the fleet's purposes
    PHASE_HOURS_LUCK,
) = range(12)
CYCLE_SIZE = 12

#: A clock of hours or of the calendar: what it is of, and which mode or cycle of the fleet.
WHAT_KIND, WHAT_INDEX = range(2)
WHAT_SIZE = 2

#: Beyond this many hours nothing is due: a clock that is silent.
_FAR = 1e14
NEVER = 1 << 62
#: No life on the calendar is longer, in seconds.
_LONGEST = 1 << 50


def build(n: Whole, x: Real, fleet: int) -> None:
    """The laws that hold at the start."""
    x[fleet + fleets.LOSS] = x[n[fleet + fleets.ACCIDENTS]]
    mode = n[fleet + fleets.MODES]
    for _ in range(n[fleet + fleets.MODE_COUNT]):
        _enact(n, x, mode)
        mode += MODE_SIZE


def _enact(n: Whole, x: Real, mode: int) -> None:
    x[mode + MEAN_NOW] = x[n[mode + MTBF]]
    x[mode + SHAPE_NOW] = x[n[mode + SHAPE]]
    x[mode + GROWTH_NOW] = x[n[mode + GROWTH]]
    x[mode + SCALE_NOW] = scale_from_mean(x[mode + MEAN_NOW], x[mode + SHAPE_NOW])


# -- clocks ------------------------------------------------------------------------------------------------------------


def clock_of_hours(n: Whole, item: int, kind: int, index: int) -> int:
    """Which clock of hours belongs to a mode, inspection, overhaul or accident; -1 for none."""
    fleet = n[item + items.FLEET]
    if kind == items.ACCIDENT:
        return n[fleet + fleets.HOURS_COUNT] - 1
    if kind == items.MODE:
        mode = n[fleet + fleets.MODES] + index * MODE_SIZE
        return -1 if n[mode + CALENDAR] else n[mode + CLOCK]
    return n[cycle_of(n, fleet, kind, index) + AT_HOURS]


def cycle_of(n: Whole, fleet: int, kind: int, index: int) -> int:
    """Address of an inspection's cycle, or of the overhaul's."""
    at = n[fleet + fleets.INSPECTION_COUNT] if kind == items.OVERHAUL else index
    return n[fleet + fleets.CYCLES] + at * CYCLE_SIZE


def settle(n: Whole, x: Real, item: int, kind: int, index: int) -> None:
    """A clock has rung: the item's hours are at least the clock's point."""
    clock = clock_of_hours(n, item, kind, index)
    if clock >= 0:
        due = x[n[item + items.DUE_HOURS] + clock]
        if abs(due - x[item + items.HOURS]) < 1e-3:
            x[item + items.HOURS] = due


def silence_mode(n: Whole, x: Real, item: int, k: int) -> None:
    """A mode that has struck and waits for its job strikes no more."""
    mode = n[n[item + items.FLEET] + fleets.MODES] + k * MODE_SIZE
    if n[mode + CALENDAR]:
        n[n[item + items.DUE_TICKS] + n[mode + CLOCK]] = NEVER
    else:
        x[n[item + items.DUE_HOURS] + n[mode + CLOCK]] = math.inf


def silence(n: Whole, x: Real, item: int, cycle: int) -> None:
    """A cycle that is due and waits for its job is due no more."""
    if n[cycle + AT_HOURS] >= 0:
        x[n[item + items.DUE_HOURS] + n[cycle + AT_HOURS]] = math.inf
    if n[cycle + AT_TICKS] >= 0:
        n[n[item + items.DUE_TICKS] + n[cycle + AT_TICKS]] = NEVER


def is_due(n: Whole, x: Real, item: int, cycle: int) -> bool:
    """Whether a cycle has reached one of its limits."""
    clock = n[cycle + AT_HOURS]
    if clock >= 0 and x[n[item + items.DUE_HOURS] + clock] <= x[item + items.HOURS]:
        return True
    clock = n[cycle + AT_TICKS]
    return clock >= 0 and n[n[item + items.DUE_TICKS] + clock] <= n[NOW]


def inspection_due(n: Whole, x: Real, item: int) -> bool:
    """Whether any inspection of an item is due."""
    fleet = n[item + items.FLEET]
    cycle = n[fleet + fleets.CYCLES]
    for _ in range(n[fleet + fleets.INSPECTION_COUNT]):
        if is_due(n, x, item, cycle):
            return True
        cycle += CYCLE_SIZE
    return False


def overhaul_due(n: Whole, x: Real, item: int) -> bool:
    """Whether the overhaul of an item is due; never without one."""
    fleet = n[item + items.FLEET]
    if n[fleet + fleets.CYCLE_COUNT] == n[fleet + fleets.INSPECTION_COUNT]:
        return False
    return is_due(n, x, item, cycle_of(n, fleet, items.OVERHAUL, 0))


# -- renewal -----------------------------------------------------------------------------------------------------------


def renew_all(n: Whole, x: Real, item: int) -> None:
    """Every clock starts afresh."""
    fleet = n[item + items.FLEET]
    for k in range(n[fleet + fleets.MODE_COUNT]):
        renew_mode(n, x, item, k)
    cycle = n[fleet + fleets.CYCLES]
    for _ in range(n[fleet + fleets.CYCLE_COUNT]):
        renew_cycle(n, x, item, cycle, 0.0, 0.0)
        cycle += CYCLE_SIZE
    _draw_accident(n, x, item, fleet)
    n[item + items.PENDING_COUNT] = 0


def renew_mode(n: Whole, x: Real, item: int, k: int) -> None:
    """A failure mode starts afresh: its next failure is drawn."""
    mode = n[n[item + items.FLEET] + fleets.MODES] + k * MODE_SIZE
    drawn = n[item + items.DRAWN] + k * DRAWN_SIZE
    x[drawn + _BEGAN] = x[item + items.HOURS]
    n[drawn + _TICK] = n[NOW]
    _take_law(n, x, item, mode, drawn)
    life = interval(items.draw(n, item, n[mode + FAILURE_LUCK]), x[drawn + _SCALE], x[drawn + _SHAPE])
    _set_left(n, x, item, mode, life)


def _take_law(n: Whole, x: Real, item: int, mode: int, drawn: int) -> None:
    """Scale and shape, by the present parameters, of the life that began when it says."""
    scale = x[mode + SCALE_NOW]
    growth = x[mode + GROWTH_NOW]
    if growth != 0.0:
        age = (x[item + items.AGE_DAYS] + n[drawn + _TICK] / DAY) / DAYS_PER_YEAR
        scale = aged_scale(scale, growth, age)
    x[drawn + _SCALE] = scale
    x[drawn + _SHAPE] = x[mode + SHAPE_NOW]


def _set_left(n: Whole, x: Real, item: int, mode: int, left: float) -> None:
    """A mode will strike in so many hours, of its clock."""
    if n[mode + CALENDAR]:
        seconds = left / 24 * DAY + 0.5
        n[n[item + items.DUE_TICKS] + n[mode + CLOCK]] = n[NOW] + (
            int(seconds) if seconds < _LONGEST else _LONGEST
        )
    else:
        x[n[item + items.DUE_HOURS] + n[mode + CLOCK]] = x[item + items.HOURS] + left


def renew_cycle(n: Whole, x: Real, item: int, cycle: int, hours: float, days: float) -> None:
    """An inspection or overhaul has been done, or stands at shares of its limits in hours and in days."""
    if n[cycle + HOURS] >= 0:
        limit = (1.0 - hours) * x[n[cycle + HOURS]]
        x[n[item + items.DUE_HOURS] + n[cycle + AT_HOURS]] = x[item + items.HOURS] + limit
    if n[cycle + DAYS] >= 0:
        limit = (1.0 - days) * x[n[cycle + DAYS]]
        n[n[item + items.DUE_TICKS] + n[cycle + AT_TICKS]] = n[NOW] + int(limit * DAY + 0.5)


def _draw_accident(n: Whole, x: Real, item: int, fleet: int) -> None:
    loss = x[fleet + fleets.LOSS]
    left = math.inf
    if loss > 0.0:
        left = exponential(items.draw(n, item, n[fleet + fleets.ACCIDENT_LUCK]), 1000.0 / loss)
    due = n[item + items.DUE_HOURS] + n[fleet + fleets.HOURS_COUNT] - 1
    x[due] = x[item + items.HOURS] + left


# -- when parameters change --------------------------------------------------------------------------------------------


def reassess_mode(n: Whole, x: Real, fleet: int, k: int) -> None:
    """A failure mode has other parameters: they act on what is left of the lives already drawn."""
    mode = n[fleet + fleets.MODES] + k * MODE_SIZE
    if (
        x[n[mode + MTBF]] == x[mode + MEAN_NOW]
        and x[n[mode + SHAPE]] == x[mode + SHAPE_NOW]
        and x[n[mode + GROWTH]] == x[mode + GROWTH_NOW]
    ):
        return
    _enact(n, x, mode)
    item = n[fleet + fleets.ITEMS]
    for _ in range(n[fleet + fleets.COUNT]):
        running = n[item + items.STATE] == FMC or n[item + items.STATE] == PMC
        if running:
            fleets.down(n, x, item)
        _continue_mode(n, x, item, mode, n[item + items.DRAWN] + k * DRAWN_SIZE)
        if running:
            fleets.up(n, x, item)
        item += n[fleet + fleets.STRIDE]


def _continue_mode(n: Whole, x: Real, item: int, mode: int, drawn: int) -> None:
    """What is left of an item's life under the law that holds now; nothing is left of one that waits for its job."""
    if n[mode + CALENDAR]:
        lived = (n[NOW] - n[drawn + _TICK]) / HOUR
        left = (n[n[item + items.DUE_TICKS] + n[mode + CLOCK]] - n[NOW]) / HOUR
    else:
        lived = x[item + items.HOURS] - x[drawn + _BEGAN]
        left = x[n[item + items.DUE_HOURS] + n[mode + CLOCK]] - x[item + items.HOURS]
    if 0.0 < left < _FAR:
        scale = x[drawn + _SCALE]
        shape = x[drawn + _SHAPE]
        _take_law(n, x, item, mode, drawn)
        left = continued(lived, left, scale, shape, x[drawn + _SCALE], x[drawn + _SHAPE])
        _set_left(n, x, item, mode, left)


def reassess_accidents(n: Whole, x: Real, fleet: int) -> None:
    """Accidents have another rate: what is left until an item's accident shrinks or grows in proportion."""
    before = x[fleet + fleets.LOSS]
    loss = x[n[fleet + fleets.ACCIDENTS]]
    x[fleet + fleets.LOSS] = loss
    if loss == before:
        return
    item = n[fleet + fleets.ITEMS]
    for _ in range(n[fleet + fleets.COUNT]):
        running = n[item + items.STATE] == FMC or n[item + items.STATE] == PMC
        if running:
            fleets.down(n, x, item)
        if before > 0.0 and loss > 0.0:
            due = n[item + items.DUE_HOURS] + n[fleet + fleets.HOURS_COUNT] - 1
            left = x[due] - x[item + items.HOURS]
            x[due] = x[item + items.HOURS] + left * (before / loss)
        else:
            _draw_accident(n, x, item, fleet)
        if running:
            fleets.up(n, x, item)
        item += n[fleet + fleets.STRIDE]
