"""The agreement: trust, depth, converging interests, its life, and what its tracks give this month.

There is always a record. Without an agreement it is one that has ended and has no tracks, so whoever reads it need not
ask: nothing is ever given, nobody is in force, and there is nothing to hide.
"""

from __future__ import annotations

import math

from ....mechanisms.agreement import (
    ACTIVE,
    BROADENED,
    DELAYED,
    ENDED,
    NARROWED,
    SIGNED,
    SUSPENDED,
    next_state,
    ramp,
    track_level,
)
from ....mechanisms.draws import uniform
from ....mechanisms.partnership import (
    conduct_index,
    convergence,
    depth_step,
    gain_rate,
    interest,
    loss_rate,
    monthly_chance,
    next_trust,
)
from . import books, ladders, luck, money
from .head import AGREEMENT, BEGUN
from .words import Real, Whole

(
    THERE,  # 1 with an agreement
    STATE,  # of its life: see mechanisms.agreement
    TRUST,  # real: the partner's
    DEPTH,  # real: of cooperation
    SHOCK,  # real: to trust, by reactions that began since the month began
    DEEDS,  # real: how far the tracks have come up while it lives
    ADVISER_GRADE,  # level that advisers count as
    PARTS,  # the track of parts, or 0
    TRACKS,
    TRACK_COUNT,
    # -- levers
    TRANSPARENCY,
    ANNOUNCED,
    PACE,
    START_TRUST,
    START_DEPTH,
    SIGNED_IN,
    PRICE,
    SPEED,
    SHAKEN,
    UP,
    DOWN,
    RATE_UP,
    RATE_DOWN,
    END_RATE,
    SUSPEND_RATE,
    NARROW_RATE,
    DELAY_RATE,
    BROADEN_RATE,
    RESUME_RATE,
    SENSITIVITY,
    BROADEN_DEPTH,
    IF_DELAYED,
    IF_NARROWED,
    IF_BROADENED,
    # -- what else it looks at and writes
    CONDUCT,  # list of levers, and of those of their weights
    CONDUCT_WEIGHTS,
    CONDUCT_COUNT,
    PARTNER,  # interests of the partner and of the focal party: see VALUE
    PARTNER_COUNT,
    FOCAL,
    FOCAL_COUNT,
    NUMBERS,  # room for the numbers that a mean is made of, and for their weights
    NUMBER_WEIGHTS,
    COST,  # counter
    LUCK,  # stream
    TRUST_AT,  # monthly states
    DEPTH_AT,
    CONVERGENCE_AT,
    STATE_AT,
    IN_FORCE_AT,
    DELIVERY_AT,
) = range(51)
SIZE = 51

#: A track: the real level of this month, its levers, the depth it needs, its stream and its monthly state.
LEVEL, START, RAMP, FULL, DELIVERY, NEEDS, TRACK_LUCK, TRACK_AT = range(8)
TRACK_SIZE = 8

#: An interest: levers of its value and weight; the state it follows (-1: none), the start of that, the slope's lever.
VALUE, WEIGHT, FOLLOWS, FROM, SLOPE = range(5)
INTEREST_SIZE = 5


def build(n: Whole, x: Real) -> None:
    """Trust and depth as they stand at the start."""
    at = n[AGREEMENT]
    if n[at + THERE]:
        x[at + TRUST] = x[n[at + START_TRUST]]
        x[at + DEPTH] = x[n[at + START_DEPTH]]


def begin(n: Whole, x: Real) -> None:
    """What is reported at the start: nothing has been given yet."""
    at = n[AGREEMENT]
    if n[at + THERE]:
        for i in range(n[at + TRACK_COUNT]):
            books.put(x, n[n[at + TRACKS] + i * TRACK_SIZE + TRACK_AT], 0.0)
        _write(n, x, at)


def in_force(n: Whole) -> bool:
    """Whether it can give anything at all."""
    state = n[n[AGREEMENT] + STATE]
    return state != SIGNED and state != SUSPENDED and state != ENDED


def transparency(n: Whole, x: Real) -> float:
    """How openly it is reported."""
    return x[n[n[AGREEMENT] + TRANSPARENCY]]


