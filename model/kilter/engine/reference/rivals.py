"""The two opposed effects of capability on a rival: alarm raises what it may do, deterrence lowers it."""

from __future__ import annotations

from dataclasses import dataclass

from ...mechanisms.ladder import alarm_push, deterrence_push
from ..rows import ChannelRow, LadderRow
from .world import World


@dataclass(frozen=True)
class Opposed:
    """Both effects in log points, and what they come from.

    Attributes:
        alarm: log effect of the rival's alarm.
        deterrence: log effect of deterrence, 0 or less.
        concern: the rival's concern above its start.
        gain: capability gained since the start as the rival sees it, or the balance moved.
    """

    alarm: float
    deterrence: float
    concern: float
    gain: float


NOBODY = Opposed(0.0, 0.0, 0.0, 0.0)


def opposed(world: World, row: ChannelRow | LadderRow) -> Opposed:
    """Both effects on a pair of states at this moment."""
    if row.rival < 0:
        return NOBODY
    now, rival = world.levers.now, world.actors.all[row.rival]
    concern, gain = rival.concern - rival.concern_at_start, rival.perceived
    if row.by_balance:
        party = world.parties.all[rival.row.party]
        gain = party.balance - party.balance_at_start
    return Opposed(
        alarm_push(now[row.alarm], concern), deterrence_push(now[row.deterrence], gain), concern, gain
    )
