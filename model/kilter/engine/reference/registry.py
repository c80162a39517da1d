"""The register of the engine's parts: a new mechanism adds its line here and takes its place in the month.

A part is a class made with the world. In each month those named in :data:`CLOSING` get ``close(month)`` as it ends
and those in :data:`OPENING` get ``open(month)`` as the next begins, in the order given: it is the model's own order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

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

if TYPE_CHECKING:
    from .world import World

#: Name in the world, and the class. Made in this order; a part may look at those above it.
PARTS: tuple[tuple[str, Any], ...] = (
    ("ledger", Ledger),
    ("shops", Shops),
    ("agreement", Agreement),
    ("stores", Stores),
    ("fleets", Fleets),
    ("halls", Halls),
    ("crews", Crews),
    ("missions", Missions),
    ("officers", Officers),
    ("people", People),
    ("capability", Capability),
    ("parties", Parties),
    ("actors", Actors),
    ("precautions", Precautions),
    ("arrangements", Arrangements),
    ("channels", Channels),
    ("ladders", Ladders),
    ("flows", Flows),
    ("risk", Risk),
)

#: The month ends: each sees what the ones before have left.
CLOSING = (
    *("crews", "capability", "parties", "actors", "agreement"),
    *("channels", "ladders", "flows", "risk", "arrangements"),
)

#: The next month opens.
OPENING = (
    "actors",
    "precautions",
    "arrangements",
    "agreement",
    "crews",
    "officers",
    "people",
    "stores",
    "halls",
    "fleets",
)


def build(world: World) -> None:
    """Make every part of a world."""
    for name, part in PARTS:
        setattr(world, name, part(world))


def close(world: World, month: int) -> None:
    """End a month."""
    for name in CLOSING:
        getattr(world, name).close(month)


def open_month(world: World, month: int) -> None:
    """Begin a month."""
    for name in OPENING:
        getattr(world, name).open(month)
