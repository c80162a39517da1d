"""Multilateral arrangements."""

from __future__ import annotations

from .words import Real, Whole


def build(n: Whole, x: Real) -> None:
    """TODO."""
    return


def close(n: Whole, x: Real, month: int) -> None:
    """TODO."""
    return


def open_month(n: Whole, x: Real, month: int) -> None:
    """TODO."""
    return


def calming(n: Whole, x: Real) -> float:
    """TODO."""
    return 0.0
