"""Fleets: items with clocks that run with use, what stops them, and what brings them back.

All items of a fleet that run, run at the same rate, so one *fleet clock* of hours serves them all: an item's
next stop is a point on that clock, kept in a heap, and only the earliest one has an alarm.
"""

from __future__ import annotations

import heapq
import math

from ...mechanisms.use import hours_per_item
from ...scenario.units import DAYS_PER_MONTH
from ..planning.fleets import (
    FMC,
    HULK,
    LONG_TERM,
    LOST,
    MISSION_CAPABLE,
    NMCM,
    PMC,
    STATES,
)
from ..rows import FleetRow
from ..timebase import DAY, HOUR
from .items import ACCIDENT, INSPECTION, MODE, Item, Stop
from .kernel import CALENDAR, FAILURE
from .lives import Lives
from .mornings import Mornings
from .upkeep import Upkeep
from .world import World

_MONTH = DAYS_PER_MONTH * DAY


class Fleet:
    """One fleet."""

    def __init__(self, world: World, index: int, row: FleetRow) -> None:
        self.world, self.index, self.row = world, index, row
        self.path = f"fleets.{row.name}"
        layout = world.plan.layout
        self.levels = [layout.levels[f"fleet.{row.name}.{state}"] for state in STATES]
        self.counters = {
            c: layout.counters[f"fleet.{row.name}.{c}"]
            for c in (
                "hours",
                "failures",
                "lost",
                "damaged",
                "rehabilitated",
                "upgraded",
                "delivered",
                "cannibalised",
            )
        }
        self.items: list[Item] = []
        self.upgraded = 0
        # The fleet clock: hours at an instant, and hours per second from then on.
        self._hours, self._at, self._rate = 0.0, 0, 0.0
        self._heap: list[tuple[float, int, int]] = []
        self._alarm = 0
        self._armed_for = -1
        # Hours booked when the rate was last set, and item-seconds run by then.
        self._booked, self._flown = 0.0, 0
        self.lives = Lives(self)
        self.upkeep = Upkeep(self)
        self.mornings = Mornings(self)

    # -- the fleet clock ---------------------------------------------------------------------------------------

    def clock(self) -> float:
        """Hours on the fleet clock now."""
        return self._hours + self._rate * (self.world.now - self._at)

    def plan_use(self, crews: float, asked: float | None) -> None:
        """Spread the month's plan, or what missions ask of a fleet without one, over the items that can run."""
        now, row = self.world.levers.now, self.row
        self._flown = self.flush_hours()
        self._booked = self.world.books.counters[self.counters["hours"]]
        planned = now[row.plan] if row.plan >= 0 else asked
        if planned is None:
            rate = 1.0 / HOUR
        else:
            ceiling = self.world.levers.get(row.ceiling, math.inf)
            rate = hours_per_item(planned, self.capable(), crews, ceiling) / _MONTH
        if rate != self._rate:
            self._hours, self._at, self._rate = self.clock(), self.world.now, rate
            self._armed_for = -1
            self._arm()

    def capable(self) -> int:
        """Mission-capable items now."""
        return sum(self.world.books.levels[self.levels[s]] for s in MISSION_CAPABLE)

    def flush_hours(self) -> int:
        """Book the hours run until now, by the same sum however often it is asked for; item-seconds run."""
        books, now = self.world.books, self.world.now
        ran = 0
        for state in MISSION_CAPABLE:
            slot = self.levels[state]
            ran += books.integrals[slot] + books.levels[slot] * (now - books.since[slot])
        books.counters[self.counters["hours"]] = self._booked + self._rate * (ran - self._flown)
        return ran

    def _arm(self) -> None:
        while self._heap and self.items[self._heap[0][1]].stamp != self._heap[0][2]:
            heapq.heappop(self._heap)
        if not self._heap or self._rate <= 0.0:
            # Whoever was awaited is not any more.
            self._alarm += 1
            self._armed_for = -1
            return
        world = self.world
        tick = max(world.now, self._at + math.floor((self._heap[0][0] - self._hours) / self._rate + 0.5))
        if tick == self._armed_for:
            return
        self._alarm += 1
        self._armed_for = tick
        if tick <= world.plan.time.end:
            stamp = self._alarm
            world.clock.call(tick, FAILURE, self.index, lambda: self._ring(stamp))

    def _ring(self, stamp: int) -> None:
        if stamp != self._alarm:
            return
        self._armed_for = -1
        while self._heap and self.items[self._heap[0][1]].stamp != self._heap[0][2]:
            heapq.heappop(self._heap)
        # An alarm may be left over from an item that was taken in meanwhile: then nobody is due for a second or more.
        if self._heap and self._heap[0][0] - self.clock() <= self._rate:
            target, number, _ = heapq.heappop(self._heap)
            if target > self.clock():
                # Whole seconds may fall a hair short of the target; the clock never runs behind what happened.
                self._hours, self._at = target, self.world.now
            item = self.items[number]
            which = min(range(len(item.due_hours)), key=item.due_hours.__getitem__)
            self._stop_for(item, item.what_hours[which])
        self._arm()

    # -- items -------------------------------------------------------------------------------------------------

    def add(self, state: int, name: str) -> Item:
        """A new item, in a state."""
        item = Item(self.world, self.row, len(self.items), f"{self.path}.{name}")
        self.items.append(item)
        item.state = state
        self.world.books.change(self.levels[state], 1, self.world.now)
        for k in range(len(self.row.modes)):
            item.add_clock(MODE, k, calendar=self.row.modes[k].calendar)
        for kind, index, cycle in self.lives.cycles:
            if cycle.hours >= 0:
                item.add_clock(kind, index, calendar=False)
            if cycle.days >= 0:
                item.add_clock(kind, index, calendar=True)
        item.add_clock(ACCIDENT, 0, calendar=False)
        item.age_days = self.lives.age_of(item)
        self.lives.renew_all(item)
        return item

    def move(self, item: Item, state: int) -> None:
        """Put an item into another state."""
        if state != item.state:
            books, now = self.world.books, self.world.now
            books.change(self.levels[item.state], -1, now)
            books.change(self.levels[state], 1, now)
            item.state = state

    def up(self, item: Item) -> None:
        """An item is mission capable and runs."""
        world = self.world
        self.move(item, PMC if item.pending else FMC)
        item.since = self.clock()
        item.stamp += 1
        left = min(item.due_hours) - item.hours
        if left < math.inf:
            heapq.heappush(self._heap, (item.since + max(0.0, left), item.number, item.stamp))
        if item.due_ticks:
            soonest = max(world.now, min(item.due_ticks))
            if soonest <= world.plan.time.end:
                stamp = item.stamp
                world.clock.call(soonest, CALENDAR, item.entity, lambda: self._calendar(item, stamp))
        self._arm()

    def down(self, item: Item) -> None:
        """An item stops: its hours are booked, its alarms are void."""
        item.ran = self.clock() - item.since
        item.hours += item.ran
        item.stamp += 1

    def _calendar(self, item: Item, stamp: int) -> None:
        if item.stamp == stamp:
            which = min(range(len(item.due_ticks)), key=item.due_ticks.__getitem__)
            self._stop_for(item, item.what_ticks[which])
            self._arm()

    def _stop_for(self, item: Item, what: tuple[str, int]) -> None:
        kind, index = what
        world, row = self.world, self.row
        self.down(item)
        item.settle(kind, index)
        if kind == ACCIDENT:
            world.missions.broken_off(self.index, item)
            damaged = world.levers.now[row.damage]
            if damaged > 0.0 and item.stream("accident outcome").next() < damaged:
                self.move(item, LONG_TERM)
                world.books.counters[self.counters["damaged"]] += 1
                world.note(item.name, "damaged", "is damaged in an accident")
                return
            self.move(item, LOST)
            world.books.counters[self.counters["lost"]] += 1
            world.note(item.name, "lost", "is lost in an accident")
            return
        if kind == MODE:
            mode = row.modes[index]
            world.books.counters[self.counters["failures"]] += 1
            critical = world.levers.now[mode.critical]
            if critical < 1.0 and item.stream(f"critical.{mode.name}").next() >= critical:
                item.pending.append(index)
                item.silence(MODE, index)
                if mode.when_free:
                    self.mornings.await_next()
                world.note(item.name, "failure", f"fails ({mode.name}) but stays partly mission capable")
                self.up(item)
                return
            world.missions.broken_off(self.index, item)
            item.pending = [k for k in item.pending if k != index] + [index]
            world.note(item.name, "failure", f"stops: {mode.name}")
        else:
            world.note(
                item.name,
                kind,
                f"is due for {row.inspections[index].name if kind == INSPECTION else 'overhaul'}",
            )
        world.clock.process(self.upkeep.episode(item, Stop(kind, index)))


