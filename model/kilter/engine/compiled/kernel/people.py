"""People: graduates, promotions, departures, advisers and instructors, month by month."""

from __future__ import annotations

import math

from ....mechanisms.draws import binomial
from ....mechanisms.people import (
    departure_probability,
    promotion_probability,
    seats_carried,
    seats_opened,
)
from . import agreement, books, cells, crews, luck, money, officers, shops
from .head import AGREEMENT, CAREERS, COURSE_COUNT, COURSES, SHOP_COUNT, SHOPS
from .words import Real, Whole

#: A course. One of SHOP, FLEET and OFFICERS is the address of those who get its graduates, the others are 0.
(
    SHOP,
    FLEET,
    OFFICERS,
    TO_JOURNEYMAN,
    HOME,
    SEATS,  # levers
    EVERY,
    LENGTH,
    PASSES,
    INSTRUCTORS,
    PRICE,
    COST,  # address of the counter of what training costs
    GIFTS,  # seats from the agreement
    GRADUATES,  # address of the counter
    STATE,  # address of what is reported
    NEXT,  # month of the next intake
    CARRIED,  # real: the part of a seat carried to it
    FIRST,  # first and last cohort, in the order of their intakes
    LAST,
    COHORTS,
    PUPILS,  # of all cohorts
    LUCK,  # stream of examinations
) = range(22)
SIZE = LUCK + luck.SIZE

#: A cohort: pupils of one intake and the month in which they finish.
_NEXT, _PUPILS, _MONTH = range(3)

#: The careers of a shop's people: levers, then what else decides, then what is reported.
(
    LEAVING,  # of apprentices; journeymen and masters follow
    _LEAVING1,
    _LEAVING2,
    RISE0,  # months to journeyman, months to master
    RISE1,
    SPAN,  # -1 without one
    LIFT,
    POSTS,  # of masters; -1 without a limit
    CAREER,  # 0 where nobody is promoted
    ADVISERS,  # gifts of the agreement
    TOOLS,
    OFFICER,  # address of the site's officers, 0 without
    STATES,  # addresses of what is reported: apprentices, journeymen, masters
    _STATE1,
    _STATE2,
    PROMOTION,  # streams of apprentices; of journeymen and masters follow
) = range(16)
DEPARTURE = PROMOTION + 3 * luck.SIZE
CAREER_SIZE = DEPARTURE + 3 * luck.SIZE


def open_month(n: Whole, x: Real, month: int) -> None:
    """One month of careers."""
    for i in range(n[COURSE_COUNT]):
        _course(n, x, n[COURSES] + i * SIZE, month)
    for i in range(n[SHOP_COUNT]):
        shop = n[SHOPS] + i * shops.SIZE
        career = n[CAREERS] + i * CAREER_SIZE
        if month > 0:
            _rise_and_leave(n, x, shop, career, month)
        _attach(n, x, shop, career)
        shops.refresh(n, x, shop)
    write(n, x)


def write(n: Whole, x: Real) -> None:
    """Report the staff by level."""
    for i in range(n[SHOP_COUNT]):
        shop = n[SHOPS] + i * shops.SIZE
        career = n[CAREERS] + i * CAREER_SIZE
        for level in range(3):
            books.put(x, n[career + STATES + level], float(n[shop + shops.STAFF0 + level]))


def _course(n: Whole, x: Real, course: int, month: int) -> None:
    """Graduates leave, a new cohort begins."""
    before = 0
    cohort = n[course + FIRST]
    while cohort:
        following = n[cohort + _NEXT]
        if n[cohort + _MONTH] <= month:
            if before:
                n[before + _NEXT] = following
            else:
                n[course + FIRST] = following
            if following == 0:
                n[course + LAST] = before
            _examine(n, x, course, n[cohort + _PUPILS], n[cohort + _MONTH])
            cells.give(n, cohort)
        else:
            before = cohort
        cohort = following
    if month >= n[course + NEXT]:
        every = max(1, round(x[n[course + EVERY]]))
        n[course + NEXT] = month + every
        due = (x[n[course + SEATS]] + agreement.given(n, x, n[course + GIFTS])) * every
        seats = seats_opened(x[course + CARRIED], due)
        x[course + CARRIED] = seats_carried(x[course + CARRIED], due, seats)
        pupils = _recruited(n, course, seats)
        if pupils:
            _enrol(n, x, course, pupils, month)
    books.put(x, n[course + STATE], float(n[course + PUPILS]))


def _examine(n: Whole, x: Real, course: int, pupils: int, month: int) -> None:
    """A cohort that has left the list is examined and goes to work."""
    n[course + COHORTS] -= 1
    n[course + PUPILS] -= pupils
    u = luck.addressed(n, course + LUCK, month * 64 + n[course + COHORTS])
    passed = binomial(u, pupils, x[n[course + PASSES]])
    x[n[course + GRADUATES]] += passed
    _place(n, x, course, passed, pupils - passed)


