"""Lives of a fleet's items: when each clock will next stop each item, drawn and renewed."""

from __future__ import annotations

from .words import Real, Whole


def build(n: Whole, x: Real, fleet: int) -> None:
    """TODO."""
    return


def begin(n: Whole, x: Real, item: int) -> None:
    """TODO."""
    return


def renew_all(n: Whole, x: Real, item: int) -> None:
    """TODO."""
    return


def renew_mode(n: Whole, x: Real, item: int, k: int) -> None:
    """TODO."""
    return


def renew_cycle(n: Whole, x: Real, item: int, cycle: int, hours: float, days: float) -> None:
    """TODO."""
    return


def reassess_accidents(n: Whole, x: Real, fleet: int) -> None:
    """TODO."""
    return


def reassess_mode(n: Whole, x: Real, fleet: int, k: int) -> None:
    """TODO."""
    return
