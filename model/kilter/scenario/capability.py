"""Sections ``capability`` and ``readiness``: what the force can do, and how it would report it."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field, model_validator

from .names import Name
from .quantity import (
    Amount,
    Dim,
    Duration,
    Positive,
    Quantity,
    Section,
    Share,
    Weight,
    assumed,
    is_plain,
    neutral,
)

#: The exponent of a CES mean; above 1 strength would count more where it is already greatest.
Exponent = Annotated[Quantity, Dim("number", high=1.0, why="1 is the arithmetic mean")]


class Area(Section):
    """A capability area."""

    principal: ClassVar[str] = "required"
    required: Positive
    """Strength (items x weight x proficiency) that would count as fully meeting the need."""
    weight: Weight = neutral(1, "weight")
    """Weight of the area in the index."""

    @model_validator(mode="before")
    @classmethod
    def _plain(cls, value: object) -> object:
        if is_plain(value):
            return {"required": value}
        return value


class Capability(Section):
    """The area index, 100 where every requirement is met: areas joined by a CES mean, so that a weak area binds."""

    areas: dict[Name, Area] = Field(default_factory=dict)
    """The areas, with what would be required of each."""
    substitution: Exponent = assumed(
        -0.5, "number", -2, 0.5, "CES exponent; 0 is the geometric mean, 1 the arithmetic"
    )
    """How far strength in one area makes up for weakness in another (CES exponent)."""
    cap: Positive = assumed(1.2, "weight", 1.0, 1.5)
    """The most that one area can count, as a multiple of its requirement."""


class Bands(Section):
    """Three thresholds that part the levels 1, 2, 3 and 4."""

    first: Amount
    """Where level 1 ends."""
    second: Amount
    """Where level 2 ends."""
    third: Amount
    """Where level 3 ends."""


def _bands(first: float, second: float, third: float, source: str) -> Bands:
    def fixed(x: float) -> object:
        return {"value": x, "range": [x, x], "shape": "fixed", "source": source, "confidence": "low"}

    return Bands.model_validate({"first": fixed(first), "second": fixed(second), "third": fixed(third)})


_RECALLED = "recalled, not verified: US Army unit status reporting practice"
_PUBLISHED = "US Army unit status reporting practice, as in the worked example of the checks"


class Personnel(Section):
    """The P pillar: strength, skill match and seniority. Numbers left out come from the simulated people."""

    required: Amount
    """People required."""
    deployable: Amount | None = None
    """People available; everyone on the books when left out."""
    matched: Amount | None = None
    """People qualified for the post they hold; journeymen, masters and crews when left out."""
    senior_required: Amount | None = None
    """Senior people required; seniority is not judged when left out."""
    senior: Amount | None = None
    """Senior people available; masters when left out."""
    strength_bands: Bands = Field(default_factory=lambda: _bands(90, 80, 70, _PUBLISHED))
    """Percent of strength for levels 1, 2 and 3."""
    skill_bands: Bands = Field(default_factory=lambda: _bands(85, 75, 65, _PUBLISHED))
    """Percent of skill match and seniority for levels 1, 2 and 3."""


class Readiness(Section):
    """Reporting by pillars: Personnel, Supply, Readiness of equipment, Training; overall is the lowest."""

    personnel: Personnel | None = None
    """The P pillar; left out: not reported."""
    supply_bands: Bands = Field(default_factory=lambda: _bands(90, 80, 60, _RECALLED))
    """Percent of required items on hand for levels 1, 2 and 3."""
    equipment_bands: Bands = Field(default_factory=lambda: _bands(75, 60, 50, _RECALLED))
    """Percent of possessed items mission capable (aircraft bands)."""
    training_bands: Bands = Field(default_factory=lambda: _bands(14, 28, 42, _RECALLED))
    """Days of training needed for levels 1, 2 and 3."""
    full_course: Duration = assumed(
        "84 d", "duration", 42, 168, "days of training that would bring a wholly unready crew force to ready"
    )
    """Days of training that a wholly unready crew force would need."""
    ready_share: Share = assumed(
        0.85, "share", 0.7, 0.95, "share of crews ready that needs no further training"
    )
    """Share of crews ready at which no training is owed."""
