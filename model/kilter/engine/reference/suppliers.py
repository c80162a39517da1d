"""Suppliers: queues, capacity, money, lead times, and which of them gets an order."""

from __future__ import annotations

import math
from collections import deque

from ...mechanisms.supply import expected_wait, lead_factor
from ...scenario.units import DAYS_PER_MONTH
from ..rows import SupplierRow
from ..timebase import ticks
from .kernel import ARRIVAL
from .orders import Order
from .spreads import amount
from .world import World


class Supplier:
    """A source of parts with its queue of orders."""

    def __init__(self, world: World, row: SupplierRow) -> None:
        self.world, self.row = world, row
        self.queue: deque[Order] = deque()
        self._allowance = 0.0
        self._delivered = world.plan.layout.counters[f"supplier.{row.name}.delivered"]
        self._open = world.state(f"supplier.{row.name}.open")
        slots = {path: slot for slot, path in enumerate(world.plan.paths)}
        self._supply = {
            f: slots[f"supply.{f}"]
            for f in ("lead_time", "price", "capacity", "sanctions", "border", "partner_demand")
        }

    def scale(self) -> float:
        """How far it is open to the focal party, 0 when closed."""
        agreement, row = self.world.agreement, self.row
        if row.depth and not (agreement.in_force and agreement.depth >= row.depth):
            return 0.0
        return agreement.level_of("parts") if row.track else 1.0

    def open(self) -> bool:
        """Whether an order would be taken."""
        return self.scale() > 0.0 and (self.row.capacity < 0 or self.world.levers.now[self.row.capacity] > 0)

    def month(self) -> None:
        """A new month's capacity; what waited is served."""
        if self.row.capacity >= 0:
            # Unused capacity lapses, but a fraction of a unit is carried so that slow suppliers deliver at all.
            self._allowance = min(self._allowance, 1.0) + self._capacity()
        self.world.put(self._open, 1.0 if self.open() else 0.0)
        self.serve()

    def _capacity(self) -> float:
        """Units a month, as things stand."""
        now = self.world.levers.now
        return now[self.row.capacity] * now[self._supply["capacity"]] * self.scale()

    def serve(self) -> None:
        """Dispatch orders, first come first served, as capacity and money allow."""
        ledger = self.world.ledger
        while self.queue:
            order = self.queue[0]
            limited = self.row.capacity >= 0
            if self.scale() <= 0.0 or (limited and self._allowance < 1.0 - 1e-9):
                return
            price = self.world.levers.get(order.store.row.price, 0.0)
            cost = order.number * price * self.world.levers.now[self.row.price] * ledger.factor()
            if not ledger.can(cost):
                return
            self.queue.popleft()
            if limited:
                self._allowance -= order.number
            if cost:
                ledger.pay("parts", cost)
            self._dispatch(order)

    def _factor(self) -> float:
        """By what its exposure multiplies its lead time at present."""
        now, on, row = self.world.levers.now, self._supply, self.row
        return lead_factor(
            now[row.sanctions],
            now[on["sanctions"]],
            now[row.border],
            now[on["border"]],
            now[row.partner],
            now[on["partner_demand"]],
        )

    def wait(self, number: int) -> float:
        """Days that an order of so many is expected to take, were it placed here now."""
        now, row = self.world.levers.now, self.row
        queued, capacity = number + sum(order.number for order in self.queue), math.inf
        if row.capacity >= 0:
            capacity = self._capacity() / DAYS_PER_MONTH
        lead = now[row.lead.mean] * now[self._supply["lead_time"]] * self._factor()
        return expected_wait(queued, self._allowance, capacity, lead, now[row.reliability], now[row.notice])

    def _dispatch(self, order: Order) -> None:
        world, row, store = self.world, self.row, order.store
        now, on = world.levers.now, self._supply
        days = amount(world.levers, row.lead, store.lead.next()) * now[on["lead_time"]]
        days *= self._factor()
        due = world.now + ticks(days)
        if store.lost.next() < now[row.reliability]:
            world.clock.call(due, ARRIVAL, store.index, lambda: self._arrive(order))
        else:
            world.clock.call(
                due + ticks(now[row.notice]), ARRIVAL, store.index, lambda: store.vanish(order.number)
            )

    def _arrive(self, order: Order) -> None:
        self.world.books.counters[self._delivered] += order.number
        order.store.receive(order.number)


class Suppliers:
    """All suppliers, and the orders that none of them takes."""

    def __init__(self, world: World) -> None:
        self.all = [Supplier(world, row) for row in world.plan.suppliers]
        self._unplaced: deque[Order] = deque()

    def place(self, order: Order) -> None:
        """Pass an order to one of its suppliers that is open; otherwise it waits for next month.

        The first that is open in the store's order of preference, or the one from which it is expected soonest.
        """
        row, best, soonest = order.store.row, None, math.inf
        for index in row.suppliers:
            supplier = self.all[index]
            if not supplier.open():
                continue
            wait = supplier.wait(order.number) if row.soonest else 0.0
            if best is None or wait < soonest:
                best, soonest = supplier, wait
                if not row.soonest:
                    break
        if best is None:
            self._unplaced.append(order)
        else:
            best.queue.append(order)
            best.serve()

    def month(self) -> None:
        """New capacity and money: orders of closed suppliers are passed on, then everyone is served."""
        for supplier in self.all:
            if supplier.queue and not supplier.open():
                self._unplaced.extend(supplier.queue)
                supplier.queue.clear()
        for supplier in self.all:
            supplier.month()
        waiting, self._unplaced = self._unplaced, deque()
        for order in waiting:
            self.place(order)