def announced(n: Whole, x: Real) -> float:
    """Scope announced, while it is not ended."""
    at = n[AGREEMENT]
    return x[n[at + ANNOUNCED]] if n[at + STATE] != ENDED else 0.0


def parts(n: Whole, x: Real) -> float:
    """Level of the track of parts this month."""
    track = n[n[AGREEMENT] + PARTS]
    return x[track + LEVEL] if track else 0.0


def given(n: Whole, x: Real, gifts: int) -> float:
    """What the tracks give to a fleet, course, shop or site this month, in its own unit.

    ``gifts`` is a list of ``packing.agreement.gifts``: how many, then a track and a lever for each; 0 for none.
    """
    total = 0.0
    if gifts:
        for i in range(n[gifts]):
            level = x[n[gifts + 1 + 2 * i] + LEVEL]
            if level > 0.0:
                total += level * x[n[gifts + 2 + 2 * i]]
    return total


def tools(n: Whole, x: Real, gifts: int) -> float:
    """Factor on output from infrastructure at a site, from the site's list of gifts."""
    factor = 1.0
    if gifts:
        for i in range(n[gifts]):
            factor += x[n[gifts + 1 + 2 * i] + LEVEL] * (x[n[gifts + 2 + 2 * i]] - 1.0)
    return factor


def limit(n: Whole, x: Real, lever: int) -> float:
    """The most items of a fleet that are delivered in all, from ``packing.agreement.limit``; -1 without a limit."""
    return x[lever] if lever >= 0 else -1.0


def force(n: Whole, x: Real, state: int) -> None:
    """A dated change of the agreement's state."""
    at = n[AGREEMENT]
    if n[at + THERE] and state != n[at + STATE]:
        n[at + STATE] = state
        _write(n, x, at)


def close(n: Whole, x: Real, month: int) -> None:
    """Trust, depth and life, after the month's reactions."""
    at = n[AGREEMENT]
    if n[at + THERE] == 0:
        return
    count = n[at + CONDUCT_COUNT]
    for i in range(count):
        x[n[at + NUMBERS] + i] = x[n[n[at + CONDUCT] + i]]
        x[n[at + NUMBER_WEIGHTS] + i] = x[n[n[at + CONDUCT_WEIGHTS] + i]]
    conduct = conduct_index(x, n[at + NUMBERS], x, n[at + NUMBER_WEIGHTS], count)
    shaken = x[at + TRUST] - x[n[at + SHAKEN]] * ladders.incidents(n) + x[at + SHOCK]
    trust = next_trust(shaken, conduct, x[n[at + SPEED]])
    x[at + TRUST] = trust
    x[at + SHOCK] = 0.0
    x[at + DEPTH] = depth_step(
        x[at + DEPTH],
        trust,
        x[n[at + UP]],
        x[n[at + DOWN]],
        x[n[at + RATE_UP]],
        x[n[at + RATE_DOWN]],
    )
    if n[at + STATE] == SIGNED and month >= x[n[at + SIGNED_IN]]:
        n[at + STATE] = ACTIVE
    elif n[at + STATE] != ENDED:
        n[at + STATE] = _moved(n, x, at, month)
    _write(n, x, at)


def _moved(n: Whole, x: Real, at: int, month: int) -> int:
    """The state of its life in the next month."""
    kappa = x[n[at + SENSITIVITY]]
    meeting = _meeting(n, x, at)
    depth = x[at + DEPTH]
    broaden = gain_rate(x[n[at + BROADEN_RATE]], kappa, meeting, depth, x[n[at + BROADEN_DEPTH]])
    resume = gain_rate(x[n[at + RESUME_RATE]], kappa, meeting, depth, 0.0)
    return next_state(
        n[at + STATE],
        luck.addressed(n, n[at + LUCK], month),
        monthly_chance(loss_rate(x[n[at + DELAY_RATE]], kappa, meeting)),
        monthly_chance(loss_rate(x[n[at + NARROW_RATE]], kappa, meeting)),
        monthly_chance(loss_rate(x[n[at + SUSPEND_RATE]], kappa, meeting)),
        monthly_chance(loss_rate(x[n[at + END_RATE]], kappa, meeting)),
        monthly_chance(broaden),
        monthly_chance(resume),
    )


