"""The main loop: what exists is made, then one event after another happens until the horizon."""

from __future__ import annotations

from . import (
    actors,
    agenda,
    agreement,
    arrangements,
    books,
    capability,
    channels,
    crews,
    fleets,
    flows,
    halls,
    ladders,
    levers,
    luck,
    missions,
    mornings,
    officers,
    parties,
    people,
    precautions,
    reactions,
    repairs,
    risk,
    robbing,
    shops,
    stores,
    suppliers,
    upkeep,
)
from . import handlers as h
from .head import (
    ALARM,
    CHANGE_COUNT,
    CHANGES,
    END,
    FLEET_COUNT,
    FLEETS,
    HOLE,
    MONTH,
    MONTH_COUNT,
    MONTHS,
    NOW,
    OUT,
    REPORT_COUNT,
    REPORTS,
    RING,
    SHOP_COUNT,
    SHOPS,
    SOON_HEAD,
    SOON_TAIL,
    SOONS,
    START_HEAD,
    START_TAIL,
    STARTS,
    WARMUP,
)
from .words import Real, Whole

#: A dated change: the instant, the lever (-1: the agreement's state) and the value.
TICK, LEVER, VALUE = range(3)
CHANGE_SIZE = 3
#: Dated changes come after reactions that end at the same instant.
_AFTER_REACTIONS = 1 << 20


def simulate(n: Whole, x: Real) -> int:
    """Run one replication of an image; returns how many events happened, or -1 when a room was too small."""
    luck.begin(n)
    _build(n, x)
    _begin(n, x)
    _schedule(n, x)
    happened = 0
    handler = h.CLOSE_MONTH
    while handler != h.STOP and n[OUT] == 0:
        happened += 1
        entity = 0
        if n[START_HEAD] != n[START_TAIL]:
            word = n[n[STARTS] + (n[START_HEAD] & n[RING])]
            n[START_HEAD] += 1
        elif n[SOON_HEAD] != n[SOON_TAIL]:
            word = n[n[SOONS] + (n[SOON_HEAD] & n[RING])]
            n[SOON_HEAD] += 1
        else:
            first = agenda.first_event(n)
            if n[ALARM] < n[first]:
                _ring(n, x)
                continue
            n[HOLE] = 1
            word = n[first + 1]
            n[NOW] = n[first] >> agenda.TICK_SHIFT
            entity = n[first] & agenda.ENTITY_MASK
        data = word & agenda.DATA_MASK
        handler = (word >> agenda.DATA_BITS) & agenda.HANDLER_MASK
        if handler <= h.DATED_CHANGE:
            by_calendar(n, x, handler, data)
        elif handler <= h.CONVENIENT:
            for_fleets(n, x, handler, data, entity)
        elif handler <= h.ITEM_FILLED:
            for_jobs(n, x, handler, data)
        else:
            for_stores(n, x, handler, data, entity)
    if n[OUT]:
        return -1
    books.finish(n, x)
    return happened


def _ring(n: Whole, x: Real) -> None:
    """The alarm of a fleet comes before any event."""
    key = n[ALARM]
    n[NOW] = key >> agenda.TICK_SHIFT
    fleets.ring(n, x, n[FLEETS] + (key & agenda.ENTITY_MASK) * fleets.SIZE)


def _build(n: Whole, x: Real) -> None:
    """Make every part, in the order of the reference engine's register."""
    books.begin(n, x)
    agreement.build(n, x)
    stores.build(n, x)
    fleets.build(n, x)
    crews.build(n, x)
    officers.build(n, x)
    actors.build(n, x)
    channels.build(n, x)
    ladders.build(n, x)
    flows.build(n, x)


def _begin(n: Whole, x: Real) -> None:
    """The state at the start, from which every later change is measured."""
    for i in range(n[SHOP_COUNT]):
        shops.refresh(n, x, n[SHOPS] + i * shops.SIZE)
    people.write(n, x)
    fleets.begin(n, x)
    capability.close(n, x, 0)
    parties.begin(n, x)
    actors.begin(n, x)
    agreement.begin(n, x)
    books.watch_from_start(n, x)
    risk.close(n, x, 0)
    books.keep_start(n, x)


def _schedule(n: Whole, x: Real) -> None:
    open_month(n, x)
    _schedule_month(n, 0)
    _schedule_report(n, 0)
    if n[WARMUP]:
        agenda.at(n, n[WARMUP], agenda.WARMUP, 0, h.END_WARMUP, 0)
    for i in range(n[CHANGE_COUNT]):
        change = n[CHANGES] + i * CHANGE_SIZE
        agenda.at(n, n[change + TICK], agenda.CHANGE, _AFTER_REACTIONS + i, h.DATED_CHANGE, change)
    agenda.at(n, n[END], agenda.END, 0, h.STOP, 0)


