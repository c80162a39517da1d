"""How worried an actor is, in [0, 1]: a saturating action-reaction with fatigue."""

from __future__ import annotations

from .numeric import clip


def event_term(goldstein: float, salience: float, credibility: float) -> float:
    """What an event between states adds to concern: -goldstein/10 * salience * credibility.

    ``goldstein`` -10 (hostile) to +10 (friendly), ``salience`` >= 0 (how much it counts for this actor),
    ``credibility`` 0 to 1 of the one who acts or speaks. Positive for hostile events.
    Source: scale by J. Goldstein, Journal of Conflict Resolution 36 (1992) 369-385; product Kilter's own
    form.

    >>> event_term(-10.0, 1.0, 0.5), event_term(4.0, 0.5, 1.0)
    (0.5, -0.2)
    """
    return -goldstein / 10.0 * salience * credibility


def incident_term(weight: float, incidents: float, reference: float) -> float:
    """What a month's incidents add to concern: weight * min(1, incidents / reference).

    ``incidents`` events per month >= 0, ``reference`` events per month that count in full (0 or less: any
    incident counts in full). Source: Kilter's own form.

    >>> incident_term(0.2, 5, 10), incident_term(0.2, 50, 10), incident_term(0.2, 0, 0)
    (0.1, 0.2, 0.0)
    """
    if incidents <= 0.0:
        return 0.0
    if incidents >= reference:
        return weight * 1.0
    return weight * (incidents / reference)


def impulse(gamma: float, change: float, events: float, incidents: float) -> float:
    """The month's push on concern: gamma * perceived change + event terms + incident terms (no unit).

    ``change`` is the change of perceived capability since the month before, ``events`` and ``incidents``
    sums of :func:`event_term` and :func:`incident_term`. Source: L. F. Richardson, *Arms and Insecurity*
    (1960), reaction and grievance terms.

    >>> impulse(2.0, 0.1, 0.3, -0.1)
    0.4
    """
    return gamma * change + events + incidents


def next_concern(c: float, k: float, g: float, fade: float, baseline: float) -> float:
    """Concern a month later, in [0, 1].

    c + k*g*(1 - c) for a push g >= 0 and c + k*g*c for a negative one, kept in [0, 1]; then ``fade`` (share
    per month, 0 to 1) of its distance to ``baseline`` is lost. Source: Richardson (1960), with saturation;
    Kilter's own form.

    >>> next_concern(0.5, 1.0, 0.2, 0.0, 0.3), next_concern(0.5, 1.0, -0.2, 0.0, 0.3)
    (0.6, 0.4)
    >>> next_concern(0.5, 1.0, 0.0, 0.5, 0.3)
    0.4
    """
    room = c
    if g >= 0.0:
        room = 1.0 - c
    moved = clip(c + k * g * room, 0.0, 1.0)
    return clip(moved + fade * (baseline - moved), 0.0, 1.0)
