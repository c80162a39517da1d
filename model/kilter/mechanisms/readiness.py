"""Reporting levels 1 (best) to 4 by pillar: personnel, supply, readiness of equipment, training."""

from __future__ import annotations

import math

# percent needed for levels 1, 2, 3. Form of US Army Regulation 220-1. The strength and skill bands were
# checked with a published example; the others are recalled and not verified, defaults to be replaced.
STRENGTH_BANDS = (90.0, 80.0, 70.0)
SKILL_BANDS = (85.0, 75.0, 65.0)
SUPPLY_BANDS = (90.0, 80.0, 65.0)
SUPPLY_BANDS_AIRCRAFT = (90.0, 80.0, 60.0)
EQUIPMENT_BANDS = (90.0, 70.0, 60.0)
EQUIPMENT_BANDS_AIRCRAFT = (75.0, 60.0, 50.0)
TRAINING_DAYS = (14.0, 28.0, 42.0)


def truncated_percent(have: float, need: float) -> int:
    """100 * have / need with the fraction cut off, in percent; 100 where nothing is needed.

    ``have`` >= 0 and ``need`` in the same unit. Source: the reporting rule of AR 220-1 (percentages are
    truncated, not rounded).

    >>> truncated_percent(124, 149), truncated_percent(122, 149), truncated_percent(46, 64)
    (83, 81, 71)
    >>> truncated_percent(5, 0)
    100
    """
    if need <= 0.0:
        return 100
    return math.floor(100.0 * have / need)


def level_from_percent(percent: float, b1: float, b2: float, b3: float) -> int:
    """Level 1 to 4 of a percentage: 1 from ``b1`` up, 2 from ``b2``, 3 from ``b3``, else 4 (b1 >= b2 >= b3).

    Source: form of AR 220-1.

    >>> [level_from_percent(p, 90.0, 80.0, 70.0) for p in (90, 83, 70, 69)]
    [1, 2, 3, 4]
    """
    if percent >= b1:
        return 1
    if percent >= b2:
        return 2
    if percent >= b3:
        return 3
    return 4


def level_from_days(days: float, b1: float, b2: float, b3: float) -> int:
    """Level 1 to 4 of days of training still needed: 1 up to ``b1``, 2 up to ``b2``, 3 up to ``b3``, else 4.

    Source: form of AR 220-1; bands 14/28/42 are recalled.

    >>> [level_from_days(d, 14.0, 28.0, 42.0) for d in (0, 14, 15, 42, 43)]
    [1, 1, 2, 3, 4]
    """
    if days <= b1:
        return 1
    if days <= b2:
        return 2
    if days <= b3:
        return 3
    return 4


def lowest(one: int, other: int) -> int:
    """The worse of two levels (the higher number); 0 stands for what reports none.

    The overall level is the worst of the pillars, and a pillar's the worst of its parts. Source: form of AR 220-1.

    >>> lowest(2, 3), lowest(0, 1), lowest(0, 0)
    (3, 1, 0)
    """
    return one if one > other else other
