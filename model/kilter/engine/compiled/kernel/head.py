"""The first words of the memory: the clock, the rooms, and where each table stands.

A table holds the records of one kind one after another, in the order of the plan: record ``i`` of the fleets stands at
``n[FLEETS] + i * fleets.SIZE``.
"""

from __future__ import annotations

(
    _NONE,  # address 0 is no record
    NOW,  # seconds since the start
    MONTH,  # month under way, from 0
    END,  # the horizon
    SEED,  # of the experiment, and
    REPLICATION,  # from 0: both written by the driver; the root of all streams is made of them
    ROOT,
    OUT,  # 1 when a room was too small: the driver repeats the replication with twice as much
    SEQUENCE,  # events scheduled so far
    EVENTS,  # heap of events, two words each
    EVENT_COUNT,
    EVENT_ROOM,
    STARTS,  # ring of processes that start now, and where it begins and ends
    START_HEAD,
    START_TAIL,
    SOONS,  # ring of what else happens now
    SOON_HEAD,
    SOON_TAIL,
    RING,  # words of either ring, less one; a power of two less one
    FREE,  # next word never used
    LIMIT,  # words of the memory
    CELLS,  # first cell that has been given back
    DUMMY,  # cell that is handed out when there is no room
    LEVERS,
    LEVER_COUNT,
    LEVELS,
    LEVEL_COUNT,
    COUNTERS,
    COUNTER_COUNT,
    STATES,
    START_STATES,
    STATE_COUNT,
    BEGUN,  # 1 when the states at the start have been copied
    RECIPES,
    RECIPE_COUNT,
    WATCHED,  # (state, recipe) pairs
    WATCHED_COUNT,
    PERIOD,  # snapshots: when the period, the month and the averages began
    MONTH_MARK,
    WARM,
    VALUES,
    AVERAGES,
    WEIGHTS,
    ROW,
    WARMUP,
    MONTHS,  # ticks at which months end
    MONTH_COUNT,
    REPORTS,
    REPORT_COUNT,
    CHANGES,
    CHANGE_COUNT,
    AREAS,  # number of capability areas, origins and sites
    ORIGINS,
    SITES,
    FLEETS,
    FLEET_COUNT,
    SHOPS,
    SHOP_COUNT,
    STORES,
    STORE_COUNT,
    SUPPLIERS,
    SUPPLIER_COUNT,
    SUPPLIES,  # what all suppliers share: see suppliers
    COURSES,
    COURSE_COUNT,
    MISSIONS,
    MISSION_COUNT,
    OFFICERS,
    OFFICER_COUNT,
    PARTIES,
    PARTY_COUNT,
    AGREEMENT,  # always there: see agreement
    ACTORS,
    ACTOR_COUNT,
    REACTIONS,  # reactions of all actors, in their order
    REACTION_COUNT,
    PRECAUTIONS,
    PRECAUTION_COUNT,
    ARRANGEMENTS,
    ARRANGEMENT_COUNT,
    CHANNELS,
    CHANNEL_COUNT,
    LADDERS,
    LADDER_COUNT,
    RISK,  # 0 without an index
    RISK_DEATHS,  # counter of deaths
    LEDGER,
    CAPABILITY,
    READINESS,  # 0 when it is not reported
    CREWS,  # one record a fleet; see crews
    HALLS,  # one record a fleet; see halls
    SERVICES,  # one record a fleet: what missions ask of it; see missions
    CAREERS,  # one record a shop: how its people move up and leave; see people
    UPKEEP,  # one record a fleet; see upkeep
    HOLE,  # 1 while the top of the heap of events is vacant
    ALARMS,  # one key for each fleet, and
    ALARM,  # the first of them: see alarms
) = range(97)
#: Words kept for the head.
SIZE = 112
