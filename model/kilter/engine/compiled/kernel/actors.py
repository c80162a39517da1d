"""Actors: what they perceive, how concerned they are, and what they do about it."""

from __future__ import annotations

from .words import Real, Whole

(
    CONCERN,  # real
    CONCERN_AT_START,  # real
    PERCEIVED,  # real: capability gained since the start, as it sees it
    PARTY,  # address of its own party, 0 without one
) = range(4)
SIZE = 64


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


def easing(n: Whole) -> int:
    """TODO."""
    return 0


def end(n: Whole, x: Real, reaction: int) -> None:
    """TODO."""
    return
