"""The core case in SimPy: a process for each item, a container for each kind of part, a resource for technicians."""

from __future__ import annotations

from collections.abc import Generator
from random import Random
from typing import Any

import simpy

from .. import case

Steps = Generator[simpy.Event, Any, None]


class Fleet:
    """One replication."""

    def __init__(self, seed: int, parts: bool) -> None:
        self.env = simpy.Environment()
        self.luck = Random(seed)
        self.parts = parts
        self.technicians = simpy.Resource(self.env, case.TECHNICIANS)
        self.shelves = [simpy.Container(self.env, init=case.STOCK) for _ in range(case.KINDS)]
        self.up = case.ITEMS
        self.since = self.integral = 0.0
        self.months: list[float] = []
        for _ in range(case.ITEMS):
            self.env.process(self.item())
        self.env.process(self.sampler())

    def count(self, by: int) -> None:
        """One item more (or less) runs from now on."""
        self.integral += self.up * (self.env.now - self.since)
        self.since = self.env.now
        self.up += by

    def item(self) -> Steps:
        """The life of one item."""
        while True:
            yield self.env.timeout(self.luck.expovariate(1.0 / case.MTBF))
            self.count(-1)
            if self.parts:
                shelf = self.luck.choice(self.shelves)
                self.env.process(self.order(shelf))
                yield shelf.get(1)
            with self.technicians.request() as technician:
                yield technician
                yield self.env.timeout(self.luck.lognormvariate(case.LOG_MEAN, case.LOG_SD))
            self.count(+1)

    def order(self, shelf: simpy.Container) -> Steps:
        """One part on its way."""
        yield self.env.timeout(self.luck.gammavariate(case.LEAD_SHAPE, case.LEAD_SCALE))
        yield shelf.put(1)

    def sampler(self) -> Steps:
        """At the end of each month, its average."""
        before = 0.0
        while True:
            yield self.env.timeout(case.MONTH)
            self.count(0)
            self.months.append((self.integral - before) / (case.ITEMS * case.MONTH))
            before = self.integral

    def run(self) -> float:
        """Mean availability over the horizon."""
        self.env.run(until=case.HORIZON + 1e-6)
        return sum(self.months) / len(self.months)


def availability(seed: int, reps: int, parts: bool = True) -> list[float]:
    """Mean availability of each replication."""
    return [Fleet(seed + rep, parts).run() for rep in range(reps)]
