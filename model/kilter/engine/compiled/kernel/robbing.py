"""Robbing: parts of items that stand anyway bring others back."""

from __future__ import annotations

from .words import Real, Whole


def arrived(n: Whole, x: Real, hole: int) -> None:
    """TODO."""
    return


def consider(n: Whole, x: Real, fleet: int) -> None:
    """TODO."""
    return
