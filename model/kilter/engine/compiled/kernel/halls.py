"""Overhaul, rehabilitation, upgrades and deliveries: programmes with slots, turnaround and a price."""

from __future__ import annotations

from .words import Real, Whole


def overhaul(n: Whole, x: Real, item: int) -> None:
    """TODO."""
    return


def enter_overhaul(n: Whole, x: Real, item: int) -> None:
    """TODO."""
    return


def back(n: Whole, x: Real, item: int) -> None:
    """TODO."""
    return


def stay(n: Whole, x: Real, item: int) -> None:
    """TODO."""
    return


def worked(n: Whole, x: Real, item: int) -> None:
    """TODO."""
    return


def open_month(n: Whole, x: Real, month: int) -> None:
    """TODO."""
    return
