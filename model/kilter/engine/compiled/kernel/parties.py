"""Parties beside the focal one."""

from __future__ import annotations

from .words import Real, Whole

(
    INDEX,  # real: its strength, 100 where all requirements are met
    BALANCE,  # real: the focal party's share of the strength of the two
    BALANCE_AT_START,  # real
) = range(3)
SIZE = 32


def begin(n: Whole, x: Real) -> None:
    """TODO."""
    return


def close(n: Whole, x: Real, month: int) -> None:
    """TODO."""
    return
