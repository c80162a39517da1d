"""Crews: how many, how proficient, how many ready."""

from __future__ import annotations

from .words import Real, Whole


def build(n: Whole, x: Real) -> None:
    """TODO."""
    return


def ready(n: Whole, x: Real, fleet: int) -> float:
    """TODO."""
    return 0.0


def able(n: Whole, x: Real, fleet: int) -> float:
    """TODO."""
    return 0.0


def add(n: Whole, x: Real, fleet: int, number: int) -> None:
    """TODO."""
    return


def close(n: Whole, x: Real, month: int) -> None:
    """TODO."""
    return


def open_month(n: Whole, x: Real, month: int) -> None:
    """TODO."""
    return
