"""Precautions: levers with a price, carried out by decision."""

from __future__ import annotations

from dataclasses import replace

from ...mechanisms.agreement import ramp
from ...mechanisms.arrangements import partial_factor
from ..rows import EffectRow, PrecautionRow
from .world import World


class Standing:
    """Effects that act at a level from 0 to 1, until the level changes."""

    def __init__(self, world: World, effects: tuple[EffectRow, ...]) -> None:
        self.world, self.effects = world, effects
        self.level = 0.0
        self._acting: list[tuple[EffectRow, int]] = []

    def act(self, level: float) -> None:
        """Act at this level from now on."""
        if level == self.level:
            return
        for effect, handle in self._acting:
            self.world.levers.finish(effect, handle)
        self._acting = []
        self.level = level
        if level > 0.0:
            for effect in self.effects:
                value = partial_factor(effect.value, level) if effect.multiply else effect.value * level
                scaled = replace(effect, value=value)
                self._acting.append((scaled, self.world.levers.begin(scaled)))


class Precaution:
    """One precaution."""

    def __init__(self, world: World, row: PrecautionRow) -> None:
        self.world, self.row = world, row
        self.effects = Standing(world, row.effects)
        self._begun = False
        self._state = world.state(f"precaution.{row.name}.level")
        world.put(self._state, 0.0)

    def open(self, month: int) -> None:
        """How far it is carried out in the month that begins, and what that costs."""
        world, row, now = self.world, self.row, self.world.levers.now
        before = self.effects.level
        up = ramp(month - now[row.start], now[row.ramp])
        level = now[row.level] * up
        self.effects.act(level)
        world.put(self._state, level)
        if level > 0.0:
            cost = level * now[row.price] / 12.0
            if not self._begun:
                self._begun = True
                cost += now[row.setup]
            if cost:
                world.ledger.pay("precautions", cost, budgeted=False)
        if (level > 0.0) != (before > 0.0):
            world.note(
                f"precaution.{row.name}",
                "precaution",
                "begins" if level > 0.0 else "ends",
                title=row.title,
                effects="; ".join(f"{e.path} {'x' if e.multiply else '+'}{e.value:g}" for e in row.effects),
            )


class Precautions:
    """All precautions."""

    def __init__(self, world: World) -> None:
        self.all = [Precaution(world, row) for row in world.plan.precautions]

    def open(self, month: int) -> None:
        """The month that begins."""
        for precaution in self.all:
            precaution.open(month)

    def calming(self) -> float:
        """How far precautions calm pairs of states, 0 to 1: the one that does most."""
        return max((p.effects.level for p in self.all if p.row.calms), default=0.0)
