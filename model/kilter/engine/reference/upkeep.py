"""What brings an item back: its jobs one after another, each with its parts and its people."""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING, Any

import simpy

from ..planning.fleets import AWAITING, NMCM, NMCS
from ..rows import JobRow
from ..trace import counted
from .items import INSPECTION, OVERHAUL, Item, Stop
from .robbing import Robbing
from .stores import Request

if TYPE_CHECKING:
    from .fleets import Fleet


class Upkeep:
    """The upkeep of one fleet."""

    def __init__(self, fleet: Fleet) -> None:
        self.fleet, self.world, self.row = fleet, fleet.world, fleet.row
        self.donor_parts = 0
        self._both = fleet.world.plan.layout.levels[f"fleet.{fleet.row.name}.nmcb"]
        rule = fleet.row.cannibalise
        self.robbing = Robbing(fleet, rule) if rule is not None and (rule.long_term or rule.down) else None

    def episode(self, item: Item, stop: Stop) -> Generator[simpy.Event, Any, None]:
        """From a stop to the return: the job itself, what was put off, and overhaul when it is due."""
        self.fleet.move(item, NMCM)
        if stop.kind == INSPECTION:
            cycle = self.row.inspections[stop.index]
            assert cycle.job is not None
            item.silence(INSPECTION, stop.index)
            yield from self.job(item, cycle.job, f"inspection.{cycle.name}")
            self.fleet.lives.renew_cycle(item, INSPECTION, stop.index)
        elif stop.kind == "restoration":
            yield from self.job(item, self.row.restoration, "restoration")
        while item.pending:
            k = item.pending.pop()
            yield from self.job(item, self.row.modes[k].job, self.row.modes[k].name)
            self.fleet.lives.renew_mode(item, k)
        if stop.kind == OVERHAUL or item.is_due(OVERHAUL, 1, self.world.now):
            self.fleet.move(item, AWAITING)
            yield from self.world.halls.overhaul(self.fleet, item)
        self.world.note(item.name, "repaired", "is mission capable again")
        self.fleet.up(item)

    def convenient(self, item: Item, modes: list[int]) -> Generator[simpy.Event, Any, None]:
        """What was put off and can be done at once is done while nothing forces it."""
        self.fleet.move(item, NMCM)
        for k in modes:
            item.pending.remove(k)
            yield from self.job(item, self.row.modes[k].job, self.row.modes[k].name)
            self.fleet.lives.renew_mode(item, k)
        self.world.note(item.name, "repaired", "is mission capable again")
        self.fleet.up(item)

    def job(
        self, item: Item, job: JobRow, name: str, waiting: int = NMCS, working: int = NMCM
    ) -> Generator[simpy.Event, Any, None]:
        """One job: parts first, then people."""
        world = self.world
        priority = world.levers.now[self.row.priority]
        factor = 1.0
        if self.robbing is not None:
            factor = yield from self._scrape(self.robbing, item, job, priority, waiting)
        elif job.parts:
            request = Request(simpy.Event(world.clock))
            for store_index, number_slot in job.parts:
                number = int(world.levers.now[number_slot])
                taken = self._from_hulks(item, store_index, number)
                if taken and self.row.cannibalise:
                    factor = max(factor, world.levers.now[self.row.cannibalise.labour])
                if number > taken:
                    world.stores.all[store_index].ask(number - taken, request, priority)
            if request.lines:
                self.fleet.move(item, waiting)
                both = self._other_work(item, waiting)
                if both:
                    self._book_both(1)
                yield request.event
                if both:
                    self._book_both(-1)
        self.fleet.move(item, working)
        yield from world.shops.work(
            job,
            item.stream(f"labour.{name}"),
            item.stream(f"rework.{name}"),
            item.entity,
            self.fleet.index,
            priority,
            factor,
        )

    def _scrape(
        self, robbing: Robbing, item: Item, job: JobRow, priority: float, waiting: int
    ) -> Generator[simpy.Event, Any, float]:
        """Parts from wherever they are, in a fleet that robs; returns the factor on the work."""
        world = self.world
        needs = {store: int(world.levers.now[number]) for store, number in job.parts}
        for store, number in item.owes.items():  # what it gave while it stood
            needs[store] = needs.get(store, 0) + number
        item.fitted = bool(item.owes)
        item.owes = {}
        for store, number in needs.items():
            taken = self._from_hulks(item, store, number)
            short = number - taken - world.stores.all[store].on_hand
            taken += robbing.from_long_term(item, store, short)
            item.fitted = item.fitted or taken > 0
            robbing.ask(item, store, number - taken, priority)
        if item.holes:
            item.filled = simpy.Event(world.clock)
            self.fleet.move(item, waiting)
            robbing.consider()
            both = self._other_work(item, waiting)
            if both:
                self._book_both(1)
            yield item.filled
            if both:
                self._book_both(-1)
            item.filled = None
        fitted = item.fitted or item.gave > 0
        item.fitted, item.gave = False, 0
        return world.levers.now[robbing.rule.labour] if fitted else 1.0

    def _other_work(self, item: Item, waiting: int) -> bool:
        """Whether an item that stands for a part has other work due too."""
        return waiting == NMCS and (
            bool(item.pending) or item.is_due(INSPECTION, len(self.row.inspections), self.world.now)
        )

    def _book_both(self, by: int) -> None:
        self.world.books.change(self._both, by, self.world.now)

    def _from_hulks(self, item: Item, store_index: int, number: int) -> int:
        """Parts taken from wrecks because the store has too few; each removal may break the part."""
        rule, world = self.row.cannibalise, self.world
        short = number - world.stores.all[store_index].on_hand
        if rule is None or short <= 0 or self.donor_parts <= 0:
            return 0
        got, luck = 0, item.stream("cannibalisation")
        while got < short and self.donor_parts > 0:
            self.donor_parts -= 1
            if luck.next() < world.levers.now[rule.success]:
                got += 1
        world.books.counters[self.fleet.counters["cannibalised"]] += got
        if got:
            world.note(item.name, "cannibalised", f"gets {counted(got, 'parts')} from wrecks")
        return got
