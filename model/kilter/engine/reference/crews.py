"""Crews: how many, how proficient, how many ready."""

from __future__ import annotations

import math

from ...mechanisms.currency import counted_hours, current_share
from ...mechanisms.draws import binomial
from ...mechanisms.people import departure_probability
from ...mechanisms.proficiency import next_proficiency, ready_share
from ..timebase import DAY
from .world import World


class Crews:
    """Crews of all fleets that say something about them."""

    def __init__(self, world: World) -> None:
        self.world = world
        now = world.levers.now
        rows = [fleet.crews for fleet in world.plan.fleets]
        self._rows = rows
        self.trained = [int(now[row.trained]) if row else 0 for row in rows]
        self.proficiency = [now[row.proficiency] if row else 1.0 for row in rows]
        #: Share of the crews that are ready, and of those that only lack recent practice besides.
        self.share = [1.0] * len(rows)
        self._able = [1.0] * len(rows)
        #: Hours of all crews and length in days of past months, and the share of crews that are current.
        self._past: list[list[tuple[float, float]]] = [[] for _ in rows]
        self._current = [1.0] * len(rows)
        self._began = 0
        self._hours = [0.0] * len(rows)
        self._luck = [world.stream("crew departure", f"fleets.{fleet.name}") for fleet in world.plan.fleets]
        self._states = [
            [world.state(f"fleet.{fleet.name}.{s}") for s in ("crews", "crews_ready", "proficiency")]
            for fleet in world.plan.fleets
        ]
        self._currents = [world.state(f"fleet.{fleet.name}.crews_current") for fleet in world.plan.fleets]
        self._assess()

    def ready(self, fleet: int) -> float:
        """Crews that can take an item out; no limit for a fleet that does not count them."""
        return self.trained[fleet] * self.share[fleet] if self._rows[fleet] else math.inf

    def able(self, fleet: int) -> float:
        """Crews that can fly or drive what is planned, which is how those out of practice become current again."""
        return self.trained[fleet] * self._able[fleet] if self._rows[fleet] else math.inf

    def add(self, fleet: int, number: int) -> None:
        """Graduates of a course. They start at the floor of proficiency or the mean, whichever is lower."""
        row = self._rows[fleet]
        if row is None or not number:
            return
        own = min(self.proficiency[fleet], self.world.levers.now[row.floor])
        total = self.trained[fleet] + number
        self.proficiency[fleet] = (self.proficiency[fleet] * self.trained[fleet] + own * number) / total
        self.trained[fleet] = total

    def close(self, month: int) -> None:
        """A month of use, or of none: proficiency follows."""
        now = self.world.levers.now
        for fleet in self.world.fleets.all:
            row, index = self._rows[fleet.index], fleet.index
            if row is None:
                continue
            flown = self.world.books.counters[fleet.counters["hours"]]
            ran = flown - self._hours[index]
            hours = ran / max(self.trained[index], 1)
            self._hours[index] = flown
            if row.currency_hours >= 0:
                self._past[index].insert(0, (ran, (self.world.now - self._began) / DAY))
                within, needed = now[row.currency_within], now[row.currency_hours]
                lately = self._lately(index, within, needed * self.trained[index])
                self._current[index] = current_share(lately, self.trained[index], needed)
            self.proficiency[index] = next_proficiency(
                self.proficiency[index],
                now[row.baseline],
                now[row.gain],
                hours,
                now[row.reference],
                now[row.half_life],
            )
        self._began = self.world.now
        self._assess()

    def _lately(self, index: int, within: float, before: float) -> float:
        """Hours of all crews in the days looked back on; before the run began they had what keeps them current."""
        total, left = 0.0, within
        for hours, days in self._past[index]:
            if left <= 0.0:
                break
            total += counted_hours(hours, days, left)
            left -= days
        return total + counted_hours(before, within, left)

    def open(self, month: int) -> None:
        """Crews that leave."""
        if month == 0:
            return
        for index, row in enumerate(self._rows):
            if row is not None:
                chance = departure_probability(self.world.levers.now[row.leaving])
                self.trained[index] -= binomial(self._luck[index].at(month), self.trained[index], chance)
        self._assess()

    def _assess(self) -> None:
        now = self.world.levers.now
        for index, row in enumerate(self._rows):
            if row is not None:
                self._able[index] = ready_share(
                    self.proficiency[index], now[row.concentration], now[row.floor]
                )
                self.share[index] = min(self._able[index], self._current[index])
                self.world.put(self._currents[index], self.trained[index] * self._current[index])
                values = (float(self.trained[index]), self.ready(index), self.proficiency[index])
                for slot, value in zip(self._states[index], values, strict=True):
                    self.world.put(slot, value)