def _recruited(n: Whole, course: int, seats: int) -> int:
    """Pupils for a course to journeyman come from the apprentices; recruits are never short."""
    if n[course + TO_JOURNEYMAN] == 0:
        return seats
    shop = n[course + SHOP]
    pupils = min(seats, n[shop + shops.STAFF0])
    n[shop + shops.STAFF0] -= pupils
    return pupils


def _enrol(n: Whole, x: Real, course: int, pupils: int, month: int) -> None:
    """Pupils begin, if the budget allows it, or go back to where they came from."""
    cost = pupils * x[n[course + PRICE]]
    if not money.can(n, x, cost):
        _place(n, x, course, 0, pupils)
        return
    if cost != 0.0:
        money.pay(n, x, n[course + COST], cost, 1)
    cohort = cells.take(n)
    n[cohort + _PUPILS] = pupils
    n[cohort + _MONTH] = month + max(1, round(x[n[course + LENGTH]]))
    if n[course + FIRST]:
        n[n[course + LAST] + _NEXT] = cohort
    else:
        n[course + FIRST] = cohort
    n[course + LAST] = cohort
    n[course + COHORTS] += 1
    n[course + PUPILS] += pupils


def _place(n: Whole, x: Real, course: int, passed: int, failed: int) -> None:
    shop = n[course + SHOP]
    if shop:
        if n[course + TO_JOURNEYMAN]:
            n[shop + shops.STAFF1] += passed
            n[shop + shops.STAFF0] += failed
        else:
            n[shop + shops.STAFF0] += passed
    elif n[course + OFFICERS]:
        officers.add(n, x, n[course + OFFICERS], passed)
    else:
        crews.add(n, x, n[course + FLEET], passed)


def _rise_and_leave(n: Whole, x: Real, shop: int, career: int, month: int) -> None:
    """Some move up a level, some leave."""
    a = n[shop + shops.STAFF0]
    j = n[shop + shops.STAFF1]
    m = n[shop + shops.STAFF2]
    advisers = n[shop + shops.ADVISERS0] + n[shop + shops.ADVISERS1] + n[shop + shops.ADVISERS2]
    up_a = 0
    up_j = 0
    if n[career + CAREER]:
        span = x[n[career + SPAN]] if n[career + SPAN] >= 0 else math.inf
        lift = x[n[career + LIFT]] if advisers else 1.0
        p_a = promotion_probability(x[n[career + RISE0]] / lift, span, j + m + advisers, a)
        p_j = promotion_probability(x[n[career + RISE1]] / lift, math.inf, m, j)
        up_a = binomial(luck.addressed(n, career + PROMOTION, month), a, p_a)
        up_j = binomial(luck.addressed(n, career + PROMOTION + luck.SIZE, month), j, p_j)
    if n[career + POSTS] >= 0:
        up_j = min(up_j, max(0, int(x[n[career + POSTS]]) - m))
    n[shop + shops.STAFF0] = a - up_a - _leavers(n, x, career, 0, a - up_a, month)
    n[shop + shops.STAFF1] = j + up_a - up_j - _leavers(n, x, career, 1, j - up_j, month)
    n[shop + shops.STAFF2] = m + up_j - _leavers(n, x, career, 2, m, month)


def _leavers(n: Whole, x: Real, career: int, level: int, staff: int, month: int) -> int:
    """How many of a level leave this month."""
    chance = departure_probability(x[n[career + LEAVING + level]])
    return binomial(luck.addressed(n, career + DEPARTURE + level * luck.SIZE, month), staff, chance)


def _attach(n: Whole, x: Real, shop: int, career: int) -> None:
    """Advisers come with the agreement; instructors leave the line while they teach at home."""
    number = math.floor(agreement.given(n, x, n[career + ADVISERS]) + 1e-9)
    grade = n[n[AGREEMENT] + agreement.ADVISER_GRADE]
    for level in range(3):
        n[shop + shops.ADVISERS0 + level] = number if level == grade else 0
    x[shop + shops.TOOLS] = agreement.tools(n, x, n[career + TOOLS])
    x[shop + shops.PLANNING] = officers.factor(n, x, n[career + OFFICER])
    teaching = 0
    for i in range(n[COURSE_COUNT]):
        course = n[COURSES] + i * SIZE
        if n[course + SHOP] == shop and n[course + HOME] and n[course + COHORTS]:
            teaching += int(x[n[course + INSTRUCTORS]])
    n[shop + shops.TEACHING] = teaching
