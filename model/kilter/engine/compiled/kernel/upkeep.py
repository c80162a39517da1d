"""What brings an item back: its jobs one after another, each with its parts and its people."""

from __future__ import annotations

from .words import Real, Whole


def begin(n: Whole, x: Real, item: int) -> None:
    """TODO."""
    return


def begin_convenient(n: Whole, x: Real, item: int) -> None:
    """TODO."""
    return


def equipped(n: Whole, x: Real, item: int) -> None:
    """TODO."""
    return


def filled(n: Whole, x: Real, item: int) -> None:
    """TODO."""
    return


def worked(n: Whole, x: Real, item: int) -> None:
    """TODO."""
    return


def job(n: Whole, x: Real, item: int, job: int, name: int, waiting: int, working: int) -> None:
    """TODO."""
    return
