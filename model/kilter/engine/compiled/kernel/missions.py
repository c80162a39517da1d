"""Missions: hours asked of the fleets, served by priority and then by share, and what failures break off.

See the reference: each month the hours asked are laid on the fleets that serve them, and are then flown at that pace
by whatever is mission capable.
"""

from __future__ import annotations

import math

from ....mechanisms.missions import in_proportion, lendable, wasted_hours
from ....scenario.units import DAYS_PER_MONTH
from ...timebase import DAY
from . import crews, fleets, items
from .head import FLEET_COUNT, FLEETS, MISSION_COUNT, MISSIONS, NOW, SERVICES
from .words import Real, Whole

#: A mission.
(
    HOURS,  # levers
    PRIORITY,
    DURATION,  # -1 when nothing is wasted
    LINES,  # address of its lines, one for each fleet that serves it, in its own order
    LINE_COUNT,
    SORTED,  # address of the addresses of its lines, in the order of the fleets
    ASKED,  # addresses of counters
    FLOWN,
    USEFUL,
    ABORTS,
    WASTED,  # real: hours wasted so far
    PACE,  # real: hours a month asked for in the month under way
    NEED,  # real: of these, not yet laid on a fleet
    OPENED,  # when the month opened, -1 before the first, and what the counters stood at then
    ASKED_BEFORE,  # real
    FLOWN_BEFORE,  # real
) = range(16)
SIZE = 16

#: A line: a fleet that serves a mission.
(
    MISSION,  # address
    SERVICE,  # address
    CLAIM,  # real: hours that the mission asks of the fleet in this round
    GIVEN,  # real: hours that the fleet gives it
    SHARE,  # real: share of the fleet's hours that go to it
) = range(5)
LINE_SIZE = 5

#: What missions ask of a fleet, one record for each fleet in order.
(
    FLEET_HOURS,  # address of its counter of hours
    SERVED,  # address of the addresses of its lines, in the order of the missions
    SERVED_COUNT,  # 0 for a fleet that serves none
    CEILING,  # address of the hours a month that one item can run
    PURPOSE,  # position of the draw for missions among its items' purposes
    LENT,  # real: hours that it can give this month
    LEFT,  # real: of these, not yet given
    HAD,  # real: left when the round began
    CLAIMS,  # real: claims of the round
    HOURS_BEFORE,  # real: its hours when the month opened
) = range(10)
SERVICE_SIZE = 10

_MONTH = DAYS_PER_MONTH * DAY
_LEAST = 1e-9


def of(n: Whole, fleet: int) -> int:
    """Record of what missions ask of a fleet, by the fleet's address."""
    return n[SERVICES] + (fleet - n[FLEETS]) // fleets.SIZE * SERVICE_SIZE


def allocate(n: Whole, x: Real) -> None:
    """Share the month's demand among the fleets, whose hours are booked until now.

    What is asked of a fleet without a plan of its own is left in its ``fleets.ASKED``.
    """
    flush(n, x)
    for i in range(n[MISSION_COUNT]):
        mission = n[MISSIONS] + i * SIZE
        n[mission + OPENED] = n[NOW]
        x[mission + ASKED_BEFORE] = x[n[mission + ASKED]]
        x[mission + FLOWN_BEFORE] = x[n[mission + FLOWN]]
        x[mission + PACE] = x[n[mission + HOURS]]
        x[mission + NEED] = x[n[mission + HOURS]]
        for k in range(n[mission + LINE_COUNT]):
            x[n[mission + LINES] + k * LINE_SIZE + GIVEN] = 0.0
    for i in range(n[FLEET_COUNT]):
        service = n[SERVICES] + i * SERVICE_SIZE
        if n[service + SERVED_COUNT]:
            _offer(n, x, service, n[FLEETS] + i * fleets.SIZE)
    priority = _next_priority(n, x, math.inf)
    while priority > -math.inf:
        _serve(n, x, priority)
        priority = _next_priority(n, x, priority)
    for i in range(n[FLEET_COUNT]):
        service = n[SERVICES] + i * SERVICE_SIZE
        if n[service + SERVED_COUNT]:
            _settle(n, x, service, n[FLEETS] + i * fleets.SIZE)


def _offer(n: Whole, x: Real, service: int, fleet: int) -> None:
    """What a fleet can give this month."""
    manned = min(float(fleets.capable(n, fleet)), crews.ready(n, x, fleet))
    planned = x[n[fleet + fleets.PLAN]] if n[fleet + fleets.PLAN] >= 0 else math.inf
    x[service + LENT] = lendable(planned, manned, x[n[service + CEILING]])
    x[service + LEFT] = x[service + LENT]
    x[service + HOURS_BEFORE] = x[n[fleet + fleets.HOURS_RUN]]


def _next_priority(n: Whole, x: Real, below: float) -> float:
    """The highest priority of a mission that is lower than another one; minus infinity when none is."""
    highest = -math.inf
    for i in range(n[MISSION_COUNT]):
        priority = x[n[n[MISSIONS] + i * SIZE + PRIORITY]]
        if highest < priority < below:
            highest = priority
    return highest


