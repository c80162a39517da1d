"""What an actor sees of a force's capability: weighted, inflated by opacity, ahead of deeds, and late."""

from __future__ import annotations

from .numeric import Floats, clip


def weighted_capability(
    values: Floats, at: int, weights: Floats, weights_at: int, alarm: Floats, alarm_at: int, count: int
) -> float:
    """Capability as this actor weighs it: sum of alarm * v * x over sum of abs(alarm) * v.

    ``values`` levels by area, ``weights`` v >= 0 of the areas, ``alarm`` how alarming each is (negative:
    reassuring); ``count`` areas, which begin at the positions given. 0 when nothing counts. Source: Kilter's own
    form.

    >>> weighted_capability([0.5, 1.0], 0, [1.0, 1.0], 0, [1.0, 3.0], 0, 2)
    0.875
    >>> weighted_capability([0.5, 0.5], 0, [1.0, 1.0], 0, [1.0, -1.0], 0, 2)
    0.0
    >>> weighted_capability([0.5], 0, [1.0], 0, [0.0], 0, 1)
    0.0
    """
    total = 0.0
    mass = 0.0
    for i in range(count):
        w = float(alarm[alarm_at + i]) * float(weights[weights_at + i])
        total += w * float(values[at + i])
        mass += abs(w)
    if mass <= 0.0:
        return 0.0
    return total / mass


def signed_capability(
    values: Floats,
    at: int,
    weights: Floats,
    weights_at: int,
    alarm: Floats,
    alarm_at: int,
    count: int,
    sign: float,
) -> float:
    """The part of :func:`weighted_capability` that alarms (``sign`` > 0) or reassures (``sign`` < 0).

    Arguments as there. The two parts add up to it: the same capability may do both to one actor.
    Source: Kilter's own form.

    >>> signed_capability([0.5, 1.0], 0, [1.0, 1.0], 0, [1.0, -1.0], 0, 2, 1.0)
    0.25
    >>> signed_capability([0.5, 1.0], 0, [1.0, 1.0], 0, [1.0, -1.0], 0, 2, -1.0)
    -0.5
    """
    total = 0.0
    mass = 0.0
    for i in range(count):
        w = float(alarm[alarm_at + i]) * float(weights[weights_at + i])
        mass += abs(w)
        if w * sign > 0.0:
            total += w * float(values[at + i])
    if mass <= 0.0:
        return 0.0
    return total / mass


def perceived_change(
    now: float,
    start: float,
    opacity: float,
    transparency: float,
    announced: float,
    signal: float,
    deeds: float,
    noise: float,
) -> float:
    """The change of capability that an actor believes in.

    With h = 1 - transparency, change = now - start and ahead = announced * signal * (1 - transparency * deeds):
    change + ahead + opacity * h * (max(change, 0) + max(ahead, 0)) + noise * h. What is hidden is
    overestimated, what is announced counts until deeds that can be seen replace it. Opacity inflates gains
    and promises, which an actor cannot check, and never a loss or a reassurance: hiding a decline calms
    nobody.

    Args:
        now, start: weighted capability now and at the start.
        opacity: how much full opacity inflates, >= 0.
        transparency: 0 (hidden) to 1 (open).
        announced: announced scope, 0 to 1.
        signal: weight of announcements, signed, with the credibility this actor grants.
        deeds: share of the announced that has happened, 0 to 1 (values outside count as the nearer end).
        noise: misperception at full opacity, any sign.

    Source: Kilter's own form.

    >>> perceived_change(0.6, 0.5, 1.0, 1.0, 0.0, 0.0, 0.0, 0.3) == 0.6 - 0.5
    True
    >>> perceived_change(0.5, 0.5, 1.0, 0.0, 0.5, 0.2, 0.0, 0.0)
    0.2
    >>> perceived_change(0.25, 0.5, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    -0.25
    """
    hidden = 1.0 - transparency
    change = now - start
    ahead = announced * signal * (1.0 - transparency * clip(deeds, 0.0, 1.0))
    doubted = 0.0
    if change > 0.0:
        doubted += change
    if ahead > 0.0:
        doubted += ahead
    return change + ahead + opacity * hidden * doubted + noise * hidden


def follow(current: float, target: float, lag_months: float) -> float:
    """``current`` a month later when it closes 1 / lag of the gap to ``target``; a lag up to 1 closes it all.

    Source: first-order lag in monthly steps, Kilter's own form.

    >>> follow(0.0, 1.0, 4.0), follow(0.0, 1.0, 0.0), follow(0.3, 0.3, 6.0)
    (0.25, 1.0, 0.3)
    """
    if lag_months <= 1.0:
        return target
    return current + (target - current) / lag_months
