"""Capability by area and in one index; readiness by pillars."""

from __future__ import annotations

import math

from ...mechanisms.capability import area_level, ces, fleet_strength, share
from ...mechanisms.numeric import total
from ...mechanisms.readiness import level_from_days, level_from_percent, lowest, truncated_percent
from ..planning.fleets import INVENTORY, MISSION_CAPABLE, POSSESSED
from .world import World

#: The index is reported between 0 and 100 times the cap.
_SCALE = 100.0


class Capability:
    """What the focal party's fleets add up to."""

    def __init__(self, world: World) -> None:
        self.world = world
        plan = world.plan
        self.levels = [0.0] * len(plan.areas)
        self.index = 0.0
        self._means: list[dict[str, float]] = []
        self._focal = tuple(i for i, fleet in enumerate(plan.fleets) if fleet.focal)
        self._start = {path: slot for slot, path in enumerate(plan.paths)}
        self._required = [self._start[f"capability.areas.{a}.required"] for a in plan.areas]
        self._weights = [self._start[f"capability.areas.{a}.weight"] for a in plan.areas]
        self._index = world.state("capability.index")
        self._areas = [world.state(f"capability.{a}") for a in plan.areas]
        self._origins = [world.state(f"capability.origin.{o}") for o in plan.origins]
        self._before = [0] * len(plan.layout.levels)
        self._tick = 0

    def weights(self) -> list[float]:
        """Weights of the areas now."""
        return [self.world.levers.now[slot] for slot in self._weights]

    def exponent(self) -> float:
        """How far strength in one area makes up for weakness in another, now."""
        return self.world.levers.now[self._start["capability.substitution"]]

    def _mean(self, slots: list[int]) -> float:
        """Mean number of items over the month; the number now when no time has passed."""
        books, now = self.world.books, self.world.now
        if now == self._tick:
            return float(sum(books.levels[s] for s in slots))
        held = 0
        for s in slots:
            held += books.integrals[s] + books.levels[s] * (now - books.since[s]) - self._before[s]
        return held / (now - self._tick)

    def close(self, month: int) -> None:
        """Capability of the month that ends now."""
        world = self.world
        self._means = means = [
            {key: self._mean([fleet.levels[s] for s in states]) for key, states in _GROUPS.items()}
            for fleet in world.fleets.all
        ]
        if world.plan.has_capability:
            self._add_up()
        if world.plan.reports_readiness:
            self._readiness(means)
        books = world.books
        for slot in range(len(books.levels)):
            self._before[slot] = books.integrals[slot] + books.levels[slot] * (world.now - books.since[slot])
        self._tick = world.now

    def strength(self, fleets: tuple[int, ...]) -> tuple[list[float], list[float]]:
        """What some fleets (by position) added up to over the month just closed: by area, and by origin."""
        world, now = self.world, self.world.levers.now
        areas, origins = [0.0] * len(self.levels), [0.0] * len(self._origins)
        for index in fleets:
            fleet, mean = world.fleets.all[index], self._means[index]
            row = fleet.row
            gain = 1.0
            if row.upgrade is not None and fleet.upgraded:
                gain += (now[row.upgrade.gain] - 1.0) * share(fleet.upgraded, len(fleet.items))
            crews, proficiency = world.crews.ready(fleet.index), world.crews.proficiency[fleet.index]
            for area, weight in row.areas:
                added = fleet_strength(now[weight] * gain, mean["capable"], crews, proficiency)
                areas[area] += added
                origins[row.origin] += added
        return areas, origins

    def _add_up(self) -> None:
        world, now = self.world, self.world.levers.now
        areas, origins = self.strength(self._focal)
        cap = now[self._start["capability.cap"]]
        self.levels = [area_level(s, now[slot], cap) for s, slot in zip(areas, self._required, strict=True)]
        for slot, level in zip(self._areas, self.levels, strict=True):
            world.put(slot, level)
        for slot, part in zip(self._origins, origins, strict=True):
            world.put(slot, share(part, total(origins)))
        self.index = _SCALE * ces(self.levels, 0, self.weights(), 0, len(self.levels), self.exponent())
        world.put(self._index, self.index)

    def _bands(self, name: str) -> tuple[float, float, float]:
        now = self.world.levers.now
        one, two, three = (now[self._start[f"readiness.{name}.{b}"]] for b in ("first", "second", "third"))
        return one, two, three

    def _readiness(self, means: list[dict[str, float]]) -> None:
        world, now, slots = self.world, self.world.levers.now, self._start
        overall = self._personnel() if world.plan.reports_personnel else 0
        supply = equipment = training = 0  # what nothing reports
        for fleet, mean in zip(world.fleets.all, means, strict=True):
            row = fleet.row
            if not row.focal:
                continue
            need = now[row.required] if row.required >= 0 else float(row.serviceable + row.repairable)
            held = truncated_percent(mean["inventory"], need)
            supply = lowest(supply, level_from_percent(held, *self._bands("supply_bands")))
            if mean["possessed"]:  # a fleet that possesses nothing says so under supply, not under equipment
                fit = truncated_percent(mean["capable"], mean["possessed"])
                equipment = lowest(equipment, level_from_percent(fit, *self._bands("equipment_bands")))
            if row.crews is not None and world.crews.trained[fleet.index]:
                missing = 1.0 - world.crews.share[fleet.index] / max(
                    now[slots["readiness.ready_share"]], 1e-9
                )
                days = now[slots["readiness.full_course"]] * max(0.0, missing)
                training = lowest(training, level_from_days(days, *self._bands("training_bands")))
        for name, level in (("supply", supply), ("equipment", equipment), ("training", training)):
            if level:
                overall = lowest(overall, level)
                world.put(world.state(f"readiness.{name}"), float(level))
        world.put(world.state("readiness.overall"), float(overall) if overall else math.nan)

    def _personnel(self) -> int:
        world, now = self.world, self.world.levers.now

        def given(name: str, otherwise: float) -> float:
            return world.levers.get(self._start.get(f"readiness.personnel.{name}", -1), otherwise)

        staff = [shop.staff for shop in world.shops.all if shop.row.focal]
        crews = float(sum(world.crews.trained[i] for i in self._focal))
        need = now[self._start["readiness.personnel.required"]]
        have = given("deployable", sum(map(sum, staff)) + crews)
        matched = given("matched", sum(j + m for _, j, m in staff) + crews)
        strength = level_from_percent(truncated_percent(have, need), *self._bands("personnel.strength_bands"))
        skill_bands = self._bands("personnel.skill_bands")
        skill = level_from_percent(truncated_percent(matched, need), *skill_bands)
        world.put(world.state("readiness.personnel.strength"), float(strength))
        world.put(world.state("readiness.personnel.skill"), float(skill))
        worst = lowest(strength, skill)
        senior_need = given("senior_required", 0.0)
        if senior_need > 0:
            senior = truncated_percent(given("senior", float(sum(m for _, _, m in staff))), senior_need)
            level = level_from_percent(senior, *skill_bands)
            worst = lowest(worst, level)
            world.put(world.state("readiness.personnel.senior"), float(level))
        world.put(world.state("readiness.personnel"), float(worst))
        return worst


_GROUPS = {"capable": MISSION_CAPABLE, "possessed": POSSESSED, "inventory": INVENTORY}
