"""How much of a life point_between inspections or overhauls is used at the start."""

from __future__ import annotations

import math


def point_between(u: float, low: float, high: float) -> float:
    """The point at share ``u`` in (0, 1) of the way from ``low`` to ``high``, of any unit.

    Source: inverse of the uniform distribution.

    >>> point_between(0.25, 2.0, 4.0), point_between(0.9, 3.0, 3.0)
    (2.5, 3.0)
    """
    return low + u * (high - low)


def share_since(elapsed: float, limit: float, on_time: bool) -> float:
    """Share in [0, 1] of a calendar ``limit`` > 0 used after ``elapsed`` days since it last began; 1: it is due.

    With ``on_time`` it has been renewed at each limit since, and only the rest of the last cycle counts.
    Source: a definition.

    >>> share_since(730.0, 2922.0, False) < 0.25, share_since(5000.0, 2922.0, False)
    (True, 1.0)
    >>> round(share_since(5000.0, 2922.0, True), 3)
    0.711
    """
    if elapsed <= 0.0:
        return 0.0
    if on_time:
        cycles = elapsed / limit
        return cycles - math.floor(cycles)
    return elapsed / limit if elapsed < limit else 1.0
