"""Who joins a multilateral arrangement, who leaves it, and how far a precaution acts while it comes up."""

from __future__ import annotations

import math

from .numeric import bounded_exp
from .reactions import start_probability


def drawn_in(driver: float, company: float, others: float) -> float:
    """The driver of joining with the pull of those who have: driver + company * others.

    ``company`` of any sign in the driver's unit, ``others`` the share of the other actors that are members, 0 to
    1. Source: M. Granovetter, "Threshold models of collective behavior", American Journal of Sociology 83 (1978)
    1420-1443; the linear form is our own.

    >>> drawn_in(0.25, 0.5, 0.5)
    0.5
    """
    return driver + company * others


def join_probability(rate: float, driver: float, at: float, width: float) -> float:
    """The chance that an actor outside joins this month: as :func:`~kilter.mechanisms.reactions.start_probability`.

    Source: the threshold of Granovetter (1978), made soft.

    >>> join_probability(0.1, 0.9, 0.5, 0.0) == 1.0 - math.exp(-0.1)
    True
    """
    return start_probability(rate, driver, at, width)


def leave_probability(rate: float, driver: float, at: float, width: float) -> float:
    """The chance that a member leaves this month: likely where joining is not, by the same threshold.

    Source: as :func:`join_probability`, mirrored.

    >>> leave_probability(0.1, 0.9, 0.5, 0.0), leave_probability(0.1, 0.1, 0.5, 0.0) == 1.0 - math.exp(-0.1)
    (0.0, True)
    """
    return start_probability(rate, -driver, -at, width)


def partial_factor(factor: float, level: float) -> float:
    """What is left of a factor at part of its level: factor ** level, so that log odds grow in a straight line.

    ``factor`` > 0, ``level`` 0 to 1. Source: Kilter's own form.

    >>> partial_factor(4.0, 0.0), partial_factor(4.0, 1.0), round(partial_factor(4.0, 0.5), 12)
    (1.0, 4.0, 2.0)
    """
    if level >= 1.0:
        return factor
    return bounded_exp(level * math.log(factor))
