"""Limits of life between inspections or overhauls, and how much of it is used at the start."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from .quantity import Limit, Quantity, Section, StartCount, StartShare, listed, refusal
from .timeline import Date


def _limits(value: list[Quantity]) -> list[Quantity]:
    if not 1 <= len(value) <= 2:
        raise refusal("one or two limits are needed; write [2000 h, 8 y]")
    if len({limit.unit for limit in value}) < len(value):
        raise refusal("the two limits run on the same clock; write one in h (use) and one in y, months or d")
    return value


#: One limit, or two on different clocks of which the first reached counts.
Limits = Annotated[list[Limit], BeforeValidator(listed), AfterValidator(_limits)]


def _ends(value: list[Quantity]) -> list[Quantity]:
    if len(value) > 2:
        raise refusal("one share, or the two ends of a range, are needed; write 0.4 or [0.2, 0.6]")
    if len(value) == 2 and value[0].value > value[1].value:
        raise refusal("the range runs backwards; write [0.2, 0.6]")
    return value


def _days(value: list[Any]) -> list[Any]:
    if len(value) > 2:
        raise refusal("one day, or the first and the last, are needed; write [1996-01-01, 1999-12-31]")
    if len(value) == 2 and value[0] > value[1]:
        raise refusal("the days run backwards; write [1996-01-01, 1999-12-31]")
    return value


#: One share, or the two ends of a range over which items are spread evenly; none says nothing.
Used = Annotated[list[StartShare], BeforeValidator(listed), AfterValidator(_ends)]
#: One day, or the first and the last of a time over which items are spread evenly; none says nothing.
Days = Annotated[list[Date], BeforeValidator(listed), AfterValidator(_days)]


class Lot(Section):
    """Items that stand alike in a cycle at the start.

    What is said of one clock only holds for the other too; a lot that says nothing is spread evenly.
    """

    items: StartCount
    """How many."""
    used: Used = Field(default_factory=list)
    """Share of the cycle used, by hours and by the calendar alike: 0.4, or [0.2, 0.6] spread evenly."""
    hours: Used = Field(default_factory=list)
    """Share of the limit in hours that is used."""
    calendar: Used = Field(default_factory=list)
    """Share of the calendar limit that is used."""

    @model_validator(mode="after")
    def _once(self) -> Lot:
        if self.used and (self.hours or self.calendar):
            raise refusal("'used' speaks of both clocks; keep it, or hours and calendar", "used")
        return self


class OverhaulLot(Lot):
    """Items that were delivered or overhauled together."""

    delivered: Days = Field(default_factory=list)
    """When they were new: gives their age, and their calendar life where nothing else does."""
    overhauled: Days = Field(default_factory=list)
    """When they were last overhauled; their calendar life runs from there."""
    on_time: bool = False
    """Overhauled each time the calendar limit came since that day, so only the rest of the last cycle counts."""

    @model_validator(mode="after")
    def _dated(self) -> OverhaulLot:
        dated = self.overhauled or self.delivered
        if self.overhauled and (self.used or self.calendar):
            raise refusal("the day of the overhaul and the share used say the same; keep one", "overhauled")
        if self.on_time and (self.used or self.calendar or not dated):
            raise refusal("on_time counts from a day; write delivered: … or overhauled: … alone", "on_time")
        if self.overhauled and self.delivered and self.overhauled[-1] < self.delivered[0]:
            raise refusal("overhauled before it was delivered; swap the two days", "overhauled")
        return self


class _Start(Section):
    """Where items stand in a cycle at the start."""

    principal: ClassVar[str] = "start"
    start: Literal["uniform", "new"] = "uniform"
    """Those in no lot: spread evenly over the cycle, or all just done."""

    @model_validator(mode="before")
    @classmethod
    def _plain(cls, value: object) -> object:
        return value if isinstance(value, Mapping | Section) else {"start": value}


class Phase(_Start):
    """Where items stand in a cycle at the start. A plain word holds for all of them."""

    lots: list[Lot] = Field(default_factory=list)
    """Lots, in the order of the items: serviceable, repairable, long-term, hulks."""


class OverhaulPhase(_Start):
    """Where items stand in their overhaul life at the start. A plain word holds for all of them."""

    lots: list[OverhaulLot] = Field(default_factory=list)
    """Lots, in the order of the items: serviceable, repairable, long-term, hulks."""
