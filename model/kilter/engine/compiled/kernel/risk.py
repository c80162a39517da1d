"""The regional index."""

from __future__ import annotations

from .words import Real, Whole


def close(n: Whole, x: Real, month: int) -> None:
    """TODO."""
    return


def deaths(n: Whole, x: Real, number: int) -> None:
    """TODO."""
    return
