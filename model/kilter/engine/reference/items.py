"""An item: its state, its hours, and the clocks that will stop it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..rows import FleetRow
from ..streams import Stream
from .world import World

if TYPE_CHECKING:
    import simpy

    from .robbing import Hole

_NEVER = 1 << 62
_FLEET_BITS = 20
MODE, INSPECTION, OVERHAUL, ACCIDENT = "failure", "inspection", "overhaul", "accident"


@dataclass(frozen=True)
class Stop:
    """Why an item stopped: kind and position of the clock."""

    kind: str
    index: int


class Item:
    """One item of a fleet.

    ``due_hours`` are points on the item's own hours, ``due_ticks`` instants; ``what_hours`` and ``what_ticks`` say
    what each of them is.
    """

    def __init__(self, world: World, row: FleetRow, number: int, name: str) -> None:
        self.world, self.number, self.name = world, number, name
        fleet = world.plan.fleets.index(row)
        self.entity = (fleet << _FLEET_BITS) + number
        self.state = 0
        self.hours = 0.0
        self.since = 0.0
        self.ran = 0.0
        # How each mode's present life was drawn: from which reading of its clock, at which tick, scale and shape.
        self.drawn: dict[int, tuple[float, int, float, float]] = {}
        self.age_days = row.age_days
        self.stamp = 0
        self.upgraded = False
        self.pending: list[int] = []
        # What it lacks and the store owes, what it owes itself as a donor, how often it gave, and whether a robbed
        # part is being fitted.
        self.holes: list[Hole] = []
        self.owes: dict[int, int] = {}
        self.gave = 0
        self.fitted = False
        self.filled: simpy.Event | None = None
        self.due_hours: list[float] = []
        self.due_ticks: list[int] = []
        self.what_hours: list[tuple[str, int]] = []
        self.what_ticks: list[tuple[str, int]] = []
        self._at_hours: dict[tuple[str, int], int] = {}
        self._at_ticks: dict[tuple[str, int], int] = {}
        self._streams: dict[str, Stream] = {}

    def stream(self, purpose: str) -> Stream:
        """The item's random numbers for a purpose."""
        stream = self._streams.get(purpose)
        if stream is None:
            stream = self._streams[purpose] = self.world.stream(purpose, self.name)
        return stream

    def add_clock(self, kind: str, index: int, *, calendar: bool) -> None:
        """Another clock that can stop the item."""
        if calendar:
            self._at_ticks[kind, index] = len(self.what_ticks)
            self.what_ticks.append((kind, index))
            self.due_ticks.append(_NEVER)
        else:
            self._at_hours[kind, index] = len(self.what_hours)
            self.what_hours.append((kind, index))
            self.due_hours.append(math.inf)

    def set_hours(self, kind: str, index: int, due: float) -> None:
        """When a clock of hours will next ring."""
        self.due_hours[self._at_hours[kind, index]] = due

    def set_tick(self, kind: str, index: int, due: int) -> None:
        """When a clock of the calendar will next ring."""
        self.due_ticks[self._at_ticks[kind, index]] = due

    def due_of(self, kind: str, index: int) -> float:
        """When a clock will next ring: in its hours, or the tick."""
        if (kind, index) in self._at_hours:
            return self.due_hours[self._at_hours[kind, index]]
        return self.due_ticks[self._at_ticks[kind, index]]

    def settle(self, kind: str, index: int) -> None:
        """A clock has rung: the item's hours are at least the clock's point."""
        if (kind, index) in self._at_hours:
            due = self.due_hours[self._at_hours[kind, index]]
            if abs(due - self.hours) < 1e-3:
                self.hours = due

    def silence(self, kind: str, index: int) -> None:
        """A clock that has rung and waits for its job rings no more."""
        if (kind, index) in self._at_hours:
            self.set_hours(kind, index, math.inf)
        if (kind, index) in self._at_ticks:
            self.set_tick(kind, index, _NEVER)

    def is_due(self, kind: str, count: int, now: int) -> bool:
        """Whether any of the first clocks of a kind, ``count`` of them, has reached its limit."""
        for index in range(count):
            by_hours, by_ticks = self._at_hours.get((kind, index)), self._at_ticks.get((kind, index))
            if by_hours is not None and self.due_hours[by_hours] <= self.hours:
                return True
            if by_ticks is not None and self.due_ticks[by_ticks] <= now:
                return True
        return False
