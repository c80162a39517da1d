"""The two opposed effects of capability on a rival: alarm raises what it may do, deterrence lowers it.

A channel or a ladder between states has a record of its two sides; without a rival all effects are 0.
"""

from __future__ import annotations

from ....mechanisms.ladder import alarm_push, deterrence_push
from . import actors, parties
from .words import Real, Whole

#: The actor on the other side (0: nobody), levers of the two coefficients, and whether a moved balance deters.
RIVAL, ALARM, DETERRENCE, BY_BALANCE = range(4)
SIZE = 4


def concern(n: Whole, x: Real, sides: int) -> float:
    """The rival's concern above its start."""
    rival = n[sides + RIVAL]
    return x[rival + actors.CONCERN] - x[rival + actors.CONCERN_AT_START] if rival else 0.0


def gain(n: Whole, x: Real, sides: int) -> float:
    """Capability gained since the start as the rival sees it, or the balance moved."""
    rival = n[sides + RIVAL]
    if rival == 0:
        return 0.0
    if n[sides + BY_BALANCE]:
        party = n[rival + actors.PARTY]
        return x[party + parties.BALANCE] - x[party + parties.BALANCE_AT_START]
    return x[rival + actors.PERCEIVED]


def alarm(n: Whole, x: Real, sides: int) -> float:
    """Log effect of the rival's alarm."""
    return alarm_push(x[n[sides + ALARM]], concern(n, x, sides)) if n[sides + RIVAL] else 0.0


def deterrence(n: Whole, x: Real, sides: int) -> float:
    """Log effect of deterrence, 0 or less."""
    return deterrence_push(x[n[sides + DETERRENCE]], gain(n, x, sides)) if n[sides + RIVAL] else 0.0
