"""Money: what has been spent in the year, by what, and whether more can be."""

from __future__ import annotations

from ....mechanisms.supply import affordable, price_factor
from .head import LEDGER, MONTH
from .words import Real, Whole

(
    SPENT,  # real: of the year's budget
    YEAR,  # which year that is, from 0
    TOTAL,  # counter of all costs
    PRICE,  # levers
    SANCTIONS,
    TRANSACTION,
    YEAR_COUNT,  # how many years have an amount of their own, and where their levers are listed
    YEARS,
    AFTERWARDS,  # address of the amount of every other year, infinite without a budget
) = range(9)
SIZE = 9
_MONTHS = 12


def factor(n: Whole, x: Real) -> float:
    """By what prices are multiplied at present."""
    ledger = n[LEDGER]
    return x[n[ledger + PRICE]] * price_factor(x[n[ledger + TRANSACTION]], x[n[ledger + SANCTIONS]], 1.0)


def can(n: Whole, x: Real, cost: float) -> bool:
    """Whether the year's budget allows this cost."""
    ledger = n[LEDGER]
    year = n[MONTH] // _MONTHS
    if year != n[ledger + YEAR]:
        n[ledger + YEAR] = year
        x[ledger + SPENT] = 0.0
    amount = n[ledger + AFTERWARDS]
    if year < n[ledger + YEAR_COUNT]:
        amount = n[n[ledger + YEARS] + year]
    return affordable(x[ledger + SPENT], cost, x[amount])


def pay(n: Whole, x: Real, what: int, cost: float, budgeted: int) -> None:
    """Book a cost on a counter (its address) and on the total; only support counts against the budget."""
    x[what] += cost
    x[n[n[LEDGER] + TOTAL]] += cost
    if budgeted:
        x[n[LEDGER] + SPENT] += cost
