"""Officers of sites."""

from __future__ import annotations

from .words import Real, Whole


def build(n: Whole, x: Real) -> None:
    """TODO."""
    return


def factor(n: Whole, x: Real, officers: int) -> float:
    """TODO."""
    return 0.0


def add(n: Whole, x: Real, officers: int, number: int) -> None:
    """TODO."""
    return


def open_month(n: Whole, x: Real, month: int) -> None:
    """TODO."""
    return
