"""Stores: shelves, what they owe, when they order, and from whom."""

from __future__ import annotations

from .head import STORES
from .words import Real, Whole

SIZE = 64


def of(n: Whole, position: int) -> int:
    """Address of the store at a position of the plan."""
    return n[STORES] + position * SIZE


def build(n: Whole, x: Real) -> None:
    """TODO."""
    return


def open_month(n: Whole, x: Real, month: int) -> None:
    """TODO."""
    return


def ask(n: Whole, x: Real, store: int, number: int, request: int, priority: float) -> int:
    """TODO."""
    return 0


def order(n: Whole, x: Real, store: int, number: int, below: int, priority: float) -> None:
    """TODO."""
    return


def give(n: Whole, x: Real, store: int, number: int) -> None:
    """TODO."""
    return


def due(n: Whole, store: int, stage: int, by: int) -> None:
    """TODO."""
    return


def note(n: Whole, store: int) -> None:
    """TODO."""
    return


def urgency(n: Whole, x: Real, store: int) -> float:
    """TODO."""
    return 0.0


def carcass(n: Whole, x: Real, store: int) -> None:
    """TODO."""
    return


def review(n: Whole, x: Real, store: int) -> None:
    """TODO."""
    return


def repace(n: Whole, x: Real, store: int) -> None:
    """TODO."""
    return


def land(n: Whole, x: Real, store: int, number: int) -> None:
    """TODO."""
    return


def user(n: Whole, x: Real, store: int, number: int) -> None:
    """TODO."""
    return


def review_period(n: Whole, x: Real, store: int) -> None:
    """TODO."""
    return
