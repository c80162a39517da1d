"""The regional index: hazard, vulnerability, lack of coping, and who contributes what."""

from __future__ import annotations

from ....mechanisms.numeric import clip
from ....mechanisms.risk import hazard, hazard_push, index, log_contribution, risk_class
from . import books, channels
from .head import RISK, RISK_DEATHS
from .words import Real, Whole

(
    STARTED,  # 1 when the factors of the start are known
    HAZARD,  # reals: factors at the start
    VULNERABILITY,
    COPING,
    GIVEN_VULNERABILITY,  # levers, and what pulls: see channels.STATE
    VULNERABILITY_PULLS,
    VULNERABILITY_COUNT,
    GIVEN_COPING,
    COPING_PULLS,
    COPING_COUNT,
    THINGS,  # channels and ladders that contribute to hazard
    THING_COUNT,
    INDEX_AT,  # monthly states
    CLASS_AT,
    HAZARD_AT,
    VULNERABILITY_AT,
    COPING_AT,
    HAZARD_PART_AT,
    VULNERABILITY_PART_AT,
    COPING_PART_AT,
) = range(20)
SIZE = 20

#: What contributes: where its value stands and whether that is whole, levers, this month's push, and its share's state.
VALUE, IS_WHOLE, WEIGHT, REFERENCE, PUSH, SHARE_AT = range(6)
THING_SIZE = 6


def deaths(n: Whole, x: Real, number: int) -> None:
    """Deaths in a channel or a flare-up."""
    x[n[RISK_DEATHS]] += float(number)


def close(n: Whole, x: Real, month: int) -> None:
    """The index at the month's end."""
    at = n[RISK]
    if at == 0:
        return
    pushed = _pushed(n, x, at)
    danger = hazard(pushed)
    vulnerability = clip(
        x[n[at + GIVEN_VULNERABILITY]]
        + channels.pulled(n, x, n[at + VULNERABILITY_PULLS], n[at + VULNERABILITY_COUNT]),
        0.0,
        10.0,
    )
    coping = clip(
        x[n[at + GIVEN_COPING]] + channels.pulled(n, x, n[at + COPING_PULLS], n[at + COPING_COUNT]), 0.0, 10.0
    )
    whole = index(danger, vulnerability, coping)
    if n[at + STARTED] == 0:
        n[at + STARTED] = 1
        x[at + HAZARD] = danger
        x[at + VULNERABILITY] = vulnerability
        x[at + COPING] = coping
    books.put(x, n[at + HAZARD_AT], danger)
    books.put(x, n[at + VULNERABILITY_AT], vulnerability)
    books.put(x, n[at + COPING_AT], coping)
    books.put(x, n[at + INDEX_AT], whole)
    books.put(x, n[at + CLASS_AT], float(risk_class(whole)))
    books.put(x, n[at + HAZARD_PART_AT], log_contribution(danger, x[at + HAZARD]))
    books.put(x, n[at + VULNERABILITY_PART_AT], log_contribution(vulnerability, x[at + VULNERABILITY]))
    books.put(x, n[at + COPING_PART_AT], log_contribution(coping, x[at + COPING]))
    for i in range(n[at + THING_COUNT]):
        thing = n[at + THINGS] + i * THING_SIZE
        books.put(x, n[thing + SHARE_AT], x[thing + PUSH] / pushed if pushed > 0.0 else 0.0)


def _pushed(n: Whole, x: Real, at: int) -> float:
    """What all channels and ladders push hazard with."""
    total = 0.0
    for i in range(n[at + THING_COUNT]):
        thing = n[at + THINGS] + i * THING_SIZE
        value = float(n[n[thing + VALUE]]) if n[thing + IS_WHOLE] else x[n[thing + VALUE]]
        push = hazard_push(x[n[thing + WEIGHT]], value, x[n[thing + REFERENCE]])
        x[thing + PUSH] = push
        total += push
    return total
