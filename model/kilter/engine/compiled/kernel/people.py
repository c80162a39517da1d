"""People: graduates, promotions, departures, advisers and instructors, month by month."""

from __future__ import annotations

from .words import Real, Whole


def open_month(n: Whole, x: Real, month: int) -> None:
    """TODO."""
    return


def write(n: Whole, x: Real) -> None:
    """TODO."""
    return
