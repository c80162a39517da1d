"""Crews: how many, how proficient, how many ready."""

from __future__ import annotations

import math

from ...mechanisms.draws import binomial
from ...mechanisms.people import departure_probability
from ...mechanisms.proficiency import next_proficiency, ready_share
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
        self.share = [1.0] * len(rows)
        self._hours = [0.0] * len(rows)
        self._luck = [world.stream("crew departure", f"fleets.{fleet.name}") for fleet in world.plan.fleets]
        self._states = [
            [world.state(f"fleet.{fleet.name}.{s}") for s in ("crews", "crews_ready", "proficiency")]
            for fleet in world.plan.fleets
        ]
        self._assess()

    def ready(self, fleet: int) -> float:
        """Crews that can take an item out; no limit for a fleet that does not count them."""
        return self.trained[fleet] * self.share[fleet] if self._rows[fleet] else math.inf

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
            hours = (flown - self._hours[index]) / max(self.trained[index], 1)
            self._hours[index] = flown
            self.proficiency[index] = next_proficiency(
                self.proficiency[index],
                now[row.baseline],
                now[row.gain],
                hours,
                now[row.reference],
                now[row.half_life],
            )
        self._assess()

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
                self.share[index] = ready_share(
                    self.proficiency[index], now[row.concentration], now[row.floor]
                )
                values = (float(self.trained[index]), self.ready(index), self.proficiency[index])
                for slot, value in zip(self._states[index], values, strict=True):
                    self.world.put(slot, value)
