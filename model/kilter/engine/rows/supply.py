"""Rows of stores and suppliers."""

from __future__ import annotations

from dataclasses import dataclass

from .common import SpreadRow


@dataclass(frozen=True)
class StoreRow:
    """One kind of part in one store."""

    site: str
    part: str
    stock: int
    reorder: int
    on_hand: int
    suppliers: tuple[int, ...]
    demand: int
    price: int
    repair: SpreadRow | None
    success: int


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
