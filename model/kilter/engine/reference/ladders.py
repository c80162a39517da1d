"""Hostility ladders: the level of a pair of states, month by month, and what a flare-up costs."""

from __future__ import annotations

import math

from ...mechanisms.ladder import LEVELS, flare, tilted_step, upward_push
from ..rows import LadderRow
from .rivals import opposed
from .spreads import amount
from .world import World

STATES = ("level", "clash", "serious", "war", "first_serious")
PUSHES = ("alarm", "deterrence", "trigger", "pressure", "calm", "relief", "up", "down")
SERIOUS = 4
WAR = 5


class Ladder:
    """One pair."""

    def __init__(self, world: World, row: LadderRow) -> None:
        self.world, self.row = world, row
        self.level = int(world.levers.now[row.start])
        self._serious = self.level >= SERIOUS
        self._war = self.level >= WAR
        self._flare, self._age = 0.0, 0
        self._luck = world.stream("ladder", f"ladder.{row.name}")
        self._marks = world.stream("flare deaths", f"ladder.{row.name}")
        self._slots = {s: world.state(f"ladder.{row.name}.{s}") for s in STATES}
        self._pushes = {s: world.state(f"ladder.{row.name}.push.{s}") for s in PUSHES}
        for slot in self._pushes.values():
            world.put(slot, 0.0)
        self._deaths = world.plan.layout.counters.get(f"ladder.{row.name}.deaths", -1)
        self._write()

    def close(self, month: int) -> None:
        """One month on the ladder."""
        world, row, now = self.world, self.row, self.world.levers.now
        both, excess = opposed(world, row), 0.0
        if row.channel >= 0:
            channel = world.channels.all[row.channel]
            # The prior already holds the usual events; only what is beyond them triggers more.
            excess = channel.last - channel.usual
        up = upward_push(
            now[row.alarm], both.concern, now[row.deterrence], both.gain, now[row.trigger], excess
        )
        pressure, relief = math.log(now[row.pressure]), math.log(now[row.relief])
        calm = now[row.calm] * self._calmed()
        up += pressure
        down = calm + relief
        trigger = now[row.trigger] * excess
        parts = (both.alarm, both.deterrence, trigger, pressure, calm, relief, up, down)
        for slot, part in zip(self._pushes.values(), parts, strict=True):
            world.put(slot, part)
        before, prior = self.level, row.prior[self.level]
        self.level = tilted_step(prior, 0, len(prior), before, up, down, self._luck.at(month))
        if self.level != before:
            world.note(
                f"ladder.{row.name}",
                "ladder",
                f"moves from {LEVELS[before]} ({before}) to {LEVELS[self.level]} ({self.level})",
                (
                    f"upward odds x{math.exp(up):.2f}",
                    f"alarm {both.alarm:+.2f} (concern of the rival {both.concern:+.2f})",
                    f"deterrence {both.deterrence:+.2f} (gain {both.gain:+.2f})",
                    f"events {trigger:+.2f} ({excess:+.1f} against the usual)",
                ),
            )
        if self.level >= SERIOUS and not self._serious:
            self._serious = True
            world.put(self._slots["first_serious"], float(month + 1))
        self._war = self._war or self.level >= WAR
        self._cost(before < SERIOUS <= self.level, month)
        self._write()

    def _calmed(self) -> float:
        """How far anything calms pairs of states, 0 to 1: reactions, precautions, arrangements."""
        world = self.world
        if world.actors.easing():
            return 1.0
        return max(world.precautions.calming(), world.arrangements.calming())

    def _cost(self, begins: bool, month: int) -> None:
        row, now = self.row, self.world.levers.now
        if row.deaths is None:
            return
        if begins:
            self._flare, self._age = amount(self.world.levers, row.deaths, self._marks.at(month)), 0
        elif self._flare > 0.0:
            self._age += 1
            self._flare = flare(self._flare, self._age, now[row.decay_first], now[row.decay_next])
        number = int(self._flare + 0.5)
        if number:
            self.world.books.counters[self._deaths] += number
            self.world.risk.deaths(number)

    def _write(self) -> None:
        world = self.world
        world.put(self._slots["level"], float(self.level))
        world.put(self._slots["clash"], 1.0 if self.level >= SERIOUS else 0.0)
        world.put(self._slots["serious"], 1.0 if self._serious else 0.0)
        world.put(self._slots["war"], 1.0 if self._war else 0.0)


class Ladders:
    """All ladders."""

    def __init__(self, world: World) -> None:
        self.all = [Ladder(world, row) for row in world.plan.ladders]

    def close(self, month: int) -> None:
        """One month."""
        for ladder in self.all:
            ladder.close(month)

    def incidents(self) -> float:
        """1 while any pair clashes, else 0; shakes a partner's trust.

        The worst pair counts, not the share of pairs: a quiet pair elsewhere makes a clash no smaller.
        """
        return 1.0 if any(x.level >= SERIOUS for x in self.all) else 0.0
