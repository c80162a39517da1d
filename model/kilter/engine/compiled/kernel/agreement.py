"""The agreement: trust, depth, converging interests, its life, and what its tracks give this month."""

from __future__ import annotations

from .words import Real, Whole


def build(n: Whole, x: Real) -> None:
    """TODO."""
    return


def begin(n: Whole, x: Real) -> None:
    """TODO."""
    return


def close(n: Whole, x: Real, month: int) -> None:
    """TODO."""
    return


def open_month(n: Whole, x: Real, month: int) -> None:
    """TODO."""
    return


def force(n: Whole, x: Real, state: int) -> None:
    """TODO."""
    return


def in_force(n: Whole) -> bool:
    """TODO."""
    return False


def given(n: Whole, x: Real, gifts: int) -> float:
    """TODO."""
    return 0.0
