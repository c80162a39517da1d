"""Work that goes on only on working days: the same as ``engine/reference/calendars.py``, on a list in the memory."""

from __future__ import annotations

from ...timebase import DAY
from .words import Whole


def next_working_day(n: Whole, day: int, days: int, count: int) -> int:
    """The first working day not before a day; the last one known when there is none.

    >>> next_working_day([0, 1, 2, 3, 4, 7, 8], 5, 0, 7)
    7
    """
    return n[days + min(_place(n, day, days, count), count - 1)]


def calendar_finish(n: Whole, start: int, work: int, begin: int, length: int, days: int, count: int) -> int:
    """The tick at which ``work`` ticks of work that begin at ``start`` are done.

    Work goes on from ``begin`` for ``length`` ticks of each of the ``count`` working days listed at ``days``.

    >>> h, friday_afternoon = 3600, 4 * DAY + 14 * 3600
    >>> week = [0, 1, 2, 3, 4, 7, 8]
    >>> calendar_finish(week, friday_afternoon, 4 * h, 8 * h, 8 * h, 0, 7) == 7 * DAY + 10 * h
    True
    """
    if work <= 0:
        return start
    since = start - begin
    day = since // DAY
    inside = since - day * DAY
    position = _place(n, day, days, count)
    if position == count or n[days + position] != day:
        inside = 0
    reading = position * length + min(inside, length) + work
    last = (reading - 1) // length
    if last >= count:
        return begin + n[days + count - 1] * DAY + length
    return begin + n[days + last] * DAY + reading - last * length


def _place(n: Whole, day: int, days: int, count: int) -> int:
    """How many working days come before a day."""
    low = 0
    high = count
    while low < high:
        middle = (low + high) // 2
        if n[days + middle] < day:
            low = middle + 1
        else:
            high = middle
    return low
