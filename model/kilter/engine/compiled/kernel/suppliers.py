"""Suppliers: queues, capacity, money, lead times, and which of them gets an order."""

from __future__ import annotations

from .words import Real, Whole


def place(n: Whole, x: Real, store: int, number: int) -> None:
    """TODO."""
    return


def open_month(n: Whole, x: Real, month: int) -> None:
    """TODO."""
    return


def arrive(n: Whole, x: Real, order: int) -> None:
    """TODO."""
    return


def vanish(n: Whole, x: Real, order: int) -> None:
    """TODO."""
    return
