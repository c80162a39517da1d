"""How long a job takes, who can do how many at once, and when a shift ends it."""

from __future__ import annotations

import math

from .numeric import LN2

DAY = 86400  # ticks (seconds) in a day


def by_level(a: float, j: float, m: float, of_a: float, of_j: float, of_m: float) -> float:
    """The mean of three values over the people at three levels; 0 when there is nobody.

    ``a, j, m`` are numbers of people >= 0 (apprentices, journeymen, masters). Source: a definition.

    >>> by_level(1, 2, 1, 0.0, 1.0, 2.0), by_level(0, 0, 0, 1.0, 1.0, 1.0)
    (1.0, 0.0)
    """
    people = a + j + m
    if people <= 0.0:
        return 0.0
    return (a * of_a + j * of_j + m * of_m) / people


def productivity(
    apprentices: float, journeymen: float, masters: float, w_a: float, w_j: float, w_m: float
) -> float:
    """Labour hours done per hour worked, the mean over the people on the line; 0 when nobody is.

    ``w_a, w_j, w_m`` > 0 are the rates by level relative to a journeyman (defaults .5, 1, 1.3, low
    confidence: no published ratio was found). Source: Kilter's own form.

    >>> productivity(2, 1, 1, 0.5, 1.0, 1.3)
    0.825
    """
    return by_level(apprentices, journeymen, masters, w_a, w_j, w_m)


def rework_probability(a: float, j: float, m: float, r_a: float, r_j: float, r_m: float) -> float:
    """The chance in [0, 1] that a job must be done again, the mean over the people; 0 when nobody is.

    ``a, j, m`` people and ``r_a, r_j, r_m`` chances by level (defaults .12, .05, .02, low confidence).
    Source: Kilter's own form.

    >>> round(rework_probability(1, 1, 0, 0.12, 0.05, 0.02), 6)
    0.085
    """
    return by_level(a, j, m, r_a, r_j, r_m)


def teams_allowed(people: float, team: int, supervisors: float, span: float) -> int:
    """How many teams may work at once: floor(people / team), and no more than supervisors * span.

    ``people`` >= 0, ``team`` >= 1 people in a team, ``supervisors`` >= 0, ``span`` teams per supervisor; a
    span of 0 or less, or infinite, sets no limit. Source: Kilter's own form.

    >>> teams_allowed(11, 2, 1, 3.0), teams_allowed(11, 2, 0, 3.0), teams_allowed(11, 2, 0, 0.0)
    (3, 0, 5)
    >>> teams_allowed(0, 2, 4, 3.0)
    0
    """
    if people <= 0.0:
        return 0
    teams = math.floor(people / team)
    if 0.0 < span < math.inf:
        overseen = supervisors * span
        if overseen < teams:
            teams = math.floor(overseen)
    return teams


def work_hours(labour: float, team: int, productivity: float) -> float:
    """Hours of work time that a job takes: labour / (team * productivity).

    ``labour`` in labour hours >= 0, ``team`` people, ``productivity`` as from :func:`productivity`. With
    nobody, or no productivity, a job that needs labour never ends (infinite). Source: Kilter's own form.

    >>> work_hours(24.0, 2, 0.8), work_hours(24.0, 2, 0.0), work_hours(0.0, 0, 0.0)
    (15.0, inf, 0.0)
    """
    pace = team * productivity
    if labour <= 0.0:
        return 0.0
    if pace <= 0.0:
        return math.inf
    return labour / pace


def learning_factor(jobs_done: float, exponent: float, floor: float) -> float:
    """Labour of the next job relative to the first, after ``jobs_done`` >= 0 jobs of the kind.

    DeJong: floor + (1 - floor) * n**(-exponent) with n = jobs_done + 1, where ``floor`` in [0, 1] is the
    part that practice cannot shorten (incompressibility); ``floor`` 0 is Wright's curve. ``exponent`` >= 0
    as from :func:`exponent_from_rate`. Source: J. R. De Jong, "The effects of increasing skill on cycle
    time", Ergonomics 1 (1957) 51-60; T. P. Wright, Journal of the Aeronautical Sciences 3 (1936) 122-128.

    >>> learning_factor(0, 0.3, 0.25)
    1.0
    >>> round(learning_factor(1, exponent_from_rate(0.8), 0.0), 12)
    0.8
    >>> round(learning_factor(1e12, 0.5, 0.25), 3)
    0.25
    """
    if jobs_done <= 0.0:
        return 1.0
    return floor + (1.0 - floor) * math.pow(jobs_done + 1.0, -exponent)


def exponent_from_rate(learning_rate: float) -> float:
    """The learning exponent b = -log2(rate); ``learning_rate`` in (0, 1] is the labour left per doubling.

    Source: Wright (1936).

    >>> round(exponent_from_rate(0.5), 12), round(exponent_from_rate(0.8), 6)
    (1.0, 0.321928)
    >>> exponent_from_rate(1.0) == 0.0
    True
    """
    return -math.log(learning_rate) / LN2


def shift_finish(start: int, work: int, day_start: int, day_length: int) -> int:
    """The tick at which ``work`` ticks of work that begin at ``start`` are done.

    Work goes on only inside the daily window [day_start, day_start + day_length) of each day of 86,400
    ticks counted from tick 0 (the window may run past midnight); it pauses at the end of the shift and goes
    on in the next. A length of a day or more, or of 0 or less, means round the clock. All integers,
    ``work`` >= 0. Source: Kilter's own form (closed form, no loop over days).

    >>> h = 3600
    >>> shift_finish(9 * h, 2 * h, 8 * h, 8 * h) // h  # inside the first shift
    11
    >>> shift_finish(15 * h, 2 * h, 8 * h, 8 * h) // h  # one hour today, one tomorrow
    33
    >>> shift_finish(0, 8 * h, 8 * h, 8 * h) // h, shift_finish(0, 50, 0, DAY)
    (16, 50)
    """
    if work <= 0:
        return start
    if day_length <= 0 or day_length >= DAY:
        return start + work
    since = start - day_start
    day = since // DAY
    inside = since - day * DAY
    if inside > day_length:
        inside = day_length
    # on a clock that runs in shifts only, the job ends at this reading; -1 so that a job that fills the
    # shift ends at its close and not at the next opening
    reading = day * day_length + inside + work
    last = (reading - 1) // day_length
    return day_start + last * DAY + (reading - last * day_length)
