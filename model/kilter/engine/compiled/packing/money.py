"""Money: what has been spent in the year, by what, and whether more can be."""

from __future__ import annotations

import math

from ..kernel import head, money
from .image import Image


def reserve(image: Image) -> None:
    """Room for the ledger."""
    image.words[head.LEDGER] = image.reserve(money.SIZE)


def fill(image: Image) -> None:
    """Nothing is spent yet."""
    years = [slot for slot, path in enumerate(image.plan.paths) if path.startswith("budget.years.")]
    # A year's budget: its own amount, else the constant one, else the last amount of the list.
    afterwards = image.lever_of("budget.support")
    if afterwards < 0:
        afterwards = image.lever(years[-1]) if years else image.constant(math.inf)
    image.write(
        int(image.words[head.LEDGER]),
        {
            money.SPENT: 0.0,
            money.TOTAL: image.counter("cost.total"),
            money.PRICE: image.lever_of("supply.price"),
            money.SANCTIONS: image.lever_of("supply.sanctions"),
            money.TRANSACTION: image.lever_of("supply.transaction_cost"),
            money.YEAR_COUNT: len(years),
            money.YEARS: image.list(image.lever(slot) for slot in years),
            money.AFTERWARDS: afterwards,
        },
    )
