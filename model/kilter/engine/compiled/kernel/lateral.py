"""Lateral supply: sister sites lend when a site's users wait and its depot has none.

What arrives when nobody waits here any more goes back to the lenders, the first to have lent first. Neither inventory
position changes, so nobody orders more than without the loan.
"""

from __future__ import annotations

from ....mechanisms.echelons import spare, uncovered
from ...planning.supply import IN_TRANSIT, LENT
from . import cells, luck, orders, spreads, stores
from .handlers import LAND
from .head import NOW, OUT
from .words import Real, Whole

(
    STORE,
    SISTERS,  # how many it may ask, and where they are listed: store and counter of what it lent
    SISTER_LIST,
    KEEP,  # lever: what they keep
    MOST,  # 1 when the fullest is asked, not the first that can lend
    BORROWED,  # counter
    LENDERS,  # first and last of the loans not yet given back, and how many there are
    LENDERS_END,
    DEBT,
) = range(9)
ROAD = 9  # stream
SHIP = ROAD + luck.SIZE  # spread
SIZE = SHIP + spreads.SIZE

_SISTER_SIZE = 2
#: A loan.
_NEXT, _LENDER = range(2)


def seek(n: Whole, x: Real, borrower: int) -> None:
    """Borrow for every user whom nothing on the road will serve, as long as somebody can lend."""
    store = n[borrower + STORE]
    depot = n[store + stores.DEPOT]
    while uncovered(n[store + stores.OWED], n[store + stores.STAGES + IN_TRANSIT]) > 0:
        if depot and n[depot + stores.ON_HAND] > 0:
            return
        which = _chosen(n, x, borrower)
        if which == 0:
            return
        _borrow(n, x, borrower, store, which)


def give_back(n: Whole, x: Real, borrower: int, number: int) -> int:
    """Of so many units that nobody here waits for, those owed to lenders leave; returns what remains."""
    while number and n[borrower + LENDERS]:
        loan = n[borrower + LENDERS]
        sister = n[loan + _LENDER]
        n[borrower + LENDERS] = n[loan + _NEXT]
        n[borrower + DEBT] -= 1
        cells.give(n, loan)
        stores.due(n, sister, LENT, -1)
        _ship(n, x, borrower, sister)
        stores.note(n, sister)
        number -= 1
    return number


def debt(n: Whole, borrower: int) -> int:
    """How many units are owed to sisters."""
    return n[borrower + DEBT]


def _chosen(n: Whole, x: Real, borrower: int) -> int:
    """Where the sister that lends stands in the list of sisters; 0 when none can."""
    keep = int(x[n[borrower + KEEP]])
    best = 0
    most = 0
    which = n[borrower + SISTER_LIST]
    for _ in range(n[borrower + SISTERS]):
        can = spare(n[n[which] + stores.ON_HAND], keep)
        if can > most:
            if n[borrower + MOST] == 0:
                return which
            best = which
            most = can
        which += _SISTER_SIZE
    return best


def _borrow(n: Whole, x: Real, borrower: int, store: int, which: int) -> None:
    sister = n[which]
    x[n[borrower + BORROWED]] += 1.0
    x[n[which + 1]] += 1.0
    n[sister + stores.ON_HAND] -= 1
    stores.due(n, sister, LENT, 1)
    stores.note(n, sister)
    _append(n, borrower, sister)
    _ship(n, x, borrower, store)
    stores.note(n, store)


def _append(n: Whole, borrower: int, sister: int) -> None:
    loan = cells.take(n)
    if n[OUT]:
        return  # the cell may be the dummy, which must not stand in a list twice
    n[loan + _LENDER] = sister
    if n[borrower + LENDERS]:
        n[n[borrower + LENDERS_END] + _NEXT] = loan
    else:
        n[borrower + LENDERS] = loan
    n[borrower + LENDERS_END] = loan
    n[borrower + DEBT] += 1


def _ship(n: Whole, x: Real, borrower: int, to: int) -> None:
    stores.due(n, to, IN_TRANSIT, 1)
    tick = n[NOW] + orders.drawn(n, x, borrower + SHIP, borrower + ROAD)
    orders.arrive_at(n, tick, to, LAND, 1)
