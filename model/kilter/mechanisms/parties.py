"""Two-sided strength: a party's capability between dates, and how two parties compare."""

from __future__ import annotations


def between(when: float, first: float, low: float, second: float, high: float) -> float:
    """The value at ``when`` on the straight line from ``low`` at ``first`` to ``high`` at ``second``.

    Times in any one unit, values in another; before ``first`` it is ``low``, after ``second`` ``high``.
    Source: linear interpolation, a definition.

    >>> between(5.0, 0.0, 60.0, 10.0, 80.0), between(-1.0, 0.0, 60.0, 10.0, 80.0)
    (70.0, 60.0)
    """
    if when <= first:
        return low
    if when >= second:
        return high
    return low + (high - low) * ((when - first) / (second - first))


def dyadic_share(own: float, other: float) -> float:
    """One side's share of the strength of two, 0 to 1: own / (own + other); a half where neither has any.

    ``own`` and ``other`` >= 0 in the same unit. Parity is .5, and the two shares add up to 1.
    Source: relative capability of a pair as in J. D. Singer, S. Bremer & J. Stuckey, "Capability distribution,
    uncertainty, and major power war" (in B. Russett, ed., *Peace, War, and Numbers*, 1972).

    >>> dyadic_share(30.0, 10.0), dyadic_share(0.0, 0.0), dyadic_share(0.0, 4.0)
    (0.75, 0.5, 0.0)
    """
    both = own + other
    if both <= 0.0:
        return 0.5
    return own / both


def advantage(focal: float, own: float, rivalry: float) -> float:
    """What a rival reacts to: the focal party's strength less ``rivalry`` times its own.

    ``focal`` and ``own`` in the same unit; ``rivalry`` >= 0: at 0 it looks at the other alone, at 1 only at
    the lead. Source: L. F. Richardson, *Arms and Insecurity* (1960), whose reaction to the other's strength y
    becomes a reaction to y - x where rivalry rather than fear moves it.

    >>> advantage(0.75, 0.5, 1.0), advantage(0.75, 0.5, 0.0)
    (0.25, 0.75)
    """
    return focal - rivalry * own
