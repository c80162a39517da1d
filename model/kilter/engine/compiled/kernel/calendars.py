"""Work that goes on only on working days."""

from __future__ import annotations

from .words import Whole


def next_working_day(n: Whole, day: int, days: int, count: int) -> int:
    """TODO."""
    return 0


def calendar_finish(n: Whole, start: int, work: int, begin: int, length: int, days: int, count: int) -> int:
    """TODO."""
    return 0
