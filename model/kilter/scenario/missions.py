"""Section ``missions``: hours that others ask of the fleets, by capability area."""

from __future__ import annotations

from pydantic import Field, model_validator

from .names import Name
from .quantity import Hours, Number, Section, UseRate, neutral, refusal


class Mission(Section):
    """A standing demand for hours of use. It is followed in hours a month, never as single journeys."""

    title: str = ""
    """What people call it."""
    hours: UseRate
    """Hours a month that are asked for."""
    area: Name | None = None
    """The capability area: fleets with a weight in it serve. Or name `fleets`."""
    fleets: list[Name] = Field(default_factory=list)
    """The fleets that serve, instead of an area."""
    priority: Number = neutral(0, "number")
    """What is served first: higher before lower; equal ones share."""
    duration: Hours | None = None
    """Hours of one mission. A failure on the way wastes the hours flown since it began. Left out: none are wasted."""

    @model_validator(mode="after")
    def _one_way(self) -> Mission:
        if (self.area is None) == (not self.fleets):
            raise refusal(
                "a mission is served by an area's fleets or by named ones; write area: … or fleets: […]"
            )
        return self
