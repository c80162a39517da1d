"""Shops: people of one trade at a site, the jobs that wait for them, and how fast they work."""

from __future__ import annotations

import heapq
import math
from collections.abc import Generator
from typing import Any

import simpy

from ...mechanisms.repair import (
    exponent_from_rate,
    learning_factor,
    productivity,
    rework_probability,
    shift_finish,
    teams_allowed,
    work_hours,
)
from ..rows import JobRow, ShopRow
from ..streams import Stream
from ..timebase import DAY, HOUR
from .calendars import calendar_finish, next_working_day
from .kernel import FINISH
from .spreads import amount
from .world import World


class Shop:
    """One trade at one site."""

    def __init__(self, world: World, index: int, row: ShopRow) -> None:
        self.world, self.index, self.row = world, index, row
        self.staff = list(row.start)
        self.advisers = [0, 0, 0]
        self.teaching = 0
        self.busy = 0
        self.teams = 0
        self.tools = 1.0
        self.planning = 1.0
        self._line = row.start
        self.done: dict[int, int] = {}
        self._queue: list[tuple[float, int, int, simpy.Event]] = []
        self._asked = 0
        name, layout = f"site.{row.site}.trade.{row.trade}", world.plan.layout
        self._people = layout.levels[f"{name}.people"]
        self._busy = layout.levels[f"{name}.busy"]
        self._at_work = layout.levels[f"{name}.at_work"]
        self._waiting = layout.levels[f"{name}.queue"]
        self._jobs, self._waited = layout.counters[f"{name}.jobs"], layout.counters[f"{name}.waited"]

    def line(self) -> tuple[int, int, int]:
        """People on the line by level: staff and advisers, without those who teach (journeymen first)."""
        return self._line

    def refresh(self) -> None:
        """Staff, advisers or teaching have changed: note it and start what can start."""
        a, j, m = (s + x for s, x in zip(self.staff, self.advisers, strict=True))
        from_j = min(self.teaching, j)
        self._line = a, j - from_j, max(0, m - (self.teaching - from_j))
        self.world.books.set(self._people, sum(self._line), self.world.now)
        self._grant()

    def team(self, size: int, priority: float) -> simpy.Event:
        """Ask for a team; the event happens when it is free. Higher priority first, then first come."""
        world = self.world
        event = simpy.Event(world.clock)
        self._asked += 1
        heapq.heappush(self._queue, (-priority, self._asked, size, event))
        world.books.change(self._waiting, 1, world.now)
        world.books.counters[self._jobs] += 1
        self._grant()
        if not event.triggered:
            world.books.counters[self._waited] += 1
        return event

    def _grant(self) -> None:
        if not self._queue:
            return
        world, now = self.world, self.world.now
        a, j, m = self.line()
        span = world.levers.get(self.row.span, math.inf)
        while self._queue:
            size = self._queue[0][2]
            if self.busy + size > a + j + m or self.teams >= teams_allowed(a + j + m, 1, m, span):
                return
            event = heapq.heappop(self._queue)[3]
            self.busy += size
            self.teams += 1
            world.books.change(self._waiting, -1, now)
            world.books.change(self._busy, size, now)
            world.books.change(self._at_work, 1, now)
            event.succeed()

    def release(self, size: int) -> None:
        """A team is free again."""
        world, now = self.world, self.world.now
        self.busy -= size
        self.teams -= 1
        world.books.change(self._busy, -size, now)
        world.books.change(self._at_work, -1, now)
        self._grant()

    def finish(self, labour: float, size: int, fleet: int) -> int:
        """When a job begun now will be done: learning, skill mix, tools and the shift decide."""
        now, row = self.world.levers.now, self.row
        if row.learning_rate >= 0:
            exponent = exponent_from_rate(max(now[row.learning_rate], 0.01))
            labour *= learning_factor(self.done.get(fleet, 0), exponent, now[row.learning_floor])
        pace = productivity(*self.line(), *(now[slot] for slot in row.output)) * now[row.tools] * self.tools
        hours = work_hours(labour, size, max(pace * self.planning, 1e-6))
        begin, day = self._window()
        work = int(hours * HOUR + 0.5)
        if row.days:
            return calendar_finish(self.world.now, work, begin, day, row.days)
        return shift_finish(self.world.now, work, begin, day)

    def _window(self) -> tuple[int, int]:
        """When the shift begins, in seconds of the day, and how long it is."""
        day = min(DAY, max(1, int(self.world.levers.now[self.row.shift] * HOUR + 0.5)))
        return max(0, min(8 * HOUR, DAY - day)), day

    def next_morning(self, now: int) -> int:
        """The beginning of the next shift after now."""
        begin = self._window()[0]
        day = (now - begin) // DAY + 1
        return begin + (next_working_day(day, self.row.days) if self.row.days else day) * DAY

    def has_room(self, size: int, busy: int, teams: int) -> bool:
        """Whether a team of this size could begin at once, beside so many people in so many teams more."""
        a, j, m = self._line
        span = self.world.levers.get(self.row.span, math.inf)
        return (
            not self._queue
            and self.busy + busy + size <= a + j + m
            and self.teams + teams < teams_allowed(a + j + m, 1, m, span)
        )

    def rework(self) -> float:
        """Chance that a job done now has to be done again."""
        now = self.world.levers.now
        return rework_probability(*self.line(), *(now[slot] for slot in self.row.rework))


class Shops:
    """All shops."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.all = [Shop(world, i, row) for i, row in enumerate(world.plan.shops)]

    def work(
        self,
        job: JobRow,
        labour: Stream,
        again: Stream,
        entity: int,
        fleet: int,
        priority: float,
        factor: float,
    ) -> Generator[simpy.Event, Any, None]:
        """Do the work of a job: wait for a team, work, and do it again if it was not right."""
        world, spread = self.world, job.labour
        if spread is None:
            return
        now = world.levers.now
        while True:
            hours = amount(world.levers, spread, labour.next()) * factor
            if job.shop < 0:
                yield world.clock.at(world.now + int(hours * HOUR + 0.5), FINISH, entity)
                return
            shop = self.all[job.shop]
            size = max(1, int(now[job.team] if job.team >= 0 else now[shop.row.team]))
            yield shop.team(size, priority)
            yield world.clock.at(shop.finish(hours, size, fleet), FINISH, entity)
            chance = shop.rework()
            shop.done[fleet] = shop.done.get(fleet, 0) + 1
            shop.release(size)
            if chance <= 0.0 or again.next() >= chance:
                return