def _schedule_month(n: Whole, month: int) -> None:
    """When a month ends, and the next begins; the one after that is scheduled then, which keeps the agenda short."""
    if month < n[MONTH_COUNT]:
        tick = n[n[MONTHS] + month]
        agenda.at(n, tick, agenda.CLOSE, 0, h.CLOSE_MONTH, month)
        if tick < n[END]:
            agenda.at(n, tick, agenda.OPEN, 0, h.OPEN_MONTH, 0)


def _schedule_report(n: Whole, period: int) -> None:
    if period < n[REPORT_COUNT]:
        agenda.at(n, n[n[REPORTS] + period], agenda.REPORT, 0, h.WRITE_REPORT, period)


def by_calendar(n: Whole, x: Real, handler: int, data: int) -> None:
    """Months, reports and dated changes."""
    if handler == h.CLOSE_MONTH:
        write(n, x)
        books.close_month(n, x)
        close(n, x, data)
        n[MONTH] = data + 1
        _schedule_month(n, data + 1)
    elif handler == h.OPEN_MONTH:
        open_month(n, x)
    elif handler == h.WRITE_REPORT:
        write(n, x)
        books.report(n, x)
        _schedule_report(n, data + 1)
    elif handler == h.END_WARMUP:
        write(n, x)
        books.warm(n, x)
    elif handler == h.DATED_CHANGE and n[data + LEVER] >= 0:
        levers.set_base(n, x, n[data + LEVER], x[data + VALUE])
    elif handler == h.DATED_CHANGE:
        agreement.force(n, x, int(x[data + VALUE]))


def for_fleets(n: Whole, x: Real, handler: int, data: int, entity: int) -> None:
    """Limits of items on the calendar, mornings, and episodes that begin."""
    if handler == h.CALENDAR_LIMIT:
        fleets.calendar(n, x, data)
    elif handler == h.MORNING:
        mornings.look(n, x, data)
    elif handler == h.EPISODE:
        upkeep.begin(n, x, data)
    else:
        upkeep.begin_convenient(n, x, data)


def for_jobs(n: Whole, x: Real, handler: int, data: int) -> None:
    """Steps of jobs, in shops and halls."""
    if handler == h.PARTS_THERE:
        upkeep.equipped(n, x, data)
    elif handler == h.TEAM_THERE:
        shops.begin_work(n, x, data)
    elif handler == h.WORK_DONE:
        shops.finish_work(n, x, data)
    elif handler == h.BENCH_WORK:
        repairs.by_hand(n, x, data)
    elif handler == h.SLOT_THERE:
        halls.enter_overhaul(n, x, data)
    elif handler == h.BACK:
        halls.back(n, x, data)
    elif handler == h.STAY:
        halls.stay(n, x, data)
    elif handler == h.HOLE_FILLED:
        robbing.arrived(n, x, data)
    else:
        upkeep.filled(n, x, data)


def for_stores(n: Whole, x: Real, handler: int, data: int, entity: int) -> None:
    """Arrivals, users and reviews of stores; reactions that end. The entity of an arrival is its store's position."""
    if handler == h.REACTION_ENDS:
        reactions.end(n, x, data)
    elif handler == h.SUPPLIED:
        suppliers.arrive(n, x, stores.of(n, entity), data)
    elif handler == h.VANISHED:
        stores.vanish(n, x, stores.of(n, entity), data)
    elif handler == h.REVIEW:
        stores.review_period(n, x, data)
    elif handler == h.LAND:
        stores.land(n, x, stores.of(n, entity), data)
    elif handler == h.UNLOAD:
        repairs.unload(n, x, stores.of(n, entity))
    elif handler == h.MENDED:
        repairs.done(n, x, stores.of(n, entity))
    else:
        stores.user(n, x, stores.of(n, entity), data)


def write(n: Whole, x: Real) -> None:
    """Book what has been run and flown until now."""
    for i in range(n[FLEET_COUNT]):
        fleets.flush_hours(n, x, n[FLEETS] + i * fleets.SIZE)
    missions.flush(n, x)


def close(n: Whole, x: Real, month: int) -> None:
    """End a month: each sees what the ones before have left."""
    crews.close(n, x, month)
    capability.close(n, x, month)
    parties.close(n, x, month)
    actors.close(n, x, month)
    agreement.close(n, x, month)
    channels.close(n, x, month)
    ladders.close(n, x, month)
    flows.close(n, x, month)
    risk.close(n, x, month)
    arrangements.close(n, x, month)


def open_month(n: Whole, x: Real) -> None:
    """Begin a month."""
    month = n[MONTH]
    actors.open_month(n, x, month)
    precautions.open_month(n, x, month)
    arrangements.open_month(n, x, month)
    agreement.open_month(n, x, month)
    crews.open_month(n, x, month)
    officers.open_month(n, x, month)
    people.open_month(n, x, month)
    stores.open_month(n, x, month)
    halls.open_month(n, x, month)
    fleets.open_month(n, x, month)
