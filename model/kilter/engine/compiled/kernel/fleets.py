"""Fleets: items with clocks that run with use, what stops them, and what brings them back."""

from __future__ import annotations

from .words import Real, Whole

SIZE = 64


def build(n: Whole, x: Real) -> None:
    """TODO."""
    return


def begin(n: Whole, x: Real) -> None:
    """TODO."""
    return


def open_month(n: Whole, x: Real, month: int) -> None:
    """TODO."""
    return


def up(n: Whole, x: Real, item: int) -> None:
    """TODO."""
    return


def down(n: Whole, x: Real, item: int) -> None:
    """TODO."""
    return


def move(n: Whole, item: int, state: int) -> None:
    """TODO."""
    return


def deliver(n: Whole, x: Real, fleet: int, name: int) -> None:
    """TODO."""
    return


def capable(n: Whole, fleet: int) -> int:
    """TODO."""
    return 0


def flush_hours(n: Whole, x: Real, fleet: int) -> int:
    """TODO."""
    return 0


def ring(n: Whole, x: Real, data: int) -> None:
    """TODO."""
    return


def calendar(n: Whole, x: Real, item: int) -> None:
    """TODO."""
    return
