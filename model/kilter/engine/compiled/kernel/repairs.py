"""Repair of removed parts: where, for what cause, with which sub-parts and hands, and for how long."""

from __future__ import annotations

from .words import Real, Whole


def take(n: Whole, x: Real, store: int) -> None:
    """TODO."""
    return


def equipped(n: Whole, x: Real, errand: int) -> None:
    """TODO."""
    return


def by_hand(n: Whole, x: Real, ticket: int) -> None:
    """TODO."""
    return


def worked(n: Whole, x: Real, ticket: int) -> None:
    """TODO."""
    return


def unload(n: Whole, x: Real, depot: int) -> None:
    """TODO."""
    return


def done(n: Whole, x: Real, store: int) -> None:
    """TODO."""
    return
