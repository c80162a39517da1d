"""The record of an item, and its clocks.

An item has clocks that run with its hours and clocks that run with the calendar; which clock is which is the same for
all items of a fleet and stands in the fleet's lists (``fleets.WHAT_HOURS`` and ``fleets.WHAT_TICKS``).

Items of a fleet follow one another ``fleets.STRIDE`` words apart, those that are delivered later too.
"""

from __future__ import annotations

from . import luck
from .words import Whole

#: What stops an item: a failure mode, an inspection or overhaul that is due, an accident; and what it starts with.
MODE, INSPECTION, OVERHAUL, ACCIDENT, RESTORATION = range(5)

(
    STATE,
    FLEET,  # address
    NUMBER,  # in the fleet, from 0
    ENTITY,  # its place among all items of all fleets
    KEY,  # of its name, for its streams
    HOURS,  # real: hours run until it was last stopped
    SINCE,  # real: the fleet clock when it came up
    RAN,  # real: hours of the last run
    NEXT,  # which of its clocks of hours will stop it next, while it runs
    CALENDAR_AT,  # the instant at which its calendar will stop it while it runs, -1 when none will
    CALENDAR_EVENT,  # an instant for which an event of its calendar is on the agenda, -1 when none is known
    AGE_DAYS,  # real: at the start
    UPGRADED,
    DUE_HOURS,  # address: points on its own hours (reals), one for each clock of hours
    DUE_TICKS,  # address: instants, one for each clock of the calendar
    DRAWN,  # address: four words for each mode: see lives
    STREAMS,  # address: two words for each purpose of the fleet
    PURPOSES,  # address: keys of these purposes
    PENDING,  # address: modes that wait for their job, in order
    PENDING_COUNT,
    # -- upkeep
    STEP,  # what the job under way is for: at the start of an episode the kind of what stopped it
    INDEX,  # and of which inspection or mode
    WHY,  # kind of what stopped it
    JOB,  # address of the job under way
    WORKING,  # state while it is worked on
    BOTH,  # 1 while it waits for parts with other work due
    REQUEST,  # what it waits for at the stores
    TICKET,  # its ticket at a shop (it has one, for good)
    MODES,  # address: modes done while it is convenient
    MODE_COUNT,
    CARE,  # address: how its fleet is kept up; see upkeep
    QUEUE,  # item that waits for overhaul after it
    # -- robbing
    HOLES,  # first hole, in order
    HOLE_COUNT,
    OWES,  # what it owes itself as a donor: first cell, in order
    GAVE,
    FITTED,
    FILLED,  # 1 while it waits to be complete, 2 when it is but has not gone on
    LACKING,  # next item of the fleet with holes
) = range(39)
SIZE = 40


def draw(n: Whole, item: int, purpose: int) -> float:
    """The next number in (0, 1) of an item for a purpose, by its position among those of the fleet."""
    return luck.following_of(
        n, n[item + STREAMS] + luck.SHORT * purpose, n[n[item + PURPOSES] + purpose], n[item + KEY]
    )
