"""The record of a job: the parts it takes, the shop that does it, and the labour.

A job is the same for whoever needs it: all items of a fleet share the jobs of its failure modes, all repairs of one
kind of part at a site share one.
"""

from __future__ import annotations

from . import spreads

#: A part of a job: the address of its store and the lever of how many.
PART_STORE, PART_NUMBER = range(2)
PART_SIZE = 2

(
    PART_COUNT,
    PARTS,  # address: the parts, one after another
    SHOP,  # address; 0: nobody, or nobody who could be busy
    TEAM,  # lever of the people in a team; the shop's own when the job says nothing
    HAS_LABOUR,
    STREAM,  # place of the labour's stream among those of the item; rework's is the next
    LABOUR_PURPOSE,  # keys of both streams
    REWORK_PURPOSE,
    LABOUR,  # a spread: man-hours
) = range(9)
SIZE = LABOUR + spreads.SIZE
