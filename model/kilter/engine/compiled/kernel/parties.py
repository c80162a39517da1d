"""Parties beside the focal one: how strong they are, and how the two sides compare."""

from __future__ import annotations

import math

from ....mechanisms.capability import area_level, ces
from ....mechanisms.parties import between, dyadic_share
from . import books, capability
from .head import AREAS, CAPABILITY, NOW, PARTIES, PARTY_COUNT
from .words import Real, Whole

(
    INDEX,  # real: its strength, 100 where all requirements are met
    BALANCE,  # real: the focal party's share of the strength of the two
    BALANCE_AT_START,  # real
    LEVEL,  # levers
    WEIGHT,
    COVERED,  # address: the areas that it says something about: see AREA; and how many
    COVERED_COUNT,
    LEVELS,  # address: its level (real) in each of them
    WEIGHTS,  # address: room for their weights (real)
    EVERYWHERE,  # address: room for its level (real) in every area: see by_area
    FORCES,  # address: what the index needs of each of its fleets, and how many
    FORCE_COUNT,
    POINTS,  # address: what is given by date, and how many dates; none for one modelled by fleets
    POINT_COUNT,
    POINT_SIZE,
    INDEX_STATE,
    BALANCE_STATE,
    RATIO_STATE,
    FOCAL_SHARE_STATE,  # of all parties
) = range(19)
SIZE = 19

#: An area that a party covers: its position, the lever of what is required, and two states.
AREA, REQUIRED, LEVEL_STATE, AREA_BALANCE_STATE = range(4)
COVERED_SIZE = 4

#: A date: its instant, the lever of the index, then those of the areas covered.
TICK, POINT_INDEX, POINT_AREAS = range(3)

_SCALE = 100.0


def begin(n: Whole, x: Real) -> None:
    """How the sides compare at the start, from which change is measured."""
    close(n, x, 0)
    for i in range(n[PARTY_COUNT]):
        party = n[PARTIES] + i * SIZE
        x[party + BALANCE_AT_START] = x[party + BALANCE]


def close(n: Whole, x: Real, month: int) -> None:
    """Strength and balance of the month that ends now."""
    record = n[CAPABILITY]
    others = 0.0
    for i in range(n[PARTY_COUNT]):
        party = n[PARTIES] + i * SIZE
        _measure(n, x, party)
        books.put(x, n[party + INDEX_STATE], x[party + INDEX])
        for k in range(n[party + COVERED_COUNT]):
            area = n[party + COVERED] + k * COVERED_SIZE
            books.put(x, n[area + LEVEL_STATE], x[n[party + LEVELS] + k])
        if n[record + capability.HAS]:
            _compare(n, x, party)
        others += x[n[party + WEIGHT]] * x[party + INDEX]
    if n[PARTY_COUNT] and n[record + capability.HAS]:
        share = dyadic_share(x[record + capability.INDEX], others)
        books.put(x, n[n[PARTIES] + FOCAL_SHARE_STATE], share)


def _measure(n: Whole, x: Real, party: int) -> None:
    """Its strength over the month that ends now, or on this day."""
    record = n[CAPABILITY]
    factor = x[n[party + LEVEL]]
    count = n[party + COVERED_COUNT]
    levels = n[party + LEVELS]
    if n[party + POINT_COUNT]:
        for k in range(count):
            x[levels + k] = factor * _on_this_day(n, x, party, POINT_AREAS + k)
        if count == 0:
            x[party + INDEX] = factor * _on_this_day(n, x, party, POINT_INDEX)
    else:
        capability.strength(n, x, n[party + FORCES], n[party + FORCE_COUNT])
        for k in range(count):
            area = n[party + COVERED] + k * COVERED_SIZE
            strength = x[n[record + capability.STRENGTHS] + n[area + AREA]]
            # Without the cap of the focal party's index: it would hide how much stronger a rival is.
            x[levels + k] = area_level(factor * strength, x[n[area + REQUIRED]], math.inf)
    if count:
        for k in range(count):
            area = n[n[party + COVERED] + k * COVERED_SIZE + AREA]
            x[n[party + WEIGHTS] + k] = x[n[record + capability.WEIGHTS] + area]
        rho = x[n[record + capability.SUBSTITUTION]]
        x[party + INDEX] = _SCALE * ces(x, levels, x, n[party + WEIGHTS], count, rho)


def _on_this_day(n: Whole, x: Real, party: int, field: int) -> float:
    """A given number on this day."""
    size = n[party + POINT_SIZE]
    at = n[party + POINTS]
    value = x[n[at + field]]
    for _ in range(n[party + POINT_COUNT] - 1):
        after = at + size
        if n[NOW] > n[at + TICK]:
            value = between(
                float(n[NOW]),
                float(n[at + TICK]),
                x[n[at + field]],
                float(n[after + TICK]),
                x[n[after + field]],
            )
        at = after
    return value


def _compare(n: Whole, x: Real, party: int) -> None:
    record = n[CAPABILITY]
    weight = x[n[party + WEIGHT]]
    index = x[record + capability.INDEX]
    other = weight * x[party + INDEX]
    x[party + BALANCE] = dyadic_share(index, other)
    books.put(x, n[party + BALANCE_STATE], x[party + BALANCE])
    books.put(x, n[party + RATIO_STATE], index / other if other > 0.0 else math.nan)
    for k in range(n[party + COVERED_COUNT]):
        area = n[party + COVERED] + k * COVERED_SIZE
        own = x[n[record + capability.LEVELS] + n[area + AREA]]
        share = dyadic_share(own, weight * x[n[party + LEVELS] + k])
        books.put(x, n[area + AREA_BALANCE_STATE], share)


def by_area(n: Whole, x: Real, party: int) -> int:
    """Address of its level in every area, in the focal party's unit; given by one index, it is that one in all."""
    weight = x[n[party + WEIGHT]]
    levels = n[party + EVERYWHERE]
    for k in range(n[AREAS]):
        x[levels + k] = 0.0 if n[party + COVERED_COUNT] else weight * x[party + INDEX] / _SCALE
    for k in range(n[party + COVERED_COUNT]):
        area = n[n[party + COVERED] + k * COVERED_SIZE + AREA]
        x[levels + area] = weight * x[n[party + LEVELS] + k]
    return levels
