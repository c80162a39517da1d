"""Sections ``channels``, ``ladder`` and ``risk``: what can go wrong, how it spreads, and one index."""

from __future__ import annotations

import math
from typing import Annotated, Literal

from pydantic import Field, Strict, field_validator, model_validator

from .names import Name, Path
from .quantity import (
    Dim,
    Number,
    Positive,
    Quantity,
    Rate,
    Scale10,
    Section,
    Share,
    SizeSpread,
    StartWeight,
    Weight,
    assumed,
    neutral,
    refusal,
)

#: Events that one event sets off; from 1 on there would be no end to them.
Branching = Annotated[Quantity, Dim("share", below=1.0, why="from 1 on there is no stationary mean")]
HalfLife = Annotated[Quantity, Dim("months", above=0.0)]
LadderLevel = Annotated[Quantity, Dim("count", fixed=True, high=5.0, why="the ladder has levels 0 to 5")]

#: What holds a rival back: capability gained as it perceives it, or the balance moved.
Deterred = Literal["perceived", "balance"]


class Channel(Section):
    """A risk channel: events by month, a slow level from 0 to 1, or a flow of people."""

    kind: Literal["events", "level", "flow"] = "events"
    """Events per month, a slow level (access, isolation), or a flow of people who are displaced and return."""
    title: str = ""
    """What people call it."""
    counts: Name = "events"
    """What is counted: clashes, attacks … (the last word of the measure's name)."""
    background: Rate | None = None
    """Events a month that owe nothing to earlier events."""
    branching: Branching = assumed(0.4, "share", 0.3, 0.6, "most higher published estimates absorb a trend")
    """Events that one event sets off; must be below 1."""
    half_life: HalfLife = assumed("1 months", "months", 0.3, 3)
    """Months in which excitation halves."""
    size: Positive = assumed(1.5, "weight", 0.5, 5, "negative binomial size k; small is bursty")
    """Dispersion of monthly counts: size k of the negative binomial."""
    start: StartWeight | None = None
    """Events a month at the start (excitation starts there); the stationary mean when left out.
    For levels: 0 to 1. For flows: people displaced at the start."""
    per_event: dict[Name, Weight] = Field(default_factory=dict)
    """For flows: people displaced by one event of a channel."""
    per_death: dict[Name, Weight] = Field(default_factory=dict)
    """For flows: people displaced by one death in a channel or in a ladder's flare-ups."""
    returns: Rate = neutral("0/month", "rate")
    """For flows: how often one of the displaced returns."""
    speed: Share = assumed(
        0.1, "share", 0.03, 0.3, "share of the gap to its target that a level closes in a month"
    )
    """For levels: share of the gap closed per month."""
    drivers: dict[Path, Number] = Field(default_factory=dict)
    """Measures that move it, with the log effect of one unit of change since the start."""
    rival: Name | None = None
    """For clashes between states: the actor on the other side."""
    alarm: Weight = neutral(0, "weight")
    """Log effect of one unit of the rival's concern above its start: alarm raises."""
    deterrence: Weight = neutral(0, "weight")
    """Log effect, taken away, of one unit of capability gained as the rival sees it: deterrence lowers."""
    deterrence_by: Deterred = "perceived"
    """What deters: `perceived` capability gained, or the gain of the focal party's share of the two (`balance`)."""
    intensity: Positive = neutral(1, "weight")
    """Factor on the background (or on the odds of a level): a lever for reactions and interventions."""
    deaths: SizeSpread | None = None
    """Deaths per event: marks, not events."""
    weight: Weight = neutral(0, "weight")
    """Weight of the channel in hazard; 0 keeps it out of the index."""
    reference: Positive = neutral(1, "weight")
    """Events a month (or level) that count in full in hazard."""

    @model_validator(mode="after")
    def _complete(self) -> Channel:
        if self.kind == "events" and self.background is None:
            raise refusal("a channel of events needs its background; write background: 2/month")
        if self.kind != "flow" and (self.per_event or self.per_death or self.returns.value):
            raise refusal("per_event, per_death and returns are a flow's; write kind: flow, or take them out")
        if self.kind != "events" and self.deaths is not None:
            raise refusal("only events have deaths; take deaths out, or write kind: events", "deaths")
        if self.kind == "level" and self.start is None:
            raise refusal("a channel of kind level needs its start, 0 to 1; write start: 0.4")
        if self.kind == "level" and self.start is not None and not 0 < self.start.value < 1:
            raise refusal("a level starts strictly between 0 and 1; write start: 0.4", "start")
        if self.branching.high is not None and self.branching.high >= 1:
            raise refusal(
                "the range of branching must end below 1, or some draws would have no stationary mean; write "
                "range: [0.3, 0.6]",
                "branching", "range",
            )  # fmt: skip
        if self.rival is None and (self.alarm.value or self.deterrence.value):
            raise refusal("alarm and deterrence are a rival's; add rival: …, the actor on the other side")
        return self


