"""Capability by area and in one index."""

from __future__ import annotations

from ....mechanisms.capability import area_level, ces, fleet_strength, share
from ...planning.fleets import INVENTORY, MISSION_CAPABLE, POSSESSED
from . import books, crews, fleets, readiness
from .head import AREAS, CAPABILITY, FLEET_COUNT, NOW, ORIGINS, READINESS
from .words import Real, Whole

(
    HAS,  # 1 with an index; without one there are no areas, but the means of the month all the same
    INDEX,  # real: 100 where all requirements are met
    LEVELS,  # address: the level of each area (real)
    WEIGHTS,  # address: the weight of each area when the month was closed (real)
    STRENGTHS,  # address: strength by area (real) of those fleets that were last added up
    SOURCES,  # address: the same by origin
    FORCES,  # address: what the index needs of each fleet, in the order of the plan
    FOCAL,  # address: which of them are the focal party's, and how many
    FOCAL_COUNT,
    SINCE,  # when the month under way began
    SUBSTITUTION,  # levers
    CAP,
    REQUIREMENTS,  # address: levers by area
    AREA_WEIGHTS,
    INDEX_STATE,  # states
    AREA_STATES,  # address: by area
    SOURCE_STATES,  # address: by origin
) = range(17)
SIZE = 17

(
    CAPABLE,  # real: means of the month just closed
    POSSESSED_ITEMS,
    INVENTORY_ITEMS,
    FLEET,  # address
    SOURCE,  # position of its origin
    GAIN,  # lever of what an upgraded item counts for, -1 without upgrades
    COUNTS,  # address: pairs of an area and the lever of an item's weight in it, and how many
    COUNTS_COUNT,
    BEFORE,  # integrals of the levels of its states when the month began
) = range(9)
FORCE_SIZE = BEFORE + len(INVENTORY)

#: States come in an order in which each group of them is the beginning of the next.
_CAPABLE, _POSSESSED, _INVENTORY = len(MISSION_CAPABLE), len(POSSESSED), len(INVENTORY)
#: The index is reported between 0 and 100 times the cap.
_SCALE = 100.0


def close(n: Whole, x: Real, month: int) -> None:
    """Capability of the month that ends now."""
    record = n[CAPABILITY]
    for i in range(n[FLEET_COUNT]):
        force = n[record + FORCES] + i * FORCE_SIZE
        x[force + CAPABLE] = _mean(n, force, _CAPABLE, n[record + SINCE])
        x[force + POSSESSED_ITEMS] = _mean(n, force, _POSSESSED, n[record + SINCE])
        x[force + INVENTORY_ITEMS] = _mean(n, force, _INVENTORY, n[record + SINCE])
        levels = n[force + FLEET] + fleets.LEVELS
        for k in range(_INVENTORY):
            n[force + BEFORE + k] = books.ran(n, n[levels + k])
    n[record + SINCE] = n[NOW]
    if n[record + HAS]:
        _add_up(n, x, record)
    if n[READINESS]:
        readiness.close(n, x)


def _mean(n: Whole, force: int, states: int, since: int) -> float:
    """Mean number of items in the first few states over the month; the number now when no time has passed."""
    levels = n[force + FLEET] + fleets.LEVELS
    span = n[NOW] - since
    held = 0
    for k in range(states):
        if span == 0:
            held += n[n[levels + k]]
        else:
            held += books.ran(n, n[levels + k]) - n[force + BEFORE + k]
    return held / max(span, 1)


def strength(n: Whole, x: Real, forces: int, count: int) -> None:
    """Write what some fleets added up to over the month just closed: by area, and by origin.

    ``forces`` lists the addresses of what the index needs of each.
    """
    record = n[CAPABILITY]
    strengths = n[record + STRENGTHS]
    sources = n[record + SOURCES]
    for k in range(n[AREAS]):
        x[strengths + k] = 0.0
    for k in range(n[ORIGINS]):
        x[sources + k] = 0.0
    for i in range(count):
        force = n[forces + i]
        fleet = n[force + FLEET]
        gain = 1.0
        upgraded = n[fleet + fleets.UPGRADES]
        if n[force + GAIN] >= 0 and upgraded != 0:
            gain += (x[n[force + GAIN]] - 1.0) * share(float(upgraded), float(n[fleet + fleets.COUNT]))
        ready = crews.ready(n, x, fleet)
        proficiency = x[crews.of(n, fleet) + crews.PROFICIENCY]
        for k in range(n[force + COUNTS_COUNT]):
            pair = n[force + COUNTS] + 2 * k
            added = fleet_strength(x[n[pair + 1]] * gain, x[force + CAPABLE], ready, proficiency)
            x[strengths + n[pair]] += added
            x[sources + n[force + SOURCE]] += added


def _add_up(n: Whole, x: Real, record: int) -> None:
    strength(n, x, n[record + FOCAL], n[record + FOCAL_COUNT])
    areas = n[AREAS]
    levels = n[record + LEVELS]
    weights = n[record + WEIGHTS]
    cap = x[n[record + CAP]]
    for k in range(areas):
        required = x[n[n[record + REQUIREMENTS] + k]]
        x[levels + k] = area_level(x[n[record + STRENGTHS] + k], required, cap)
        x[weights + k] = x[n[n[record + AREA_WEIGHTS] + k]]
        books.put(x, n[n[record + AREA_STATES] + k], x[levels + k])
    whole = 0.0
    for k in range(n[ORIGINS]):
        whole += x[n[record + SOURCES] + k]
    for k in range(n[ORIGINS]):
        part = share(x[n[record + SOURCES] + k], whole)
        books.put(x, n[n[record + SOURCE_STATES] + k], part)
    index = _SCALE * ces(x, levels, x, weights, areas, x[n[record + SUBSTITUTION]])
    x[record + INDEX] = index
    books.put(x, n[record + INDEX_STATE], index)
