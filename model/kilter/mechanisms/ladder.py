"""The ladder of hostility between two states, levels 0 to 5, one step of a Markov chain a month.

The prior is a table of yearly transition counts between levels (militarized interstate disputes of
rival pairs). It is read once, when a run is planned; the other functions work on one row of the result.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from .numeric import Floats, bounded_exp

LEVELS: tuple[str, ...] = (
    "no dispute",
    "dispute without militarized action",
    "threat of force",
    "display of force",
    "use of force",
    "war",
)
FLARE_FIRST = 0.15  # deaths in the second month of a flare-up against the first (Oct 2025, Mar 2026)
FLARE_NEXT = 0.28  # in each later month against the one before


def monthly_from_yearly(p_year: float) -> float:
    """The monthly chance that gives this yearly chance when months are alike: 1 - (1 - p)**(1/12).

    ``p_year`` in [0, 1]. Applied cell by cell: a root of the yearly matrix need not be a matrix of chances.
    Source: a constant hazard.

    >>> monthly_from_yearly(0.0), monthly_from_yearly(1.0)
    (0.0, 1.0)
    >>> round(1.0 - (1.0 - monthly_from_yearly(0.3)) ** 12, 12)
    0.3
    """
    if p_year <= 0.0:
        return 0.0
    if p_year >= 1.0:
        return 1.0
    return 1.0 - math.exp(math.log(1.0 - p_year) / 12.0)


def monthly_matrix(counts: Sequence[Floats]) -> tuple[tuple[float, ...], ...]:
    """The month-by-month transition matrix of a table of yearly counts (rows: level now).

    Counts become shares of their row without smoothing: a cell that was never seen stays at zero, because
    half a count in each cell would let the chain into a level that never occurs. Off-diagonal shares turn
    monthly by :func:`monthly_from_yearly`, the diagonal is the rest. A row without any count (level 1 in
    the table of rivals: no pair-year was coded so, and no cell leads there) stays where it is.
    Source: MID data of the Correlates of War project (Palmer et al., Conflict Management and Peace Science
    39 (2022) 470-482); the conversion is Kilter's own form.

    >>> monthly_matrix([[0, 0], [1, 1]])[0]
    (1.0, 0.0)
    >>> row = monthly_matrix([[50, 50], [0, 1]])[0]
    >>> round(row[1], 6), round(row[0] + row[1], 12)
    (0.056126, 1.0)
    """
    matrix: list[tuple[float, ...]] = []
    for i in range(len(counts)):
        row = counts[i]
        total = 0.0
        for j in range(len(row)):
            total += float(row[j])
        cells: list[float] = []
        leaving = 0.0
        for j in range(len(row)):
            cell = 0.0
            if j != i and total > 0.0:
                cell = monthly_from_yearly(float(row[j]) / total)
            cells.append(cell)
            leaving += cell
        cells[i] = 1.0 - leaving
        matrix.append(tuple(cells))
    return tuple(matrix)


def alarm_push(alarm: float, concern_change: float) -> float:
    """What the rival's alarm adds to the log odds (or log rate) of clashes: alarm * dC; calm takes away.

    ``alarm`` per unit of concern, ``concern_change`` of the rival since the start. Source: the spiral of
    R. Jervis, *Perception and Misperception in International Politics* (1976), ch. 3; log-linear form of our own.

    >>> alarm_push(1.5, 0.2) == 1.5 * 0.2, alarm_push(1.5, -0.2) == -1.5 * 0.2
    (True, True)
    """
    return alarm * concern_change


def deterrence_push(deterrence: float, capability_gain: float) -> float:
    """What deterrence adds to the same log odds, never more than 0: -deterrence * max(dK, 0).

    ``deterrence`` >= 0 per unit, ``capability_gain`` perceived since the start, or the gain of the focal party's
    share of the two. A loss counts as 0: it invites nobody by this term. Source: the deterrence model that Jervis
    (1976), ch. 3, sets against the spiral; log-linear form of our own.

    >>> deterrence_push(1.0, 0.1), deterrence_push(1.0, -0.5)
    (-0.1, 0.0)
    """
    if capability_gain <= 0.0:
        return 0.0
    return -(deterrence * capability_gain)


def upward_push(
    alarm: float,
    concern_change: float,
    deterrence: float,
    capability_gain: float,
    trigger: float,
    events: float,
) -> float:
    """The log odds added to upward moves: alarm * dC - deterrence * max(dK, 0) + trigger * events.

    ``concern_change`` of the rival since the start, ``capability_gain`` perceived since the start (a loss
    counts as 0), ``events`` this month of the channel that triggers; coefficients >= 0 per unit. Alarm and
    deterrence are the two opposed effects of capability, :func:`alarm_push` and :func:`deterrence_push`.
    Source: Kilter's own form.

    >>> upward_push(1.5, 0.2, 1.0, 0.1, 0.0, 0.0) == 1.5 * 0.2 - 0.1
    True
    >>> upward_push(1.5, 0.0, 1.0, -0.5, 0.05, 2.0)
    0.1
    """
    return alarm_push(alarm, concern_change) + trigger * events + deterrence_push(deterrence, capability_gain)


def tilt_row(row: Floats, level: int, up: float, down: float) -> list[float]:
    """One row of chances with its upward and downward moves made more or less likely.

    Cells above ``level`` are multiplied by exp(up), cells below by exp(down), and the row is divided by its
    sum: so the odds of each move against staying change by just that factor, and the row stays valid. A
    zero stays zero. ``row`` sums to 1; ``up`` and ``down`` are log odds of any sign.
    Source: multinomial logit, Kilter's own form.

    >>> tilt_row([0.25, 0.5, 0.25], 1, 0.0, 0.0)
    [0.25, 0.5, 0.25]
    >>> [round(x, 12) for x in tilt_row([0.25, 0.5, 0.25], 1, math.log(2.0), -1e9)]
    [0.0, 0.5, 0.5]
    """
    rise = bounded_exp(up)
    fall = bounded_exp(down)
    total = tilted_sum(row, 0, len(row), level, rise, fall)
    result: list[float] = []
    for j in range(len(row)):
        cell = float(row[j])
        if j > level:
            cell *= rise
        elif j < level:
            cell *= fall
        result.append(cell / total)
    return result


def tilted_sum(row: Floats, at: int, count: int, level: int, rise: float, fall: float) -> float:
    """The sum of a row whose cells above ``level`` are multiplied by ``rise`` and those below by ``fall``.

    The row is the ``count`` numbers that stand at ``at`` and after. Source: as :func:`tilt_row`.

    >>> tilted_sum([0.25, 0.5, 0.25], 0, 3, 1, 2.0, 0.0), tilted_sum([9.0, 0.5, 0.25], 1, 2, 0, 2.0, 0.0)
    (1.0, 1.0)
    """
    total = 0.0
    for j in range(count):
        cell = float(row[at + j])
        if j > level:
            cell *= rise
        elif j < level:
            cell *= fall
        total += cell
    return total


def step(row: Floats, u: float) -> int:
    """The level a month later from the row of chances of the level now, rising with ``u`` in (0, 1).

    Should the chances add up to a little less than one, what is missing goes to the highest possible level.
    Source: inversion, Devroye (1986), III.2.

    >>> [step([0.5, 0.0, 0.3, 0.2], u) for u in (0.1, 0.5, 0.79, 0.99)]
    [0, 2, 2, 3]
    """
    total = 0.0
    last = 0
    for j in range(len(row)):
        cell = float(row[j])
        if cell > 0.0:
            last = j
            total += cell
            if u < total:
                return j
    return last


def tilted_step(row: Floats, at: int, count: int, level: int, up: float, down: float, u: float) -> int:
    """``step(tilt_row(row, level, up, down), u)`` to the last bit, without making a list.

    The row is the ``count`` numbers that stand at ``at`` and after. Source: as :func:`tilt_row` and :func:`step`.

    >>> tilted_step([0.25, 0.5, 0.25], 0, 3, 1, 0.0, 0.0, 0.8)
    2
    """
    rise = bounded_exp(up)
    fall = bounded_exp(down)
    whole = tilted_sum(row, at, count, level, rise, fall)
    total = 0.0
    last = 0
    for j in range(count):
        cell = float(row[at + j])
        if j > level:
            cell *= rise
        elif j < level:
            cell *= fall
        cell /= whole
        if cell > 0.0:
            last = j
            total += cell
            if u < total:
                return j
    return last


def flare(previous: float, month_in_flare: int, ratio_first: float, ratio_next: float) -> float:
    """Expected deaths of a flare-up this month, from those of the month before.

    ``month_in_flare`` is 1 in the first month after the one it began in, then 2, 3 ...; ratios 0 to 1.
    Source: UCDP monthly deaths, Afghanistan, after October 2025 and March 2026.

    >>> flare(100.0, 1, FLARE_FIRST, FLARE_NEXT), round(flare(15.0, 2, FLARE_FIRST, FLARE_NEXT), 12)
    (15.0, 4.2)
    """
    if month_in_flare <= 1:
        return previous * ratio_first
    return previous * ratio_next
