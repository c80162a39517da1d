"""Suppliers: queues, capacity, money, lead times, and which of them gets an order."""

from __future__ import annotations

import math

from ....mechanisms.supply import expected_wait, lead_factor
from ....scenario.units import DAYS_PER_MONTH
from . import agreement, books, cells, luck, money, orders, spreads, stores
from .handlers import SUPPLIED, VANISHED
from .head import AGREEMENT, NOW, OUT, SUPPLIER_COUNT, SUPPLIERS, SUPPLIES
from .words import Real, Whole

(
    POSITION,  # in the plan
    QUEUE,  # first and last of the orders that wait
    QUEUE_END,
    QUEUED,  # parts in them
    ALLOWANCE,  # real: units that may still leave this month
    DELIVERED,  # counter
    OPEN_AT,  # monthly state
    NEEDS,  # depth of cooperation that it asks for, 0 for none
    TRACK,  # 1 when the agreement's track of parts opens it
    CAPACITY,  # levers; -1 for one that has no limit
    PRICE,
    RELIABILITY,
    NOTICE,
    BY_SANCTIONS,
    BY_BORDER,
    BY_PARTNER,
) = range(16)
LEAD = 16  # spread
SIZE = LEAD + spreads.SIZE

#: What all of them share: first and last of the orders that none of them takes, the levers on supply, and the counter
#: of what parts cost.
NOWHERE, NOWHERE_END, ALL_LEAD, ALL_CAPACITY, SANCTIONS, BORDER, PARTNER, COST = range(8)
SUPPLIES_SIZE = 8

#: An order on its way is its supplier and the number of its parts below the bit that marks a cell, or a cell with both.
_NUMBER_BITS = 19
_SUPPLIER_BITS = 8
_CELL_SUPPLIER, _CELL_NUMBER = range(2)


def place(n: Whole, x: Real, store: int, number: int) -> None:
    """Pass an order to one of its suppliers that is open; otherwise it waits for next month.

    The first that is open in the store's order of preference, or the one from which it is expected soonest.
    """
    supplier = _chosen(n, x, store, number)
    if supplier == 0:
        _append(n, n[SUPPLIES] + NOWHERE, n[SUPPLIES] + NOWHERE_END, store, number)
    elif n[supplier + QUEUE]:
        _append(n, supplier + QUEUE, supplier + QUEUE_END, store, number)
        n[supplier + QUEUED] += number
        _serve(n, x, supplier)
    elif not _leaves(n, x, supplier, store, number):
        _append(n, supplier + QUEUE, supplier + QUEUE_END, store, number)
        n[supplier + QUEUED] += number


def open_month(n: Whole, x: Real, month: int) -> None:
    """New capacity and money: orders of closed suppliers are passed on, then everyone is served."""
    supplies = n[SUPPLIES]
    for i in range(n[SUPPLIER_COUNT]):
        supplier = n[SUPPLIERS] + i * SIZE
        if n[supplier + QUEUE] and not _open(n, x, supplier):
            if n[supplies + NOWHERE]:
                n[n[supplies + NOWHERE_END] + orders.ORDER_NEXT] = n[supplier + QUEUE]
            else:
                n[supplies + NOWHERE] = n[supplier + QUEUE]
            n[supplies + NOWHERE_END] = n[supplier + QUEUE_END]
            n[supplier + QUEUE] = 0
            n[supplier + QUEUE_END] = 0
            n[supplier + QUEUED] = 0
    for i in range(n[SUPPLIER_COUNT]):
        _renew(n, x, n[SUPPLIERS] + i * SIZE)
    waiting = n[supplies + NOWHERE]
    n[supplies + NOWHERE] = 0
    n[supplies + NOWHERE_END] = 0
    while waiting:
        store = n[waiting + orders.ORDER_STORE]
        number = n[waiting + orders.ORDER_NUMBER]
        after = n[waiting + orders.ORDER_NEXT]
        cells.give(n, waiting)
        place(n, x, store, number)
        waiting = after


def arrive(n: Whole, x: Real, store: int, data: int) -> None:
    """An order is delivered to its store."""
    supplier = data >> _NUMBER_BITS
    number = data & ((1 << _NUMBER_BITS) - 1)
    if data & orders.IN_CELL:
        cell = data - orders.IN_CELL
        supplier = n[cell + _CELL_SUPPLIER]
        number = n[cell + _CELL_NUMBER]
        cells.give(n, cell)
    x[n[n[SUPPLIERS] + supplier * SIZE + DELIVERED]] += number
    stores.receive(n, x, store, number)


# -- one supplier ------------------------------------------------------------------------------------------------


def _scale(n: Whole, x: Real, supplier: int) -> float:
    """How far it is open to the focal party, 0 when closed."""
    needs = n[supplier + NEEDS]
    if needs and not (agreement.in_force(n) and x[n[AGREEMENT] + agreement.DEPTH] >= needs):
        return 0.0
    if n[supplier + TRACK]:
        return agreement.parts(n, x)
    return 1.0


def _open(n: Whole, x: Real, supplier: int) -> bool:
    """Whether an order would be taken."""
    if _scale(n, x, supplier) <= 0.0:
        return False
    return n[supplier + CAPACITY] < 0 or x[n[supplier + CAPACITY]] > 0.0


def _capacity(n: Whole, x: Real, supplier: int) -> float:
    """Units a month, as things stand."""
    own = x[n[supplier + CAPACITY]]
    return own * x[n[n[SUPPLIES] + ALL_CAPACITY]] * _scale(n, x, supplier)


