"""Robbing: parts of items that stand anyway bring others back.

What an item lacks is a *hole*: one part, asked for at the store. When a part is robbed from an item that waits for
something else, the hole passes to the donor, which from then on waits for that part: nothing is ordered twice and no
part is made of nothing. A long-term unserviceable donor owes what was taken until it is rehabilitated.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import simpy

from ..planning.fleets import LONG_TERM, NMCS
from ..rows import CannibaliseRow
from ..trace import counted
from .items import Item
from .orders import Request

if TYPE_CHECKING:
    from .fleets import Fleet


class Hole:
    """One part that an item lacks and the store owes."""

    __slots__ = ("owner", "request", "store")

    def __init__(self, store: int, request: Request, owner: Item) -> None:
        self.store, self.request, self.owner = store, request, owner


class Robbing:
    """The rule of one fleet about taking parts from items that stand."""

    def __init__(self, fleet: Fleet, rule: CannibaliseRow) -> None:
        self.fleet, self.world, self.rule = fleet, fleet.world, rule
        counters = fleet.world.plan.layout.counters
        self._robbed, self._broken = (
            counters[f"fleet.{fleet.row.name}.{what}"] for what in ("robbed", "broken")
        )
        #: Parts that each item is built with: those whose failure a mode knows.
        self._numbers: dict[int, list[int]] = {}
        for mode in fleet.row.modes:
            for store, number in mode.job.parts:
                self._numbers.setdefault(store, []).append(number)

    def carries(self, store: int) -> int:
        """Parts of a kind that a complete item has."""
        now = self.world.levers.now
        return max((int(now[slot]) for slot in self._numbers.get(store, ())), default=0)

    def has(self, item: Item, store: int) -> int:
        """Parts of a kind that are still in an item."""
        lacks = sum(hole.store == store for hole in item.holes) + item.owes.get(store, 0)
        return self.carries(store) - lacks

    def _may_give(self, item: Item) -> bool:
        limit = self.rule.per_donor
        return limit < 0 or item.gave < int(self.world.levers.now[limit])

    def _survives(self, item: Item) -> bool:
        return item.stream("robbing").next() < self.world.levers.now[self.rule.success]

    # -- parts for a job ---------------------------------------------------------------------------------------

    def ask(self, item: Item, store: int, number: int, priority: float) -> None:
        """Ask the store for parts one by one; what it owes are holes."""
        for _ in range(number):
            request = Request(simpy.Event(self.world.clock))
            hole = Hole(store, request, item)
            item.holes.append(hole)
            if self.world.stores.all[store].ask(1, request, priority):
                assert request.event.callbacks is not None
                request.event.callbacks.append(partial(self._arrived, hole))
            else:
                item.holes.remove(hole)

    def from_long_term(self, item: Item, store: int, short: int) -> int:
        """Parts out of long-term unserviceable items, those that gave most first; some break on removal."""
        got = 0
        while self.rule.long_term and got < short:
            donors = [
                x
                for x in self.fleet.items
                if x.state == LONG_TERM and self.has(x, store) > 0 and self._may_give(x)
            ]
            if not donors:
                break
            donor = min(donors, key=lambda x: (-x.gave, x.number))
            donor.owes[store] = donor.owes.get(store, 0) + 1
            donor.gave += 1
            got += self._taken(item, donor)
        return got

    def _taken(self, item: Item, donor: Item) -> int:
        """A part is removed: one when it survives."""
        whole = self._survives(item)
        self.world.books.counters[self._robbed if whole else self._broken] += 1
        self.world.note(
            item.name, "robbed", f"{'gets' if whole else 'breaks'} {counted(1, 'parts')} of {donor.name}"
        )
        return int(whole)

    def _arrived(self, hole: Hole, _: simpy.Event) -> None:
        item = hole.owner
        item.holes.remove(hole)
        if not item.holes:
            self._complete(item)
        else:
            self.consider()

    def _complete(self, item: Item) -> None:
        if item.filled is not None and not item.filled.triggered:
            item.filled.succeed()

    # -- among items that wait ---------------------------------------------------------------------------------

    def consider(self) -> None:
        """Complete whatever can be completed out of others that wait, those that lack least first."""
        while self.rule.down:
            waiting = [x for x in self.fleet.items if x.state == NMCS and x.holes]
            for item in sorted(waiting, key=lambda x: (len(x.holes), x.number)):
                donors = self._donors(item, waiting)
                if donors:
                    break
            else:
                return
            for hole, donor in donors:
                donor.gave += 1
                if not self._taken(item, donor):
                    # The donor now lacks it and the recipient still does.
                    self.ask(donor, hole.store, 1, self.world.levers.now[self.fleet.row.priority])
                    break
                item.holes.remove(hole)
                hole.owner = donor
                donor.holes.append(hole)
                item.fitted = True
            if not item.holes:
                self._complete(item)

    def _donors(self, item: Item, waiting: list[Item]) -> list[tuple[Hole, Item]]:
        """A donor for each thing that an item lacks, or nothing when one is missing."""
        taken: dict[tuple[int, int], int] = {}
        found = []
        for hole in item.holes:
            donors = [
                x
                for x in waiting
                if x is not item
                and self._may_give(x)
                and self.has(x, hole.store) > taken.get((x.number, hole.store), 0)
            ]
            if not donors:
                return []
            donor = min(donors, key=lambda x: (-len(x.holes), x.number))
            key = donor.number, hole.store
            taken[key] = taken.get(key, 0) + 1
            found.append((hole, donor))
        return found
