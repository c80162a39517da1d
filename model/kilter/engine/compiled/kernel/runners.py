"""What runs in a fleet: a heap of its items by the point on the fleet clock at which each will stop.

An entry is two words: that point (real) and the address of the item; every item that runs has one, and knows its place.
At one point items stop in the order of their numbers.
"""

from __future__ import annotations

from . import fleets
from .items import HEAP_PLACE
from .words import Real, Whole

ENTRY_SIZE = 2


def enter(n: Whole, x: Real, fleet: int, item: int, point: float) -> None:
    """An item runs and will stop at a point."""
    place = n[fleet + fleets.HEAP_COUNT]
    n[fleet + fleets.HEAP_COUNT] = place + 1
    _rise(n, x, n[fleet + fleets.HEAP], place, point, item)


def leave(n: Whole, x: Real, fleet: int, item: int) -> None:
    """An item runs no more, if it did."""
    place = n[item + HEAP_PLACE]
    if place < 0:
        return
    n[item + HEAP_PLACE] = -1
    last = n[fleet + fleets.HEAP_COUNT] - 1
    n[fleet + fleets.HEAP_COUNT] = last
    if place < last:
        heap = n[fleet + fleets.HEAP]
        hole = _sink(n, x, heap, place, last)
        _rise(n, x, heap, hole, x[heap + ENTRY_SIZE * last], n[heap + ENTRY_SIZE * last + 1])


def _sink(n: Whole, x: Real, heap: int, hole: int, last: int) -> int:
    """Let a hole sink as far as the last entry would; where it is then."""
    point = x[heap + ENTRY_SIZE * last]
    item = n[heap + ENTRY_SIZE * last + 1]
    below = 2 * hole + 1
    while below < last:
        at = heap + ENTRY_SIZE * below
        if below + 1 < last and (x[at + 2] < x[at] or (x[at + 2] == x[at] and n[at + 3] < n[at + 1])):
            below += 1
            at += ENTRY_SIZE
        if point < x[at] or (point == x[at] and item < n[at + 1]):
            break
        x[heap + ENTRY_SIZE * hole] = x[at]
        n[heap + ENTRY_SIZE * hole + 1] = n[at + 1]
        n[n[at + 1] + HEAP_PLACE] = hole
        hole = below
        below = 2 * hole + 1
    return hole


def _rise(n: Whole, x: Real, heap: int, hole: int, point: float, item: int) -> None:
    """Let an entry rise from a hole to its place."""
    while hole > 0:
        above = (hole - 1) >> 1
        at = heap + ENTRY_SIZE * above
        if x[at] < point or (x[at] == point and n[at + 1] < item):
            break
        x[heap + ENTRY_SIZE * hole] = x[at]
        n[heap + ENTRY_SIZE * hole + 1] = n[at + 1]
        n[n[at + 1] + HEAP_PLACE] = hole
        hole = above
    x[heap + ENTRY_SIZE * hole] = point
    n[heap + ENTRY_SIZE * hole + 1] = item
    n[item + HEAP_PLACE] = hole
