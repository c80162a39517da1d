"""The kinds of quantity that a scenario holds, and the units each may be written in.

Kilter needs a handful of units that general unit libraries do not have together (months of rates,
``6/year``, ``x1.6``, ``h/month`` of use), so this small table is its own.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

DAYS_PER_YEAR = 365.25
DAYS_PER_MONTH = DAYS_PER_YEAR / 12

#: Length of each time unit in days. A month and a year are the Gregorian means used for rates.
TIME_DAYS: Mapping[str, float] = {
    "s": 1 / 86400,
    "min": 1 / 1440,
    "h": 1 / 24,
    "d": 1.0,
    "day": 1.0,
    "days": 1.0,
    "hour": 1 / 24,
    "hours": 1 / 24,
    "week": 7.0,
    "weeks": 7.0,
    "month": DAYS_PER_MONTH,
    "months": DAYS_PER_MONTH,
    "y": DAYS_PER_YEAR,
    "year": DAYS_PER_YEAR,
    "years": DAYS_PER_YEAR,
}
_HOURS = {unit: days * 24 for unit, days in TIME_DAYS.items()}
_USD = {"USD": 1.0, "k USD": 1e3, "M USD": 1e6, "kUSD": 1e3, "MUSD": 1e6}
_COUNTED = ("", "items", "people", "crews", "units", "parts", "seats", "slots", "events")


@dataclass(frozen=True)
class Dimension:
    """A kind of quantity.

    Attributes:
        name: its key in :data:`DIMENSIONS`, used in annotations and in the schema.
        base: the unit that values are held in after reading.
        units: accepted units and their size in the base unit; ``""`` means a plain number is accepted.
        example: what a right value looks like, shown in error messages.
        low: the smallest value that makes sense, in the base unit.
        high: the largest value that makes sense, in the base unit.
        whole: whether the value must be a whole number.
        noun: what a unit of it measures, as people say it ("hours of use").
        one: one such value with its article ("a number of hours").
    """

    name: str
    base: str
    units: Mapping[str, float]
    example: str
    low: float = 0.0
    high: float = math.inf
    whole: bool = False
    noun: str = ""
    one: str = ""


def _per(time_base: str, numerators: Mapping[str, float]) -> dict[str, float]:
    base = TIME_DAYS[time_base]
    return {
        f"{top}/{time}": size * base / days
        for top, size in numerators.items()
        for time, days in TIME_DAYS.items()
    }


# The upper limits are far beyond anything meant; they catch slips that would overflow a clock or never end.
_MOST_DAYS = 1e6
_TABLE = (
    Dimension(
        "duration", "d", TIME_DAYS, "75 d", 0, _MOST_DAYS, False, "a length of time", "a length of time"
    ),
    Dimension(
        "months",
        "month",
        {unit: days / DAYS_PER_MONTH for unit, days in TIME_DAYS.items()},
        "9 months",
        high=_MOST_DAYS / 30,
        noun="a length of time",
        one="a length of time",
    ),
    Dimension("hours", "h", _HOURS, "45 h", high=1e12, noun="hours of use", one="a number of hours"),
    Dimension("labour", "h", _HOURS, "36 h", high=1e9, noun="hours of work", one="a number of hours"),
    Dimension(
        "use",
        "h/month",
        _per("month", {"h": 1.0, "hours": 1.0}),
        "450 h/month",
        high=1e9,
        noun="use per month",
        one="a rate of use",
    ),
    Dimension(
        "shift",
        "h/day",
        _per("day", {"h": 1.0, "hours": 1.0}),
        "8 h/day",
        high=24.0,
        noun="working hours per day",
        one="a shift",
    ),
    Dimension(
        "rate",
        "/month",
        _per("month", dict.fromkeys(_COUNTED, 1.0)),
        "6/year",
        high=1e7,
        noun="how often something happens",
        one="a rate",
    ),
    Dimension(
        "loss",
        "/1000 h",
        {"/1000 h": 1.0, "/100 h": 10.0, "/h": 1000.0, "/100000 h": 0.01},
        "0.05/1000 h",
        high=1e4,
        noun="losses per hours of use",
        one="a loss rate",
    ),
    Dimension(
        "growth",
        "/year",
        {"/year": 1.0, "/y": 1.0, "%/year": 0.01, "%/y": 0.01},
        "5 %/year",
        -0.5,
        10.0,
        noun="growth per year",
        one="a growth rate",
    ),
    Dimension("share", "1", {"": 1.0, "%": 0.01}, "0.7", high=1.0, noun="a share", one="a share"),
    Dimension("number", "1", {"": 1.0}, "0.35", -1e6, 1e6, noun="a plain number", one="this number"),
    Dimension("weight", "1", {"": 1.0}, "0.8", high=1e9, noun="a plain number", one="this number"),
    Dimension(
        "score",
        "Goldstein",
        {"": 1.0, "Goldstein": 1.0},
        "-4.0",
        -10.0,
        10.0,
        noun="a score on the Goldstein scale",
        one="a Goldstein score",
    ),
    Dimension(
        "scale10",
        "0-10",
        {"": 1.0},
        "6.5",
        high=10.0,
        noun="a level from 0 to 10",
        one="a level from 0 to 10",
    ),
    Dimension("factor", "x", {"": 1.0, "x": 1.0}, "x1.6", high=1e6, noun="a factor", one="a factor"),
    Dimension(
        "count",
        "items",
        dict.fromkeys(_COUNTED, 1.0),
        "12",
        high=1e6,
        whole=True,
        noun="a count",
        one="a count",
    ),
    Dimension(
        "amount", "items", dict.fromkeys(_COUNTED, 1.0), "12.5", high=1e7, noun="an amount", one="an amount"
    ),
    Dimension("money", "USD", _USD, "250 k USD", high=1e15, noun="money", one="a sum of money"),
    Dimension(
        "money rate",
        "USD/year",
        {f"{m}/{t}": s * 365.25 / TIME_DAYS[t] for m, s in _USD.items() for t in ("month", "year", "y")},
        "20 M USD/year",
        high=1e15,
        noun="money per year",
        one="a yearly sum",
    ),
    Dimension(
        "limit",
        "h or d",
        TIME_DAYS,
        "2000 h",
        high=_MOST_DAYS,
        noun="hours of use or calendar time",
        one="a limit",
    ),
)

#: Every dimension by name.
DIMENSIONS: Mapping[str, Dimension] = {dimension.name: dimension for dimension in _TABLE}
