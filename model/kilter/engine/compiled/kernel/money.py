"""Money: what has been spent in the year, by what, and whether more can be."""

from __future__ import annotations

from .words import Real, Whole


def factor(n: Whole, x: Real) -> float:
    """TODO."""
    return 0.0


def can(n: Whole, x: Real, cost: float) -> bool:
    """TODO."""
    return False


def pay(n: Whole, x: Real, what: int, cost: float, budgeted: int) -> None:
    """TODO."""
    return
