"""When an actor's reaction starts, and how far its effects may go."""

from __future__ import annotations

import math

from .numeric import clip

LEVER_MIN = 0.1
LEVER_MAX = 10.0


def expit(x: float) -> float:
    """The logistic function 1 / (1 + exp(-x)) of any ``x`` (no unit), without overflow.

    Source: a definition.

    >>> expit(0.0), expit(1000.0), expit(-1000.0)
    (0.5, 1.0, 0.0)
    """
    if x >= 0.0:
        return 1.0 / (1.0 + math.exp(-x))
    e = math.exp(x)
    return e / (1.0 + e)


def start_probability(rate_per_month: float, driver: float, at: float, width: float) -> float:
    """The chance that a reaction starts this month: 1 - exp(-rate * expit((driver - at) / width)).

    ``rate_per_month`` >= 0 is the most frequent start, ``driver`` the value it depends on, ``at`` where it
    starts half as often, ``width`` >= 0 how soft that threshold is (0: a step). For a reaction to a falling
    driver pass ``-driver`` and ``-at``. Source: Kilter's own form.

    >>> round(start_probability(1.0, 0.5, 0.5, 0.1), 6)
    0.393469
    >>> start_probability(1.0, 0.4, 0.5, 0.0), start_probability(0.0, 0.9, 0.5, 0.1)
    (0.0, 0.0)
    """
    if rate_per_month <= 0.0:
        return 0.0
    pull = 0.0
    if width > 0.0:
        pull = expit((driver - at) / width)
    elif driver >= at:
        pull = 1.0
    return 1.0 - math.exp(-rate_per_month * pull)


def lever(factor: float) -> float:
    """The factor of all reactions on one lever, kept between a tenth and ten times.

    Source: Kilter's own form.

    >>> lever(0.01), lever(1.5), lever(64.0)
    (0.1, 1.5, 10.0)
    """
    return clip(factor, LEVER_MIN, LEVER_MAX)


def opportunity(start: float, gain: float, change: float) -> float:
    """How far an actor sees a chance, in [0, 1]: start - gain * perceived change.

    ``start`` 0 to 1, ``gain`` >= 0 per unit, ``change`` of perceived capability since the start (negative
    when the capability reassures). Source: Kilter's own form.

    >>> opportunity(0.25, 2.0, -0.125), opportunity(0.25, 2.0, 0.5)
    (0.5, 0.0)
    """
    return clip(start - gain * change, 0.0, 1.0)
