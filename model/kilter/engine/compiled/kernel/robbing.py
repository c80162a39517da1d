"""Robbing: parts of items that stand anyway bring others back.

What an item lacks is a *hole*: one part, asked for at the store; the hole is the request, and passes to the donor when
a part is robbed from an item that waits for something else. A long-term unserviceable donor owes what was taken until
it is rehabilitated. Items of a fleet that have holes are linked to one another, so that only they are looked through.
"""

from __future__ import annotations

from ...planning.fleets import LONG_TERM, NMCS
from . import agenda, books, cells, fleets, handlers, items, jobs, orders, stores, tickets, upkeep
from .words import Real, Whole

#: A hole, after the words of its request: the next hole of the item, the store that owes the part, the item, and the
#: donor chosen for it.
NEXT, STORE, OWNER, DONOR = range(3, 7)
#: What a donor owes itself: the next kind of part, the store, and how many.
OWED_NEXT, OWED_STORE, OWED_NUMBER = range(3)

#: The rule of a fleet.
(
    FROM_LONG_TERM,  # 1 when items that stand for long may be robbed, and items that wait for parts
    FROM_DOWN,
    PER_DONOR,  # levers; -1: no limit
    SUCCESS,
    LABOUR,
    LUCK,  # which stream of the item says whether a part survives
    ROBBED,  # counters
    BROKEN,
    KINDS,  # address: kinds of parts that each item is built with, and how many
    KIND_COUNT,
    FIRST,  # item with holes
) = range(11)
SIZE = 11
#: A kind of part: its store, how many jobs know how many an item carries, and the levers of these numbers.
KIND_STORE, LEVER_COUNT, LEVERS = range(3)
KIND_SIZE = 3


# -- what an item has ------------------------------------------------------------------------------------------


def _rule(n: Whole, item: int) -> int:
    return n[n[item + items.CARE] + upkeep.ROBBING]


def _carries(n: Whole, x: Real, rule: int, store: int) -> int:
    """Parts of a kind that a complete item has."""
    most = 0
    kind = n[rule + KINDS]
    for _ in range(n[rule + KIND_COUNT]):
        if n[kind + KIND_STORE] == store:
            for i in range(n[kind + LEVER_COUNT]):
                most = max(most, int(x[n[n[kind + LEVERS] + i]]))
        kind += KIND_SIZE
    return most


def _lacks(n: Whole, item: int, store: int) -> int:
    """Parts of a kind that an item lacks, or owes itself."""
    number = _owed(n, n[item + items.OWES], store)
    hole = n[item + items.HOLES]
    while hole:
        if n[hole + STORE] == store:
            number += 1
        hole = n[hole + NEXT]
    return number


def _owed(n: Whole, owes: int, store: int) -> int:
    """How many of a kind stand in a list of what is owed."""
    while owes:
        if n[owes + OWED_STORE] == store:
            return n[owes + OWED_NUMBER]
        owes = n[owes + OWED_NEXT]
    return 0


def _owe(n: Whole, item: int, store: int) -> None:
    """A donor owes itself one more part."""
    before = 0
    at = n[item + items.OWES]
    while at and n[at + OWED_STORE] != store:
        before = at
        at = n[at + OWED_NEXT]
    if at == 0:
        at = cells.take(n)
        n[at + OWED_STORE] = store
        if before:
            n[before + OWED_NEXT] = at
        else:
            n[item + items.OWES] = at
    n[at + OWED_NUMBER] += 1


def _may_give(n: Whole, x: Real, rule: int, item: int) -> bool:
    return n[rule + PER_DONOR] < 0 or n[item + items.GAVE] < int(x[n[rule + PER_DONOR]])


# -- holes -----------------------------------------------------------------------------------------------------


def _ask(n: Whole, x: Real, item: int, store: int, number: int, priority: float) -> None:
    """Ask the store for parts one by one; what it owes are holes."""
    for _ in range(number):
        hole = cells.take(n)
        n[hole + orders.KIND] = orders.FOR_HOLE
        n[hole + orders.WHO] = hole
        n[hole + STORE] = store
        if stores.ask(n, x, store, 1, hole, priority):
            _add(n, item, hole)
        else:
            cells.give(n, hole)


def _add(n: Whole, item: int, hole: int) -> None:
    """One more hole, the last of an item."""
    n[hole + OWNER] = item
    n[hole + NEXT] = 0
    n[item + items.HOLE_COUNT] += 1
    last = n[item + items.HOLES]
    if last == 0:
        n[item + items.HOLES] = hole
        rule = _rule(n, item)
        n[item + items.LACKING] = n[rule + FIRST]
        n[rule + FIRST] = item
        return
    while n[last + NEXT]:
        last = n[last + NEXT]
    n[last + NEXT] = hole


