"""Repair of removed parts: where, for what cause, with which sub-parts and hands, and for how long."""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING, Any

import simpy

from ...mechanisms.echelons import cause_of, sent_up
from ..planning.supply import IN_REPAIR, RETROGRADE
from ..rows import MendRow
from .kernel import ARRIVAL
from .orders import Errand, drawn
from .world import World

if TYPE_CHECKING:
    from .stores import Store

#: Work of repairs comes after work on items that ends at the same second.
_ENTITY = 1 << 31


class Bench:
    """Repair of one kind of part at one site. A part that is not repaired has none: it is used up."""

    def __init__(self, world: World, store: Store, row: MendRow) -> None:
        self.world, self.store, self.row = world, store, row
        entity = f"sites.{store.row.site}.parts.{store.row.part}"
        self._condemn = world.stream("condemnation", entity)
        self._turnaround = world.stream("part turnaround", entity)
        self._level = world.stream("repair level", entity)
        self._cause = world.stream("repair cause", entity)
        self._labour = world.stream("part labour", entity)
        self._again = world.stream("part rework", entity)
        self._road = world.stream("retrograde", entity)
        layout, name = world.plan.layout, f"site.{store.row.site}.part.{store.row.part}"
        self._awaiting = layout.levels.get(f"{name}.awaiting_parts", -1)
        self._condemned = layout.counters.get(f"{name}.condemned", -1)
        self._sent = layout.counters.get(f"{name}.sent_up", -1)
        self._simple = not row.causes and row.job is None
        self.awaiting = 0
        self.condemned = 0
        self.sent = 0

    def take(self) -> None:
        """A unit that was removed here, or sent up to here: up to the depot, condemned, or into repair."""
        store, row, levers = self.store, self.row, self.world.levers
        depot = store.depot
        if depot is not None and sent_up(self._level.next(), levers.get(row.local, 1.0)):
            self.sent += 1
            if self._sent >= 0:
                self.world.books.counters[self._sent] += 1
            self._send(depot)
            return
        if self._condemn.next() >= levers.get(row.success, 1.0):
            self.condemned += 1
            if self._condemned >= 0:
                self.world.books.counters[self._condemned] += 1
            return
        store.due(IN_REPAIR, 1)
        if self._simple:
            self._set_going()
        else:
            self._prepare()

    def _send(self, depot: Store) -> None:
        if self.row.retrograde is None:
            depot.carcass()
            return
        depot.due(RETROGRADE, 1)
        depot.note()
        time = drawn(self.world.levers, self.row.retrograde, self._road)
        self.world.clock.call(self.world.now + time, ARRIVAL, depot.index, lambda: self._unload(depot))

    def _unload(self, depot: Store) -> None:
        depot.due(RETROGRADE, -1)
        depot.carcass()

    def _prepare(self) -> None:
        """Ask for the sub-part at fault and for what every repair takes."""
        row, world, now = self.row, self.world, self.world.levers.now
        errand, priority = Errand(self._equipped), self.store.urgency()
        if row.causes:
            shares = [now[share] for _, share in row.causes]
            cause = cause_of(self._cause.next(), shares, 0, len(shares))
            if cause >= 0 and row.causes[cause][0] >= 0:
                world.stores.all[row.causes[cause][0]].ask(1, errand, priority)
        for index, number in row.job.parts if row.job else ():
            world.stores.all[index].ask(int(now[number]), errand, priority)
        if errand.lines:
            self._wait(1)
        else:
            self._work()

    def _wait(self, by: int) -> None:
        self.awaiting += by
        if self._awaiting >= 0:
            self.world.books.change(self._awaiting, by, self.world.now)

    def _equipped(self) -> None:
        self._wait(-1)
        self._work()

    def _work(self) -> None:
        job = self.row.job
        if job is not None and job.labour is not None:
            self.world.clock.process(self._by_hand())
        else:
            self._set_going()

    def _by_hand(self) -> Generator[simpy.Event, Any, None]:
        job, store = self.row.job, self.store
        assert job is not None
        # Learning is by type: parts are counted apart from fleets.
        yield from self.world.shops.work(
            job, self._labour, self._again, _ENTITY + store.index, -1 - store.index, store.urgency(), 1.0
        )
        self._set_going()

    def _set_going(self) -> None:
        """The turnaround begins."""
        time = drawn(self.world.levers, self.row.turnaround, self._turnaround)
        self.world.clock.call(self.world.now + time, ARRIVAL, self.store.index, self._done)

    def _done(self) -> None:
        self.store.due(IN_REPAIR, -1)
        self.store.give(1)
