"""Look into a run as it goes on: the world after each event, the streams that are asked for."""

from __future__ import annotations

from collections.abc import Callable
from unittest.mock import patch

import simpy

from kilter.engine import reference
from kilter.engine.plan import Plan
from kilter.engine.reference.kernel import Clock
from kilter.engine.reference.world import World
from kilter.engine.streams import Stream, Streams
from kilter.engine.trajectory import Trajectory


def watched(plan: Plan, look: Callable[[World], None], *, seed: int = 1, replication: int = 0) -> Trajectory:
    """Run a replication and look at the world after every event."""
    worlds: list[World] = []

    class Kept(World):
        def __init__(self, *arguments: object) -> None:
            super().__init__(*arguments)
            worlds.append(self)

    def step(clock: Clock) -> None:
        before = clock.now
        simpy.Environment.step(clock)
        assert clock.now >= before, "the clock went back"
        assert isinstance(clock.now, int), "time is whole seconds"
        look(worlds[0])

    with patch.object(reference, "World", Kept), patch.object(Clock, "step", step, create=True):
        return reference.simulate(plan, seed, replication)


def addresses(plan: Plan, *, seed: int = 1) -> list[tuple[str, str, int]]:
    """Purpose, entity and base of every stream that a replication asks for, in order."""
    found: list[tuple[str, str, int]] = []
    real = Streams.stream

    def stream(self: Streams, purpose: str, entity: str) -> Stream:
        made = real(self, purpose, entity)
        found.append((purpose, entity, made.base))
        return made

    with patch.object(Streams, "stream", stream):
        reference.simulate(plan, seed, 0)
    return found
