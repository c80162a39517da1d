"""Overhaul, rehabilitation, upgrades and deliveries: programmes with slots, turnaround and a price.

A slot that nobody takes lapses; a fraction of one is carried on.
"""

from __future__ import annotations

from ....mechanisms.people import seats_carried, seats_opened
from ...planning.fleets import FMC, HALL, LONG_TERM, OVERHAUL, PMC
from . import agenda, agreement, fleets, items, lives, money, spreads, upkeep
from . import handlers as h
from .head import FLEET_COUNT, HALLS, NOW
from .items import OVERHAUL as OVERHAUL_DUE
from .words import Real, Whole

#: A programme: whether the fleet has it, slots saved up (real), levers of the slots a month (-1: no limit) and of the
#: price, what an agreement adds (see ``agreement.given``), its job, which stream of the item gives the turnaround, and
#: the turnaround.
HAS, CREDIT, SLOTS, PRICE, GIFTS, JOB, PURPOSE, TURNAROUND = range(8)
PROGRAMME_SIZE = TURNAROUND + spreads.SIZE

(
    FLEET,  # address
    FIRST,  # items that wait for overhaul, first come first
    LAST,
    WAITING,  # how many there are
    DOCKED,  # items in overhaul
    DOCKS,  # lever; -1: no limit
    ABROAD,  # 1: overhaul is done beyond the border
    BORDER,  # lever: how far it is closed
    CARRIED,  # real: part of an item that is to be delivered
    DELIVERED,
    DELIVERIES,  # what an agreement gives, and at most how many: lever or -1
    MOST,
    COST,  # counter of what all programmes cost
    IN_OVERHAUL,  # programmes
) = range(14)
IN_REHABILITATION = IN_OVERHAUL + PROGRAMME_SIZE
IN_UPGRADE = IN_REHABILITATION + PROGRAMME_SIZE
SIZE = IN_UPGRADE + PROGRAMME_SIZE

#: A slot is whole when this much of it has been saved up.
_WHOLE = 1.0 - 1e-9


def _accrue(n: Whole, x: Real, programme: int, rate: float) -> None:
    """A month's slots; what was saved up before counts as far as a month's worth, or one."""
    if rate > 0.0:
        x[programme + CREDIT] = min(x[programme + CREDIT], max(1.0, rate)) + rate
    else:
        x[programme + CREDIT] = min(x[programme + CREDIT], 0.0)


def _rate(n: Whole, x: Real, programme: int) -> float:
    """Slots a month: the fleet's own and what an agreement adds."""
    own = 0.0
    if n[programme + SLOTS] >= 0:
        own = x[n[programme + SLOTS]]
    return own + agreement.given(n, x, n[programme + GIFTS])


def _take(n: Whole, x: Real, hall: int, programme: int) -> bool:
    """Take a slot, when there is one and the year's budget pays for it."""
    if x[programme + CREDIT] < _WHOLE or not _paid(n, x, hall, programme):
        return False
    x[programme + CREDIT] -= 1.0
    return True


def _paid(n: Whole, x: Real, hall: int, programme: int) -> bool:
    """Whether the year's budget pays the price; if so it has."""
    cost = x[n[programme + PRICE]] * money.factor(n, x)
    if not money.can(n, x, cost):
        return False
    if cost != 0.0:
        money.pay(n, x, n[hall + COST], cost, 1)
    return True


def _turn_round(n: Whole, x: Real, item: int, programme: int) -> None:
    """The turnaround begins."""
    days = spreads.drawn(n, x, programme + TURNAROUND, items.draw(n, item, n[programme + PURPOSE]))
    tick = n[NOW] + spreads.ticks(days)
    agenda.at(n, tick, agenda.RETURN, n[item + items.ENTITY], h.BACK, item)


def back(n: Whole, x: Real, item: int) -> None:
    """The turnaround is over: what the job takes besides."""
    hall = n[n[item + items.CARE] + upkeep.HALL]
    step = n[item + items.STEP]
    if step == OVERHAUL_DUE:
        upkeep.job(n, x, item, n[hall + IN_OVERHAUL + JOB], OVERHAUL, OVERHAUL)
    elif step == upkeep.REHABILITATION:
        upkeep.job(n, x, item, n[hall + IN_REHABILITATION + JOB], HALL, HALL)
    else:
        upkeep.job(n, x, item, n[hall + IN_UPGRADE + JOB], HALL, HALL)


def worked(n: Whole, x: Real, item: int) -> None:
    """The job is done: the item is back."""
    hall = n[n[item + items.CARE] + upkeep.HALL]
    fleet = n[item + items.FLEET]
    step = n[item + items.STEP]
    if step == OVERHAUL_DUE:
        n[hall + DOCKED] -= 1
        if n[hall + DOCKS] >= 0:
            while (
                _unlimited(n, x, hall)
                and _next_can_dock(n, x, hall)
                and _paid(n, x, hall, hall + IN_OVERHAUL)
            ):
                _let_in(n, hall)
            _serve(n, x, hall)
        lives.renew_all(n, x, item)
    elif step == upkeep.REHABILITATION:
        x[n[fleet + fleets.REHABILITATED]] += 1.0
        lives.renew_all(n, x, item)
    else:
        x[n[fleet + fleets.UPGRADED]] += 1.0
        n[item + items.UPGRADED] = 1
        n[fleet + fleets.UPGRADES] += 1
    fleets.up(n, x, item)


# -- overhaul ----------------------------------------------------------------------------------------------------


