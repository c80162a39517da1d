"""Section ``actors``: who watches, what alarms or reassures them, and what they may do about it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, Strict

from .moves import Move
from .names import Name, Path
from .quantity import (
    Count,
    Months,
    Number,
    Positive,
    Rate,
    Score,
    Section,
    Share,
    StartShare,
    TimeSpread,
    Weight,
    assumed,
    neutral,
)

Kind = Literal[
    "monitoring",
    "outreach",
    "confidence-building",
    "transparency",
    "mediation",
    "financial-restrictions",
    "non-recognition",
    "border-closure",
    "posture",
    "limited-strikes",
    "indirect-support",
    "security-cooperation",
    "multilateral",
    "recognition",
    "other",
]


#: Kinds of events that an actor remembers apart: capability, incidents, and what others do.
Remembered = Literal["capability", "incidents", Kind]


class Concern(Section):
    """How an actor's concern moves: saturating action and reaction."""

    start: StartShare
    """Concern at the start, 0 to 1."""
    baseline: Share | None = None
    """Level it fades to; the start when left out."""
    gain: Weight = assumed(1.0, "weight", 0.3, 3.0, "concern per unit of perceived change of capability")
    """Concern gained per unit of perceived change of capability."""
    speed: Weight = assumed(0.5, "weight", 0.2, 1.0)
    """How strongly an impulse moves concern (the k of the saturating form)."""
    follows: Literal["change", "level"] = "change"
    """What it follows: each `change` of perceived capability, and then fades; or its `level`, so that a lasting
    gain leaves a lasting concern."""
    fade: Rate = assumed("0.05/month", "rate", 0.02, 0.12)
    """Share of the distance to the baseline lost per month."""
    opacity: Weight = assumed(0.5, "weight", 0.1, 1.5, "how much a wholly opaque build-up is inflated")
    """How much opacity inflates what is perceived."""
    signal: Number = neutral(0, "number")
    """Weight of announcements that have not become deeds yet; negative: they reassure."""
    lag: Months = assumed("3 months", "months", 1, 9)
    """Months by which perception follows reality."""
    noise: Weight = neutral(0, "weight")
    """Standard deviation of misperception at full opacity."""
    rivalry: Weight = neutral(0, "weight")
    """How much of its own party's strength is set against the focal party's: 0 looks at the other alone, 1 at
    the lead."""
    salience: Weight = assumed(
        0.1, "weight", 0.03, 0.3, "how much a signal of Goldstein -10 moves an impulse"
    )
    """How much events between states count."""


class Incidents(Section):
    """How events of a risk channel feed concern."""

    channel: Name
    """The risk channel."""
    weight: Weight
    """Impulse at or above the reference."""
    reference: Positive
    """Events a month that count in full."""


class Opportunity(Section):
    """How far an actor sees a chance rather than a threat."""

    start: StartShare = neutral(0, "share")
    """Opportunity seen at the start, 0 to 1."""
    gain: Weight = neutral(1, "weight")
    """Opportunity per unit of reassuring change of capability."""


class Reaction(Section):
    """Something an actor may do, and what it does to others."""

    kind: Kind = "other"
    """What sort of reaction it is."""
    title: str = ""
    """What people call it."""
    driver: Path = "concern"
    """What it depends on: concern, opportunity, trust, or the name of any measure."""
    at: Number
    """Level of the driver at which it starts half the time it could."""
    width: Positive = assumed(0.05, "weight", 0.02, 0.15)
    """How sharp that threshold is."""
    below: Annotated[bool, Strict()] = False
    """True when it starts as the driver falls below `at`."""
    rate: Rate
    """Most frequent start, per month."""
    lasts: TimeSpread
    """How long it lasts."""
    effort: Count = neutral(1, "count")
    """How much of the actor's capacity it takes."""
    effects: dict[Path, Move] = Field(default_factory=dict)
    """While it lasts: `path: x1.6` multiplies, `path: +0.2` adds."""
    signals: dict[Name, Score] = Field(default_factory=dict)
    """What it says to other actors, on the Goldstein scale (-10 hostile to +10 friendly)."""
    trust: Number = neutral(0, "number")
    """What its start does to the partner's trust."""


class Actor(Section):
    """A state or group that perceives and reacts."""

    title: str = ""
    """What people call it."""
    party: Name | None = None
    """Its own party, whose strength it may set against the focal party's."""
    alarm: dict[Name, Number] = Field(default_factory=dict)
    """How alarming each capability area is; negative: reassuring."""
    concern: Concern
    """How its concern moves."""
    credibility: Share = assumed(0.8, "share", 0.5, 1.0)
    """How far others believe its signals."""
    incidents: list[Incidents] = Field(default_factory=list)
    """Events that feed its concern."""
    memory: dict[Remembered, Months] = Field(default_factory=dict)
    """Months in which the memory of a kind of event halves; kinds left out fade as concern does."""
    opportunity: Opportunity = Field(default_factory=Opportunity)
    """Chances it sees."""
    capacity: Count = assumed(3, "count", 2, 6, "reactions that an actor can sustain at once")
    """Reactions it can sustain at once."""
    reactions: dict[Name, Reaction] = Field(default_factory=dict)
    """What it may do."""
