"""An actor's memory by kind of event: what part of its concern each kind accounts for at present."""

from __future__ import annotations

from dataclasses import dataclass

from ...mechanisms.memory import headroom, imprint, remembered_concern
from ...mechanisms.numeric import kept
from ...mechanisms.people import departure_probability
from ..rows import ActorRow
from .world import World


@dataclass(frozen=True)
class Memory:
    """One remembered reason for a change of concern: month, kind, cause in words, size of the impulse."""

    month: int
    kind: str
    cause: str
    impulse: float


class Recollection:
    """Concern as what is left of the start, and an imprint by kind of event; each fades at its own pace.

    Where no kind has a pace of its own, all fade as concern does, and their sum is concern itself.
    """

    def __init__(self, world: World, row: ActorRow) -> None:
        self.world, self.row = world, row
        self.ground = world.levers.now[row.start]
        self.imprints = [0.0] * len(row.kinds)
        self._index = {kind: i for i, kind in enumerate(row.kinds)}
        self._slots = [world.state(f"actor.{row.name}.memory.{kind}") for kind in row.kinds]
        for slot in self._slots:
            world.put(slot, 0.0)

    def faded(self, kind: str) -> float:
        """The share of what is remembered of a kind that is lost in a month."""
        slot, now = self.row.half_lives[self._index[kind]], self.world.levers.now
        return departure_probability(now[self.row.fade]) if slot < 0 else 1.0 - kept(now[slot])

    def take(self, terms: list[Memory], concern: float, push: float) -> float:
        """A month's reasons leave their imprints, then everything fades; the concern that is remembered."""
        row, world, now = self.row, self.world, self.world.levers.now
        k, room = now[row.speed], headroom(concern, push)
        there = concern + k * push * room
        # Concern cannot leave 0 to 1; every reason then counts for as much less.
        scale = 1.0
        if there > 1.0:
            scale = (1.0 - concern) / (there - concern)
        elif there < 0.0:
            scale = concern / (concern - there)
        for term in terms:
            self.imprints[self._index[term.kind]] += imprint(term.impulse, k, room, scale)
        usual = departure_probability(now[row.fade])
        for i, slot in enumerate(row.half_lives):
            self.imprints[i] *= 1.0 - usual if slot < 0 else kept(now[slot])
            world.put(self._slots[i], self.imprints[i])
        self.ground += usual * (now[row.baseline] - self.ground)
        return remembered_concern(self.ground, self.imprints, 0, len(self.imprints))
