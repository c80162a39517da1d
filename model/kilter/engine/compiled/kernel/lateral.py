"""Lateral supply: sister sites lend when a site's users wait and its depot has none."""

from __future__ import annotations

from .words import Real, Whole


def seek(n: Whole, x: Real, borrower: int) -> None:
    """TODO."""
    return


def give_back(n: Whole, x: Real, borrower: int, number: int) -> int:
    """TODO."""
    return 0


def debt(n: Whole, borrower: int) -> int:
    """TODO."""
    return 0
