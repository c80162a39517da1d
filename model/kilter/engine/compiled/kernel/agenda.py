"""What happens when: a heap of events in a total order, and two rings for what happens at once.

Events at one instant happen in the order of (class, entity), whenever they were scheduled; only repeated events of one
entity fall back on their sequence. Processes that start and requests that are met at this very second come before any
event of the heap, starts first, each in the order in which they were posted. This is the order of the reference
engine's clock (``engine/reference/kernel.py``).

An event is two words: ``tick << 30 | class << 26 | entity`` and ``sequence << 34 | handler << 28 | data``. So ticks
have 33 bits, classes 4, entities 26, sequences 29, handlers 6 and data 28 (docs/engines.md says what is beyond).

A hole sinks to the bottom of the heap before anything rises from it, as in I. Wegener, "BOTTOM-UP-HEAPSORT",
Theoretical Computer Science 118 (1993) 81-98: what fills it comes late and mostly belongs there.

>>> n = [0] * 150
>>> n[END_OF_RUN], n[EVENTS], n[EVENT_ROOM] = 100, 112, 16
>>> at(n, 10, FAILURE, 0, 1, 0)
>>> at(n, 10, FINISH, 7, 2, 0)
>>> key = n[first_event(n)]
>>> key >> TICK_SHIFT, (key >> ENTITY_BITS) & 15 == FINISH, key & ENTITY_MASK
(10, True, 7)
"""

from __future__ import annotations

from .head import END as END_OF_RUN
from .head import (
    EVENT_COUNT,
    EVENT_ROOM,
    EVENTS,
    HOLE,
    OUT,
    RING,
    SEQUENCE,
    SOON_HEAD,
    SOON_TAIL,
    SOONS,
    START_HEAD,
    START_TAIL,
    STARTS,
)
from .words import Whole

ARRIVAL, FINISH, RETURN, DEMAND, CALENDAR, FAILURE, WARMUP, CLOSE, REPORT, CHANGE, OPEN, END = range(12)

#: Entities of one class: items and rows count from 0, what comes after them at the same instant from here on.
AFTER = 1 << 24
LAST = 1 << 25
ENTITY_BITS = 26
TICK_SHIFT = 30
DATA_BITS = 28
DATA_MASK = (1 << 28) - 1
HANDLER_MASK = 63
ENTITY_MASK = (1 << ENTITY_BITS) - 1
#: A key that comes after all.
NEVER = (1 << 63) - 1


def at(n: Whole, tick: int, kind: int, entity: int, handler: int, data: int) -> None:
    """Schedule an event: at an instant not before now, in its class, for an entity; beyond the horizon none is."""
    if tick > n[END_OF_RUN]:
        return
    if n[EVENT_COUNT] >= n[EVENT_ROOM]:
        n[OUT] = 1
        return
    n[SEQUENCE] += 1
    key = (tick << TICK_SHIFT) | (kind << ENTITY_BITS) | entity
    load = (n[SEQUENCE] << 34) | (handler << DATA_BITS) | data
    heap = n[EVENTS]
    last = n[EVENT_COUNT]
    if n[HOLE]:
        n[HOLE] = 0
        _rise(n, heap, _sunk(n, heap, last), key, load)
    else:
        n[EVENT_COUNT] = last + 1
        # Behind the last event stands one that comes after all: every event has a neighbour to its right.
        n[heap + 2 * last + 2] = NEVER
        _rise(n, heap, last, key, load)


def first_event(n: Whole) -> int:
    """The address of the first event. Whoever takes it leaves a hole (``HOLE``), which the next one scheduled fills."""
    heap = n[EVENTS]
    if n[HOLE]:
        last = n[EVENT_COUNT] - 1
        n[EVENT_COUNT] = last
        key = n[heap + 2 * last]
        load = n[heap + 2 * last + 1]
        n[heap + 2 * last] = NEVER
        _rise(n, heap, _sunk(n, heap, last), key, load)
        n[HOLE] = 0
    return heap


def _sunk(n: Whole, heap: int, last: int) -> int:
    """Where the hole at the top is once it has sunk to the bottom, which is where what fills it mostly belongs.

    On the way only neighbours are compared, without branches that a processor would have to guess.
    """
    hole = 0
    below = 1
    while below < last:
        at_left = heap + 2 * below
        left = n[at_left]
        right = n[at_left + 2]
        below += 1 if right < left else 0
        if right == left and n[at_left + 3] < n[at_left + 1]:
            below += 1
        n[heap + 2 * hole] = n[heap + 2 * below]
        n[heap + 2 * hole + 1] = n[heap + 2 * below + 1]
        hole = below
        below = 2 * hole + 1
    return hole


def _rise(n: Whole, heap: int, hole: int, key: int, load: int) -> None:
    """Let an event rise from a hole to its place."""
    while hole > 0:
        above = (hole - 1) >> 1
        other = n[heap + 2 * above]
        if other < key or (other == key and n[heap + 2 * above + 1] < load):
            break
        n[heap + 2 * hole] = other
        n[heap + 2 * hole + 1] = n[heap + 2 * above + 1]
        hole = above
    n[heap + 2 * hole] = key
    n[heap + 2 * hole + 1] = load


def start(n: Whole, handler: int, data: int) -> None:
    """Start a process: it begins at this instant, before anything that was asked for :func:`soon`."""
    tail = n[START_TAIL]
    n[n[STARTS] + (tail & n[RING])] = (handler << DATA_BITS) | data
    n[START_TAIL] = tail + 1
    if tail - n[START_HEAD] >= n[RING]:
        n[OUT] = 1


def soon(n: Whole, handler: int, data: int) -> None:
    """Do something at this instant, after what was asked for before and before any event of the heap."""
    tail = n[SOON_TAIL]
    n[n[SOONS] + (tail & n[RING])] = (handler << DATA_BITS) | data
    n[SOON_TAIL] = tail + 1
    if tail - n[SOON_HEAD] >= n[RING]:
        n[OUT] = 1
