"""The core case in Cimba's Python package: compiled processes for the items, containers for the shelves.

One worker, so that one thread is compared with one thread. Draws come from Cimba's own generators, each called where it
is needed.
"""

from __future__ import annotations

import cimba as cb
import cimba.random as luck

from .. import case

ITEMS, KINDS, MONTHS = case.ITEMS, case.KINDS, case.MONTHS
MTBF, MONTH = case.MTBF, case.MONTH
LOG_MEAN, LOG_SD = case.LOG_MEAN, case.LOG_SD
LEAD_SHAPE, LEAD_SCALE = case.LEAD_SHAPE, case.LEAD_SCALE


class Shelf(cb.Model):
    """One kind of part."""

    parts: cb.Container = cb.Container(initial=case.STOCK)

    @cb.event
    def arrival(self):
        """A part that was ordered is here."""
        self.parts.put(1)


class Fleet(cb.Model):
    """One replication."""

    shelves: list[Shelf]
    technicians: cb.Resource = cb.Resource(capacity=case.TECHNICIANS)
    up: int = ITEMS
    since: float = 0.0
    integral: float = 0.0
    before: float = 0.0
    months: cb.Array[float] = cb.Array(MONTHS)
    availability: cb.Output[float]

    def __init__(self):
        self.shelves = [Shelf() for _ in range(KINDS)]

    @cb.process(copies=ITEMS)
    def item(self):
        """The life of one item."""
        while True:
            cb.hold(luck.exponential(MTBF))
            self.integral += self.up * (cb.now() - self.since)
            self.since = cb.now()
            self.up -= 1
            shelf = self.shelves[luck.dice(0, KINDS - 1)]
            cb.schedule(shelf.arrival, luck.gamma(LEAD_SHAPE, LEAD_SCALE))
            shelf.parts.get(1)
            self.technicians.acquire()
            cb.hold(luck.lognormal(LOG_MEAN, LOG_SD))
            self.technicians.release()
            self.integral += self.up * (cb.now() - self.since)
            self.since = cb.now()
            self.up += 1

    @cb.process
    def sampler(self):
        """At the end of each month, its average."""
        total = 0.0
        for month in range(MONTHS):
            cb.hold(MONTH)
            self.integral += self.up * (cb.now() - self.since)
            self.since = cb.now()
            self.months[month] = (self.integral - self.before) / (ITEMS * MONTH)
            total += self.months[month]
            self.before = self.integral
        self.availability = total / MONTHS
        cb.end_trial()


def availability(seed: int, reps: int, parts: bool = True) -> list[float]:
    """Mean availability of each replication."""
    assert parts, "only the whole case is written for Cimba"
    model = Fleet()
    window = cb.Window(duration=case.HORIZON + 1.0)
    results = cb.Experiment(model, replications=reps, window=window, seed=seed).run(workers=1)
    assert not results.failed.any(), results.failure_reasons[0, 0]
    return [float(value) for value in results[model].availability.values[0]]
