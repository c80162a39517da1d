"""Shops: people of one trade at a site, the jobs that wait for them, and how fast they work."""

from __future__ import annotations

from ....mechanisms.repair import (
    exponent_from_rate,
    learning_factor,
    productivity,
    rework_probability,
    shift_finish,
    teams_allowed,
    work_hours,
)
from ...timebase import DAY, HOUR
from . import agenda, books, jobs, luck, repairs, spreads, tickets, upkeep
from . import handlers as h
from .calendars import calendar_finish, next_working_day
from .head import NOW
from .words import Real, Whole

(
    STAFF0,  # staff by level: apprentices, journeymen, masters
    STAFF1,
    STAFF2,
    ADVISERS0,  # advisers of the partner, by level
    ADVISERS1,
    ADVISERS2,
    TEACHING,  # how many of them teach a course at home
    TOOLS,  # real: factor on output from infrastructure
    PLANNING,  # real: factor on output from officers
    FOCAL,  # 1 when its people are the focal party's
    LINE0,  # people on the line by level: staff and advisers, without those who teach (journeymen first)
    LINE1,
    LINE2,
    BUSY,  # people at work, and their teams
    TEAMS,
    FIRST,  # tickets that wait: higher priority first, then first come
    LAST,
    SPAN,  # levers
    OUTPUT0,
    OUTPUT1,
    OUTPUT2,
    REWORK0,
    REWORK1,
    REWORK2,
    LEARNING,  # -1: nobody learns
    FLOOR,
    SHIFT,
    EQUIPMENT,
    DAYS,  # address: working days, counted from the start; and how many
    DAY_COUNT,  # 0: every day is one
    DONE,  # address: jobs done, by what learning is counted by
    PEOPLE_LEVEL,
    BUSY_LEVEL,
    AT_WORK_LEVEL,
    QUEUE_LEVEL,
    JOBS_COUNTER,
    WAITED_COUNTER,
) = range(37)
SIZE = 40

#: More hours than any run has: what takes as long is never done.
_LONG = 1e9
_OPENS = 8 * HOUR


def refresh(n: Whole, x: Real, shop: int) -> None:
    """Staff, advisers or teaching have changed: note it and start what can start."""
    j = n[shop + STAFF1] + n[shop + ADVISERS1]
    m = n[shop + STAFF2] + n[shop + ADVISERS2]
    from_j = min(n[shop + TEACHING], j)
    n[shop + LINE0] = n[shop + STAFF0] + n[shop + ADVISERS0]
    n[shop + LINE1] = j - from_j
    n[shop + LINE2] = max(0, m - (n[shop + TEACHING] - from_j))
    books.settle(n, n[shop + PEOPLE_LEVEL], n[shop + LINE0] + n[shop + LINE1] + n[shop + LINE2])
    _grant(n, x, shop)


# -- a job at a shop -------------------------------------------------------------------------------------------


def work(n: Whole, x: Real, ticket: int) -> None:
    """Do the work of a job: wait for a team, work, and do it again if it was not right; then tell the owner."""
    card = n[ticket + tickets.CARD]
    job = n[card + tickets.JOB]
    if n[job + jobs.HAS_LABOUR] == 0:
        _done(n, x, ticket)
        return
    u = luck.following_of(n, n[card + tickets.LABOUR], n[job + jobs.LABOUR_PURPOSE], n[card + tickets.KEY])
    hours = spreads.drawn(n, x, job + jobs.LABOUR, u) * x[ticket + tickets.FACTOR]
    shop = n[job + jobs.SHOP]
    if shop:
        x[ticket + tickets.HOURS] = hours
        n[ticket + tickets.TEAM] = max(1, int(x[n[job + jobs.TEAM]]))
        _ask(n, x, shop, ticket)
    else:
        _finish_at(n, n[NOW] + int(min(hours, _LONG) * HOUR + 0.5), ticket)


def begin_work(n: Whole, x: Real, ticket: int) -> None:
    """The team is there: when the job will be done."""
    card = n[ticket + tickets.CARD]
    shop = n[n[card + tickets.JOB] + jobs.SHOP]
    tick = _finish(n, x, shop, x[ticket + tickets.HOURS], n[ticket + tickets.TEAM], n[card + tickets.TYPE])
    _finish_at(n, tick, ticket)


def finish_work(n: Whole, x: Real, ticket: int) -> None:
    """The team is done: somebody has learnt, the team is free, and perhaps it was not right."""
    card = n[ticket + tickets.CARD]
    job = n[card + tickets.JOB]
    shop = n[job + jobs.SHOP]
    if shop:
        chance = rework_probability(
            n[shop + LINE0],
            n[shop + LINE1],
            n[shop + LINE2],
            x[n[shop + REWORK0]],
            x[n[shop + REWORK1]],
            x[n[shop + REWORK2]],
        )
        n[n[shop + DONE] + n[card + tickets.TYPE]] += 1
        _release(n, x, shop, n[ticket + tickets.TEAM])
        if chance > 0.0:
            again = n[card + tickets.REWORK]
            if luck.following_of(n, again, n[job + jobs.REWORK_PURPOSE], n[card + tickets.KEY]) < chance:
                work(n, x, ticket)
                return
    _done(n, x, ticket)


def _done(n: Whole, x: Real, ticket: int) -> None:
    card = n[ticket + tickets.CARD]
    if n[card + tickets.KIND] == tickets.ITEM:
        upkeep.worked(n, x, n[card + tickets.OWNER])
    else:
        repairs.worked(n, x, ticket)


