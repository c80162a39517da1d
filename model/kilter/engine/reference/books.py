"""The books of a run: levels integrated over time, counters, monthly states; measures made of them.

Integrals are whole item-seconds, so they do not depend on the order of summation.
"""

from __future__ import annotations

import math

import numpy as np

from ...scenario.units import DAYS_PER_MONTH
from ..layout import COUNT, MEAN, RATIO, SHARE, STATE, Recipe
from ..plan import Plan
from ..timebase import DAY
from ..trajectory import Trajectory

_MONTH = DAYS_PER_MONTH * DAY


class Mark:
    """A snapshot of integrals and counters at an instant."""

    __slots__ = ("counters", "integrals", "tick")

    def __init__(self, tick: int, integrals: list[int], counters: list[float]) -> None:
        self.tick = tick
        self.integrals = integrals
        self.counters = counters


class Books:
    """What a run writes down."""

    def __init__(self, plan: Plan) -> None:
        layout = plan.layout
        self.levels = [0] * len(layout.levels)
        self.integrals = [0] * len(layout.levels)
        self.since = [0] * len(layout.levels)
        self.counters = [0.0] * len(layout.counters)
        self.states = [math.nan] * len(layout.states)
        self.start_states: list[float] = []
        self._recipes = layout.recipes
        self._watched = plan.watched
        self._values = np.full((len(plan.time.reports), len(layout.recipes)), math.nan)
        self._weights: list[int] = []
        self._row = 0
        self._warmup = plan.time.warmup
        self._period = self._month = self._warm = self.mark(0)

    def change(self, slot: int, by: int, now: int) -> None:
        """Change a level at an instant."""
        level = self.levels[slot]
        self.integrals[slot] += level * (now - self.since[slot])
        self.since[slot] = now
        self.levels[slot] = level + by

    def set(self, slot: int, value: int, now: int) -> None:
        """Set a level at an instant."""
        self.change(slot, value - self.levels[slot], now)

    def mark(self, now: int) -> Mark:
        """A snapshot of everything up to now."""
        for slot, level in enumerate(self.levels):
            self.integrals[slot] += level * (now - self.since[slot])
            self.since[slot] = now
        return Mark(now, self.integrals.copy(), self.counters.copy())

    def warm(self, now: int) -> None:
        """From here on averages count."""
        self._warm = self.mark(now)

    def close_month(self, now: int) -> None:
        """Evaluate period measures that drivers follow, over the month that ends now."""
        mark = self.mark(now)
        if mark.tick > self._month.tick:
            for slot, recipe in self._watched:
                value = self._over(recipe, self._month, mark)
                if not math.isnan(value):
                    self.states[slot] = value
        self._month = mark

    def watch_from_start(self) -> None:
        """At the start a followed measure is what its level says at that instant."""
        for slot, recipe in self._watched:
            over = sum(self.levels[i] for i in recipe.over) if recipe.how in (RATIO, MEAN) else 0
            under = sum(self.levels[i] for i in recipe.under) if recipe.how == RATIO else 1
            self.states[slot] = over / under if under else 0.0

    def report(self, now: int) -> None:
        """Write the row of the reporting period that ends now."""
        mark = self.mark(now)
        self._values[self._row] = [self._over(recipe, self._period, mark) for recipe in self._recipes]
        self._weights.append(max(0, now - max(self._period.tick, self._warmup)))
        self._row += 1
        self._period = mark

    def _over(self, recipe: Recipe, begin: Mark, end: Mark) -> float:
        how = recipe.how
        if how == STATE:
            return self.states[recipe.over[0]]
        if how in (RATIO, MEAN):
            top = sum(end.integrals[i] - begin.integrals[i] for i in recipe.over)
            if how == MEAN:
                return top / (end.tick - begin.tick)
            bottom = sum(end.integrals[i] - begin.integrals[i] for i in recipe.under)
            return top / bottom if bottom else math.nan
        counter = recipe.over[0]
        if how == COUNT:
            return end.counters[counter] - begin.counters[counter]
        if how == SHARE:
            base = end.counters[recipe.under[0]] - begin.counters[recipe.under[0]]
            return (end.counters[counter] - begin.counters[counter]) / base if base else math.nan
        return end.counters[counter]

    def trajectory(self) -> Trajectory:
        """The finished table, with averages over the time after warm-up.

        Shares and means are exact over that time, counts are per month of 30.4375 days, running totals are the
        final value, monthly states are averaged over the reporting periods by their length.
        """
        averages = np.full(len(self._recipes), math.nan)
        end, begin = self._period, self._warm
        for column, recipe in enumerate(self._recipes):
            if recipe.how == STATE:
                averages[column] = self._by_length(self._values[:, column].tolist())
            elif recipe.how == COUNT:
                averages[column] = self._over(recipe, begin, end) * _MONTH / (end.tick - begin.tick)
            else:
                averages[column] = self._over(recipe, begin, end)
        return Trajectory(self._values, averages)

    def _by_length(self, values: list[float]) -> float:
        # from the left, period by period: arrays would be summed in an order of their own
        top = bottom = 0.0
        for value, weight in zip(values, self._weights, strict=True):
            if weight > 0 and not math.isnan(value):
                top += value * weight
                bottom += weight
        return top / bottom if bottom > 0.0 else math.nan
