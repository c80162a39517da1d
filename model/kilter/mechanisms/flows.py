"""People displaced: a flow that has a background and causes, and a stock that returns drain."""

from __future__ import annotations

from .numeric import bounded_exp


def expected_flow(background: float, push: float, caused: float) -> float:
    """People expected to be displaced in a month: background * exp(push) + caused.

    ``background`` >= 0 people a month, ``push`` the log effect of what drives it, ``caused`` >= 0 people that
    the month's events and deaths displaced. Source: forced migration as a response to violence, as in C.
    Davenport, W. Moore & S. Poe, "Sometimes you just have to leave", International Interactions 29 (2003) 27-55;
    the form is our own.

    >>> expected_flow(100.0, 0.0, 50.0)
    150.0
    """
    return background * bounded_exp(push) + caused


def returning(stock: float, share: float) -> float:
    """People that return in a month: stock * share. ``stock`` >= 0 people, ``share`` 0 to 1.

    Source: a constant rate of return.

    >>> returning(1000.0, 0.05)
    50.0
    """
    return stock * share


def next_stock(stock: float, arrived: float, returned: float) -> float:
    """People displaced a month later: stock + arrived - returned, never below 0.

    It comes to rest at flow / share of return. Source: stock-and-flow accounting of displacement statistics.

    >>> next_stock(1000.0, 150.0, 50.0), next_stock(10.0, 0.0, 20.0)
    (1100.0, 0.0)
    """
    left = stock + arrived - returned
    return left if left > 0.0 else 0.0