def _meeting(n: Whole, x: Real, at: int) -> float:
    """How far interests converge."""
    if n[at + PARTNER_COUNT] == 0 or n[at + FOCAL_COUNT] == 0:
        return 0.5
    partner = _interest(n, x, at, n[at + PARTNER], n[at + PARTNER_COUNT])
    focal = _interest(n, x, at, n[at + FOCAL], n[at + FOCAL_COUNT])
    return convergence(partner, focal)


def _interest(n: Whole, x: Real, at: int, first: int, count: int) -> float:
    for i in range(count):
        row = first + i * INTEREST_SIZE
        value = x[n[row + VALUE]]
        if n[row + FOLLOWS] >= 0 and n[BEGUN]:
            value += x[n[row + SLOPE]] * (x[n[row + FOLLOWS]] - x[n[row + FROM]])
        x[n[at + NUMBERS] + i] = x[n[row + VALUE]] if math.isnan(value) else min(max(value, 0.0), 1.0)
        x[n[at + NUMBER_WEIGHTS] + i] = x[n[row + WEIGHT]]
    return interest(x, n[at + NUMBERS], x, n[at + NUMBER_WEIGHTS], count)


def _factor(n: Whole, x: Real, at: int) -> float:
    """What the state leaves of every track."""
    state = n[at + STATE]
    if state == ACTIVE:
        return 1.0
    if state == DELAYED:
        return x[n[at + IF_DELAYED]]
    if state == NARROWED:
        return x[n[at + IF_NARROWED]]
    if state == BROADENED:
        return x[n[at + IF_BROADENED]]
    return 0.0


def open_month(n: Whole, x: Real, month: int) -> None:
    """What the tracks give in the month that begins."""
    at = n[AGREEMENT]
    if n[at + THERE] == 0:
        return
    if n[at + STATE] == SIGNED and month >= x[n[at + SIGNED_IN]]:
        n[at + STATE] = ACTIVE
    factor = _factor(n, x, at)
    done = 0.0
    count = n[at + TRACK_COUNT]
    for i in range(count):
        track = n[at + TRACKS] + i * TRACK_SIZE
        begun = month - x[n[at + SIGNED_IN]] - x[n[track + START]]
        up = ramp(begun, x[n[track + RAMP]] / x[n[at + PACE]])
        done += up
        level = 0.0
        if x[at + DEPTH] >= n[track + NEEDS]:
            level = track_level(x[n[track + FULL]], up, factor, _delivered(n, x, track, month))
        x[track + LEVEL] = level
        books.put(x, n[track + TRACK_AT], level)
    # Deeds count only while the agreement lives: what is suspended is still merely announced.
    x[at + DEEDS] = done / count * min(1.0, factor) if count else 0.0
    if in_force(n):
        cost = x[n[at + PRICE]]
        if cost != 0.0:
            money.pay(n, x, n[at + COST], cost, 0)
    _write(n, x, at)


def _delivered(n: Whole, x: Real, track: int, month: int) -> float:
    """The share of what is due that comes this month: uniform about its mean, within 0 and 1."""
    mean = x[n[track + DELIVERY]]
    half = min(mean, 1.0 - mean)
    return uniform(luck.addressed(n, n[track + TRACK_LUCK], month), mean, half / math.sqrt(3.0))


def _write(n: Whole, x: Real, at: int) -> None:
    levels = 0.0
    count = n[at + TRACK_COUNT]
    for i in range(count):
        levels += x[n[at + TRACKS] + i * TRACK_SIZE + LEVEL]
    books.put(x, n[at + TRUST_AT], x[at + TRUST])
    books.put(x, n[at + DEPTH_AT], x[at + DEPTH])
    books.put(x, n[at + CONVERGENCE_AT], _meeting(n, x, at))
    books.put(x, n[at + STATE_AT], float(n[at + STATE]))
    books.put(x, n[at + IN_FORCE_AT], 1.0 if in_force(n) else 0.0)
    books.put(x, n[at + DELIVERY_AT], levels / count if count else 0.0)
