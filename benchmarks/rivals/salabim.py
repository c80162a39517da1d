"""The core case in salabim: components for items and orders, resources for shelves and technicians, a level monitor.

Written with ``yield``, which is quicker than salabim's yieldless form and needs no greenlets. Component statistics
that nobody asks for are left off.
"""

from __future__ import annotations

from collections.abc import Generator
from random import Random
from typing import Any

import salabim as sim

from .. import case

sim.yieldless(False)
Steps = Generator[Any, Any, None]


class Item(sim.Component):
    """One item."""

    def process(self) -> Steps:
        """Its life."""
        env: Fleet = self.env
        while True:
            yield self.hold(env.luck.expovariate(1.0 / case.MTBF))
            env.up.tally(env.up() - 1)
            shelf = env.luck.choice(env.shelves)
            Order(shelf=shelf)
            yield self.request(shelf)
            yield self.request(env.technicians)
            yield self.hold(env.luck.lognormvariate(case.LOG_MEAN, case.LOG_SD))
            self.release(env.technicians)
            env.up.tally(env.up() + 1)


class Order(sim.Component):
    """One part on its way."""

    def setup(self, shelf: Any) -> None:
        """To which shelf."""
        self.shelf = shelf

    def process(self) -> Steps:
        """The lead time."""
        yield self.hold(self.env.luck.gammavariate(case.LEAD_SHAPE, case.LEAD_SCALE))
        self.shelf.release(1)


class Sampler(sim.Component):
    """The end of each month."""

    def process(self) -> Steps:
        """Note the average of the month and begin another."""
        env: Fleet = self.env
        while True:
            yield self.hold(case.MONTH)
            env.months.append(env.up.mean() / case.ITEMS)
            env.up.reset()


class Fleet(sim.Environment):
    """One replication."""

    def setup(self, seed: int) -> None:
        """Everything that there is."""
        self.luck = Random(seed)
        self.technicians = sim.Resource("technicians", capacity=case.TECHNICIANS, monitor=False)
        self.shelves = [
            sim.Resource("parts", capacity=case.STOCK, anonymous=True, monitor=False)
            for _ in range(case.KINDS)
        ]
        self.up = sim.Monitor("up", level=True, initial_tally=case.ITEMS)
        self.months: list[float] = []
        for _ in range(case.ITEMS):
            Item()
        Sampler()


def availability(seed: int, reps: int, parts: bool = True) -> list[float]:
    """Mean availability of each replication."""
    assert parts, "only the whole case is written in salabim"
    means = []
    for rep in range(reps):
        env = Fleet(trace=False, random_seed="*", seed=seed + rep)
        env.run(till=case.HORIZON + 1e-6)
        means.append(sum(env.months) / len(env.months))
    return means
