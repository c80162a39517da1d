"""Money: what has been spent in the year, by what, and whether more can be."""

from __future__ import annotations

import math

from ...mechanisms.supply import affordable, price_factor
from .world import World


class Ledger:
    """Spending against the year's budget. A year is twelve months from the start."""

    def __init__(self, world: World) -> None:
        self.world = world
        counters = world.plan.layout.counters
        self._slots = {
            name.removeprefix("cost."): slot for name, slot in counters.items() if name.startswith("cost.")
        }
        paths = {path: slot for slot, path in enumerate(world.plan.paths)}
        self._budget = paths.get("budget.support", -1)
        self._years = [slot for path, slot in paths.items() if path.startswith("budget.years.")]
        self._price, self._sanctions = paths["supply.price"], paths["supply.sanctions"]
        self._transaction = paths["supply.transaction_cost"]
        self._year = 0
        self._spent = 0.0

    def factor(self) -> float:
        """By what prices are multiplied at present."""
        now = self.world.levers.now
        return now[self._price] * price_factor(now[self._transaction], now[self._sanctions], 1.0)

    def can(self, cost: float) -> bool:
        """Whether the year's budget allows this cost."""
        year = self.world.month // 12
        if year != self._year:
            self._year, self._spent = year, 0.0
        return affordable(self._spent, cost, self._allowed(year))

    def _allowed(self, year: int) -> float:
        """The budget of a year: its own amount, else the constant one, else the last amount of the list."""
        years = self._years
        slot = years[year] if year < len(years) else self._budget
        if slot < 0 and years:
            slot = years[-1]
        return self.world.levers.get(slot, math.inf)

    def pay(self, what: str, cost: float, budgeted: bool = True) -> None:
        """Book a cost; only support counts against the budget."""
        counters = self.world.books.counters
        counters[self._slots[what]] += cost
        counters[self._slots["total"]] += cost
        if budgeted:
            self._spent += cost
