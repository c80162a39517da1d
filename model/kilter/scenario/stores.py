"""What a site's store holds of each part, by which policy, and who lends to whom."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, Field, model_validator

from .names import Name
from .quantity import (
    Count,
    Dim,
    Quantity,
    Rate,
    Section,
    StartCount,
    TimeSpread,
    is_plain,
    listed,
    neutral,
)
from .supply import StoreRepair

#: Time between reviews: part of the policy, so that it does not change while a scenario runs.
ReviewPeriod = Annotated[
    Quantity, Dim("duration", fixed=True, low=1 / 24, why="a store is reviewed once an hour at most")
]


class Stock(Section):
    """One kind of part in a store. A plain number is a base stock: each demand orders one."""

    principal: ClassVar[str] = "stock"
    stock: Count
    """Order-up-to level S."""
    reorder: Count | None = None
    """Reorder point s of an (s, S) policy: order up to S when on hand + on order - owed is s or less.
    Left out: (S-1, S)."""
    review: ReviewPeriod | None = None
    """Time between reviews, the first at the start: an (R, S) policy orders up to S at each of them and never
    in between. Left out: reviewed at every demand."""
    on_hand: StartCount | None = None
    """In the store at the start; S when left out."""
    supplier: Annotated[list[Name], BeforeValidator(listed)] = Field(default_factory=list)
    """Who is asked, in order of preference. Left out: the nearest site above that stocks the part, otherwise
    the only supplier there is."""
    sourcing: Literal["order", "soonest"] = "order"
    """Which of several open suppliers gets an order: the first in the order of preference, or the one from
    which it is expected soonest."""
    repair: StoreRepair | None = None
    """Repair of removed units at this site; what it leaves out is as the part says."""
    demand: Rate = neutral(0, "rate")
    """Demand by users outside the scenario (Poisson)."""

    @model_validator(mode="before")
    @classmethod
    def _plain(cls, value: object) -> object:
        if is_plain(value):
            return {"stock": value}
        return value


class Lateral(Section):
    """Lateral supply: a site whose users wait while its depot has none borrows from its sisters.

    A plain value is the time on the road. What is lent is given back.
    """

    principal: ClassVar[str] = "ship"
    ship: TimeSpread
    """Time on the road between sister sites, either way."""
    sisters: Annotated[list[Name], BeforeValidator(listed)] = Field(default_factory=list)
    """Sites that may be asked. Left out: all with the same depot, in the order of the file."""
    ask: Literal["most", "order"] = "most"
    """Which one is asked: the one with most on its shelf (the first of equals), or the first that can lend."""
    keep: Count = neutral(0, "count")
    """What a sister keeps on its shelf for its own users."""

    @model_validator(mode="before")
    @classmethod
    def _plain(cls, value: object) -> object:
        if is_plain(value) or (isinstance(value, dict) and "mean" in value):
            return {"ship": value}
        return value