def _remove(n: Whole, item: int, hole: int) -> None:
    """A hole that is no longer the item's."""
    if n[item + items.HOLES] == hole:
        n[item + items.HOLES] = n[hole + NEXT]
    else:
        before = n[item + items.HOLES]
        while n[before + NEXT] != hole:
            before = n[before + NEXT]
        n[before + NEXT] = n[hole + NEXT]
    n[item + items.HOLE_COUNT] -= 1
    if n[item + items.HOLES]:
        return
    rule = _rule(n, item)
    if n[rule + FIRST] == item:
        n[rule + FIRST] = n[item + items.LACKING]
    else:
        other = n[rule + FIRST]
        while n[other + items.LACKING] != item:
            other = n[other + items.LACKING]
        n[other + items.LACKING] = n[item + items.LACKING]


def arrived(n: Whole, x: Real, hole: int) -> None:
    """The part that fills a hole is there."""
    item = n[hole + OWNER]
    _remove(n, item, hole)
    cells.give(n, hole)
    if n[item + items.HOLES]:
        _consider(n, x, _rule(n, item))
    else:
        _complete(n, item)


def _complete(n: Whole, item: int) -> None:
    if n[item + items.FILLED] == 1:
        n[item + items.FILLED] = 2
        agenda.soon(n, handlers.ITEM_FILLED, item)


# -- parts for a job -------------------------------------------------------------------------------------------


def scrape(n: Whole, x: Real, item: int, waiting: int) -> None:
    """Parts from wherever they are, for the job and for what the item gave while it stood; ``FILLED`` when it waits."""
    what = n[item + items.JOB]
    owes = n[item + items.OWES]
    n[item + items.OWES] = 0
    n[item + items.FITTED] = 1 if owes else 0
    part = n[what + jobs.PARTS]
    for _ in range(n[what + jobs.PART_COUNT]):
        store = n[part + jobs.PART_STORE]
        _find(n, x, item, store, int(x[n[part + jobs.PART_NUMBER]]) + _owed(n, owes, store))
        part += jobs.PART_SIZE
    while owes:
        if not _takes(n, what, n[owes + OWED_STORE]):
            _find(n, x, item, n[owes + OWED_STORE], n[owes + OWED_NUMBER])
        after = n[owes + OWED_NEXT]
        cells.give(n, owes)
        owes = after
    if n[item + items.HOLES]:
        n[item + items.FILLED] = 1
        fleets.move(n, item, waiting)
        _consider(n, x, _rule(n, item))
        upkeep.stand(n, x, item, waiting)
    else:
        fit(n, x, item)


def fit(n: Whole, x: Real, item: int) -> None:
    """Nothing is lacking: robbed parts take more labour."""
    if n[item + items.FITTED] or n[item + items.GAVE] > 0:
        x[n[item + items.TICKET] + tickets.FACTOR] = x[n[_rule(n, item) + LABOUR]]
    n[item + items.FITTED] = 0
    n[item + items.GAVE] = 0


def _takes(n: Whole, what: int, store: int) -> bool:
    """Whether a job takes parts of a kind."""
    part = n[what + jobs.PARTS]
    for _ in range(n[what + jobs.PART_COUNT]):
        if n[part + jobs.PART_STORE] == store:
            return True
        part += jobs.PART_SIZE
    return False


def _find(n: Whole, x: Real, item: int, store: int, number: int) -> None:
    """Parts of one kind: out of wrecks and items that stand for long, as far as the shelf is empty; then the store."""
    taken = upkeep.from_hulks(n, x, item, number - n[store + stores.ON_HAND])
    taken += _from_long_term(n, x, item, store, number - taken - n[store + stores.ON_HAND])
    if taken > 0:
        n[item + items.FITTED] = 1
    priority = x[n[n[item + items.FLEET] + fleets.PRIORITY]]
    _ask(n, x, item, store, number - taken, priority)


def _from_long_term(n: Whole, x: Real, item: int, store: int, short: int) -> int:
    """Parts out of long-term unserviceable items, those that gave most first; some break on removal."""
    rule = _rule(n, item)
    got = 0
    while n[rule + FROM_LONG_TERM] and got < short:
        donor = _long_term_donor(n, x, n[item + items.FLEET], rule, store)
        if donor == 0:
            return got
        _owe(n, donor, store)
        n[donor + items.GAVE] += 1
        if _taken(n, x, item):
            got += 1
    return got


