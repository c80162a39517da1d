"""When people work: days of the week, and stoppages."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from .quantity import Section, refusal
from .timeline import Date

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WEEKDAYS: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def _some(value: list[Weekday]) -> list[Weekday]:
    if not value:
        raise refusal("a week without working days is no week; write [mon, tue, wed, thu, fri]")
    return value


def whole_week() -> list[Weekday]:
    """Every day of the week."""
    return list(WEEKDAYS)


#: Working days of the week.
Week = Annotated[list[Weekday], AfterValidator(_some)]


class Stoppage(Section):
    """Days on which nobody works, the first and the last included."""

    first: Date = Field(alias="from")
    """The first day."""
    to: Date
    """The last day."""
    note: str = ""
    """Why."""

    @model_validator(mode="after")
    def _in_order(self) -> Stoppage:
        if self.to < self.first:
            raise refusal("the stoppage ends before it begins; swap the two days", "to")
        return self
