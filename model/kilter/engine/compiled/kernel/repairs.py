"""Repair of removed parts: where, for what cause, with which sub-parts and hands, and for how long."""

from __future__ import annotations

from ....mechanisms.echelons import cause_of, sent_up
from ...planning.supply import IN_REPAIR, RETROGRADE
from . import agenda, books, cells, jobs, luck, orders, shops, spreads, stores, tickets
from .handlers import BENCH_WORK, MENDED, UNLOAD
from .head import NOW
from .words import Real, Whole

(
    LOCAL,  # levers: share that is repaired here, and share of it that can be repaired
    SUCCESS,
    UP,  # spread of the way up to the depot; 0: the depot's turnaround includes it
    JOB,  # what every repair takes besides, 0 for nothing, and its card
    CARD,
    CAUSES,  # how many sub-parts may be at fault, and where they are listed: store (or 0) and lever of the share
    CAUSE_LIST,
    SHARES,  # room for the shares
    AWAITING,  # level; -1 when it is not reported
    CONDEMNED,  # counters; -1 when they are not reported
    SENT,
) = range(11)
CONDEMN_LUCK = 11  # streams
TURNAROUND_LUCK = CONDEMN_LUCK + luck.SIZE
LEVEL_LUCK = TURNAROUND_LUCK + luck.SIZE
CAUSE_LUCK = LEVEL_LUCK + luck.SIZE
ROAD = CAUSE_LUCK + luck.SIZE
TURNAROUND = ROAD + luck.SIZE  # spread
SIZE = TURNAROUND + spreads.SIZE


def take(n: Whole, x: Real, store: int) -> None:
    """A unit that was removed here, or sent up to here: up to the depot, condemned, or into repair."""
    bench = n[store + stores.BENCH]
    depot = n[store + stores.DEPOT]
    if depot and sent_up(luck.following(n, bench + LEVEL_LUCK), x[n[bench + LOCAL]]):
        if n[bench + SENT] >= 0:
            x[n[bench + SENT]] += 1.0
        _send(n, x, bench, depot)
    elif luck.following(n, bench + CONDEMN_LUCK) >= x[n[bench + SUCCESS]]:
        if n[bench + CONDEMNED] >= 0:
            x[n[bench + CONDEMNED]] += 1.0
    else:
        stores.due(n, store, IN_REPAIR, 1)
        if n[bench + CAUSES] or n[bench + JOB]:
            _prepare(n, x, store, bench)
        else:
            _set_going(n, x, store)


def _send(n: Whole, x: Real, bench: int, depot: int) -> None:
    if n[bench + UP]:
        stores.due(n, depot, RETROGRADE, 1)
        stores.note(n, depot)
        tick = n[NOW] + orders.drawn(n, x, n[bench + UP], bench + ROAD)
        orders.arrive_at(n, tick, depot, UNLOAD, 0)
    else:
        stores.carcass(n, x, depot)


def unload(n: Whole, x: Real, depot: int) -> None:
    """A unit that was sent up is there."""
    stores.due(n, depot, RETROGRADE, -1)
    stores.carcass(n, x, depot)


def _prepare(n: Whole, x: Real, store: int, bench: int) -> None:
    """Ask for the sub-part at fault and for what every repair takes."""
    request = cells.take(n)
    n[request + orders.KIND] = orders.FOR_BENCH
    n[request + orders.WHO] = store
    priority = stores.urgency(n, x, store)
    if n[bench + CAUSES]:
        cause = _cause(n, x, bench)
        if cause:
            stores.ask(n, x, cause, 1, request, priority)
    job = n[bench + JOB]
    if job:
        part = n[job + jobs.PARTS]
        for _ in range(n[job + jobs.PART_COUNT]):
            number = int(x[n[part + jobs.PART_NUMBER]])
            stores.ask(n, x, n[part + jobs.PART_STORE], number, request, priority)
            part += jobs.PART_SIZE
    if n[request + orders.LINES]:
        _wait(n, bench, 1)
    else:
        cells.give(n, request)
        _work(n, x, store, bench)


def _cause(n: Whole, x: Real, bench: int) -> int:
    """Store of the sub-part at fault; 0 when none is or the site does not stock it."""
    count = n[bench + CAUSES]
    for i in range(count):
        x[n[bench + SHARES] + i] = x[n[n[bench + CAUSE_LIST] + 2 * i + 1]]
    cause = cause_of(luck.following(n, bench + CAUSE_LUCK), x, n[bench + SHARES], count)
    if cause < 0:
        return 0
    return n[n[bench + CAUSE_LIST] + 2 * cause]


def _wait(n: Whole, bench: int, by: int) -> None:
    if n[bench + AWAITING] >= 0:
        books.change(n, n[bench + AWAITING], by)


def equipped(n: Whole, x: Real, request: int) -> None:
    """The sub-parts of a repair are there."""
    store = n[request + orders.WHO]
    cells.give(n, request)
    _wait(n, n[store + stores.BENCH], -1)
    _work(n, x, store, n[store + stores.BENCH])


def _work(n: Whole, x: Real, store: int, bench: int) -> None:
    job = n[bench + JOB]
    if job and n[job + jobs.HAS_LABOUR]:
        ticket = cells.take(n)
        n[ticket + tickets.CARD] = n[bench + CARD]
        agenda.start(n, BENCH_WORK, ticket)
    else:
        _set_going(n, x, store)


def by_hand(n: Whole, x: Real, ticket: int) -> None:
    """Work on a removed part begins, or waits for its people."""
    store = n[n[ticket + tickets.CARD] + tickets.OWNER]
    x[ticket + tickets.PRIORITY] = stores.urgency(n, x, store)
    x[ticket + tickets.FACTOR] = 1.0
    shops.work(n, x, ticket)


def worked(n: Whole, x: Real, ticket: int) -> None:
    """Work on a removed part is over."""
    store = n[n[ticket + tickets.CARD] + tickets.OWNER]
    cells.give(n, ticket)
    _set_going(n, x, store)


def _set_going(n: Whole, x: Real, store: int) -> None:
    """The turnaround begins."""
    bench = n[store + stores.BENCH]
    tick = n[NOW] + orders.drawn(n, x, bench + TURNAROUND, bench + TURNAROUND_LUCK)
    orders.arrive_at(n, tick, store, MENDED, 0)


def done(n: Whole, x: Real, store: int) -> None:
    """A repaired part goes to the shelf."""
    stores.due(n, store, IN_REPAIR, -1)
    stores.give(n, x, store, 1)
