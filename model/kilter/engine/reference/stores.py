"""Stores: shelves, what they owe, when they order, and from whom."""

from __future__ import annotations

import heapq
from functools import partial

from ...mechanisms.draws import exponential
from ...mechanisms.supply import order_up_to
from ...scenario.units import DAYS_PER_MONTH
from ..planning.supply import AT_DEPOT, DUE, IN_TRANSIT, ORDERED
from ..rows import StoreRow
from ..timebase import DAY, ticks
from .kernel import ARRIVAL, CALENDAR, DEMAND
from .lateral import Borrower
from .orders import Errand, Line, Order, Request, drawn
from .repairs import Bench
from .suppliers import Suppliers
from .world import World

__all__ = ["Request", "Store", "Stores"]

_MONTH = DAYS_PER_MONTH * DAY
#: Reviews of stores come after items whose calendar limits fall on the same second.
_ENTITY = 1 << 31


class Store:
    """One kind of part in one place.

    ``owed`` is what users and sites below wait for; ``on_order`` is everything due to the shelf, by where it is in
    ``stages``.
    """

    def __init__(self, world: World, index: int, row: StoreRow) -> None:
        self.world, self.index, self.row = world, index, row
        self.on_hand = row.on_hand
        self.on_order = 0
        self.owed = 0
        self.stages = [0] * len(DUE)
        self._queue: list[tuple[float, int, Line]] = []
        self._asked = 0
        entity = f"sites.{row.site}.parts.{row.part}"
        self.lead = world.stream("lead time", entity)
        self.lost = world.stream("lost order", entity)
        self._outside = world.stream("outside demand", entity)
        self.road = world.stream("order and ship", entity)
        name, layout = f"site.{row.site}.part.{row.part}", world.plan.layout
        self._on_hand, self._on_order, self._owed = (
            layout.levels[f"{name}.{x}"] for x in ("on_hand", "on_order", "owed")
        )
        self._stages = [layout.levels.get(f"{name}.{x}", -1) for x in DUE]
        self._demand, self._filled = layout.counters[f"{name}.demand"], layout.counters[f"{name}.filled"]
        self.bench = Bench(world, self, row.repair) if row.repair else None
        self.depot: Store | None = None
        self.borrower: Borrower | None = None
        self._borrowers: tuple[Borrower, ...] = ()
        self.note()
        # The wait for the next user outside the scenario, in mean waits, so that it can go on at another rate.
        self._left, self._pace, self._since, self._users = exponential(self._outside.next(), 1.0), 0.0, 0, 0
        world.levers.watch(row.demand, self._repace)
        self._repace()
        self._periods = 0
        if row.review >= 0:
            self._await_review()

    def link(self, borrowers: tuple[Borrower, ...]) -> None:
        """Who stands above, and who looks at this shelf when its users wait."""
        self.depot = self.world.stores.all[self.row.depot] if self.row.depot >= 0 else None
        self._borrowers = borrowers

    # -- the books -----------------------------------------------------------------------------------------------

    def note(self) -> None:
        """Write down what has changed."""
        books = self.world.books
        levels = books.levels
        if levels[self._on_hand] != self.on_hand:
            books.set(self._on_hand, self.on_hand, self.world.now)
        if levels[self._on_order] != self.on_order:
            books.set(self._on_order, self.on_order, self.world.now)
        if levels[self._owed] != self.owed:
            books.set(self._owed, self.owed, self.world.now)

    def due(self, stage: int, by: int) -> None:
        """So many more (or fewer) are due to the shelf, and where they are."""
        self.on_order += by
        self.stages[stage] += by
        slot = self._stages[stage]
        if slot >= 0:
            self.world.books.change(slot, by, self.world.now)

    def urgency(self) -> float:
        """Priority of what this store asks of others: that of the first who waits here, 0 when nobody does."""
        return -self._queue[0][0] if self._queue else 0.0

    # -- demand --------------------------------------------------------------------------------------------------

    def ask(self, number: int, request: Request | Errand | None, priority: float) -> int:
        """Ask for parts; returns how many are owed. What is missing is delivered by priority, then first come.

        For each part that is taken a removed one comes back, to be repaired, sent up, condemned or thrown away.
        """
        missing = self._issue(number, Line(0, request), priority)
        if missing and request is not None:
            request.lines += 1
        if self.bench is not None:
            for _ in range(number):
                self.bench.take()
        self.review()
        if self._borrowers:
            self._call_borrowers()
        return missing

    def order(self, number: int, below: Store, priority: float) -> None:
        """A site below orders: what is on the shelf leaves at once, the rest when it is there."""
        missing = self._issue(number, Line(0, to=below), priority)
        if missing:
            below.due(AT_DEPOT, missing)
        if missing < number:
            self._ship(number - missing, below)
        self.review()
        if self._borrowers:
            self._call_borrowers()

    def carcass(self) -> None:
        """A removed unit arrives from a site below."""
        if self.bench is not None:
            self.bench.take()
        self.review()

    def _issue(self, number: int, line: Line, priority: float) -> int:
        counters = self.world.books.counters
        taken = min(number, self.on_hand)
        self.on_hand -= taken
        counters[self._demand] += number
        counters[self._filled] += taken
        if taken < number:
            line.missing = number - taken
            self.queue(line, priority)
        return number - taken

    def queue(self, line: Line, priority: float) -> None:
        """A line takes its place among those that wait."""
        self.owed += line.missing
        self._asked += 1
        heapq.heappush(self._queue, (0.0 if self.row.fifo else -priority, self._asked, line))

    # -- arrivals ------------------------------------------------------------------------------------------------

    def give(self, number: int) -> None:
        """Parts arrive: to those who wait, then to sisters that have lent, then to the shelf."""
        while number and self._queue:
            line = self._queue[0][2]
            given = min(number, line.missing)
            line.missing -= given
            number -= given
            if not line.missing:
                heapq.heappop(self._queue)
            self.owed -= given
            self._hand_over(line, given)
        if self.borrower is not None:
            number = self.borrower.give_back(number)
        self.on_hand += number
        self.note()
        if self._borrowers:
            self._call_borrowers()

    def _hand_over(self, line: Line, given: int) -> None:
        if line.to is None:
            request = line.request
            if request is not None and not line.missing:
                request.lines -= 1
                if not request.lines:
                    request.complete()
        else:
            line.to.due(AT_DEPOT, -given)
            self._ship(given, line.to)
            line.to.note()

    def _ship(self, number: int, below: Store) -> None:
        below.due(IN_TRANSIT, number)
        time = sum(drawn(self.world.levers, step, below.road) for step in below.row.ships)
        self.world.clock.call(self.world.now + time, ARRIVAL, below.index, partial(below.land, number))

    def land(self, number: int) -> None:
        """What was in transit is here."""
        self.due(IN_TRANSIT, -number)
        self.give(number)

    def receive(self, number: int) -> None:
        """A supplier delivers."""
        self.due(ORDERED, -number)
        self.give(number)

    def vanish(self, number: int) -> None:
        """An order is known to be lost; the policy replaces it."""
        self.due(ORDERED, -number)
        self.review()

    # -- orders --------------------------------------------------------------------------------------------------

    def debt(self) -> int:
        """What sister sites that have lent are owed."""
        return len(self.borrower.lenders) if self.borrower is not None else 0

    def position(self) -> int:
        """On hand, and due, less what is owed."""
        position = self.on_hand + self.on_order - self.owed
        return position if self.borrower is None else position - self.debt()

    def review(self) -> None:
        """Order what the policy asks for, up to S when the position is at or below s; not between reviews."""
        if self.row.review < 0:
            self._replenish()
        self.note()

    def _replenish(self) -> None:
        now, row = self.world.levers.now, self.row
        up_to = int(now[row.stock])
        reorder = int(now[row.reorder]) if row.reorder >= 0 else up_to - 1
        number = order_up_to(self.position(), reorder, up_to)
        if not number:
            return
        if self.depot is not None:
            self.depot.order(number, self, self.urgency())
        elif row.suppliers:
            self.due(ORDERED, number)
            self.world.stores.suppliers.place(Order(self, number))

    def _await_review(self) -> None:
        world = self.world
        tick = ticks(self._periods * world.levers.now[self.row.review])
        if tick <= world.plan.time.end:
            world.clock.call(tick, CALENDAR, _ENTITY + self.index, self._review_period)

    def _review_period(self) -> None:
        self._replenish()
        self.note()
        self._periods += 1
        self._await_review()

    def _call_borrowers(self) -> None:
        for borrower in self._borrowers:
            borrower.seek()

    # -- users outside the scenario ------------------------------------------------------------------------------

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


class Stores:
    """All stores and suppliers."""

    def __init__(self, world: World) -> None:
        self.world = world
        world.stores = self
        self.suppliers = Suppliers(world)
        self.all = [Store(world, i, row) for i, row in enumerate(world.plan.stores)]
        borrowers = [
            (row, Borrower(world, self.all[i], row.lateral))
            for i, row in enumerate(world.plan.stores)
            if row.lateral is not None
        ]
        for i, store in enumerate(self.all):
            store.link(
                tuple(
                    b
                    for row, b in borrowers
                    if b.store is store or i == row.depot or (row.lateral and i in row.lateral.sisters)
                )
            )
        for _, borrower in borrowers:
            borrower.store.borrower = borrower

    def open(self, month: int) -> None:
        """New capacity and money; then every store looks at what it needs."""
        self.suppliers.month()
        for store in self.all:
            store.review()
