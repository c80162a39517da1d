"""How hours asked by missions are shared among fleets, and what a failure on the way wastes."""

from __future__ import annotations

import math


def lendable(planned: float, manned: float, ceiling: float) -> float:
    """Hours a month that a fleet can give to missions: its plan, and no more than its manned items can run.

    ``planned`` hours a month of its programme (infinite without one), ``manned`` items capable and crewed,
    ``ceiling`` hours a month of one item. Source: Kilter's own form.

    >>> lendable(450.0, 10.0, 60.0), lendable(450.0, 5.0, 60.0), lendable(math.inf, 5.0, 60.0)
    (450.0, 300.0, 300.0)
    """
    most = manned * ceiling
    return planned if planned < most else most


def in_proportion(amount: float, part: float, whole: float) -> float:
    """The part of an ``amount`` that falls to ``part`` of a ``whole`` > 0 (same unit); 0 of nothing.

    Source: a definition.

    >>> in_proportion(30.0, 1.0, 4.0), in_proportion(30.0, 1.0, 0.0)
    (7.5, 0.0)
    """
    if whole <= 0.0:
        return 0.0
    return amount * (part / whole)


def wasted_hours(since: float, duration: float) -> float:
    """Hours flown of the mission under way, when missions of ``duration`` > 0 hours follow one another.

    ``since`` is hours flown since the item was last ready, >= 0. With failures at a constant rate 1/M the
    share of hours that is not wasted is r / (exp(r) - 1), r = duration/M. Source: renewal theory (each
    attempt ends with the mission or with the failure).

    >>> wasted_hours(7.5, 2.0), wasted_hours(4.0, 2.0)
    (1.5, 0.0)
    """
    missions = since / duration
    return (missions - math.floor(missions)) * duration
