"""Crews: how many, how proficient, how many ready."""

from __future__ import annotations

import math

from ....mechanisms.currency import counted_hours, current_share
from ....mechanisms.draws import binomial
from ....mechanisms.people import departure_probability
from ....mechanisms.proficiency import next_proficiency, ready_share
from ...timebase import DAY
from . import books, fleets, luck
from .head import CREWS, FLEET_COUNT, FLEETS, NOW
from .words import Real, Whole

#: Crews of a fleet, one record for each fleet in order.
(
    HAS,  # 0 for a fleet that does not count them: nothing else is said then
    TRAINED,
    PROFICIENCY,  # real; 1 for a fleet that does not count them
    SHARE,  # real: of the crews that are ready
    ABLE,  # real: of the crews that are ready or only lack recent practice
    CURRENT,  # real: of the crews that have practised lately
    BEGAN,  # when the month under way began
    FLOWN,  # real: hours of the fleet by then
    PAST,  # address: hours of all crews (real) and length in days (real) of past months, oldest first
    PAST_COUNT,
    HOURS,  # address of the fleet's counter of hours
    STATE_CREWS,  # addresses of what is reported
    STATE_READY,
    STATE_PROFICIENCY,
    STATE_CURRENT,
    START_TRAINED,  # levers
    START_PROFICIENCY,
    BASELINE,
    GAIN,
    REFERENCE,
    HALF_LIFE,
    CONCENTRATION,
    FLOOR,
    LEAVING,
    CURRENCY_HOURS,  # -1 when practice is not asked for
    CURRENCY_WITHIN,
    LUCK,  # stream of departures
) = range(27)
SIZE = LUCK + luck.SIZE


def of(n: Whole, fleet: int) -> int:
    """Record of the crews of a fleet, by the fleet's address."""
    return n[CREWS] + (fleet - n[FLEETS]) // fleets.SIZE * SIZE


def build(n: Whole, x: Real) -> None:
    """Crews at the start."""
    for i in range(n[FLEET_COUNT]):
        crews = n[CREWS] + i * SIZE
        if n[crews + HAS]:
            n[crews + TRAINED] = int(x[n[crews + START_TRAINED]])
            x[crews + PROFICIENCY] = x[n[crews + START_PROFICIENCY]]
            _assess(n, x, crews)


def ready(n: Whole, x: Real, fleet: int) -> float:
    """Crews that can take an item of the fleet at an address out; no limit for one that does not count them."""
    crews = of(n, fleet)
    if n[crews + HAS] == 0:
        return math.inf
    return n[crews + TRAINED] * x[crews + SHARE]


def able(n: Whole, x: Real, fleet: int) -> float:
    """Crews that can fly or drive what is planned for the fleet at an address; no limit without a count of them."""
    crews = of(n, fleet)
    if n[crews + HAS] == 0:
        return math.inf
    return n[crews + TRAINED] * x[crews + ABLE]


def add(n: Whole, x: Real, fleet: int, number: int) -> None:
    """Graduates for the fleet at an address. They start at the floor of proficiency or the mean, if that is lower."""
    crews = of(n, fleet)
    if n[crews + HAS] == 0 or number == 0:
        return
    trained = n[crews + TRAINED]
    own = min(x[crews + PROFICIENCY], x[n[crews + FLOOR]])
    x[crews + PROFICIENCY] = (x[crews + PROFICIENCY] * trained + own * number) / (trained + number)
    n[crews + TRAINED] = trained + number


def close(n: Whole, x: Real, month: int) -> None:
    """A month of use, or of none: proficiency follows."""
    for i in range(n[FLEET_COUNT]):
        crews = n[CREWS] + i * SIZE
        if n[crews + HAS]:
            _practise(n, x, crews)
            _assess(n, x, crews)


def open_month(n: Whole, x: Real, month: int) -> None:
    """Crews that leave."""
    if month == 0:
        return
    for i in range(n[FLEET_COUNT]):
        crews = n[CREWS] + i * SIZE
        if n[crews + HAS]:
            chance = departure_probability(x[n[crews + LEAVING]])
            u = luck.addressed(n, crews + LUCK, month)
            n[crews + TRAINED] -= binomial(u, n[crews + TRAINED], chance)
            _assess(n, x, crews)


def _practise(n: Whole, x: Real, crews: int) -> None:
    """What the hours of the month that ends have taught, and how many crews they have kept current."""
    trained = n[crews + TRAINED]
    flown = x[n[crews + HOURS]]
    ran = flown - x[crews + FLOWN]
    x[crews + FLOWN] = flown
    if n[crews + CURRENCY_HOURS] >= 0:
        past = n[crews + PAST] + 2 * n[crews + PAST_COUNT]
        n[crews + PAST_COUNT] += 1
        x[past] = ran
        x[past + 1] = (n[NOW] - n[crews + BEGAN]) / DAY
        needed = x[n[crews + CURRENCY_HOURS]]
        lately = _lately(n, x, crews, x[n[crews + CURRENCY_WITHIN]], needed * trained)
        x[crews + CURRENT] = current_share(lately, trained, needed)
    x[crews + PROFICIENCY] = next_proficiency(
        x[crews + PROFICIENCY],
        x[n[crews + BASELINE]],
        x[n[crews + GAIN]],
        ran / max(trained, 1),
        x[n[crews + REFERENCE]],
        x[n[crews + HALF_LIFE]],
    )
    n[crews + BEGAN] = n[NOW]


def _lately(n: Whole, x: Real, crews: int, within: float, before: float) -> float:
    """Hours of all crews in the days looked back on; before the run began they had what keeps them current."""
    total = 0.0
    left = within
    at = n[crews + PAST_COUNT]
    while at > 0 and left > 0.0:
        at -= 1
        past = n[crews + PAST] + 2 * at
        total += counted_hours(x[past], x[past + 1], left)
        left -= x[past + 1]
    return total + counted_hours(before, within, left)


def _assess(n: Whole, x: Real, crews: int) -> None:
    """How many are ready now."""
    trained = n[crews + TRAINED]
    able_share = ready_share(x[crews + PROFICIENCY], x[n[crews + CONCENTRATION]], x[n[crews + FLOOR]])
    x[crews + ABLE] = able_share
    x[crews + SHARE] = min(able_share, x[crews + CURRENT])
    books.put(x, n[crews + STATE_CURRENT], trained * x[crews + CURRENT])
    books.put(x, n[crews + STATE_CREWS], float(trained))
    books.put(x, n[crews + STATE_READY], trained * x[crews + SHARE])
    books.put(x, n[crews + STATE_PROFICIENCY], x[crews + PROFICIENCY])
