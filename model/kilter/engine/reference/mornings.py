"""What was put off is looked at each working morning: is a team free, and are the parts there?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..planning.fleets import PMC
from ..rows import JobRow
from ..timebase import DAY
from .kernel import CALENDAR

if TYPE_CHECKING:
    from .fleets import Fleet

#: Mornings come after items whose calendar limits fall on the same second.
_ENTITY = 1 << 30


class Mornings:
    """The mornings of one fleet. Nothing happens while nothing waits for one."""

    def __init__(self, fleet: Fleet) -> None:
        self.fleet, self.world = fleet, fleet.world
        self._modes = {k for k, mode in enumerate(fleet.row.modes) if mode.when_free}
        self._awaited = False

    def await_next(self) -> None:
        """Something has been put off: look at it when the next shift begins."""
        if self._awaited:
            return
        world, job = self.world, self.fleet.row.modes[min(self._modes)].job
        morning = (
            world.shops.all[job.shop].next_morning(world.now)
            if job.shop >= 0
            else (world.now // DAY + 1) * DAY
        )
        if morning <= world.plan.time.end:
            self._awaited = True
            world.clock.call(morning, CALENDAR, _ENTITY + self.fleet.index, self._look)

    def _look(self) -> None:
        """Take in what can be begun at once, item by item, without promising anybody or anything twice."""
        self._awaited = False
        fleet, parts, people = self.fleet, dict[int, int](), dict[int, tuple[int, int]]()
        left = False
        for item in [x for x in fleet.items if x.state == PMC]:
            put_off = [k for k in item.pending if k in self._modes]
            modes = [k for k in put_off if self._can_begin(fleet.row.modes[k].job, parts, people)]
            left = left or len(modes) < len(put_off)
            if modes:
                fleet.down(item)
                self.world.note(item.name, "convenience", "is taken in while a team and the parts are there")
                self.world.clock.process(fleet.upkeep.convenient(item, modes))
        if left:
            self.await_next()

    def _can_begin(self, job: JobRow, parts: dict[int, int], people: dict[int, tuple[int, int]]) -> bool:
        now, stores = self.world.levers.now, self.world.stores.all
        needs = {store: int(now[number]) for store, number in job.parts}
        if any(stores[s].on_hand - parts.get(s, 0) < number for s, number in needs.items()):
            return False
        if job.shop >= 0 and job.labour is not None:
            shop = self.world.shops.all[job.shop]
            size = max(1, int(now[job.team] if job.team >= 0 else now[shop.row.team]))
            busy, teams = people.get(job.shop, (0, 0))
            if not shop.has_room(size, busy, teams):
                return False
            people[job.shop] = busy + size, teams + 1
        for store, number in needs.items():
            parts[store] = parts.get(store, 0) + number
        return True
