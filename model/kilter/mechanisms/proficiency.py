"""How crews gain skill by use, lose it without, and how many of them are ready."""

from __future__ import annotations

from .numeric import clip, kept
from .special import beta_i

HALF_LIFE_ACCURACY = 6.5  # months in which half of the gain is lost, by task (Tatel & Ackerman)
HALF_LIFE_MIXED = 11.0
HALF_LIFE_SPEED = 13.0
PRACTICE_MAX = 1e6  # reference months in a month, above which more makes no difference
CONCENTRATION_MAX = 1e6  # above it the spread over crews is nil


def next_proficiency(
    p: float, baseline: float, gain: float, hours: float, reference: float, half_life_months: float
) -> float:
    """Mean proficiency of crews a month later, in [0, 1].

    It gains ``gain * (1 - p) * hours / reference`` and loses, of what it stands above ``baseline``, half in
    each half-life (below the baseline it recovers likewise).

    Args:
        p: proficiency now, 0 to 1.
        baseline: proficiency that is never lost, 0 to 1.
        gain: share of the distance to 1 that a reference month closes, 0 to 1.
        hours: hours per crew this month, >= 0.
        reference: hours per crew of a reference month; 0 or less means that hours teach nothing.
        half_life_months: months in which half of the gain is lost, > 0; may be infinite.

    Source: loss by C. Tatel & P. Ackerman, "Procedural skill retention and decay", Psychological Bulletin
    (doi 10.1037/bul0000481): half of the gain in 6.5 months (accuracy), 13 (speed), 11 (mixed); the gain is
    Kilter's own form.

    >>> round(next_proficiency(0.7, 0.5, 0.1, 0.0, 20.0, 1.0), 12)
    0.6
    >>> round(next_proficiency(0.5, 0.5, 0.1, 20.0, 20.0, 11.0), 12)
    0.55
    """
    gained = 0.0
    if reference > 0.0 and hours > 0.0:
        practice = hours / reference
        if practice > PRACTICE_MAX:
            practice = PRACTICE_MAX  # an infinite ratio times no gain would be undefined
        gained = gain * (1.0 - p) * practice
    lost = (1.0 - kept(half_life_months)) * (p - baseline)
    return clip(p + gained - lost, 0.0, 1.0)


def ready_share(p: float, concentration: float, floor: float) -> float:
    """The share of crews above the proficiency floor when crews are beta distributed about the mean ``p``.

    Beta with parameters p * concentration and (1 - p) * concentration, so a higher ``concentration`` (> 0)
    means more equal crews. A floor of 0 or less lets everybody pass; mean 0 nobody, mean 1 everybody.
    Source: Kilter's own form, with the regularised incomplete beta function (DLMF 8.17).

    >>> ready_share(0.3, 8.0, 0.0), ready_share(0.0, 8.0, 0.4), ready_share(1.0, 8.0, 0.4)
    (1.0, 0.0, 1.0)
    >>> round(ready_share(0.5, 2.0, 0.4), 12)  # uniform crews
    0.6
    """
    if floor <= 0.0:
        return 1.0
    if p <= 0.0:
        return 0.0
    if p >= 1.0:
        return 1.0
    if floor >= 1.0:
        return 0.0
    if concentration <= 0.0:
        return p
    if concentration > CONCENTRATION_MAX:
        return 1.0 if p > floor else 0.0
    return beta_i((1.0 - p) * concentration, p * concentration, 1.0 - floor)
