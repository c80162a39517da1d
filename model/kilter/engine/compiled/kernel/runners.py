"""What runs in a fleet: a heap of its items by the point on the fleet clock at which each will stop.

An entry is two words: that point (real) and the number of the item; every item that runs has one. At one point items
stop in the order of their numbers. Where the entry of each item stands is kept in a table of its own, -1 when it does
not run: moving entries then touches nothing else.

>>> n = [0] * 100
>>> n[fleets.HEAP], n[fleets.PLACES] = 60, 80
>>> enter(n, n, 0, 0, 12.5)
>>> enter(n, n, 0, 1, 7.25)
>>> n[60], n[61]
(7.25, 1)
>>> leave(n, n, 0, 1)
>>> n[60], n[61], n[80], n[81]
(12.5, 0, 0, -1)
"""

from __future__ import annotations

import math

from . import fleets
from .words import Real, Whole

ENTRY_SIZE = 2


def enter(n: Whole, x: Real, fleet: int, number: int, point: float) -> None:
    """An item runs and will stop at a point."""
    place = n[fleet + fleets.HEAP_COUNT]
    n[fleet + fleets.HEAP_COUNT] = place + 1
    _rise(n, x, n[fleet + fleets.HEAP], n[fleet + fleets.PLACES], place, point, number)


def leave(n: Whole, x: Real, fleet: int, number: int) -> None:
    """An item runs no more, if it did."""
    heap = n[fleet + fleets.HEAP]
    places = n[fleet + fleets.PLACES]
    place = n[places + number]
    if place < 0:
        return
    n[places + number] = -1
    last = n[fleet + fleets.HEAP_COUNT] - 1
    n[fleet + fleets.HEAP_COUNT] = last
    end = heap + ENTRY_SIZE * last
    point = x[end]
    moved = n[end + 1]
    # behind the last entry stands a point that none is beyond: every entry has another to its right
    x[end] = math.inf
    if place < last:
        _rise(n, x, heap, places, _sink(n, x, heap, places, place, last), point, moved)


def _sink(n: Whole, x: Real, heap: int, places: int, hole: int, last: int) -> int:
    """Let a hole sink to the bottom, where the last entry came from and mostly belongs; where it is then."""
    below = 2 * hole + 1
    while below < last:
        at = heap + ENTRY_SIZE * below
        right = 1 if x[at + 2] < x[at] else 0
        if x[at + 2] == x[at]:
            right = 1 if n[at + 3] < n[at + 1] else 0
        below += right
        at += ENTRY_SIZE * right
        x[heap + ENTRY_SIZE * hole] = x[at]
        n[heap + ENTRY_SIZE * hole + 1] = n[at + 1]
        n[places + n[at + 1]] = hole
        hole = below
        below = 2 * hole + 1
    return hole


def _rise(n: Whole, x: Real, heap: int, places: int, hole: int, point: float, number: int) -> None:
    """Let an entry rise from a hole to its place."""
    while hole > 0:
        above = (hole - 1) >> 1
        at = heap + ENTRY_SIZE * above
        if x[at] < point or (x[at] == point and n[at + 1] < number):
            break
        x[heap + ENTRY_SIZE * hole] = x[at]
        n[heap + ENTRY_SIZE * hole + 1] = n[at + 1]
        n[places + n[at + 1]] = hole
        hole = above
    x[heap + ENTRY_SIZE * hole] = point
    n[heap + ENTRY_SIZE * hole + 1] = number
    n[places + number] = hole
