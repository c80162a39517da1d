"""What was put off is looked at each working morning."""

from __future__ import annotations

from .words import Real, Whole


def await_next(n: Whole, x: Real, fleet: int) -> None:
    """TODO."""
    return


def look(n: Whole, x: Real, fleet: int) -> None:
    """TODO."""
    return
