"""Parties beside the focal one."""

from __future__ import annotations

from .words import Real, Whole


def begin(n: Whole, x: Real) -> None:
    """TODO."""
    return


def close(n: Whole, x: Real, month: int) -> None:
    """TODO."""
    return
