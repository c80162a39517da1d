"""How hard each item is used, given the plan for the fleet, the items that can go and the crews."""

from __future__ import annotations


def hours_per_item(planned: float, capable: float, crews: float, ceiling: float) -> float:
    """Operating hours per month of each capable item.

    The plan is spread over the items that are capable and crewed, up to the ceiling of each; the result is
    the mean over all capable items, so that rate times capable items is the fleet's use. A shrinking fleet
    is used harder.

    Args:
        planned: planned hours per month of the whole fleet, >= 0.
        capable: mission-capable items, >= 0.
        crews: current crews, >= 0; infinite where crews do not limit.
        ceiling: most hours per month of one item, >= 0; may be infinite.

    Source: Kilter's own form.

    >>> hours_per_item(300.0, 10, 20, 60.0), hours_per_item(300.0, 3, 20, 60.0)
    (30.0, 60.0)
    >>> hours_per_item(300.0, 10, 5, 100.0), hours_per_item(300.0, 10, 5, 40.0)  # crews bind
    (30.0, 20.0)
    >>> hours_per_item(300.0, 0, 5, 60.0), hours_per_item(300.0, 6, float("inf"), 60.0)
    (0.0, 50.0)
    """
    if capable <= 0.0 or crews <= 0.0 or planned <= 0.0:
        return 0.0
    manned = capable * 1.0
    if crews < capable:
        manned = crews * 1.0
    spread = manned if manned > 1.0 else 1.0
    rate = planned / spread
    if rate > ceiling:
        rate = ceiling * 1.0
    return rate * (manned / capable)
