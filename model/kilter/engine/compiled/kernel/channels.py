"""Risk channels: events that come by themselves, are driven, and set off others; and slow levels."""

from __future__ import annotations

from .words import Real, Whole


def build(n: Whole, x: Real) -> None:
    """TODO."""
    return


def close(n: Whole, x: Real, month: int) -> None:
    """TODO."""
    return
