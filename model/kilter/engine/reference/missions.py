"""Missions: hours asked of the fleets, served by priority and then by share, and what failures break off.

Each month the hours asked are laid on the fleets that serve them. A fleet with a plan gives missions the hours of
its plan, first; one without flies what missions ask, up to its ceiling. Hours are then flown at that pace by
whatever is mission capable, so that a mission's hours are its share of the fleet's.
"""

from __future__ import annotations

import math

from ...mechanisms.missions import in_proportion, lendable, wasted_hours
from ...mechanisms.numeric import total
from ...scenario.units import DAYS_PER_MONTH
from ..timebase import DAY, HOUR
from .fleets import Fleet
from .items import Item
from .world import World

_MONTH = DAYS_PER_MONTH * DAY
_LEAST = 1e-9


class Missions:
    """All missions."""

    def __init__(self, world: World) -> None:
        self.world, self.rows = world, world.plan.missions
        count = len(self.rows)
        counters = world.plan.layout.counters
        self._asked, self._flown, self._useful, self._aborts = (
            [counters[f"mission.{row.name}.{c}"] for row in self.rows]
            for c in ("asked", "flown", "useful", "aborts")
        )
        #: Share of each fleet's hours that go to each mission, by mission.
        self.shares: list[dict[int, float]] = [{} for _ in range(count)]
        self._wasted = [0.0] * count
        self._pace = [0.0] * count
        # What the counters stood at when the month opened, and each fleet's hours then.
        self._opened = 0
        self._at_open: list[tuple[float, float]] = [(0.0, 0.0)] * count
        self._hours: list[float] = []
        self._serves = {f for row in self.rows for f in row.fleets}

    def allocate(self) -> dict[int, float]:
        """Share the month's demand among the fleets; hours planned by fleet for those without a plan of their own."""
        world, now = self.world, self.world.levers.now
        self.flush()
        counters = world.books.counters
        self._opened = world.now
        self._at_open = [(counters[a], counters[f]) for a, f in zip(self._asked, self._flown, strict=True)]
        self._hours = [counters[fleet.counters["hours"]] for fleet in world.fleets.all]
        self._pace = [now[row.hours] for row in self.rows]
        left = {f: self._lendable(world.fleets.all[f]) for f in sorted(self._serves)}
        had = dict(left)
        given: list[dict[int, float]] = [{} for _ in self.rows]
        need = list(self._pace)
        for priority in sorted({now[row.priority] for row in self.rows}, reverse=True):
            self._serve(
                [i for i, row in enumerate(self.rows) if now[row.priority] == priority], need, left, given
            )
        planned = {}
        self.shares = [{} for _ in self.rows]
        for f in left:
            fleet = world.fleets.all[f]
            used = had[f] - left[f]
            own = now[fleet.row.plan] if fleet.row.plan >= 0 else used
            if fleet.row.plan < 0:
                planned[f] = used
            for i, hours in enumerate(given):
                if hours.get(f, 0.0) > 0.0:
                    self.shares[i][f] = in_proportion(1.0, hours[f], max(min(own, had[f]), used))
        return planned

    def _lendable(self, fleet: Fleet) -> float:
        now, row = self.world.levers.now, fleet.row
        manned = min(float(fleet.capable()), self.world.crews.ready(fleet.index))
        ceiling = self.world.levers.get(row.ceiling, _MONTH / HOUR)
        return lendable(now[row.plan] if row.plan >= 0 else math.inf, manned, ceiling)

    def _serve(
        self, group: list[int], need: list[float], left: dict[int, float], given: list[dict[int, float]]
    ) -> None:
        """Missions of one priority: fleets offer, and missions take, in proportion."""
        for _ in range(len(group) + 1):
            # A mission asks each of its fleets for a part of what it needs, as much as that fleet has of the whole.
            claims: list[tuple[int, int, float]] = []
            asked = dict.fromkeys(left, 0.0)
            for i in group:
                whole = total(left[f] for f in self.rows[i].fleets)
                for f in self.rows[i].fleets:
                    claim = in_proportion(need[i], left[f], whole)
                    claims.append((i, f, claim))
                    asked[f] += claim
            had, moved = dict(left), 0.0
            for i, f, claim in claims:
                hours = min(claim, in_proportion(had[f], claim, asked[f]))
                given[i][f] = given[i].get(f, 0.0) + hours
                left[f] = max(0.0, left[f] - hours)
                need[i] = max(0.0, need[i] - hours)
                moved += hours
            if moved <= _LEAST:
                return

    def flush(self) -> None:
        """Book what has been asked and flown since the month opened, by the same sum however often."""
        world, counters = self.world, self.world.books.counters
        if not self.rows or not self._hours:
            return
        for i in range(len(self.rows)):
            asked = self._pace[i] * (world.now - self._opened) / _MONTH
            flown = total(
                share * (counters[world.fleets.all[f].counters["hours"]] - self._hours[f])
                for f, share in self.shares[i].items()
            )
            before_asked, before_flown = self._at_open[i]
            counters[self._asked[i]] = before_asked + asked
            # What items that came back in mid-month fly beyond what is asked serves practice, not the mission.
            counters[self._flown[i]] = before_flown + min(flown, asked)
            useful = counters[self._flown[i]] - self._wasted[i]
            counters[self._useful[i]] = max(counters[self._useful[i]], useful)

    def broken_off(self, fleet: int, item: Item) -> None:
        """An item has stopped on the way: if it was on a mission, that one is lost."""
        if fleet not in self._serves:
            return
        now = self.world.levers.now
        u = item.stream("mission").next()
        for i, row in enumerate(self.rows):
            share = self.shares[i].get(fleet, 0.0)
            if u < share:
                if row.duration >= 0:
                    self.world.books.counters[self._aborts[i]] += 1
                    self._wasted[i] += wasted_hours(item.ran, now[row.duration])
                    self.world.note(f"missions.{row.name}", "aborted", f"{item.name} has to break off")
                return
            u -= share
