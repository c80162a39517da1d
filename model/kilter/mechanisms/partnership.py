"""Trust, depth of cooperation, converging interests, and the rates they give the agreement's life."""

from __future__ import annotations

import math

from .numeric import Floats, bounded_exp, clip, weighted_mean

DEPTHS: tuple[str, ...] = ("economic", "political", "technical-military", "security", "strategic")
DEPTH_MIN = 1.0  # "economic"; 0 would be no cooperation at all
DEPTH_MAX = 5.0  # "strategic"

# what tracks deliver by state of the agreement, against active (defaults, low confidence)
FACTOR_SIGNED = 0.0
FACTOR_ACTIVE = 1.0
FACTOR_DELAYED = 0.5
FACTOR_NARROWED = 0.5
FACTOR_BROADENED = 1.2
FACTOR_SUSPENDED = 0.0
FACTOR_ENDED = 0.0


def conduct_index(values: Floats, at: int, weights: Floats, weights_at: int, count: int) -> float:
    """The focal party's conduct in the partner's eyes, 0 to 1: the weighted mean of its factors.

    ``values`` 0 to 1 by factor, ``weights`` >= 0 (defaults: predictability .3, the other five .14 each);
    ``count`` of each, which begin at the positions given. Weights are normalised, and without any the index is
    0. Source: Kilter's own form.

    >>> conduct_index([1.0, 0.5], 0, [0.375, 0.125], 0, 2)
    0.875
    """
    return weighted_mean(values, at, weights, weights_at, count)


def next_trust(trust: float, target: float, alpha: float) -> float:
    """Trust a month later, in [0, 1]: it closes the share ``alpha`` (0 to 1) of its gap to ``target``.

    Subtract shocks from incidents before. Source: Kilter's own form.

    >>> next_trust(0.4, 0.8, 0.25), next_trust(-0.1, 0.0, 0.0)
    (0.5, 0.0)
    """
    return clip(trust + alpha * (target - trust), 0.0, 1.0)


def depth_step(
    depth: float, trust: float, up_threshold: float, down_threshold: float, rate_up: float, rate_down: float
) -> float:
    """Depth of cooperation a month later, from 1 (economic) to 5 (strategic).

    It rises by rate_up * (trust - up_threshold) above the one threshold and falls by rate_down *
    (down_threshold - trust) below the other; ``trust`` and thresholds 0 to 1, rates >= 0 in steps per month
    and unit of trust. Source: Kilter's own form.

    >>> depth_step(3.0, 0.75, 0.5, 0.4, 0.5, 0.5), depth_step(3.0, 0.25, 0.6, 0.5, 0.5, 1.0)
    (3.125, 2.75)
    >>> depth_step(3.0, 0.5, 0.6, 0.4, 1.0, 1.0), depth_step(5.0, 1.0, 0.5, 0.4, 1.0, 1.0)
    (3.0, 5.0)
    """
    moved = depth
    if trust > up_threshold:
        moved += rate_up * (trust - up_threshold)
    if trust < down_threshold:
        moved -= rate_down * (down_threshold - trust)
    return clip(moved, DEPTH_MIN, DEPTH_MAX)


def interest(values: Floats, at: int, weights: Floats, weights_at: int, count: int) -> float:
    """How much one side wants the agreement, 0 to 1: the weighted mean of its reasons.

    ``values`` 0 to 1 by reason, ``weights`` >= 0; ``count`` of each, which begin at the positions given. Source:
    Kilter's own form.

    >>> interest([0.2, 0.8], 0, [1.0, 1.0], 0, 2)
    0.5
    """
    return weighted_mean(values, at, weights, weights_at, count)


def convergence(partner: float, focal: float) -> float:
    """How far the two sides' interests meet, 0 to 1: the geometric mean of both (0 if either has none).

    Source: Kilter's own form.

    >>> round(convergence(0.9, 0.4), 12), convergence(0.0, 1.0)
    (0.6, 0.0)
    """
    if partner <= 0.0 or focal <= 0.0:
        return 0.0
    return math.sqrt(partner * focal)


def loss_rate(base: float, kappa: float, convergence: float) -> float:
    """Rate per month of delay, narrowing, suspension or end: base * exp(-kappa * (convergence - 1/2)).

    ``base`` >= 0 per month is the rate at convergence 1/2, ``kappa`` >= 0 the sensitivity. Source:
    Kilter's own form.

    >>> loss_rate(0.02, 4.0, 0.5), loss_rate(0.02, 4.0, 0.9) < 0.02 < loss_rate(0.02, 4.0, 0.1)
    (0.02, True)
    """
    return base * bounded_exp(-kappa * (convergence - 0.5))


def gain_rate(base: float, kappa: float, convergence: float, depth: float, needed: float) -> float:
    """Rate per month of broadening or resuming: base * exp(kappa * (convergence - 1/2)).

    Nothing broadens while ``depth`` (1 to 5) is below ``needed`` (0 asks for none). ``base`` >= 0 per month,
    ``kappa`` >= 0. Source: Kilter's own form.

    >>> gain_rate(0.01, 4.0, 0.5, 3.0, 3.0), gain_rate(0.01, 4.0, 0.5, 2.9, 3.0)
    (0.01, 0.0)
    """
    if depth < needed:
        return 0.0
    return base * bounded_exp(kappa * (convergence - 0.5))


def monthly_chance(rate: float) -> float:
    """The chance of at least one event in a month at ``rate`` >= 0 per month: 1 - exp(-rate).

    Source: a constant hazard.

    >>> monthly_chance(0.0), round(monthly_chance(0.1), 6)
    (0.0, 0.095163)
    """
    if rate <= 0.0:
        return 0.0
    return 1.0 - math.exp(-rate)
