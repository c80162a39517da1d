"""Readiness by pillars."""

from __future__ import annotations

from .words import Real, Whole


def close(n: Whole, x: Real) -> None:
    """TODO."""
    return
