"""Sites above and below one another: where a removed unit is repaired, what its repair needs, who lends."""

from __future__ import annotations

from .numeric import Floats


def sent_up(u: float, local: float) -> bool:
    """Whether a removed unit goes up to the depot rather than to the site's own repair.

    ``u`` in (0, 1); ``local`` is the probability of repair at the site. Source: C. C. Sherbrooke, "METRIC: a
    multi-echelon technique for recoverable item control", Operations Research 16 (1968) 122-141: a unit is
    repaired at the base with probability r, otherwise at the depot, independently of all others.

    >>> sent_up(0.1, 0.2), sent_up(0.9, 0.2), sent_up(0.999, 1.0), sent_up(0.001, 0.0)
    (False, True, False, True)
    """
    return u >= local


def cause_of(u: float, shares: Floats, at: int, count: int) -> int:
    """Which sub-part is at fault: the position of the share in which ``u`` in (0, 1) falls, or -1 for none.

    ``count`` shares >= 0, which begin at the position ``at``, follow one another; what they leave to 1 needs no
    sub-part, what goes beyond 1 never happens.
    Source: J. A. Muckstadt, "A model for a multi-item, multi-echelon, multi-indenture inventory system",
    Management Science 20 (1973) 472-481: each failure of a unit is due to one of its sub-parts.

    >>> [cause_of(u, (0.6, 0.3), 0, 2) for u in (0.5, 0.7, 0.95)]
    [0, 1, -1]
    """
    upper = 0.0
    for position in range(count):
        upper += shares[at + position]
        if u < upper:
            return position
    return -1


def uncovered(owed: int, coming: int) -> int:
    """How many of the parts owed to users nothing on the road will cover, at least 0.

    ``owed`` to users, ``coming`` from the depot and sister sites. Source: a definition.

    >>> uncovered(3, 1), uncovered(1, 2)
    (2, 0)
    """
    return owed - coming if owed > coming else 0


def spare(on_hand: int, keep: int) -> int:
    """How many a site can lend when it keeps ``keep`` on its shelf, at least 0.

    Source: a definition; with ``keep`` 0 this is complete pooling, H. L. Lee, "A multi-echelon inventory model
    for repairable items with emergency lateral transshipments", Management Science 33 (1987) 1302-1316.

    >>> spare(3, 1), spare(1, 2)
    (2, 0)
    """
    return on_hand - keep if on_hand > keep else 0
