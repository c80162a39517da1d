"""The record of an item, and its clocks.

An item has clocks that run with its hours and clocks that run with the calendar; which clock is which is the same for
all items of a fleet and stands in the fleet's lists (``fleets.WHAT_HOURS`` and ``fleets.WHAT_TICKS``).
"""

from __future__ import annotations

(
    STATE,
    FLEET,  # address
    NUMBER,  # in the fleet, from 0
    ENTITY,  # its place among all items of all fleets
    KEY,  # of its name, for its streams
    HOURS,  # real: hours run until it was last stopped
    SINCE,  # real: the fleet clock when it came up
    RAN,  # real: hours of the last run
    STAMP,  # alarms that carry another one are void
    AGE_DAYS,  # real: at the start
    UPGRADED,
    DUE_HOURS,  # address: points on its own hours (reals), one for each clock of hours
    DUE_TICKS,  # address: instants, one for each clock of the calendar
    DRAWN,  # address: four words for each mode: see lives
    STREAMS,  # address: two words for each purpose of the fleet
    PENDING,  # address: modes that wait for their job, in order
    PENDING_COUNT,
    HEAP_PLACE,  # its place in the fleet's heap, -1 when it does not run
    # -- upkeep
    STEP,  # what the job under way is for
    INDEX,  # and of which cycle or mode
    JOB,  # address of the job under way
    NAME,  # which name its streams of labour and rework carry: a position among the fleet's purposes
    WORKING,  # state while it is worked on
    BOTH,  # 1 while it waits for parts with other work due
    FACTOR,  # real: on the labour of the job
    REQUEST,  # what it waits for at the stores
    TICKET,  # its ticket at a shop (it has one, for good)
    MODES,  # address: modes done while it is convenient
    MODE_COUNT,
    # -- robbing
    HOLES,  # first hole, in order
    HOLE_COUNT,
    OWES,  # what it owes itself as a donor: first cell, in order
    GAVE,
    FITTED,
    FILLED,  # 1 while it waits to be complete, 2 when it is but has not gone on
) = range(35)
SIZE = 36