def _finish_at(n: Whole, tick: int, ticket: int) -> None:
    entity = n[n[ticket + tickets.CARD] + tickets.ENTITY]
    agenda.at(n, tick, agenda.FINISH, entity, h.WORK_DONE, ticket)


# -- teams -----------------------------------------------------------------------------------------------------


def _ask(n: Whole, x: Real, shop: int, ticket: int) -> None:
    """Ask for a team. Higher priority first, then first come."""
    x[n[shop + JOBS_COUNTER]] += 1.0
    if n[shop + FIRST] == 0 and _fits(n, x, shop, n[ticket + tickets.TEAM], 0, 0):
        _assign(n, shop, ticket)
        return
    before = n[shop + LAST]
    while before and x[before + tickets.PRIORITY] < x[ticket + tickets.PRIORITY]:
        before = n[before + tickets.BEFORE]
    after = n[before + tickets.NEXT] if before else n[shop + FIRST]
    n[ticket + tickets.BEFORE] = before
    n[ticket + tickets.NEXT] = after
    n[ticket + tickets.WAITS] = 1
    if before:
        n[before + tickets.NEXT] = ticket
    else:
        n[shop + FIRST] = ticket
    if after:
        n[after + tickets.BEFORE] = ticket
    else:
        n[shop + LAST] = ticket
    books.change(n, n[shop + QUEUE_LEVEL], 1)
    _grant(n, x, shop)
    if n[ticket + tickets.WAITS]:
        x[n[shop + WAITED_COUNTER]] += 1.0


def _grant(n: Whole, x: Real, shop: int) -> None:
    """Teams for those who wait, in their order, as long as the next one fits."""
    ticket = n[shop + FIRST]
    while ticket and _fits(n, x, shop, n[ticket + tickets.TEAM], 0, 0):
        after = n[ticket + tickets.NEXT]
        n[shop + FIRST] = after
        if after:
            n[after + tickets.BEFORE] = 0
        else:
            n[shop + LAST] = 0
        n[ticket + tickets.WAITS] = 0
        books.change(n, n[shop + QUEUE_LEVEL], -1)
        _assign(n, shop, ticket)
        ticket = after


def _assign(n: Whole, shop: int, ticket: int) -> None:
    """A team takes a job on; work begins when what was asked for before at this instant has had its turn."""
    size = n[ticket + tickets.TEAM]
    n[shop + BUSY] += size
    n[shop + TEAMS] += 1
    books.change(n, n[shop + BUSY_LEVEL], size)
    books.change(n, n[shop + AT_WORK_LEVEL], 1)
    agenda.soon(n, h.TEAM_THERE, ticket)


def _release(n: Whole, x: Real, shop: int, size: int) -> None:
    """A team is free again."""
    n[shop + BUSY] -= size
    n[shop + TEAMS] -= 1
    books.change(n, n[shop + BUSY_LEVEL], -size)
    books.change(n, n[shop + AT_WORK_LEVEL], -1)
    _grant(n, x, shop)


def _fits(n: Whole, x: Real, shop: int, size: int, busy: int, teams: int) -> bool:
    """Whether there are people and supervisors for one more team, beside so many people in so many teams more."""
    people = n[shop + LINE0] + n[shop + LINE1] + n[shop + LINE2]
    if n[shop + BUSY] + busy + size > people:
        return False
    return n[shop + TEAMS] + teams < teams_allowed(people, 1, n[shop + LINE2], x[n[shop + SPAN]])


def has_room(n: Whole, x: Real, shop: int, size: int, busy: int, teams: int) -> bool:
    """Whether a team of this size could begin at once, beside so many people in so many teams more."""
    return n[shop + FIRST] == 0 and _fits(n, x, shop, size, busy, teams)


# -- time ------------------------------------------------------------------------------------------------------


def _finish(n: Whole, x: Real, shop: int, labour: float, size: int, kind: int) -> int:
    """When a job begun now will be done: learning, skill mix, tools and the shift decide."""
    if n[shop + LEARNING] >= 0:
        exponent = exponent_from_rate(max(x[n[shop + LEARNING]], 0.01))
        labour *= learning_factor(n[n[shop + DONE] + kind], exponent, x[n[shop + FLOOR]])
    skill = productivity(
        n[shop + LINE0],
        n[shop + LINE1],
        n[shop + LINE2],
        x[n[shop + OUTPUT0]],
        x[n[shop + OUTPUT1]],
        x[n[shop + OUTPUT2]],
    )
    pace = skill * x[n[shop + EQUIPMENT]] * x[shop + TOOLS]
    hours = min(work_hours(labour, size, max(pace * x[shop + PLANNING], 1e-6)), _LONG)
    ticks = int(hours * HOUR + 0.5)
    length = _shift(n, x, shop)
    opens = max(0, min(_OPENS, DAY - length))
    if n[shop + DAY_COUNT]:
        return calendar_finish(n, n[NOW], ticks, opens, length, n[shop + DAYS], n[shop + DAY_COUNT])
    return shift_finish(n[NOW], ticks, opens, length)


def _shift(n: Whole, x: Real, shop: int) -> int:
    """How long the shift is, in seconds. It begins at eight, or early enough to end by midnight."""
    return min(DAY, max(1, int(x[n[shop + SHIFT]] * HOUR + 0.5)))


def next_morning(n: Whole, x: Real, shop: int) -> int:
    """The beginning of the next shift after now."""
    opens = max(0, min(_OPENS, DAY - _shift(n, x, shop)))
    day = (n[NOW] - opens) // DAY + 1
    if n[shop + DAY_COUNT]:
        day = next_working_day(n, day, n[shop + DAYS], n[shop + DAY_COUNT])
    return opens + day * DAY
