"""Overhaul, rehabilitation, upgrades and deliveries: programmes with slots, turnaround and a price."""

from __future__ import annotations

from collections import deque
from collections.abc import Generator
from typing import Any

import simpy

from ...mechanisms.people import seats_carried, seats_opened
from ..planning.fleets import FMC, HALL, LONG_TERM, OVERHAUL, PMC
from ..rows import HallRow, SpreadRow
from ..timebase import ticks
from .fleets import Fleet
from .items import Item
from .kernel import RETURN
from .spreads import amount
from .world import World


class Halls:
    """Slots of all fleets. A slot that nobody takes lapses; a fraction of one is carried on."""

    def __init__(self, world: World) -> None:
        self.world = world
        count = len(world.plan.fleets)
        self._waiting: list[deque[simpy.Event]] = [deque() for _ in range(count)]
        self._credit = {kind: [0.0] * count for kind in ("overhaul", "rehabilitation", "upgrade")}
        self._carried = [0.0] * count
        self._delivered = [0] * count
        self._docked = [0] * count
        self._border = world.plan.paths.index("supply.border")

    def _accrue(self, kind: str, fleet: int, rate: float) -> None:
        credit = self._credit[kind]
        credit[fleet] = min(credit[fleet], max(1.0, rate)) + rate if rate > 0 else min(credit[fleet], 0.0)

    def _take(self, kind: str, fleet: int, price: float) -> bool:
        credit, ledger = self._credit[kind], self.world.ledger
        cost = price * ledger.factor()
        if credit[fleet] < 1.0 - 1e-9 or not ledger.can(cost):
            return False
        credit[fleet] -= 1.0
        if cost:
            ledger.pay("overhaul", cost)
        return True

    def _time(self, item: Item, purpose: str, spread: SpreadRow) -> int:
        return ticks(amount(self.world.levers, spread, item.stream(purpose).next()))

    # -- overhaul ------------------------------------------------------------------------------------------------

    def overhaul(self, fleet: Fleet, item: Item) -> Generator[simpy.Event, Any, None]:
        """An item at the end of its life: wait for a slot, be away, come back renewed."""
        row = fleet.row.overhaul
        assert row is not None
        world = self.world
        slot = simpy.Event(world.clock)
        if self._unlimited(fleet) and self._has_dock(fleet) and self._paid(fleet):
            slot.succeed()
            self._docked[fleet.index] += 1
        if not slot.triggered:
            self._waiting[fleet.index].append(slot)
            self._serve_overhaul(fleet)
        yield slot
        fleet.move(item, OVERHAUL)
        yield world.clock.at(
            world.now + self._time(item, "overhaul time", row.turnaround), RETURN, item.entity
        )
        yield from fleet.upkeep.job(item, row.job, "overhaul", OVERHAUL, OVERHAUL)
        self._docked[fleet.index] -= 1
        if row.docks >= 0:
            while self._unlimited(fleet) and self._next_can_dock(fleet) and self._paid(fleet):
                self._let_in(fleet)
            self._serve_overhaul(fleet)
        fleet.lives.renew_all(item)
        world.note(item.name, "overhauled", "returns from overhaul")

    def _serve_overhaul(self, fleet: Fleet) -> None:
        row = fleet.row.overhaul
        if row is not None:
            price = self.world.levers.now[row.price]
            while self._next_can_dock(fleet) and self._take("overhaul", fleet.index, price):
                self._let_in(fleet)

    def _unlimited(self, fleet: Fleet) -> bool:
        """Whether nothing counts the slots of a fleet."""
        row = fleet.row.overhaul
        return row is not None and row.slots < 0 and self._extra("slots", fleet.index) <= 0.0

    def _has_dock(self, fleet: Fleet) -> bool:
        row = fleet.row.overhaul
        assert row is not None
        return row.docks < 0 or self._docked[fleet.index] < int(self.world.levers.now[row.docks])

    def _next_can_dock(self, fleet: Fleet) -> bool:
        return bool(self._waiting[fleet.index]) and self._has_dock(fleet)

    def _let_in(self, fleet: Fleet) -> None:
        self._waiting[fleet.index].popleft().succeed()
        self._docked[fleet.index] += 1

    def _paid(self, fleet: Fleet) -> bool:
        """Whether the year's budget pays for an overhaul; if so it has."""
        row, ledger = fleet.row.overhaul, self.world.ledger
        assert row is not None
        cost = self.world.levers.now[row.price] * ledger.factor()
        if not ledger.can(cost):
            return False
        if cost:
            ledger.pay("overhaul", cost)
        return True

    # -- rehabilitation and upgrades -----------------------------------------------------------------------------

    def _enter(self, fleet: Fleet, item: Item, hall: HallRow, kind: str) -> None:
        if item.state in (FMC, PMC):
            fleet.down(item)
        fleet.move(item, HALL)
        self.world.note(item.name, kind, f"enters {kind}")
        self.world.clock.process(self._stay(fleet, item, hall, kind))

    def _stay(self, fleet: Fleet, item: Item, hall: HallRow, kind: str) -> Generator[simpy.Event, Any, None]:
        world = self.world
        yield world.clock.at(
            world.now + self._time(item, f"{kind} time", hall.turnaround), RETURN, item.entity
        )
        yield from fleet.upkeep.job(item, hall.job, kind, HALL, HALL)
        if kind == "rehabilitation":
            world.books.counters[fleet.counters["rehabilitated"]] += 1
            fleet.lives.renew_all(item)
        else:
            world.books.counters[fleet.counters["upgraded"]] += 1
            item.upgraded = True
            fleet.upgraded += 1
        world.note(item.name, kind, f"is back from {kind}")
        fleet.up(item)

    # -- month by month ------------------------------------------------------------------------------------------

    def open(self, month: int) -> None:
        """New slots, and deliveries of equipment."""
        now = self.world.levers.now
        for fleet in self.world.fleets.all:
            row, index = fleet.row, fleet.index
            if row.overhaul is not None:
                rate = (now[row.overhaul.slots] if row.overhaul.slots >= 0 else 0.0) + self._extra(
                    "slots", index
                )
                if row.overhaul.abroad:
                    rate *= 1.0 - now[self._border]
                if row.overhaul.slots < 0:
                    rate += len(self._waiting[index])
                self._accrue("overhaul", index, rate)
                self._serve_overhaul(fleet)
            if row.rehabilitation is not None:
                self._accrue(
                    "rehabilitation",
                    index,
                    now[row.rehabilitation.slots] + self._extra("rehabilitate", index),
                )
                for item in [x for x in fleet.items if x.state == LONG_TERM]:
                    if not self._take("rehabilitation", index, now[row.rehabilitation.price]):
                        break
                    self._enter(fleet, item, row.rehabilitation, "rehabilitation")
            if row.upgrade is not None:
                self._accrue("upgrade", index, now[row.upgrade.slots] + self._extra("upgrade", index))
                for item in [x for x in fleet.items if x.state in (FMC, PMC) and not x.upgraded]:
                    if not self._take("upgrade", index, now[row.upgrade.price]):
                        break
                    self._enter(fleet, item, row.upgrade, "upgrade")
            self._deliver(fleet)

    def _extra(self, what: str, fleet: int) -> float:
        return self.world.agreement.given(what, fleet)

    def _deliver(self, fleet: Fleet) -> None:
        index, world = fleet.index, self.world
        carried, due = self._carried[index], self._extra("items", index)
        number = seats_opened(carried, due)
        self._carried[index] = seats_carried(carried, due, number)
        limit = world.agreement.limit(index)
        number = min(number, max(0, int(limit) - self._delivered[index])) if limit >= 0 else number
        for _ in range(number):
            item = fleet.add(FMC, f"delivered.{self._delivered[index]}")
            self._delivered[index] += 1
            world.books.counters[fleet.counters["delivered"]] += 1
            world.note(item.name, "delivered", "is delivered")
            fleet.up(item)
