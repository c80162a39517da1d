"""Alarms of fleets: one at most for each, and which of them rings first.

They stand beside the heap of events, since they are set anew with almost every item that stops or comes back: here
that costs a few comparisons. An alarm is the key that its event would have (see :mod:`.agenda`), so it takes its place
in the same total order.

>>> n = [0] * 120
>>> n[END], n[FLEET_COUNT], n[ALARMS], n[ALARM] = 100, 2, 112, NEVER
>>> n[112] = n[113] = NEVER
>>> set_for(n, 0, 30)
>>> set_for(n, 1, 20)
>>> n[ALARM] >> TICK_SHIFT
20
>>> stop(n, 1)
>>> n[ALARM] >> TICK_SHIFT
30
"""

from __future__ import annotations

from .agenda import ENTITY_BITS, ENTITY_MASK, FAILURE, NEVER, TICK_SHIFT
from .head import ALARM, ALARMS, END, FLEET_COUNT
from .words import Whole


def set_for(n: Whole, position: int, tick: int) -> None:
    """Set the alarm of the fleet at a position for an instant; beyond the horizon it never rings."""
    key = NEVER
    if tick <= n[END]:
        key = (tick << TICK_SHIFT) | (FAILURE << ENTITY_BITS) | position
    n[n[ALARMS] + position] = key
    if key < n[ALARM]:
        n[ALARM] = key
    elif n[ALARM] & ENTITY_MASK == position:
        _find_first(n)


def stop(n: Whole, position: int) -> None:
    """Nobody is awaited: the alarm of the fleet at a position never rings."""
    n[n[ALARMS] + position] = NEVER
    if n[ALARM] & ENTITY_MASK == position:
        _find_first(n)


def _find_first(n: Whole) -> None:
    first = NEVER
    for i in range(n[FLEET_COUNT]):
        first = min(first, n[n[ALARMS] + i])
    n[ALARM] = first
