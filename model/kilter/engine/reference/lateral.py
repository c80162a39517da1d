"""Lateral supply: sister sites lend when a site's users wait and its depot has none."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from ...mechanisms.echelons import spare, uncovered
from ..planning.supply import IN_TRANSIT, LENT
from ..rows import LateralRow
from .kernel import ARRIVAL
from .orders import drawn
from .world import World

if TYPE_CHECKING:
    from .stores import Store


class Borrower:
    """A store that may borrow.

    What arrives when nobody waits here any more goes back to the lenders, the first to have lent first. Neither
    inventory position changes, so nobody orders more than without the loan.
    """

    def __init__(self, world: World, store: Store, row: LateralRow) -> None:
        self.world, self.store, self.row = world, store, row
        self.sisters = [world.stores.all[index] for index in row.sisters]
        self.lenders: deque[Store] = deque()
        self._road = world.stream("lateral", f"sites.{store.row.site}.parts.{store.row.part}")
        name, counters = f"site.{store.row.site}.part.{store.row.part}", world.plan.layout.counters
        self._borrowed = counters[f"{name}.borrowed"]
        self._lent = [counters[f"site.{s.row.site}.part.{s.row.part}.lent"] for s in self.sisters]

    def seek(self) -> None:
        """Borrow for every user whom nothing on the road will serve, as long as somebody can lend."""
        store = self.store
        while uncovered(store.owed, store.stages[IN_TRANSIT]) > 0:
            if store.depot is not None and store.depot.on_hand > 0:
                return
            which = self._choose()
            if which < 0:
                return
            self._borrow(self.sisters[which], which)

    def _choose(self) -> int:
        keep = int(self.world.levers.now[self.row.keep])
        best, most = -1, 0
        for position, sister in enumerate(self.sisters):
            can = spare(sister.on_hand, keep)
            if can > most:
                if not self.row.most:
                    return position
                best, most = position, can
        return best

    def _borrow(self, sister: Store, which: int) -> None:
        books = self.world.books
        books.counters[self._borrowed] += 1
        books.counters[self._lent[which]] += 1
        sister.on_hand -= 1
        sister.due(LENT, 1)
        sister.note()
        self.lenders.append(sister)
        store = f"site.{self.store.row.site}.part.{self.store.row.part}"
        self.world.note(
            store, "loan", f"borrows one from {sister.row.site}", ("users wait, the depot has none",)
        )
        self._ship(self.store)
        self.store.note()

    def give_back(self, number: int) -> int:
        """Of so many units that nobody here waits for, those owed to lenders leave; returns what remains."""
        while number and self.lenders:
            sister = self.lenders.popleft()
            sister.due(LENT, -1)
            self._ship(sister)
            sister.note()
            number -= 1
        return number

    def _ship(self, to: Store) -> None:
        to.due(IN_TRANSIT, 1)
        time = drawn(self.world.levers, self.row.ship, self._road)
        self.world.clock.call(self.world.now + time, ARRIVAL, to.index, lambda: to.land(1))
