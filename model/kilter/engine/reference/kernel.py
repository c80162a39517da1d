"""SimPy with whole seconds and a total order of events.

Two events at the same instant happen in the order of (class, entity), never in the order in which they were
scheduled; only repeated events of one entity fall back on their sequence. SimPy's own zero-delay events (a process
starting, a request being granted) settle before any of them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import simpy
from simpy.events import EventPriority

# Classes of events at one instant, in the order in which they happen. Things that arrive or finish come before
# things that fail; the month is closed and reported when all of that is settled, dated changes follow, then a new
# month opens.
ARRIVAL, FINISH, RETURN, DEMAND, CALENDAR, FAILURE, WARMUP, CLOSE, REPORT, CHANGE, OPEN, END = range(12)

_ENTITY_BITS = 32
_FIRST = 2  # SimPy's own URGENT and NORMAL are 0 and 1


class Moment(simpy.Event):
    """An event at a given instant, with its place in the total order."""

    def __init__(self, env: Clock, tick: int, kind: int, entity: int) -> None:
        super().__init__(env)
        self._ok = True
        self._value = None
        priority = _FIRST + (kind << _ENTITY_BITS) + entity
        env.schedule(self, priority=EventPriority(priority), delay=tick - env.now)


class Clock(simpy.Environment):
    """A SimPy environment whose time is whole seconds.

    >>> clock = Clock()
    >>> seen = []
    >>> clock.call(10, FAILURE, 0, lambda: seen.append("fails"))
    >>> clock.call(10, FINISH, 7, lambda: seen.append("finishes"))
    >>> clock.run()
    >>> seen
    ['finishes', 'fails']
    """

    def __init__(self) -> None:
        super().__init__(initial_time=0)

    def at(self, tick: int, kind: int, entity: int) -> Moment:
        """An event to wait for, at an instant not before now."""
        return Moment(self, tick, kind, entity)

    def call(self, tick: int, kind: int, entity: int, what: Callable[[], Any]) -> None:
        """Do something at an instant."""
        moment = Moment(self, tick, kind, entity)
        assert moment.callbacks is not None
        moment.callbacks.append(lambda _: what())
