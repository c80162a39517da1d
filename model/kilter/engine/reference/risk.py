"""The regional index: hazard, vulnerability, lack of coping, and who contributes what."""

from __future__ import annotations

from ...mechanisms.numeric import clip, total
from ...mechanisms.risk import hazard, hazard_push, index, log_contribution, risk_class
from ..rows import ChannelRow, LadderRow
from .channels import pulled
from .world import World

FACTORS = ("hazard", "vulnerability", "coping")


class Risk:
    """The index of one replication."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._start: tuple[float, float, float] | None = None
        self._deaths = world.plan.layout.counters["risk.deaths"]
        self._slots = {s: world.state(f"risk.{s}") for s in (*FACTORS, "index", "class")}
        self._parts = [world.state(f"risk.contribution.{f}") for f in FACTORS]

    def deaths(self, number: int) -> None:
        """Deaths in a channel or a flare-up."""
        self.world.books.counters[self._deaths] += number

    def close(self, month: int) -> None:
        """The index at the month's end."""
        world, row, now = self.world, self.world.plan.risk, self.world.levers.now
        if row is None:
            return
        things: list[tuple[ChannelRow | LadderRow, float, str]] = [
            (c.row, c.value, c.row.name) for c in world.channels.all
        ]
        rungs: list[tuple[ChannelRow | LadderRow, float, str]] = [
            (x.row, float(x.level), x.row.name) for x in world.ladders.all
        ]
        rows = [*things, *rungs]
        pushes = [hazard_push(now[r.weight], value, now[r.reference]) for r, value, _ in rows]
        pushed = total(pushes)
        factors = (
            hazard(pushed),
            clip(now[row.vulnerability] + pulled(world, row.vulnerability_pulls), 0.0, 10.0),
            clip(now[row.coping] + pulled(world, row.coping_pulls), 0.0, 10.0),
        )
        whole = index(*factors)
        if self._start is None:
            self._start = factors
        for name, value in zip(FACTORS, factors, strict=True):
            world.put(self._slots[name], value)
        world.put(self._slots["index"], whole)
        world.put(self._slots["class"], float(risk_class(whole)))
        for slot, value, start in zip(self._parts, factors, self._start, strict=True):
            world.put(slot, log_contribution(value, start))
        for (_, _, name), push in zip(rows, pushes, strict=True):
            world.put(world.state(f"risk.share.{name}"), push / pushed if pushed > 0 else 0.0)
