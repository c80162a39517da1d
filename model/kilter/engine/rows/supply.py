"""Rows of stores, their repair, and suppliers."""

from __future__ import annotations

from dataclasses import dataclass

from .common import NONE, JobRow, SpreadRow


@dataclass(frozen=True)
class MendRow:
    """Repair of one kind of part at one site.

    ``causes`` are (store of the sub-part at the site, slot of its share) pairs; a sub-part that the site does
    not stock has store ``NONE`` and is not waited for. ``local`` is read only where the store has a depot.
    """

    turnaround: SpreadRow
    success: int
    local: int
    retrograde: SpreadRow | None
    causes: tuple[tuple[int, int], ...]
    job: JobRow | None


@dataclass(frozen=True)
class LateralRow:
    """Who may lend: stores of sister sites, time on the road, what they keep, whether the fullest is asked."""

    sisters: tuple[int, ...]
    ship: SpreadRow
    keep: int
    most: bool


@dataclass(frozen=True)
class StoreRow:
    """One kind of part in one store.

    ``depot`` is the store that resupplies it (``NONE``: suppliers do), ``ships`` the order-and-ship times from
    there, one for each step down the tree. ``review`` is ``NONE`` for continuous review. ``fifo`` serves first
    come alone; ``soonest`` asks the supplier with the shortest expected wait.
    """

    site: str
    part: str
    stock: int
    reorder: int
    on_hand: int
    suppliers: tuple[int, ...]
    demand: int
    price: int
    repair: MendRow | None
    depot: int = NONE
    ships: tuple[SpreadRow, ...] = ()
    review: int = NONE
    soonest: bool = False
    fifo: bool = False
    lateral: LateralRow | None = None


@dataclass(frozen=True)
class SupplierRow:
    """A source of parts; ``depth`` 0 sells to anyone; ``track`` is true when an agreement's parts track opens it."""

    name: str
    lead: SpreadRow
    capacity: int
    price: int
    reliability: int
    notice: int
    depth: int
    sanctions: int
    border: int
    partner: int
    track: bool
