"""An actor's memory by kind of event: what part of its concern each kind accounts for at present."""

from __future__ import annotations

from ....mechanisms.memory import headroom, imprint, remembered_concern
from ....mechanisms.numeric import kept
from ....mechanisms.people import departure_probability
from . import actors, books, cells
from .words import Real, Whole


def faded(n: Whole, x: Real, actor: int, kind: int) -> float:
    """The share of what is remembered of a kind (by its position) that is lost in a month."""
    lever = n[n[actor + actors.KINDS] + kind * actors.KIND_SIZE + actors.HALF_LIFE]
    if lever < 0:
        return departure_probability(x[n[actor + actors.FADE]])
    return 1.0 - kept(x[lever])


def take(n: Whole, x: Real, actor: int, push: float) -> float:
    """A month's reasons leave their imprints, then everything fades; the concern that is remembered."""
    concern = x[actor + actors.CONCERN]
    k = x[n[actor + actors.SPEED]]
    room = headroom(concern, push)
    there = concern + k * push * room
    # Concern cannot leave 0 to 1; every reason then counts for as much less.
    scale = 1.0
    if there > 1.0:
        scale = (1.0 - concern) / (there - concern)
    elif there < 0.0:
        scale = concern / (concern - there)
    imprints = n[actor + actors.IMPRINTS]
    _press(n, x, actor, imprints, k, room, scale)
    usual = departure_probability(x[n[actor + actors.FADE]])
    for i in range(n[actor + actors.KIND_COUNT]):
        kind = n[actor + actors.KINDS] + i * actors.KIND_SIZE
        left = 1.0 - usual
        if n[kind + actors.HALF_LIFE] >= 0:
            left = kept(x[n[kind + actors.HALF_LIFE]])
        x[imprints + i] *= left
        books.put(x, n[kind + actors.MEMORY_STATE], x[imprints + i])
    x[actor + actors.GROUND] += usual * (x[n[actor + actors.BASELINE]] - x[actor + actors.GROUND])
    return remembered_concern(x[actor + actors.GROUND], x, imprints, n[actor + actors.KIND_COUNT])


def _press(n: Whole, x: Real, actor: int, imprints: int, k: float, room: float, scale: float) -> None:
    """Imprints of capability, of what was heard (which is cleared), and of incidents, in this order."""
    x[imprints] += imprint(x[actor + actors.TERM], k, room, scale)
    heard = n[actor + actors.INBOX]
    while heard:
        at = imprints + n[heard + actors.KIND]
        x[at] += imprint(x[heard + actors.HEARD_PUSH], k, room, scale)
        after = n[heard + actors.HEARD_NEXT]
        cells.give(n, heard)
        heard = after
    n[actor + actors.INBOX] = 0
    at = imprints + n[actor + actors.INCIDENT_KIND]
    for i in range(n[actor + actors.INCIDENT_COUNT]):
        incident = n[actor + actors.INCIDENTS] + i * actors.INCIDENT_SIZE
        x[at] += imprint(x[incident + actors.PUSH], k, room, scale)
