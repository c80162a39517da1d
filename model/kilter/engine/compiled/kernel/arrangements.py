"""Multilateral arrangements: actors join by their own thresholds; from a quorum on the arrangement acts."""

from __future__ import annotations

import math

from ....mechanisms.arrangements import drawn_in, join_probability, leave_probability
from ....mechanisms.partnership import monthly_chance
from . import books, luck, money, precautions
from .head import ARRANGEMENT_COUNT, ARRANGEMENTS
from .words import Real, Whole

(
    STANDING,  # what it does while in force: see precautions
    MEMBERS,  # actors that may join
    MEMBER_COUNT,
    LAPSES,  # 1 when it lapses as the next month begins
    CALMS,  # 1 when it calms pairs of states
    START,  # levers
    QUORUM,
    LAPSE,
    PRICE,
    COST,  # counter
    LUCK,  # stream
    IN_FORCE_AT,  # monthly states
    NUMBER_AT,
) = range(13)
SIZE = 13

(
    JOINED,  # 1 while it is a member
    MOVES,  # 1 when it joins, or leaves, as the next month begins
    BELOW,  # 1 when it joins below its threshold
    DRIVER,  # monthly state
    AT,  # levers
    WIDTH,
    RATE,
    LEAVES,
    COMPANY,
    MEMBER_LUCK,  # stream
    JOINED_AT,  # monthly state
) = range(11)
MEMBER_SIZE = 11


def close(n: Whole, x: Real, month: int) -> None:
    """Everybody decides by what the month has left: who joins or leaves with the next, and what lapses."""
    for i in range(n[ARRANGEMENT_COUNT]):
        arrangement = n[ARRANGEMENTS] + i * SIZE
        number = _number(n, arrangement)
        count = n[arrangement + MEMBER_COUNT]
        others = max(count - 1, 1)
        if month + 1 >= x[n[arrangement + START]]:
            for j in range(count):
                member = n[arrangement + MEMBERS] + j * MEMBER_SIZE
                share = (number - n[member + JOINED]) / others
                n[member + MOVES] = 1 if _decides(n, x, member, month, share) else 0
        if x[n[arrangement + STANDING] + precautions.LEVEL] > 0.0:
            chance = monthly_chance(x[n[arrangement + LAPSE]])
            if luck.addressed(n, n[arrangement + LUCK], month) < chance:
                n[arrangement + LAPSES] = 1


def _decides(n: Whole, x: Real, member: int, month: int, others: float) -> bool:
    """Whether it joins, or leaves, as the next month begins. An undefined driver moves nobody."""
    driver = x[n[member + DRIVER]]
    at = x[n[member + AT]]
    if math.isnan(driver):
        return False
    if n[member + BELOW]:
        driver = -driver
        at = -at
    driver = drawn_in(driver, x[n[member + COMPANY]], others)
    if n[member + JOINED]:
        chance = leave_probability(x[n[member + LEAVES]], driver, at, x[n[member + WIDTH]])
    else:
        chance = join_probability(x[n[member + RATE]], driver, at, x[n[member + WIDTH]])
    return luck.addressed(n, n[member + MEMBER_LUCK], month) < chance


def open_month(n: Whole, x: Real, month: int) -> None:
    """What was decided happens; from a quorum on an arrangement is in force."""
    for i in range(n[ARRANGEMENT_COUNT]):
        _open(n, x, n[ARRANGEMENTS] + i * SIZE, month)


def _open(n: Whole, x: Real, arrangement: int, month: int) -> None:
    for j in range(n[arrangement + MEMBER_COUNT]):
        member = n[arrangement + MEMBERS] + j * MEMBER_SIZE
        if n[arrangement + LAPSES]:
            n[member + JOINED] = 0
        elif n[member + MOVES]:
            n[member + JOINED] = 1 - n[member + JOINED]
        n[member + MOVES] = 0
        books.put(x, n[member + JOINED_AT], float(n[member + JOINED]))
    n[arrangement + LAPSES] = 0
    number = _number(n, arrangement)
    acts = number >= x[n[arrangement + QUORUM]] and month >= x[n[arrangement + START]]
    precautions.act(n, x, n[arrangement + STANDING], 1.0 if acts else 0.0)
    price = x[n[arrangement + PRICE]]
    if acts and price != 0.0:
        money.pay(n, x, n[arrangement + COST], price / 12.0, 0)
    books.put(x, n[arrangement + IN_FORCE_AT], 1.0 if acts else 0.0)
    books.put(x, n[arrangement + NUMBER_AT], float(number))


def _number(n: Whole, arrangement: int) -> int:
    """Members at present."""
    number = 0
    for j in range(n[arrangement + MEMBER_COUNT]):
        number += n[n[arrangement + MEMBERS] + j * MEMBER_SIZE + JOINED]
    return number


def calming(n: Whole, x: Real) -> float:
    """1 while an arrangement that calms pairs of states is in force."""
    for i in range(n[ARRANGEMENT_COUNT]):
        arrangement = n[ARRANGEMENTS] + i * SIZE
        if n[arrangement + CALMS] and x[n[arrangement + STANDING] + precautions.LEVEL] > 0.0:
            return 1.0
    return 0.0
