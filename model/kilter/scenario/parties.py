"""Section ``parties``: whose strength stands beside that of the focal party, so that a balance can be read.

A party is either modelled, by fleets that name it (``fleets.F.party``) with crews and sites of their own, or
given: its capability by date, each number an assumption.
"""

from __future__ import annotations

import itertools

from pydantic import Field, model_validator

from .names import Name
from .quantity import Positive, Section, Weight, neutral, refusal
from .timeline import Date


class Point(Section):
    """A party's capability on a day: one index, or a level by area."""

    on: Date
    """The day. Between two days the capability moves in a straight line; before the first and after the last
    it stays."""
    index: Weight | None = None
    """Its index: 100 meets its own requirement."""
    areas: dict[Name, Weight] = Field(default_factory=dict)
    """Its level by capability area: 1 meets its own requirement."""

    @model_validator(mode="after")
    def _one_of_both(self) -> Point:
        if (self.index is None) == (not self.areas):
            raise refusal(
                "a party's capability is either one index or levels by area; write index: 60, or areas: {…}"
            )
        return self


class Party(Section):
    """A party other than the focal one, whose strength is compared with it."""

    title: str = ""
    """What people call it."""
    capability: list[Point] = Field(default_factory=list)
    """Its capability by date. Left out: it comes from the fleets that name this party."""
    required: dict[Name, Positive] = Field(default_factory=dict)
    """For fleets: strength by area that would fully meet its need; what the focal party requires when left out."""
    level: Positive = neutral(1, "weight")
    """Factor on its strength: a lever for reactions and interventions."""
    weight: Positive = neutral(1, "weight")
    """What a point of its index counts against a point of the focal party's, because requirements differ."""

    @model_validator(mode="after")
    def _in_order(self) -> Party:
        for index, (one, two) in enumerate(itertools.pairwise(self.capability), 1):
            if two.on <= one.on:
                raise refusal(
                    "dates of a party's capability run backwards; write the earlier day first",
                    "capability", index, "on",
                )  # fmt: skip
            if set(two.areas) != set(one.areas):
                raise refusal(
                    "every day of a party's capability says the same things; write the same areas, or the "
                    "index, on each",
                    "capability", index,
                )  # fmt: skip
        if self.capability and self.required:
            raise refusal(
                "a given capability is already a share of what the party requires; take required out",
                "required",
            )
        return self
