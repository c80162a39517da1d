"""Which crews have practised lately."""

from __future__ import annotations

from collections.abc import Sequence


def hours_lately(past: Sequence[tuple[float, float]], within: float, before: float) -> float:
    """Hours run by all crews in the last ``within`` days (> 0).

    ``past`` holds (hours, days) of past months, the last first; of a month that lies partly in the time, a part in
    proportion counts. What lies before the first month is taken to hold its part of ``before`` hours: crews are
    current at the start. Source: Kilter's own form.

    >>> hours_lately([(30.0, 30.0), (60.0, 30.0)], 45.0, 0.0)
    60.0
    >>> hours_lately([(30.0, 30.0)], 60.0, 80.0)
    70.0
    """
    total = 0.0
    left = within
    for hours, days in past:
        if left <= 0.0:
            break
        taken = days if days < left else left
        if days > 0.0:
            total += hours * (taken / days)
        left -= taken
    if left > 0.0:
        total += before * (left / within)
    return total


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
