"""What an actor remembers, by kind of event: how much of its concern each kind accounts for, and how it fades."""

from __future__ import annotations

from .numeric import Floats, clip


def headroom(concern: float, push: float) -> float:
    """How far a push can still move concern: 1 - concern for a push >= 0, concern for a negative one.

    Source: the saturation of :func:`~kilter.mechanisms.concern.next_concern`.

    >>> headroom(0.75, 0.1), headroom(0.75, -0.1)
    (0.25, 0.75)
    """
    if push >= 0.0:
        return 1.0 - concern
    return concern


def imprint(term: float, k: float, room: float, scale: float) -> float:
    """What one term of the month's push leaves in memory: k * term * room * scale, in concern.

    ``room`` as from :func:`headroom`, ``scale`` in [0, 1] what the bounds of concern leave of the whole move
    (1 unless they bind). The imprints of all terms add up to the move of concern, because the push is their sum.
    Source: Kilter's own form.

    >>> imprint(0.2, 0.5, 0.75, 1.0)
    0.07500000000000001
    """
    return k * term * room * scale


def level_term(gamma: float, faded: float, perceived: float) -> float:
    """The month's push on concern where it follows the level of capability, not its change: gamma * faded * level.

    ``perceived`` is the capability gained since the start, ``faded`` the share of concern lost in a month: with
    it the lasting rise has the size of the impulse that a change of the same capability gives. Concern then comes
    to rest at (b + q) / (1 + q), q = (1 - faded) * k * gamma * perceived, b its baseline, instead of fading to b.
    Source: L. F. Richardson, *Arms and Insecurity* (1960): dx/dt = k y - a x + g, with the defence
    coefficient written as a share of the fatigue a.

    >>> level_term(2.0, 0.05, 0.5)
    0.05
    """
    return gamma * faded * perceived


def remembered_concern(ground: float, imprints: Floats, at: int, count: int) -> float:
    """Concern in [0, 1] as the sum of what is remembered: ``ground`` plus the imprint of every kind of event.

    The imprints are ``count`` numbers that stand at ``at`` and after.

    ``ground`` is where concern would be without events: at the start, fading to the baseline. Source: weights
    by kind of event that fade in time, as in M. Crescenzi & A. Enterline, "Time remembered: a dynamic model of
    interstate interaction", International Studies Quarterly 45 (2001) 409-431; the sum is our own form.

    >>> remembered_concern(0.25, [0.5, -0.125], 0, 2), remembered_concern(0.25, [-0.5], 0, 1)
    (0.625, 0.0)
    """
    total = ground
    for i in range(count):
        total += float(imprints[at + i])
    return clip(total, 0.0, 1.0)