def _serve(n: Whole, x: Real, priority: float) -> None:
    """Missions of one priority: fleets offer, and missions take, in proportion."""
    group = 0
    for i in range(n[MISSION_COUNT]):
        if x[n[n[MISSIONS] + i * SIZE + PRIORITY]] == priority:
            group += 1
    for _ in range(group + 1):
        for i in range(n[FLEET_COUNT]):
            service = n[SERVICES] + i * SERVICE_SIZE
            x[service + HAD] = x[service + LEFT]
            x[service + CLAIMS] = 0.0
        for i in range(n[MISSION_COUNT]):
            mission = n[MISSIONS] + i * SIZE
            if x[n[mission + PRIORITY]] == priority:
                _claim(n, x, mission)
        moved = 0.0
        for i in range(n[MISSION_COUNT]):
            mission = n[MISSIONS] + i * SIZE
            if x[n[mission + PRIORITY]] == priority:
                moved = _take(n, x, mission, moved)
        if moved <= _LEAST:
            return


def _claim(n: Whole, x: Real, mission: int) -> None:
    """A mission asks each of its fleets for a part of what it needs, as much as that fleet has of the whole."""
    whole = 0.0
    for k in range(n[mission + LINE_COUNT]):
        whole += x[n[n[mission + LINES] + k * LINE_SIZE + SERVICE] + LEFT]
    for k in range(n[mission + LINE_COUNT]):
        line = n[mission + LINES] + k * LINE_SIZE
        service = n[line + SERVICE]
        x[line + CLAIM] = in_proportion(x[mission + NEED], x[service + LEFT], whole)
        x[service + CLAIMS] += x[line + CLAIM]


def _take(n: Whole, x: Real, mission: int, moved: float) -> float:
    """Fleets give what is claimed, or their part of it; returns all hours moved in this round so far."""
    for k in range(n[mission + LINE_COUNT]):
        line = n[mission + LINES] + k * LINE_SIZE
        service = n[line + SERVICE]
        claim = x[line + CLAIM]
        hours = min(claim, in_proportion(x[service + HAD], claim, x[service + CLAIMS]))
        x[line + GIVEN] += hours
        x[service + LEFT] = max(0.0, x[service + LEFT] - hours)
        x[mission + NEED] = max(0.0, x[mission + NEED] - hours)
        moved += hours
    return moved


def _settle(n: Whole, x: Real, service: int, fleet: int) -> None:
    """What a fleet has to fly, and which share of it is for which mission."""
    lent = x[service + LENT]
    used = lent - x[service + LEFT]
    own = used
    if n[fleet + fleets.PLAN] >= 0:
        own = x[n[fleet + fleets.PLAN]]
    else:
        x[fleet + fleets.ASKED] = used
    for k in range(n[service + SERVED_COUNT]):
        line = n[n[service + SERVED] + k]
        x[line + SHARE] = 0.0
        if x[line + GIVEN] > 0.0:
            x[line + SHARE] = in_proportion(1.0, x[line + GIVEN], max(min(own, lent), used))


def flush(n: Whole, x: Real) -> None:
    """Book what has been asked and flown since the month opened, by the same sum however often."""
    for i in range(n[MISSION_COUNT]):
        mission = n[MISSIONS] + i * SIZE
        if n[mission + OPENED] < 0:
            return
        pace = x[mission + PACE] * (n[NOW] - n[mission + OPENED]) / _MONTH
        flown = 0.0
        for k in range(n[mission + LINE_COUNT]):
            line = n[n[mission + SORTED] + k]
            if x[line + SHARE] > 0.0:
                service = n[line + SERVICE]
                flown += x[line + SHARE] * (x[n[service + FLEET_HOURS]] - x[service + HOURS_BEFORE])
        x[n[mission + ASKED]] = x[mission + ASKED_BEFORE] + pace
        # What items that came back in mid-month fly beyond what is asked serves practice, not the mission.
        x[n[mission + FLOWN]] = x[mission + FLOWN_BEFORE] + min(flown, pace)
        useful = x[n[mission + FLOWN]] - x[mission + WASTED]
        x[n[mission + USEFUL]] = max(x[n[mission + USEFUL]], useful)


def broken_off(n: Whole, x: Real, item: int) -> None:
    """An item has stopped on the way: if it was on a mission, that one is lost."""
    service = of(n, n[item + items.FLEET])
    if n[service + SERVED_COUNT] == 0:
        return
    u = items.draw(n, item, n[service + PURPOSE])
    for k in range(n[service + SERVED_COUNT]):
        line = n[n[service + SERVED] + k]
        share = x[line + SHARE]
        if u < share:
            mission = n[line + MISSION]
            if n[mission + DURATION] >= 0:
                x[n[mission + ABORTS]] += 1
                x[mission + WASTED] += wasted_hours(x[item + items.RAN], x[n[mission + DURATION]])
            return
        u -= share
