"""How people move up, leave and fill seats, month by month."""

from __future__ import annotations

import math


def promotion_probability(months_to_level: float, span: float, seniors: float, juniors: float) -> float:
    """The monthly chance that one junior moves up: min(1, 1/months) * min(1, span * seniors / juniors).

    Growth needs somebody to learn from: beyond ``span`` juniors per senior it slows in proportion.
    ``months_to_level`` in months (1 or less: at once; infinite: never), ``seniors, juniors`` numbers of
    people >= 0; a span of 0 or less, or infinite, sets no limit. Source: Kilter's own form.

    >>> promotion_probability(20.0, 3.0, 2, 6), promotion_probability(20.0, 3.0, 1, 6)
    (0.05, 0.025)
    >>> promotion_probability(20.0, 3.0, 0, 6), promotion_probability(20.0, 3.0, 1, 0)
    (0.0, 0.0)
    """
    if juniors <= 0.0:
        return 0.0
    chance = 1.0
    if months_to_level > 1.0:
        chance = 1.0 / months_to_level
    if 0.0 < span < math.inf:
        guided = span * seniors / juniors
        if guided < 1.0:
            chance *= guided
    return chance


def planning_factor(officers: float, required: float, without: float) -> float:
    """Factor on output in [without, 1] of a shop whose work is planned by this many officers.

    It rises in proportion to officers over those required (> 0), from ``without`` in [0, 1] with none.
    Source: Kilter's own form; no published ratio was found.

    >>> planning_factor(0, 4.0, 0.8), planning_factor(2, 4.0, 0.8), planning_factor(9, 4.0, 0.8)
    (0.8, 0.9, 1.0)
    """
    if officers >= required:
        return 1.0
    return without + (1.0 - without) * (officers / required)


def departure_probability(rate_per_month: float) -> float:
    """The chance to leave within a month at this rate (>= 0 per month): 1 - exp(-rate).

    Source: a constant hazard.

    >>> departure_probability(0.0), round(departure_probability(0.02), 6)
    (0.0, 0.019801)
    """
    if rate_per_month <= 0.0:
        return 0.0
    return 1.0 - math.exp(-rate_per_month)


def seats_opened(accumulated: float, rate: float) -> int:
    """Whole seats that open now, when seats accrue at ``rate`` (>= 0) per intake.

    ``accumulated`` in [0, 1) is what was carried. A billionth of a seat is forgiven, so that ten times a
    tenth is one. Source: Kilter's own form.

    >>> seats_opened(0.0, 2.5), seats_opened(0.5, 2.5), seats_opened(0.0, 0.0)
    (2, 3, 0)
    """
    total = accumulated + rate
    if total <= 0.0:
        return 0
    return math.floor(total + 1e-9)


def seats_carried(accumulated: float, rate: float, opened: int) -> float:
    """The fraction of a seat carried on, >= 0, when so many seats have opened; see :func:`seats_opened`.

    Source: Kilter's own form.

    >>> seats_carried(0.0, 2.5, 2), seats_carried(0.5, 2.5, 3), seats_carried(0.0, 0.0, 0)
    (0.5, 0.0, 0.0)
    """
    carried = accumulated + rate - opened
    if carried < 0.0:
        carried = 0.0
    return carried
