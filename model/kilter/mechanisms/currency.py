"""Which crews have practised lately."""

from __future__ import annotations


def counted_hours(hours: float, days: float, left: float) -> float:
    """Hours of a month that lie within the ``left`` days still looked back on.

    Of a month of ``days`` > 0 that lies partly in that time, a part of its ``hours`` in proportion counts. What lies
    before a run begins is asked for in the same way. Source: Kilter's own form.

    >>> counted_hours(60.0, 30.0, 45.0), counted_hours(60.0, 30.0, 15.0), counted_hours(60.0, 30.0, -1.0)
    (60.0, 30.0, 0.0)
    """
    if left <= 0.0 or days <= 0.0:
        return 0.0
    if days <= left:
        return hours
    return hours * (left / days)


def current_share(hours: float, crews: float, needed: float) -> float:
    """Share of ``crews`` that can have ``needed`` hours (> 0) each, when all of them together have run ``hours``.

    Hours are taken to be given to as many crews as they keep current, as schedulers do. Nobody is current of none.
    Source: Kilter's own form.

    >>> current_share(60.0, 10, 12.0), current_share(600.0, 10, 12.0), current_share(5.0, 0, 12.0)
    (0.5, 1.0, 0.0)
    """
    if crews <= 0.0:
        return 0.0
    share = hours / (crews * needed)
    return share if share < 1.0 else 1.0
