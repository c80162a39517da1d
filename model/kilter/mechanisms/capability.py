"""Capability by area, the index that joins the areas, and shares of it."""

from __future__ import annotations

import math

from .numeric import Floats

RHO_NIL = 1e-7  # below it the CES mean is its limit, the geometric mean


def fleet_strength(weight: float, capable: float, crews: float, proficiency: float) -> float:
    """What one fleet adds to an area: weight * min(capable items, crews) * proficiency.

    ``weight`` >= 0 is the item's worth in the area, ``capable`` and ``crews`` >= 0 (crews may be infinite),
    ``proficiency`` 0 to 1. Source: Kilter's own form.

    >>> fleet_strength(2.0, 10, 8, 0.5), fleet_strength(2.0, 0, 8, 0.5)
    (8.0, 0.0)
    """
    manned = capable if capable < crews else crews
    return weight * manned * proficiency


def area_level(strength: float, required: float, cap: float) -> float:
    """An area's level: strength / required, at most ``cap`` (1 = requirement met).

    Strength and requirement in the same unit (items weighted by proficiency), >= 0; where nothing is
    required the requirement counts as met. Source: Kilter's own form.

    >>> area_level(6.0, 10.0, 1.2), area_level(60.0, 10.0, 1.2), area_level(0.0, 0.0, 1.2)
    (0.6, 1.2, 1.0)
    """
    level = 1.0
    if required > 0.0:
        level = strength / required
    return level if level < cap else cap * 1.0


def ces(values: Floats, at: int, weights: Floats, weights_at: int, count: int, rho: float) -> float:
    """The CES mean of ``values`` >= 0: (sum of w * x**rho) ** (1/rho), weights normalised to one.

    ``count`` values stand at ``at`` and after, their weights at ``weights_at`` and after.

    Values with a weight of 0 or less are left out; with none left the mean is 0. ``rho`` 1 is the plain
    mean, 0 the geometric mean, minus infinity the smallest; at ``rho`` <= 0 one value of 0 makes the whole
    0. The index of capability is 100 times this.

    Source: K. Arrow, H. Chenery, B. Minhas & R. Solow, Review of Economics and Statistics 43 (1961)
    225-250. The reference value is factored out so that nothing overflows.

    >>> ces([0.5, 1.0], 0, [1.0, 1.0], 0, 2, 1.0), ces([9.0, 0.5, 1.0], 1, [1.0, 1.0], 0, 2, 1.0)
    (0.75, 0.75)
    >>> [round(ces([0.25, 1.0], 0, [1.0, 1.0], 0, 2, rho), 12) for rho in (0.0, -1.0)]
    [0.5, 0.4]
    >>> ces([0.0, 1.0], 0, [1.0, 1.0], 0, 2, -0.5), ces([0.4], 0, [0.0], 0, 1, -0.5)
    (0.0, 0.0)
    """
    mass = 0.0
    low = math.inf
    high = 0.0
    for i in range(count):
        w = float(weights[weights_at + i])
        if w > 0.0:
            mass += w
            x = float(values[at + i])
            if x < low:
                low = x
            if x > high:
                high = x
    if mass <= 0.0 or high <= 0.0 or (rho <= 0.0 and low <= 0.0):
        return 0.0
    if low == high or rho == -math.inf:
        return low
    if rho == math.inf:
        return high
    geometric = abs(rho) < RHO_NIL
    if geometric and low <= 0.0:
        return 0.0
    anchor = high if rho > 0.0 else low
    total = 0.0
    for i in range(count):
        w = float(weights[weights_at + i])
        if w > 0.0:
            ratio = float(values[at + i]) / anchor
            if geometric:
                total += w / mass * math.log(ratio)
            elif ratio > 0.0:
                total += w / mass * math.pow(ratio, rho)
    if geometric:
        return anchor * math.exp(total)
    return anchor * math.pow(total, 1.0 / rho)


def share(part: float, whole: float) -> float:
    """``part / whole`` (same unit, >= 0), and 0 when there is nothing to share.

    Source: a definition.

    >>> share(3.0, 4.0), share(0.0, 0.0)
    (0.75, 0.0)
    """
    if whole <= 0.0:
        return 0.0
    return part / whole
