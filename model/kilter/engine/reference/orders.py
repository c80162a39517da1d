"""What stores and suppliers hand one another: requests, lines that are owed, orders."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import simpy

from ..rows import SpreadRow
from ..streams import Stream
from ..timebase import ticks
from .spreads import amount

if TYPE_CHECKING:
    from .levers import Levers
    from .stores import Store


@dataclass
class Request:
    """Parts that a job waits for: the event happens when every line is complete."""

    event: simpy.Event
    lines: int = 0

    def complete(self) -> None:
        """All is there."""
        self.event.succeed()


@dataclass
class Errand:
    """Parts that a repair waits for: what to do when every line is complete."""

    then: Callable[[], None]
    lines: int = 0

    def complete(self) -> None:
        """All is there."""
        self.then()


@dataclass
class Line:
    """One kind of part still owed: to a job or repair, to an outside user (neither), or to a store below."""

    missing: int
    request: Request | Errand | None = None
    to: Store | None = None


@dataclass
class Order:
    """An order on its way through a supplier."""

    store: Store
    number: int


def drawn(levers: Levers, spread: SpreadRow, stream: Stream) -> int:
    """A random length of time, in whole seconds."""
    return ticks(amount(levers, spread, stream.next()))