class Fleets:
    """All fleets."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.all = [Fleet(world, i, row) for i, row in enumerate(world.plan.fleets)]

    def begin(self) -> None:
        """Put the items where the scenario says, in its order."""
        for fleet in self.all:
            row = fleet.row
            made = [
                (state, fleet.add(state, f"item.{n}"))
                for n, state in enumerate(
                    [FMC] * row.serviceable
                    + [NMCM] * row.repairable
                    + [LONG_TERM] * row.long_term
                    + [HULK] * row.hulk
                )
            ]
            if row.cannibalise and row.cannibalise.hulks:
                fleet.upkeep.donor_parts = row.hulk * int(self.world.levers.now[row.cannibalise.yields])
            for state, item in made:
                fleet.lives.begin(item)
                if state == FMC:
                    fleet.up(item)
                elif state == NMCM:
                    self.world.clock.process(fleet.upkeep.episode(item, Stop("restoration", 0)))

    def open(self, month: int) -> None:
        """Plan the month's use."""
        asked: dict[int, float] = {}
        if self.world.plan.missions:
            for fleet in self.all:
                fleet.flush_hours()
            asked = self.world.missions.allocate()
        for fleet in self.all:
            fleet.plan_use(self.world.crews.able(fleet.index), asked.get(fleet.index))
