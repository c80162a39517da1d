"""One index of regional risk in the form of INFORM, and how much each factor has changed it.

Source of the form and the classes: M. Marin-Ferrer, L. Vernaccini & K. Poljansek, *INFORM Index for Risk
Management: concept and methodology* (2017), doi 10.2760/094023.
"""

from __future__ import annotations

import math

from .numeric import clip

RISK_CLASSES: tuple[str, ...] = ("very low", "low", "medium", "high", "very high")
FLOOR = 0.01  # so that a factor of zero has a logarithm


def hazard_push(weight: float, expected: float, reference: float) -> float:
    """What one channel pushes hazard with: w * m / ref, no unit.

    ``weight`` >= 0, ``expected`` >= 0 events a month (or a level), ``reference`` what counts in full, in the
    same unit (with 0 or less the channel is left out). Source: Kilter's own form.

    >>> hazard_push(0.5, 3.0, 2.0), hazard_push(0.5, 3.0, 0.0)
    (0.75, 0.0)
    """
    if reference <= 0.0:
        return 0.0
    return weight * expected / reference


def hazard(pushes: float) -> float:
    """Hazard 0 to 10 of several channels: 10 * (1 - exp(-sum of their pushes)).

    ``pushes`` >= 0 is the sum of :func:`hazard_push`. Source: Kilter's own form.

    >>> round(hazard(1.0), 6), hazard(0.0)
    (6.321206, 0.0)
    """
    if pushes <= 0.0:
        return 0.0
    return 10.0 * (1.0 - math.exp(-pushes))


def index(h: float, v: float, c: float) -> float:
    """The risk index 0 to 10: the geometric mean of hazard, vulnerability and lack of coping (0 to 10 each).

    Values outside count as the nearer end; one zero makes it zero. Source: INFORM (2017).

    >>> round(index(8.0, 1.0, 1.0), 9), index(0.0, 5.0, 5.0), index(12.0, 10.0, 10.0)
    (2.0, 0.0, 10.0)
    """
    product = clip(h, 0.0, 10.0) * clip(v, 0.0, 10.0) * clip(c, 0.0, 10.0)
    if product <= 0.0:
        return 0.0
    if product >= 1000.0:
        return 10.0
    return math.exp(math.log(product) / 3.0)


def log_contribution(now: float, start: float) -> float:
    """What one factor adds to the change of the index's logarithm: (ln now - ln start) / 3.

    Factors 0 to 10, taken as .01 at least. The three contributions add up to the log change of the index.
    Source: logarithm of the geometric mean.

    >>> log_contribution(5.0, 5.0), round(log_contribution(8.0, 1.0), 9) == round(math.log(2.0), 9)
    (0.0, True)
    """
    top = now if now > FLOOR else FLOOR
    base = start if start > FLOOR else FLOOR
    return (math.log(top) - math.log(base)) / 3.0


def risk_class(index: float) -> int:
    """The class 0 to 4 of an index 0 to 10, named in :data:`RISK_CLASSES`.

    Very low below 2, low below 3.5, medium below 5, high below 6.5, very high from there.
    Source: INFORM (2017), thresholds of INFORM Risk.

    >>> [RISK_CLASSES[risk_class(x)] for x in (1.9, 2.0, 3.5, 5.0, 6.5)]
    ['very low', 'low', 'medium', 'high', 'very high']
    """
    if index < 2.0:
        return 0
    if index < 3.5:
        return 1
    if index < 5.0:
        return 2
    if index < 6.5:
        return 3
    return 4
