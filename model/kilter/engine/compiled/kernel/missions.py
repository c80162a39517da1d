"""Missions: hours asked of the fleets, served by priority and then by share, and what failures break off."""

from __future__ import annotations

from .words import Real, Whole


def allocate(n: Whole, x: Real) -> None:
    """TODO."""
    return


def flush(n: Whole, x: Real) -> None:
    """TODO."""
    return


def broken_off(n: Whole, x: Real, item: int) -> None:
    """TODO."""
    return
