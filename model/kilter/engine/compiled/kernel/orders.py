"""What stores and suppliers hand one another: requests, lines that are owed, orders.

A request is a record of its maker, a cell or longer: the maker gives it back once it is complete. Lines and orders are
cells that stores and suppliers take and give back themselves.
"""

from __future__ import annotations

from . import agenda, cells, luck, repairs, spreads, stores
from .handlers import HOLE_FILLED, PARTS_THERE
from .words import Real, Whole

#: A request: what is done when every line is complete, how many are not yet, and for whom.
KIND, LINES, WHO = range(3)
#: Kinds of requests: parts of an item's job, one part that an item lacks, parts of a repair.
FOR_ITEM, FOR_HOLE, FOR_BENCH = range(3)

#: A line, one kind of part still owed: the next one to serve, how many, then the request or the store below that it
#: is for (neither: a user outside the scenario), and what it is sorted by, a real number.
LINE_NEXT, LINE_MISSING, LINE_REQUEST, LINE_BELOW, LINE_KEY = range(5)

#: An order that waits: the next one, who orders, how many.
ORDER_NEXT, ORDER_STORE, ORDER_NUMBER = range(3)

#: What does not fit into the data of an event stands in a cell, marked by this bit.
IN_CELL = 1 << 27


def complete(n: Whole, x: Real, request: int) -> None:
    """All is there."""
    kind = n[request + KIND]
    if kind == FOR_ITEM:
        agenda.soon(n, PARTS_THERE, n[request + WHO])
    elif kind == FOR_HOLE:
        agenda.soon(n, HOLE_FILLED, n[request + WHO])
    else:
        repairs.equipped(n, x, request)


def drawn(n: Whole, x: Real, spread: int, stream: int) -> int:
    """A random length of time, in whole seconds."""
    return spreads.ticks(spreads.drawn(n, x, spread, luck.following(n, stream)))


def arrive_at(n: Whole, tick: int, store: int, handler: int, data: int) -> None:
    """Something will arrive at a store."""
    agenda.at(n, tick, agenda.ARRIVAL, n[store + stores.POSITION], handler, data)


def packed(n: Whole, number: int) -> int:
    """A number of parts as the data of an event."""
    if number < IN_CELL:
        return number
    cell = cells.take(n)
    n[cell] = number
    return IN_CELL + cell


def unpacked(n: Whole, data: int) -> int:
    """The number of parts of an event's data."""
    if data < IN_CELL:
        return data
    cell = data - IN_CELL
    number = n[cell]
    cells.give(n, cell)
    return number