def _long_term_donor(n: Whole, x: Real, fleet: int, rule: int, store: int) -> int:
    """The item that stands for long, still has such a part, and gave most; 0 for none."""
    if n[n[fleet + fleets.LEVELS + LONG_TERM] + books.LEVEL] == 0:
        return 0
    carries = _carries(n, x, rule, store)
    best = 0
    item = n[fleet + fleets.ITEMS]
    for _ in range(n[fleet + fleets.COUNT]):
        if (
            n[item + items.STATE] == LONG_TERM
            and (best == 0 or n[item + items.GAVE] > n[best + items.GAVE])
            and _may_give(n, x, rule, item)
            and carries > _lacks(n, item, store)
        ):
            best = item
        item += n[fleet + fleets.STRIDE]
    return best


def _taken(n: Whole, x: Real, item: int) -> bool:
    """A part is removed for an item: whether it survives."""
    rule = _rule(n, item)
    whole = items.draw(n, item, n[rule + LUCK]) < x[n[rule + SUCCESS]]
    x[n[rule + ROBBED] if whole else n[rule + BROKEN]] += 1.0
    return whole


# -- among items that wait -------------------------------------------------------------------------------------


def _consider(n: Whole, x: Real, rule: int) -> None:
    """Complete whatever can be completed out of others that wait, those that lack least first."""
    while n[rule + FROM_DOWN]:
        item = _next(n, rule, 0)
        while item and not _donors(n, x, rule, item):
            item = _next(n, rule, item)
        if item == 0:
            return
        _rob(n, x, item)


def _next(n: Whole, rule: int, item: int) -> int:
    """The item that comes after another among those that wait, by holes and number; 0 when it was the last."""
    best = 0
    other = n[rule + FIRST]
    while other:
        comes = n[other + items.STATE] == NMCS and (item == 0 or _before(n, item, other))
        if comes and (best == 0 or _before(n, other, best)):
            best = other
        other = n[other + items.LACKING]
    return best


def _before(n: Whole, item: int, other: int) -> bool:
    """Whether an item lacks less than another, or as much and has the lower number."""
    if n[item + items.HOLE_COUNT] != n[other + items.HOLE_COUNT]:
        return n[item + items.HOLE_COUNT] < n[other + items.HOLE_COUNT]
    return n[item + items.NUMBER] < n[other + items.NUMBER]


def _donors(n: Whole, x: Real, rule: int, item: int) -> bool:
    """Whether there is a donor for each thing that an item lacks; it is noted in the hole."""
    hole = n[item + items.HOLES]
    while hole:
        donor = _donor(n, x, rule, item, hole)
        if donor == 0:
            return False
        n[hole + DONOR] = donor
        hole = n[hole + NEXT]
    return True


def _donor(n: Whole, x: Real, rule: int, item: int, hole: int) -> int:
    """Of those that wait and still have what would fill a hole, the one that lacks most; 0 for none."""
    store = n[hole + STORE]
    carries = _carries(n, x, rule, store)
    best = 0
    other = n[rule + FIRST]
    while other:
        if (
            other != item
            and n[other + items.STATE] == NMCS
            and (best == 0 or _rather(n, other, best))
            and _may_give(n, x, rule, other)
            and carries - _lacks(n, other, store) > _promised(n, item, hole, other)
        ):
            best = other
        other = n[other + items.LACKING]
    return best


def _rather(n: Whole, item: int, other: int) -> bool:
    """Whether to rob an item rather than another: it lacks more, or as much and has the lower number."""
    if n[item + items.HOLE_COUNT] != n[other + items.HOLE_COUNT]:
        return n[item + items.HOLE_COUNT] > n[other + items.HOLE_COUNT]
    return n[item + items.NUMBER] < n[other + items.NUMBER]


def _promised(n: Whole, item: int, hole: int, donor: int) -> int:
    """For how many holes of the same kind before this one an item has been chosen as the donor."""
    number = 0
    at = n[item + items.HOLES]
    while at != hole:
        if n[at + STORE] == n[hole + STORE] and n[at + DONOR] == donor:
            number += 1
        at = n[at + NEXT]
    return number


def _rob(n: Whole, x: Real, item: int) -> None:
    """Fill an item's holes out of the donors chosen, until a part breaks."""
    hole = n[item + items.HOLES]
    while hole:
        after = n[hole + NEXT]
        donor = n[hole + DONOR]
        n[donor + items.GAVE] += 1
        if not _taken(n, x, item):
            # The donor now lacks it and the recipient still does.
            _ask(n, x, donor, n[hole + STORE], 1, x[n[n[item + items.FLEET] + fleets.PRIORITY]])
            break
        _remove(n, item, hole)
        _add(n, donor, hole)
        n[item + items.FITTED] = 1
        hole = after
    if n[item + items.HOLES] == 0:
        _complete(n, item)
