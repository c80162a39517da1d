"""Lives of a fleet's items: when each clock will next stop each item, drawn and renewed."""

from __future__ import annotations

import math
from functools import partial
from typing import TYPE_CHECKING

from ...mechanisms.draws import exponential
from ...mechanisms.failure import aged_scale, continued, interval, scale_from_mean
from ...mechanisms.lives import point_between, share_since
from ...scenario.units import DAYS_PER_YEAR
from ..planning.fleets import MISSION_CAPABLE
from ..rows import CycleRow, LotRow
from ..timebase import DAY, HOUR, ticks
from .items import ACCIDENT, INSPECTION, MODE, OVERHAUL, Item

if TYPE_CHECKING:
    from .fleets import Fleet


#: Beyond this many hours nothing is due: a clock that is silent.
_FAR = 1e14


class Lives:
    """The lives of one fleet's items."""

    def __init__(self, fleet: Fleet) -> None:
        self.fleet, self.world, self.row = fleet, fleet.world, fleet.row
        row, levers = fleet.row, fleet.world.levers
        #: Kind, position and row of each cycle.
        self.cycles: list[tuple[str, int, CycleRow]] = [
            *((INSPECTION, i, cycle) for i, cycle in enumerate(row.inspections)),
            *([(OVERHAUL, 0, row.overhaul.cycle)] if row.overhaul else []),
        ]
        self._by_name = {(kind, index): cycle for kind, index, cycle in self.cycles}
        self._loss = levers.now[row.accidents]
        levers.watch(row.accidents, self._reassess_accidents)
        self._laws = [(levers.now[m.mtbf], levers.now[m.shape], levers.now[m.growth]) for m in row.modes]
        # The scale of a new item, worked out once for each law.
        self._scales = [scale_from_mean(mean, shape) for mean, shape, _ in self._laws]
        for k, mode in enumerate(row.modes):
            for slot in (mode.mtbf, mode.shape, mode.growth):
                levers.watch(slot, partial(self._reassess_mode, k))

    # -- at the start ------------------------------------------------------------------------------------------

    def begin(self, item: Item) -> None:
        """At the start each item stands where its lot does, or at an independent uniform point of each cycle."""
        for kind, index, cycle in self.cycles:
            lot = _lot_of(cycle, item.number)
            if lot is not None:
                self._begin_lot(item, kind, index, cycle, lot)
            elif cycle.uniform:
                used = item.stream(f"phase.{cycle.name}").next()
                self.renew_cycle(item, kind, index, used, used)

    def age_of(self, item: Item) -> float:
        """Age in days of an item at the start: its lot's, or the fleet's."""
        for _, _, cycle in self.cycles:
            lot = _lot_of(cycle, item.number)
            if lot is not None and lot.age:
                return point_between(item.stream("delivery").next(), *lot.age)
        return self.row.age_days

    def _begin_lot(self, item: Item, kind: str, index: int, cycle: CycleRow, lot: LotRow) -> None:
        now = self.world.levers.now
        u = item.stream(f"phase.{cycle.name}").next()
        hours = days = math.nan
        if lot.alike:
            hours = days = point_between(u, now[lot.alike[0]], now[lot.alike[1]])
        if lot.days:
            days = point_between(u, now[lot.days[0]], now[lot.days[1]])
        elif lot.since and cycle.days >= 0:
            since = (
                min(point_between(u, *lot.since), item.age_days) if lot.age else point_between(u, *lot.since)
            )
            days = share_since(since, now[cycle.days], lot.on_time)
        elif lot.by_age and cycle.days >= 0:
            days = share_since(item.age_days, now[cycle.days], lot.on_time)
        if lot.hours:
            v = item.stream(f"phase hours.{cycle.name}").next()
            hours = point_between(v, now[lot.hours[0]], now[lot.hours[1]])
        known = hours if not math.isnan(hours) else days if not math.isnan(days) else u
        self.renew_cycle(
            item, kind, index, known if math.isnan(hours) else hours, known if math.isnan(days) else days
        )

    # -- renewal ---------------------------------------------------------------------------------------------------

    def renew_all(self, item: Item) -> None:
        """Every clock starts afresh."""
        for k in range(len(self.row.modes)):
            self.renew_mode(item, k)
        for kind, index, _ in self.cycles:
            self.renew_cycle(item, kind, index)
        self._draw_accident(item)
        item.pending.clear()

    def renew_mode(self, item: Item, k: int) -> None:
        """A failure mode starts afresh: its next failure is drawn."""
        mode, tick = self.row.modes[k], self.world.now
        scale, shape = self._law(k, item, tick)
        life = interval(item.stream(f"failure.{mode.name}").next(), scale, shape)
        if mode.calendar:
            item.set_tick(MODE, k, tick + min(ticks(life / 24), 1 << 50))
        else:
            item.set_hours(MODE, k, item.hours + life)
        item.drawn[k] = (item.hours, tick, scale, shape)

    def _law(self, k: int, item: Item, tick: int) -> tuple[float, float]:
        """Scale and shape, by the present parameters, of a life that began at an instant."""
        _, shape, growth = self._laws[k]
        age = (item.age_days + tick / DAY) / DAYS_PER_YEAR
        return aged_scale(self._scales[k], growth, age), shape

    def _reassess_mode(self, k: int) -> None:
        """A failure mode has other parameters: they act on what is left of the lives already drawn."""
        fleet, world = self.fleet, self.world
        mode, now = self.row.modes[k], self.world.levers.now
        law = now[mode.mtbf], now[mode.shape], now[mode.growth]
        if law == self._laws[k]:
            return
        self._laws[k] = law
        self._scales[k] = scale_from_mean(law[0], law[1])
        for item in fleet.items:
            running = item.state in MISSION_CAPABLE
            if running:
                fleet.down(item)
            began, tick, scale, shape = item.drawn[k]
            if mode.calendar:
                lived, left = (world.now - tick) / HOUR, (item.due_of(MODE, k) - world.now) / HOUR
            else:
                lived, left = item.hours - began, item.due_of(MODE, k) - item.hours
            if 0.0 < left < _FAR:
                new_scale, new_shape = self._law(k, item, tick)
                left = continued(lived, left, scale, shape, new_scale, new_shape)
                item.drawn[k] = (began, tick, new_scale, new_shape)
                if mode.calendar:
                    item.set_tick(MODE, k, world.now + min(ticks(left / 24), 1 << 50))
                else:
                    item.set_hours(MODE, k, item.hours + left)
            if running:
                fleet.up(item)

    def renew_cycle(self, item: Item, kind: str, index: int, hours: float = 0.0, days: float = 0.0) -> None:
        """An inspection or overhaul has been done, or stands at shares of its limits in hours and in days."""
        cycle = self._by_name[kind, index]
        now = self.world.levers.now
        if cycle.hours >= 0:
            item.set_hours(kind, index, item.hours + (1.0 - hours) * now[cycle.hours])
        if cycle.days >= 0:
            item.set_tick(kind, index, self.world.now + ticks((1.0 - days) * now[cycle.days]))

    # -- accidents -------------------------------------------------------------------------------------------------

    def _draw_accident(self, item: Item) -> None:
        left = (
            exponential(item.stream("accident").next(), 1000.0 / self._loss) if self._loss > 0 else math.inf
        )
        item.set_hours(ACCIDENT, 0, item.hours + left)

    def _reassess_accidents(self) -> None:
        """Accidents have another rate: what is left until an item's accident shrinks or grows in proportion."""
        fleet = self.fleet
        before, self._loss = self._loss, self.world.levers.now[self.row.accidents]
        for item in fleet.items if self._loss != before else ():
            running = item.state in MISSION_CAPABLE
            if running:
                fleet.down(item)
            if before > 0 and self._loss > 0:
                left = item.due_of(ACCIDENT, 0) - item.hours
                item.set_hours(ACCIDENT, 0, item.hours + left * (before / self._loss))
            else:
                self._draw_accident(item)
            if running:
                fleet.up(item)


def _lot_of(cycle: CycleRow, number: int) -> LotRow | None:
    """The lot that an item is of, by its number from 0; none for those beyond all lots."""
    for lot in cycle.lots:
        if number < lot.items:
            return lot
        number -= lot.items
    return None
