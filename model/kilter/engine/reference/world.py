"""The state of one replication: the clock, the books, the levers and one part for each mechanism."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..plan import Plan
from ..streams import Stream, Streams
from ..trace import Record, Tracer
from .books import Books
from .kernel import Clock
from .levers import Levers

if TYPE_CHECKING:
    from .actors import Actors
    from .agreement import Agreement
    from .arrangements import Arrangements
    from .capability import Capability
    from .channels import Channels, Flows
    from .crews import Crews
    from .fleets import Fleets
    from .halls import Halls
    from .ladders import Ladders
    from .missions import Missions
    from .money import Ledger
    from .officers import Officers
    from .parties import Parties
    from .people import People
    from .precautions import Precautions
    from .risk import Risk
    from .shops import Shops
    from .stores import Stores


class World:
    """Everything that exists in one replication. Parts find each other here."""

    ledger: Ledger
    shops: Shops
    stores: Stores
    fleets: Fleets
    halls: Halls
    people: People
    crews: Crews
    capability: Capability
    missions: Missions
    officers: Officers
    parties: Parties
    agreement: Agreement
    actors: Actors
    precautions: Precautions
    arrangements: Arrangements
    channels: Channels
    ladders: Ladders
    flows: Flows
    risk: Risk

    def __init__(self, plan: Plan, seed: int, replication: int, tracer: Tracer | None) -> None:
        self.plan = plan
        self.clock = Clock()
        self.books = Books(plan)
        self.levers = Levers(plan)
        self.streams = Streams(seed, replication)
        self.tracer = tracer
        self.month = 0

    @property
    def now(self) -> int:
        """Seconds since the start."""
        return int(self.clock.now)

    def stream(self, purpose: str, entity: str) -> Stream:
        """The random numbers of a purpose and an entity."""
        return self.streams.stream(purpose, entity)

    def state(self, name: str) -> int:
        """Slot of a monthly state, or -1 when it is not reported."""
        return self.plan.layout.states.get(name, -1)

    def put(self, slot: int, value: float) -> None:
        """Set a monthly state, if it is reported."""
        if slot >= 0:
            self.books.states[slot] = value

    def note(
        self,
        entity: str,
        kind: str,
        text: str,
        because: tuple[str, ...] = (),
        **data: float | str,
    ) -> None:
        """Leave a record when somebody is tracing."""
        if self.tracer is not None:
            self.tracer.add(Record(self.now, self.month, entity, kind, text, data, because))
