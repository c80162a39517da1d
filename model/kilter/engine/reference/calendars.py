"""Work that goes on only on working days."""

from __future__ import annotations

from bisect import bisect_left

from ..timebase import DAY


def next_working_day(day: int, days: tuple[int, ...]) -> int:
    """The first working day not before a day; the last one known when there is none.

    >>> next_working_day(5, (0, 1, 2, 3, 4, 7, 8))
    7
    """
    return days[min(bisect_left(days, day), len(days) - 1)]


def calendar_finish(start: int, work: int, begin: int, length: int, days: tuple[int, ...]) -> int:
    """The tick at which ``work`` ticks of work that begin at ``start`` are done.

    Work goes on only from ``begin`` for ``length`` ticks of each working day; it pauses at the end of the shift and is
    resumed on the next of ``days`` (counted from tick 0, in order). What they cannot hold ends on the last one.
    A closed form: the job is read off a clock that runs in shifts only.

    >>> h = 3600
    >>> friday_afternoon = 4 * DAY + 14 * h
    >>> calendar_finish(friday_afternoon, 4 * h, 8 * h, 8 * h, (0, 1, 2, 3, 4, 7, 8)) == 7 * DAY + 10 * h
    True
    """
    if work <= 0:
        return start
    day, inside = divmod(start - begin, DAY)
    position = bisect_left(days, day)
    if position == len(days) or days[position] != day:
        inside = 0
    reading = position * length + min(inside, length) + work
    last = (reading - 1) // length
    if last >= len(days):
        return begin + days[-1] * DAY + length
    return begin + days[last] * DAY + reading - last * length
