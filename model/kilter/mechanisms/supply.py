"""Levers on lead times and prices, when to order how much, and whether the money lasts."""

from __future__ import annotations

import math


def lead_factor(
    exposure_sanctions: float,
    sanctions: float,
    exposure_border: float,
    border: float,
    exposure_partner: float,
    partner_demand: float,
) -> float:
    """By what a supplier's lead time is multiplied: the product of 1 + exposure * level over three causes.

    Levels (0 none, 1 full) of sanctions, border closure and the partner's own demand; exposures >= 0 say
    how much a full level adds (1 doubles the time). Source: Kilter's own form.

    >>> lead_factor(1.0, 0.0, 1.0, 0.0, 1.0, 0.0)
    1.0
    >>> lead_factor(1.0, 0.5, 2.0, 1.0, 0.0, 1.0)
    4.5
    """
    by_sanctions = 1.0 + exposure_sanctions * sanctions
    by_border = 1.0 + exposure_border * border
    by_partner = 1.0 + exposure_partner * partner_demand
    return by_sanctions * by_border * by_partner


def price_factor(exposure_sanctions: float, sanctions: float, transaction: float) -> float:
    """By what a price is multiplied: (1 + exposure * sanctions) * transaction cost factor.

    ``sanctions`` level 0 to 1, exposure >= 0, ``transaction`` > 0 (1 = no extra cost). Source: Kilter's own
    form.

    >>> price_factor(0.5, 1.0, 1.1) == 1.5 * 1.1
    True
    """
    return (1.0 + exposure_sanctions * sanctions) * transaction


def order_up_to(position: int, reorder: int, up_to: int) -> int:
    """How many to order when the inventory position (on hand + on order - owed) is ``position``.

    At or below ``reorder`` the position is raised to ``up_to``, otherwise nothing. (S-1, S) has reorder
    S - 1; (R, S) calls it at each review with reorder = up_to. Source: H. Scarf, "The optimality of (S, s)
    policies in the dynamic inventory problem" (1960).

    >>> order_up_to(3, 4, 10), order_up_to(5, 4, 10), order_up_to(-2, 4, 10), order_up_to(12, 12, 10)
    (7, 0, 12, 0)
    """
    if position > reorder or position >= up_to:
        return 0
    return up_to - position


def affordable(spent: float, cost: float, budget: float) -> bool:
    """Whether ``cost`` fits the year's ``budget`` after ``spent`` (one currency; infinite = no limit).

    What costs nothing is always affordable. Source: a definition.

    >>> affordable(90.0, 10.0, 100.0), affordable(90.0, 10.5, 100.0), affordable(120.0, 0.0, 100.0)
    (True, False, True)
    """
    return cost <= 0.0 or spent + cost <= budget


def expected_wait(
    queued: float, allowance: float, capacity: float, lead: float, reliability: float, notice: float
) -> float:
    """How long an order placed now is expected to take, in days.

    ``queued`` units stand before and in the order, ``allowance`` units can still leave this month, ``capacity``
    is units a day after that (infinite: no limit; 0: never), ``lead`` the mean lead time in days, and an order
    is lost with probability 1 - ``reliability``, which is known ``notice`` days after it was due and costs
    another round. Source: Kilter's own form (queue ahead over the rate of service, Little's law, plus the mean
    of a geometric number of lost rounds).

    >>> expected_wait(3.0, 1.0, 0.5, 20.0, 1.0, 60.0)
    24.0
    >>> expected_wait(1.0, 0.0, math.inf, 20.0, 0.5, 60.0)
    100.0
    >>> expected_wait(1.0, 0.0, 0.0, 20.0, 1.0, 60.0)
    inf
    """
    ahead = queued - allowance
    wait = 0.0
    if ahead > 0.0:
        if capacity <= 0.0:
            return math.inf
        wait = ahead / capacity
    if reliability <= 0.0:
        return math.inf
    return wait + lead + (1.0 - reliability) / reliability * (lead + notice)