def overhaul(n: Whole, x: Real, item: int) -> None:
    """An item at the end of its life: wait for a slot, be away, come back renewed."""
    hall = n[n[item + items.CARE] + upkeep.HALL]
    n[item + items.STEP] = OVERHAUL_DUE
    if _unlimited(n, x, hall) and _has_dock(n, x, hall) and _paid(n, x, hall, hall + IN_OVERHAUL):
        n[hall + DOCKED] += 1
        agenda.soon(n, h.SLOT_THERE, item)
        return
    n[item + items.QUEUE] = 0
    if n[hall + FIRST]:
        n[n[hall + LAST] + items.QUEUE] = item
    else:
        n[hall + FIRST] = item
    n[hall + LAST] = item
    n[hall + WAITING] += 1
    _serve(n, x, hall)


def enter_overhaul(n: Whole, x: Real, item: int) -> None:
    """The slot is there."""
    fleets.move(n, item, OVERHAUL)
    _turn_round(n, x, item, n[n[item + items.CARE] + upkeep.HALL] + IN_OVERHAUL)


def _serve(n: Whole, x: Real, hall: int) -> None:
    while _next_can_dock(n, x, hall) and _take(n, x, hall, hall + IN_OVERHAUL):
        _let_in(n, hall)


def _unlimited(n: Whole, x: Real, hall: int) -> bool:
    """Whether nothing counts the slots of a fleet."""
    if n[hall + IN_OVERHAUL + SLOTS] >= 0:
        return False
    return agreement.given(n, x, n[hall + IN_OVERHAUL + GIFTS]) <= 0.0


def _has_dock(n: Whole, x: Real, hall: int) -> bool:
    return n[hall + DOCKS] < 0 or n[hall + DOCKED] < int(x[n[hall + DOCKS]])


def _next_can_dock(n: Whole, x: Real, hall: int) -> bool:
    return n[hall + FIRST] != 0 and _has_dock(n, x, hall)


def _let_in(n: Whole, hall: int) -> None:
    item = n[hall + FIRST]
    n[hall + FIRST] = n[item + items.QUEUE]
    n[hall + WAITING] -= 1
    n[hall + DOCKED] += 1
    agenda.soon(n, h.SLOT_THERE, item)


# -- rehabilitation and upgrades ---------------------------------------------------------------------------------


def _rehabilitate(n: Whole, x: Real, hall: int) -> None:
    """Long-term unserviceable items enter, in their order."""
    programme = hall + IN_REHABILITATION
    fleet = n[hall + FLEET]
    item = n[fleet + fleets.ITEMS]
    for _ in range(n[fleet + fleets.COUNT]):
        if n[item + items.STATE] == LONG_TERM:
            if not _take(n, x, hall, programme):
                return
            _enter(n, item, upkeep.REHABILITATION)
        item += n[fleet + fleets.STRIDE]


def _upgrade(n: Whole, x: Real, hall: int) -> None:
    """Items that run and are not upgraded enter, in their order."""
    programme = hall + IN_UPGRADE
    fleet = n[hall + FLEET]
    item = n[fleet + fleets.ITEMS]
    for _ in range(n[fleet + fleets.COUNT]):
        state = n[item + items.STATE]
        if (state == FMC or state == PMC) and n[item + items.UPGRADED] == 0:
            if not _take(n, x, hall, programme):
                return
            fleets.down(n, x, item)
            _enter(n, item, upkeep.UPGRADE)
        item += n[fleet + fleets.STRIDE]


def _enter(n: Whole, item: int, step: int) -> None:
    fleets.move(n, item, HALL)
    n[item + items.STEP] = step
    agenda.start(n, h.STAY, item)


def stay(n: Whole, x: Real, item: int) -> None:
    """Rehabilitation or upgrade begins."""
    hall = n[n[item + items.CARE] + upkeep.HALL]
    if n[item + items.STEP] == upkeep.REHABILITATION:
        _turn_round(n, x, item, hall + IN_REHABILITATION)
    else:
        _turn_round(n, x, item, hall + IN_UPGRADE)


# -- month by month ----------------------------------------------------------------------------------------------


def open_month(n: Whole, x: Real, month: int) -> None:
    """New slots, and deliveries of equipment."""
    for i in range(n[FLEET_COUNT]):
        hall = n[HALLS] + i * SIZE
        if n[hall + IN_OVERHAUL + HAS]:
            rate = _rate(n, x, hall + IN_OVERHAUL)
            if n[hall + ABROAD]:
                rate *= 1.0 - x[n[hall + BORDER]]
            if n[hall + IN_OVERHAUL + SLOTS] < 0:
                rate += n[hall + WAITING]
            _accrue(n, x, hall + IN_OVERHAUL, rate)
            _serve(n, x, hall)
        if n[hall + IN_REHABILITATION + HAS]:
            _accrue(n, x, hall + IN_REHABILITATION, _rate(n, x, hall + IN_REHABILITATION))
            _rehabilitate(n, x, hall)
        if n[hall + IN_UPGRADE + HAS]:
            _accrue(n, x, hall + IN_UPGRADE, _rate(n, x, hall + IN_UPGRADE))
            _upgrade(n, x, hall)
        _deliver(n, x, hall)


def _deliver(n: Whole, x: Real, hall: int) -> None:
    due = agreement.given(n, x, n[hall + DELIVERIES])
    number = seats_opened(x[hall + CARRIED], due)
    x[hall + CARRIED] = seats_carried(x[hall + CARRIED], due, number)
    limit = agreement.limit(n, x, n[hall + MOST])
    if limit >= 0.0:
        number = min(number, max(0, int(limit) - n[hall + DELIVERED]))
    for _ in range(number):
        fleets.deliver(n, x, n[hall + FLEET])
    n[hall + DELIVERED] += number
