"""Sections ``precautions`` and ``arrangements``: what is done ahead of trouble, alone or together, and its price.

Both act only through the quantities that their effects name, never on the index itself.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, Strict, model_validator

from .moves import Move
from .names import Name, Path
from .quantity import (
    Dim,
    Money,
    MoneyRate,
    Months,
    Number,
    Positive,
    Quantity,
    Rate,
    Section,
    Share,
    assumed,
    neutral,
    refusal,
)


class Precaution(Section):
    """A measure taken by decision: a hotline, transparency, a reserve, a second supplier, engagement."""

    kind: Literal[
        "hotline",
        "transparency",
        "confidence-building",
        "reserve-stock",
        "second-supplier",
        "engagement",
        "other",
    ] = "other"
    """What sort of measure it is; words only, it acts by its effects."""
    title: str = ""
    """What people call it."""
    start: Months = Field(default=neutral("0 months", "months"), alias="from")
    """Months from the start of the scenario."""
    ramp: Months = neutral("0 months", "months")
    """Months from start to the full level."""
    level: Share = neutral(1, "share")
    """How far it is carried out: a lever; 0 stops it."""
    setup: Money = neutral(0, "money")
    """What it costs once, in the month in which it begins."""
    price: MoneyRate = neutral(0, "money rate")
    """What it costs as long as it goes on, at the full level; in proportion below."""
    calms: Annotated[bool, Strict()] = False
    """Whether it calms ladders as confidence-building does (their `calm`, in proportion to its level)."""
    effects: dict[Path, Move] = Field(default_factory=dict)
    """At the full level: `path: x0.8` multiplies, `path: +2` adds; below, the factor to the power of the level."""


class Member(Section):
    """When an actor joins an arrangement, and when it leaves."""

    driver: Path = "concern"
    """What it depends on: concern, opportunity, trust, or the name of any measure."""
    at: Number
    """Level of the driver at which it joins, or leaves, half the time it could."""
    width: Positive = assumed(0.05, "weight", 0.02, 0.15)
    """How sharp that threshold is."""
    below: Annotated[bool, Strict()] = False
    """True when it joins as the driver falls below `at`."""
    rate: Rate
    """Most frequent joining, per month, far beyond the threshold."""
    leaves: Rate = neutral("0/month", "rate")
    """Most frequent leaving, per month, far short of the threshold."""
    company: Number = neutral(0, "number")
    """What the driver gains if all others are members: joining draws others in."""
    joined: Annotated[bool, Strict()] = False
    """Whether it is a member at the start."""


class Arrangement(Section):
    """A multilateral arrangement: members join by their own thresholds; from a quorum on it is in force."""

    title: str = ""
    """What people call it."""
    start: Months = Field(default=neutral("0 months", "months"), alias="from")
    """Months from the start of the scenario from which it is open to members."""
    members: dict[Name, Member]
    """The actors that may join."""
    quorum: Annotated[Quantity, Dim("count", low=1.0, why="an arrangement has members")]
    """Members from which it is in force."""
    lapse: Rate = neutral("0/month", "rate")
    """How often it lapses while in force: all leave, and it has to be joined anew."""
    price: MoneyRate = neutral(0, "money rate")
    """What it costs while it is in force."""
    calms: Annotated[bool, Strict()] = False
    """Whether it calms ladders as confidence-building does, while it is in force."""
    effects: dict[Path, Move] = Field(default_factory=dict)
    """While it is in force: `path: x0.8` multiplies, `path: +0.2` adds."""

    @model_validator(mode="after")
    def _attainable(self) -> Arrangement:
        if not self.members:
            raise refusal(
                "an arrangement has members; write members: {name: {at: 0.5, rate: 0.1/month}}", "members"
            )
        if self.quorum.value > len(self.members):
            raise refusal(
                f"only {len(self.members)} may join, so a quorum of {self.quorum.value:g} is never reached; write "
                f"quorum: {len(self.members)} or less",
                "quorum",
            )
        return self
