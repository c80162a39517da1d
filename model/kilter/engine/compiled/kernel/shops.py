"""Shops: people of one trade at a site, the jobs that wait for them, and how fast they work."""

from __future__ import annotations

from .words import Real, Whole

SIZE = 64


def refresh(n: Whole, x: Real, shop: int) -> None:
    """TODO."""
    return


def work(n: Whole, x: Real, ticket: int) -> None:
    """TODO."""
    return


def begin_work(n: Whole, x: Real, ticket: int) -> None:
    """TODO."""
    return


def finish_work(n: Whole, x: Real, ticket: int) -> None:
    """TODO."""
    return


def next_morning(n: Whole, x: Real, shop: int) -> int:
    """TODO."""
    return 0


def has_room(n: Whole, x: Real, shop: int, size: int, busy: int, teams: int) -> bool:
    """TODO."""
    return False
