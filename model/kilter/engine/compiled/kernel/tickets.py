"""The ticket with which a job waits and is worked on at a shop, and the card that says whose it is.

An item has one card and one ticket for good. A bench has one card, and a ticket (a cell) for each repair under way:
they share their streams, their place in the order of events and what they learn.
"""

from __future__ import annotations

#: Whose a card is.
ITEM, BENCH = range(2)

(
    NEXT,  # in the queue of the shop: who comes after, and before
    BEFORE,
    CARD,  # address
    PRIORITY,  # real
    FACTOR,  # real: on the labour
    HOURS,  # real: of labour, as drawn for this go
    TEAM,  # people asked for
    WAITS,  # 1 while it stands in the queue
) = range(8)
#: Words of a ticket: a cell.
SIZE = 8

(
    KIND,  # ITEM or BENCH
    OWNER,  # address of the item; for a bench of its store
    JOB,  # address of the job
    ENTITY,  # place in the order of events
    TYPE,  # what learning is counted by: position of the fleet, or -1 less the position of the store
    KEY,  # of the name that the streams carry
    LABOUR,  # addresses of the streams (short: their purposes stand in the job)
    REWORK,
) = range(8)
CARD_SIZE = 8
