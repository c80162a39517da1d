"""Parties beside the focal one: how strong they are, and how the two sides compare."""

from __future__ import annotations

import math

from ...mechanisms.capability import area_level, ces
from ...mechanisms.numeric import total
from ...mechanisms.parties import between, dyadic_share
from ..rows import PartyRow
from .world import World

_SCALE = 100.0


class Party:
    """One party, modelled by its fleets or given by date."""

    def __init__(self, world: World, row: PartyRow) -> None:
        self.world, self.row = world, row
        self.index = 0.0
        self.levels = [0.0] * len(row.areas)
        self.balance = self.balance_at_start = 0.5
        names = world.plan.areas
        here = f"party.{row.name}"
        self._index = world.state(f"{here}.index")
        self._areas = [world.state(f"{here}.area.{names[a]}") for a in row.areas]
        self._balance, self._ratio = world.state(f"{here}.balance"), world.state(f"{here}.ratio")
        self._balances = [world.state(f"{here}.balance.{names[a]}") for a in row.areas]

    def close(self) -> None:
        """Its strength over the month that ends now, or on this day."""
        world, row, now = self.world, self.row, self.world.levers.now
        factor = now[row.level]
        if row.points:
            self.levels = [
                factor * self._given([p.areas[i] for p in row.points]) for i in range(len(row.areas))
            ]
            if not row.areas:
                self.index = factor * self._given([p.index for p in row.points])
        else:
            strength = world.capability.strength(row.fleets)[0]
            self.levels = [
                # Without the cap of the focal party's index: it would hide how much stronger a rival is.
                area_level(factor * strength[area], now[required], math.inf)
                for area, required in zip(row.areas, row.required, strict=True)
            ]
        if row.areas:
            weights = world.capability.weights()
            own = [weights[a] for a in row.areas]
            self.index = _SCALE * ces(self.levels, 0, own, 0, len(own), world.capability.exponent())
        world.put(self._index, self.index)
        for slot, level in zip(self._areas, self.levels, strict=True):
            world.put(slot, level)
        self._compare()

    def _given(self, slots: list[int]) -> float:
        """A given number on this day."""
        now, tick, points = self.world.levers.now, self.world.now, self.row.points
        value = now[slots[0]]
        for i in range(1, len(points)):
            if tick > points[i - 1].tick:
                value = between(tick, points[i - 1].tick, now[slots[i - 1]], points[i].tick, now[slots[i]])
        return value

    def _compare(self) -> None:
        world, weight, capability = self.world, self.world.levers.now[self.row.weight], self.world.capability
        if not world.plan.has_capability:
            return
        other = weight * self.index
        self.balance = dyadic_share(capability.index, other)
        world.put(self._balance, self.balance)
        world.put(self._ratio, capability.index / other if other > 0.0 else math.nan)
        for slot, area, level in zip(self._balances, self.row.areas, self.levels, strict=True):
            world.put(slot, dyadic_share(capability.levels[area], weight * level))

    def by_area(self) -> list[float]:
        """Its level in every area, in the focal party's unit; where it is given by one index, that one in all."""
        weight, count = self.world.levers.now[self.row.weight], len(self.world.plan.areas)
        if not self.row.areas:
            return [weight * self.index / _SCALE] * count
        levels = [0.0] * count
        for area, level in zip(self.row.areas, self.levels, strict=True):
            levels[area] = weight * level
        return levels


class Parties:
    """All parties but the focal one."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.all = [Party(world, row) for row in world.plan.parties]
        self._share = world.state("balance.focal_share")

    def begin(self) -> None:
        """How the sides compare at the start, from which change is measured."""
        self.close(0)
        for party in self.all:
            party.balance_at_start = party.balance

    def close(self, month: int) -> None:
        """Strength and balance of the month that ends now."""
        for party in self.all:
            party.close()
        if self.all and self.world.plan.has_capability:
            others = total(self.world.levers.now[p.row.weight] * p.index for p in self.all)
            self.world.put(self._share, dyadic_share(self.world.capability.index, others))
