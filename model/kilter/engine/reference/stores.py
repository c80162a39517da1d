"""Stores and suppliers: stock, backorders, orders, and what delays them."""

from __future__ import annotations

import heapq
from collections import deque
from dataclasses import dataclass

import simpy

from ...mechanisms.draws import exponential, sample
from ...mechanisms.supply import lead_factor, order_up_to
from ...scenario.units import DAYS_PER_MONTH
from ..rows import StoreRow, SupplierRow
from ..timebase import DAY, ticks
from .kernel import ARRIVAL, DEMAND
from .world import World

_MONTH = DAYS_PER_MONTH * DAY


@dataclass
class Request:
    """Parts that a job waits for: the event happens when every line is complete."""

    event: simpy.Event
    lines: int = 0


@dataclass
class Line:
    """One kind of part still owed to a request (none for outside users)."""

    missing: int
    request: Request | None


@dataclass
class Order:
    """An order on its way through a supplier."""

    store: Store
    number: int


class Store:
    """One kind of part in one place."""

    def __init__(self, world: World, index: int, row: StoreRow) -> None:
        self.world, self.index, self.row = world, index, row
        self.on_hand = row.on_hand
        self.on_order = 0
        self.owed = 0
        self._queue: list[tuple[float, int, Line]] = []
        self._asked = 0
        entity = f"sites.{row.site}.parts.{row.part}"
        self.lead = world.stream("lead time", entity)
        self.lost = world.stream("lost order", entity)
        self._condemn = world.stream("condemnation", entity)
        self._turnaround = world.stream("part turnaround", entity)
        self._outside = world.stream("outside demand", entity)
        name, layout = f"site.{row.site}.part.{row.part}", world.plan.layout
        self._levels = tuple(layout.levels[f"{name}.{x}"] for x in ("on_hand", "on_order", "owed"))
        self._demand, self._filled = layout.counters[f"{name}.demand"], layout.counters[f"{name}.filled"]
        self._note()
        # The wait for the next user outside the scenario, in mean waits, so that it can go on at another rate.
        self._left, self._pace, self._since, self._users = exponential(self._outside.next(), 1.0), 0.0, 0, 0
        world.levers.watch(row.demand, self._repace)
        self._repace()

    def _note(self) -> None:
        books, now = self.world.books, self.world.now
        for slot, value in zip(self._levels, (self.on_hand, self.on_order, self.owed), strict=True):
            if books.levels[slot] != value:
                books.set(slot, value, now)

    def ask(self, number: int, request: Request | None, priority: float) -> int:
        """Ask for parts; returns how many are owed. What is missing is delivered by priority, then first come."""
        counters = self.world.books.counters
        taken = min(number, self.on_hand)
        self.on_hand -= taken
        missing = number - taken
        counters[self._demand] += number
        counters[self._filled] += taken
        if missing:
            self.owed += missing
            if request is not None:
                request.lines += 1
            self._asked += 1
            heapq.heappush(self._queue, (-priority, self._asked, Line(missing, request)))
        for _ in range(number):
            self._removed()
        self.review()
        return missing

    def give(self, number: int) -> None:
        """Parts arrive: to those who wait, then to the shelf."""
        while number and self._queue:
            line = self._queue[0][2]
            given = min(number, line.missing)
            line.missing -= given
            number -= given
            self.owed -= given
            if not line.missing:
                heapq.heappop(self._queue)
                if line.request is not None:
                    line.request.lines -= 1
                    if not line.request.lines:
                        line.request.event.succeed()
        self.on_hand += number
        self._note()

    def _removed(self) -> None:
        """A removed unit goes to repair, or is condemned."""
        row, now = self.row, self.world.levers.now
        if row.repair is None or self._condemn.next() >= now[row.success]:
            return
        sd = now[row.repair.sd] if row.repair.sd >= 0 else 0.0
        time = ticks(sample(row.repair.kind, self._turnaround.next(), now[row.repair.mean], sd))
        self.on_order += 1
        self.world.clock.call(self.world.now + time, ARRIVAL, self.index, lambda: self.arrive(1))

    def arrive(self, number: int) -> None:
        """An order or a repaired unit arrives."""
        self.on_order -= number
        self.give(number)

    def vanish(self, number: int) -> None:
        """An order is known to be lost; the policy replaces it."""
        self.on_order -= number
        self.review()

    def review(self) -> None:
        """Order what the policy asks for: up to S when the position is at or below s."""
        now, row = self.world.levers.now, self.row
        up_to = int(now[row.stock])
        reorder = int(now[row.reorder]) if row.reorder >= 0 else up_to - 1
        number = order_up_to(self.on_hand + self.on_order - self.owed, reorder, up_to)
        if number and row.suppliers:
            self.on_order += number
            self.world.stores.place(Order(self, number))
        self._note()

    def _repace(self) -> None:
        """Outside demand has another rate: what is left of the wait goes on at the new pace."""
        world = self.world
        self._left = max(0.0, self._left - self._pace * (world.now - self._since))
        self._pace = world.levers.now[self.row.demand] / _MONTH
        self._await_user()

    def _await_user(self) -> None:
        world = self.world
        self._since = world.now
        self._users += 1
        if self._pace > 0.0 and (wait := self._left / self._pace) <= world.plan.time.end:
            number = self._users
            world.clock.call(world.now + int(wait + 0.5), DEMAND, self.index, lambda: self._user(number))

    def _user(self, number: int) -> None:
        """A user outside the scenario asks for one, unless the rate has changed since the wait began."""
        if number == self._users:
            self._left = exponential(self._outside.next(), 1.0)
            self._await_user()
            self.ask(1, None, 0.0)


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
        now, row = self.world.levers.now, self.row
        if row.capacity >= 0:
            fresh = now[row.capacity] * now[self._supply["capacity"]] * self.scale()
            # Unused capacity lapses, but a fraction of a unit is carried so that slow suppliers deliver at all.
            self._allowance = min(self._allowance, 1.0) + fresh
        self.world.put(self._open, 1.0 if self.open() else 0.0)
        self.serve()

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

    def _dispatch(self, order: Order) -> None:
        world, row, store = self.world, self.row, order.store
        now, on = world.levers.now, self._supply
        sd = now[row.lead.sd] if row.lead.sd >= 0 else 0.0
        days = sample(row.lead.kind, store.lead.next(), now[row.lead.mean], sd) * now[on["lead_time"]]
        days *= lead_factor(
            now[row.sanctions],
            now[on["sanctions"]],
            now[row.border],
            now[on["border"]],
            now[row.partner],
            now[on["partner_demand"]],
        )
        due = world.now + ticks(days)
        if store.lost.next() < now[row.reliability]:
            world.clock.call(due, ARRIVAL, store.index, lambda: self._arrive(order))
        else:
            world.clock.call(
                due + ticks(now[row.notice]), ARRIVAL, store.index, lambda: store.vanish(order.number)
            )

    def _arrive(self, order: Order) -> None:
        self.world.books.counters[self._delivered] += order.number
        order.store.arrive(order.number)


class Stores:
    """All stores and suppliers."""

    def __init__(self, world: World) -> None:
        self.world = world
        world.stores = self
        self.suppliers = [Supplier(world, row) for row in world.plan.suppliers]
        self._unplaced: deque[Order] = deque()
        self.all = [Store(world, i, row) for i, row in enumerate(world.plan.stores)]

    def place(self, order: Order) -> None:
        """Pass an order to the first of its suppliers that is open; otherwise it waits for next month."""
        for index in order.store.row.suppliers:
            supplier = self.suppliers[index]
            if supplier.open():
                supplier.queue.append(order)
                supplier.serve()
                return
        self._unplaced.append(order)

    def open(self, month: int) -> None:
        """New capacity and money: orders of closed suppliers are passed on, then everyone is served."""
        for supplier in self.suppliers:
            if supplier.queue and not supplier.open():
                self._unplaced.extend(supplier.queue)
                supplier.queue.clear()
        for supplier in self.suppliers:
            supplier.month()
        waiting, self._unplaced = self._unplaced, deque()
        for order in waiting:
            self.place(order)
        for store in self.all:
            store.review()
