"""Sections ``parts``, ``suppliers``, ``supply``, ``budget``: where parts come from and what they cost."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from .fleets import Needs
from .names import Depth, Name
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
    """Repair of removed units (repairables): a turnaround with ample capacity, and what it needs besides."""

    turnaround: TimeSpread
    """Time from removal (or from the arrival of a unit sent up) to the shelf, once sub-parts and hands are there."""
    local: Share = neutral(1, "share")
    """Share of removed units that is repaired where it was removed; the rest goes up to the site's depot.
    Where no site above stocks the part, all are repaired locally."""
    success: Share = neutral(1, "share")
    """Share of units taken in for repair that can be repaired; the rest are condemned and re-ordered."""
    retrograde: TimeSpread | None = None
    """Time of a unit on its way up to the depot. Left out: the depot's turnaround includes it."""
    causes: dict[Name, Share] = Field(default_factory=dict)
    """Sub-parts at fault, each with its share of repairs: the repair waits until one is there from the store of
    the repairing site, and the removed one is repaired or condemned in its turn."""
    needs: Needs | None = None
    """Parts, people and labour that every repair takes, before the turnaround begins."""


class StoreRepair(Section):
    """Repair at one site, where it differs from what the part says in general."""

    turnaround: TimeSpread | None = None
    """As of the part."""
    local: Share | None = None
    """As of the part."""
    success: Share | None = None
    """As of the part."""
    retrograde: TimeSpread | None = None
    """As of the part: from this site up to its depot."""
    causes: dict[Name, Share] | None = None
    """As of the part; given here, they replace the part's."""
    needs: Needs | None = None
    """As of the part; given here, they replace the part's."""


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
    """Conditions that act on all suppliers (levers for interventions and reactions), and rules for all stores."""

    backorders: Literal["priority", "fifo"] = "priority"
    """Who is served first when parts are owed: by priority and then first come, or first come alone; in every
    store, and by depots towards the sites below them."""
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
    years: list[Money] = Field(default_factory=list)
    """Money of the first year, of the second and so on, in place of `support`. After the last of them `support`
    goes on, or the last amount where it is left out."""