class Ladder(Section):
    """The hostility ladder of an interstate pair, levels 0 (none) to 5 (war), month by month."""

    title: str = ""
    """What people call it."""
    rival: Name | None = None
    """The actor on the other side; its concern pushes upwards."""
    channel: Name | None = None
    """The channel whose events trigger upward moves and that a flare-up feeds."""
    start: LadderLevel = assumed(3, "count", 0, 4)
    """Level at the start."""
    counts: list[list[Annotated[float, Strict()]]] | None = None
    """Yearly transition counts 0-5 by 0-5; the shipped table of rival pairs when left out."""
    alarm: Number = assumed(
        1.5, "number", 0.5, 3, "log odds of upward moves per unit of the rival's concern above its start"
    )
    """How the rival's concern pushes upwards."""
    deterrence: Number = assumed(
        1.0, "number", 0, 3, "log odds of upward moves lost per unit of perceived capability gained"
    )
    """How capability holds back."""
    deterrence_by: Deterred = "perceived"
    """What deters: `perceived` capability gained, or the gain of the focal party's share of the two (`balance`)."""
    trigger: Number = assumed(0.05, "number", 0, 0.15, "log odds of upward moves per event of the channel")
    """How events push upwards."""
    calm: Number = assumed(
        0.5, "number", 0.1, 1, "log odds of downward moves while confidence-building is under way"
    )
    """What confidence-building does."""
    pressure: Positive = neutral(1, "weight")
    """Factor on the odds of upward moves: a lever for reactions and interventions."""
    relief: Positive = neutral(1, "weight")
    """Factor on the odds of downward moves: a lever for reactions and interventions."""
    flare_deaths: SizeSpread | None = None
    """Deaths in the month in which a flare-up (level 4 or more) begins."""
    decay_first: Share = assumed(
        0.15, "share", 0.1, 0.3, "UCDP: Afghanistan 148 to 24 (Oct-Nov 2025), 260 to 37 (Mar-Apr 2026)"
    )
    """Deaths in the second month of a flare-up, against the first."""
    decay_next: Share = assumed(
        0.28, "share", 0.2, 0.5, "UCDP: Afghanistan 24 to 7 (Nov-Dec 2025), 37 to 10 (Apr-May 2026)"
    )
    """Deaths in each later month, against the one before."""
    weight: Weight = neutral(0, "weight")
    """Weight of the level in hazard; 0 keeps it out of the index."""
    reference: Positive = neutral(4, "weight")
    """Level that counts in full in hazard."""

    @field_validator("counts")
    @classmethod
    def _square(cls, value: list[list[float]] | None) -> list[list[float]] | None:
        if value is None:
            return None
        if len(value) != 6 or any(len(row) != 6 for row in value):
            raise refusal(
                "a ladder's counts are six rows of six numbers; write one row for each level 0 to 5"
            )
        if not all(0 <= number < math.inf for row in value for number in row):
            raise refusal("a ladder's counts cannot be negative; write 0 for what was never seen")
        if not any(map(any, value)):
            raise refusal("a ladder's counts are all 0; leave them out to use the shipped table")
        return value


class Pulls(Section):
    """What moves vulnerability or lack of coping away from its given value."""

    value: Scale10
    """Level at the start, 0 to 10."""
    drivers: dict[Path, Number] = Field(default_factory=dict)
    """Measures that move it: points per unit of change since the start."""


class Risk(Section):
    """The regional risk index in the form of INFORM: hazard, vulnerability, lack of coping, 0-10 each."""

    vulnerability: Pulls
    """Exposure and vulnerability."""
    coping: Pulls
    """Lack of coping capacity."""