def _renew(n: Whole, x: Real, supplier: int) -> None:
    """A new month's capacity; what waited is served."""
    if n[supplier + CAPACITY] >= 0:
        # Unused capacity lapses, but a fraction of a unit is carried so that slow suppliers deliver at all.
        x[supplier + ALLOWANCE] = min(x[supplier + ALLOWANCE], 1.0) + _capacity(n, x, supplier)
    books.put(x, n[supplier + OPEN_AT], 1.0 if _open(n, x, supplier) else 0.0)
    _serve(n, x, supplier)


def _serve(n: Whole, x: Real, supplier: int) -> None:
    """Dispatch orders, first come first served, as capacity and money allow."""
    order = n[supplier + QUEUE]
    while order and _leaves(n, x, supplier, n[order + orders.ORDER_STORE], n[order + orders.ORDER_NUMBER]):
        n[supplier + QUEUE] = n[order + orders.ORDER_NEXT]
        n[supplier + QUEUED] -= n[order + orders.ORDER_NUMBER]
        cells.give(n, order)
        order = n[supplier + QUEUE]
    if order == 0:
        n[supplier + QUEUE_END] = 0


def _leaves(n: Whole, x: Real, supplier: int, store: int, number: int) -> bool:
    """Whether capacity and money allow the next order; if so it is paid and on its way."""
    limited = n[supplier + CAPACITY] >= 0
    if _scale(n, x, supplier) <= 0.0 or (limited and x[supplier + ALLOWANCE] < 1.0 - 1e-9):
        return False
    price = 0.0
    if n[store + stores.PRICE] >= 0:
        price = x[n[store + stores.PRICE]]
    cost = number * price * x[n[supplier + PRICE]] * money.factor(n, x)
    if cost > 0.0 and not money.can(n, x, cost):
        return False
    if limited:
        x[supplier + ALLOWANCE] -= number
    if cost != 0.0:
        money.pay(n, x, n[n[SUPPLIES] + COST], cost, 1)
    _dispatch(n, x, supplier, store, number)
    return True


def _factor(n: Whole, x: Real, supplier: int) -> float:
    """By what its exposure multiplies its lead time at present."""
    supplies = n[SUPPLIES]
    return lead_factor(
        x[n[supplier + BY_SANCTIONS]],
        x[n[supplies + SANCTIONS]],
        x[n[supplier + BY_BORDER]],
        x[n[supplies + BORDER]],
        x[n[supplier + BY_PARTNER]],
        x[n[supplies + PARTNER]],
    )


def _dispatch(n: Whole, x: Real, supplier: int, store: int, number: int) -> None:
    days = spreads.drawn(n, x, supplier + LEAD, luck.following(n, store + stores.LEAD))
    days *= x[n[n[SUPPLIES] + ALL_LEAD]]
    days *= _factor(n, x, supplier)
    due = n[NOW] + spreads.ticks(days)
    if luck.following(n, store + stores.LOST) < x[n[supplier + RELIABILITY]]:
        data = n[supplier + POSITION] << _NUMBER_BITS | number
        if number >> _NUMBER_BITS or n[supplier + POSITION] >> _SUPPLIER_BITS:
            cell = cells.take(n)
            n[cell + _CELL_SUPPLIER] = n[supplier + POSITION]
            n[cell + _CELL_NUMBER] = number
            data = orders.IN_CELL + cell
        orders.arrive_at(n, due, store, SUPPLIED, data)
    else:
        due += spreads.ticks(x[n[supplier + NOTICE]])
        orders.arrive_at(n, due, store, VANISHED, orders.packed(n, number))


# -- queues, and whom to ask -------------------------------------------------------------------------------------


def _append(n: Whole, first: int, last: int, store: int, number: int) -> None:
    """An order takes its place at the end of a queue, given where its first and its last order are noted."""
    order = cells.take(n)
    if n[OUT]:
        return  # the cell may be the dummy, which must not stand in a list twice
    n[order + orders.ORDER_STORE] = store
    n[order + orders.ORDER_NUMBER] = number
    if n[first]:
        n[n[last] + orders.ORDER_NEXT] = order
    else:
        n[first] = order
    n[last] = order


def _chosen(n: Whole, x: Real, store: int, number: int) -> int:
    """The supplier that an order goes to, 0 when none is open."""
    best = 0
    soonest = math.inf
    for i in range(n[store + stores.SUPPLIERS]):
        supplier = n[n[store + stores.SUPPLIER_LIST] + i]
        if _open(n, x, supplier):
            if n[store + stores.SOONEST] == 0:
                return supplier
            wait = _wait(n, x, supplier, number)
            if best == 0 or wait < soonest:
                best = supplier
                soonest = wait
    return best


def _wait(n: Whole, x: Real, supplier: int, number: int) -> float:
    """Days that an order of so many is expected to take, were it placed here now."""
    capacity = math.inf
    if n[supplier + CAPACITY] >= 0:
        capacity = _capacity(n, x, supplier) / DAYS_PER_MONTH
    return expected_wait(
        float(number + n[supplier + QUEUED]),
        x[supplier + ALLOWANCE],
        capacity,
        x[n[supplier + LEAD + spreads.MEAN]] * x[n[n[SUPPLIES] + ALL_LEAD]] * _factor(n, x, supplier),
        x[n[supplier + RELIABILITY]],
        x[n[supplier + NOTICE]],
    )
