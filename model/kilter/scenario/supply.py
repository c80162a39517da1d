"""Sections ``parts``, ``suppliers``, ``supply``, ``budget``: where parts come from and what they cost."""

from __future__ import annotations

from pydantic import Field

from .names import Depth
from .quantity import (
    Duration,
    Factor,
    Money,
    MoneyRate,
    Rate,
    Section,
    Share,
    TimeSpread,
    Weight,
    assumed,
    neutral,
)


class PartRepair(Section):
    """Repair of removed units (repairables): a turnaround with ample capacity."""

    turnaround: TimeSpread
    """Time from removal to the shelf."""
    success: Share = neutral(1, "share")
    """Share of removed units that can be repaired; the rest are condemned and re-ordered."""


class Part(Section):
    """A kind of spare part."""

    title: str = ""
    """What people call it."""
    price: Money = neutral(0, "money")
    """Price of one."""
    repair: PartRepair | None = None
    """Given for repairables; a part without it is consumed."""


class Supplier(Section):
    """A source of parts."""

    title: str = ""
    """What people call it."""
    lead_time: TimeSpread = Field(default_factory=lambda: TimeSpread.model_validate("0 d"))
    """Time from order to delivery before any lever acts on it."""
    capacity: Rate | None = None
    """Units dispatched a month; left out: no limit; an agreement's parts track may open and scale it."""
    price: Factor = neutral("x1", "factor")
    """Factor on the part's price."""
    reliability: Share = neutral(1, "share")
    """Chance that an order is delivered at all."""
    notice: Duration = assumed(
        "60 d", "duration", 20, 180, "time past the due date until a lost order is known and placed again"
    )
    """Time past the due date until a lost order is known and placed again."""
    depth: Depth | None = None
    """Depth of cooperation that it asks for; left out: sells to anyone."""
    sanctions: Weight = neutral(0, "weight")
    """How much full sanctions lengthen its lead time (1: doubled)."""
    border: Weight = neutral(0, "weight")
    """How much closed borders lengthen its lead time."""
    partner: Weight = neutral(0, "weight")
    """How much the partner's own demand lengthens its lead time."""


class Supply(Section):
    """Conditions that act on all suppliers: levers for interventions and reactions."""

    lead_time: Factor = neutral("x1", "factor")
    """Factor on every lead time."""
    price: Factor = neutral("x1", "factor")
    """Factor on every price."""
    capacity: Factor = neutral("x1", "factor")
    """Factor on every supplier's capacity."""
    sanctions: Share = neutral(0, "share")
    """How far financial and export restrictions bite, 0 to 1."""
    border: Share = neutral(0, "share")
    """How far the borders are closed, 0 to 1."""
    partner_demand: Share = neutral(0, "share")
    """How much the partner needs for itself, 0 to 1."""
    transaction_cost: Weight = assumed(0.5, "weight", 0.1, 1.5, "extra price under full restrictions")
    """How much full restrictions raise prices (1: doubled)."""


class Budget(Section):
    """Money for support, by year from the start; orders wait when it is spent."""

    support: MoneyRate | None = None
    """Money a year for parts, overhauls, rehabilitation and upgrades. Left out: no limit."""
