"""Capability by area and in one index."""

from __future__ import annotations

from .words import Real, Whole


def close(n: Whole, x: Real, month: int) -> None:
    """TODO."""
    return
