"""Monthly events of a risk channel: a background moved by drivers, and events that set off events."""

from __future__ import annotations

import math

from .numeric import bounded_exp, kept
from .reactions import expit

#: Events a month beyond which a channel does not count: far above any series that was ever published.
EVENTS_MOST = 1e6


def drive(beta: float, now: float, start: float) -> float:
    """The log effect of a driver that moved: beta * (now - start), no unit. Those of several drivers add up.

    Source: log-linear intensity, Kilter's own form.

    >>> drive(2.0, 0.75, 0.5), drive(-1.0, 0.5, 0.25)
    (0.5, -0.25)
    """
    return beta * (now - start)


def intensity(background: float, drive: float, branching: float, excitation: float) -> float:
    """Expected events this month: background * exp(drive) + branching * excitation.

    ``background`` >= 0 events per month, ``drive`` as from :func:`drive`, ``branching`` in [0, 1) events set
    off by one event, ``excitation`` >= 0 events per month (:func:`next_excitation`).
    No more than :data:`EVENTS_MOST`: channels that drive one another without bound would else be counted for ever.
    Source: A. Hawkes, Biometrika 58 (1971) 83-90, in monthly steps with an exponential kernel.

    >>> intensity(2.0, 0.0, 0.4, 5.0)
    4.0
    >>> intensity(2.0, 500.0, 0.4, 5.0)
    1000000.0
    """
    expected = background * bounded_exp(drive) + branching * excitation
    return expected if expected < EVENTS_MOST else EVENTS_MOST


def any_chance(mean: float, size: float) -> float:
    """The chance of at least one event in a month: 1 - (k / (k + m))**k.

    ``mean`` m >= 0 events a month, ``size`` k > 0 of the negative binomial. Source: its probability of zero.

    >>> any_chance(0.0, 1.5), any_chance(1.0, 1.0)
    (0.0, 0.5)
    """
    if mean <= 0.0:
        return 0.0
    return 1.0 - math.exp(-size * math.log(1.0 + mean / size))


def next_excitation(e: float, count: float, half_life: float) -> float:
    """Excitation a month later: (1 - r) * count + r * e with r = 2 ** (-1 / half_life).

    ``e`` events per month, ``count`` events this month, ``half_life`` in months (0: only the last month
    counts). Its long-run mean is that of the count. Source: Hawkes (1971), exponential kernel.

    >>> round(next_excitation(0.0, 4.0, 1.0), 12), next_excitation(3.0, 7.0, 0.0)
    (2.0, 7.0)
    """
    r = kept(half_life)
    return (1.0 - r) * count + r * e


def stationary_mean(background: float, branching: float) -> float:
    """Events per month in the long run: background / (1 - branching); infinite from branching 1 up.

    Source: Hawkes (1971).

    >>> stationary_mean(3.0, 0.4), stationary_mean(0.0, 1.0), stationary_mean(1.0, 1.0)
    (5.0, 0.0, inf)
    """
    if background <= 0.0:
        return 0.0
    if branching >= 1.0:
        return math.inf
    return background / (1.0 - branching)


def level_target(start: float, drive: float, factor: float) -> float:
    """Where a slow level in (0, 1) heads for: its odds at the start times exp(drive) times ``factor``.

    ``start`` in (0, 1), ``drive`` as from :func:`drive`, ``factor`` > 0 a lever (0 sends it to 0).
    Source: log-linear odds, Kilter's own form.

    >>> round(level_target(0.25, 0.0, 1.0), 12), round(level_target(0.5, 0.0, 3.0), 12)
    (0.25, 0.75)
    """
    if start <= 0.0 or factor <= 0.0:
        return 0.0
    if start >= 1.0:
        return 1.0
    return expit(math.log(start / (1.0 - start)) + drive + math.log(factor))
