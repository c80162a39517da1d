"""What an event leads to, by number; :mod:`.loop` calls the function named beside each."""

from __future__ import annotations

(
    STOP,  # the horizon
    CLOSE_MONTH,  # loop
    OPEN_MONTH,
    WRITE_REPORT,
    END_WARMUP,
    DATED_CHANGE,  # data: row of the change
    CALENDAR_LIMIT,  # fleets.calendar: data: address of the item
    MORNING,  # mornings.look: data: fleet
    EPISODE,  # upkeep.begin: an item's job starts; data: item
    CONVENIENT,  # upkeep.begin_convenient: data: item
    PARTS_THERE,  # upkeep.equipped: all parts of an item's job are there; data: item
    TEAM_THERE,  # shops.begin_work: a team is free; data: ticket
    WORK_DONE,  # shops.finish_work: data: ticket
    BENCH_WORK,  # repairs.by_hand: work on a removed part begins; data: ticket
    SLOT_THERE,  # halls.enter_overhaul: data: item
    BACK,  # halls.back: an item's turnaround is over; data: item
    STAY,  # halls.stay: rehabilitation or upgrade begins; data: item
    HOLE_FILLED,  # robbing.arrived: data: hole
    ITEM_FILLED,  # upkeep.filled: nothing is lacking any more; data: item
    LAND,  # stores.land: what was in transit is here; data: number; entity: store
    SUPPLIED,  # suppliers.arrive: data: number and supplier, see there; entity: store
    VANISHED,  # stores.vanish: an order is known to be lost; data: number; entity: store
    UNLOAD,  # repairs.unload: a removed part is at the depot; entity: store
    MENDED,  # repairs.done: entity: store
    OUTSIDE_USER,  # stores.user: data: number of the user; entity: store
    REVIEW,  # stores.review_period: data: store
    REACTION_ENDS,  # reactions.end: data: reaction
) = range(27)
