"""Section ``agreement``: a partner's support, the trust behind it and its life."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from .names import Depth, Level, Name
from .quantity import (
    Amount,
    Dim,
    Factor,
    Money,
    Months,
    Number,
    Positive,
    Quantity,
    Rate,
    Section,
    Share,
    StartShare,
    Weight,
    assumed,
    neutral,
)

#: A depth of cooperation as a number.
DepthLevel = Annotated[Quantity, Dim("number", low=1.0, high=5.0, why="1 economic to 5 strategic")]
StartDepth = Annotated[
    Quantity, Dim("number", fixed=True, low=1.0, high=5.0, why="1 economic to 5 strategic")
]


class Track(Section):
    """What all tracks share: start, ramp, reliability of delivery, and the depth they ask for."""

    start: Months = Field(default=neutral("0 months", "months"), alias="from")
    """Months from the start of the scenario."""
    ramp: Months = neutral("0 months", "months")
    """Months from start to the full level."""
    level: Share = neutral(1, "share")
    """Full level, as a share of what the track promises."""
    delivery: Share = neutral(1, "share")
    """Mean share of what is due in a month that is delivered (drawn monthly)."""
    depth: Depth = "economic"
    """Depth of cooperation that it asks for."""


class MaintenanceTrack(Track):
    """Maintenance teams: advisers on the line."""

    advisers: dict[Name, Amount] = Field(default_factory=dict)
    """People by trade (`site.trade` is not needed: they go where the trade is)."""
    grade: Level = "master"
    """The level at which they work."""


class PartsTrack(Track):
    """A parts channel: opens a supplier to the focal party."""

    supplier: Name
    """The supplier it opens; its capacity follows the track's level."""


class TrainingTrack(Track):
    """Training seats."""

    seats: dict[Name, Rate] = Field(default_factory=dict)
    """Seats by course."""


class OverhaulTrack(Track):
    """Overhaul slots."""

    slots: dict[Name, Rate] = Field(default_factory=dict)
    """Slots by fleet."""


class UpgradesTrack(Track):
    """Rehabilitation and upgrades."""

    rehabilitate: dict[Name, Rate] = Field(default_factory=dict)
    """Long-term unserviceable items taken in, by fleet."""
    upgrade: dict[Name, Rate] = Field(default_factory=dict)
    """Serviceable items modernised, by fleet."""


class InfrastructureTrack(Track):
    """Halls, tools, test benches, documents."""

    tools: dict[Name, Factor] = Field(default_factory=dict)
    """Factor on output by site at the full level."""


class EquipmentTrack(Track):
    """Transfer of equipment."""

    items: dict[Name, Rate] = Field(default_factory=dict)
    """Items delivered by fleet."""
    limit: dict[Name, Amount] = Field(default_factory=dict)
    """The most items delivered in all, by fleet. Left out: no limit."""


class Tracks(Section):
    """The tracks of an agreement. Each is optional."""

    maintenance: MaintenanceTrack | None = None
    """Advisers on the line."""
    parts: PartsTrack | None = None
    """A parts channel."""
    training: TrainingTrack | None = None
    """Training seats."""
    overhaul: OverhaulTrack | None = None
    """Overhaul slots."""
    upgrades: UpgradesTrack | None = None
    """Rehabilitation and upgrades."""
    infrastructure: InfrastructureTrack | None = None
    """Halls, tools, documents."""
    equipment: EquipmentTrack | None = None
    """Transfer of equipment."""


class Conduct(Section):
    """How the focal party behaves, each 0 to 1: what its partner's trust is built on."""

    non_interference: Share = assumed(0.7, "share", 0.4, 0.9)
    """Keeping out of the affairs of others."""
    state_centred: Share = assumed(0.6, "share", 0.4, 0.8)
    """Dealing with states rather than groups."""
    common_threat: Share = assumed(0.7, "share", 0.4, 0.9)
    """Acting against the common threat."""
    restraint: Share = assumed(0.8, "share", 0.6, 0.95)
    """Restraint about the past."""
    counter_narcotics: Share = assumed(0.7, "share", 0.4, 0.9)
    """Acting against narcotics."""
    predictability: Share = assumed(0.65, "share", 0.4, 0.85)
    """Being predictable: keeping to what was agreed."""


class ConductWeights(Section):
    """Weights of the conduct factors; they are made to sum to one. Predictability weighs most."""

    non_interference: Weight = assumed(0.14, "weight", 0.05, 0.25)
    """Weight of non interference."""
    state_centred: Weight = assumed(0.14, "weight", 0.05, 0.25)
    """Weight of state centred."""
    common_threat: Weight = assumed(0.14, "weight", 0.05, 0.25)
    """Weight of common threat."""
    restraint: Weight = assumed(0.14, "weight", 0.05, 0.25)
    """Weight of restraint."""
    counter_narcotics: Weight = assumed(0.14, "weight", 0.05, 0.25)
    """Weight of counter narcotics."""
    predictability: Weight = assumed(0.30, "weight", 0.2, 0.5)
    """Weight of predictability."""


class Trust(Section):
    """The partner's trust in the focal party, and how it moves the depth of cooperation."""

    start: StartShare = assumed(0.6, "share", 0.4, 0.8)
    """Trust at the start."""
    speed: Share = assumed(0.08, "share", 0.03, 0.15)
    """Share of the gap to conduct closed per month."""
    shock: Weight = assumed(0.02, "weight", 0.0, 0.08)
    """Trust lost per month of full-scale incidents."""
    up: Share = assumed(0.6, "share", 0.5, 0.75)
    """Trust above which depth grows."""
    down: Share = assumed(0.4, "share", 0.25, 0.5)
    """Trust below which depth shrinks."""
    rate_up: Weight = assumed(0.25, "weight", 0.05, 0.6)
    """Depth gained per month and unit of trust above the upper threshold."""
    rate_down: Weight = assumed(0.5, "weight", 0.1, 1.0)
    """Depth lost per month and unit of trust below the lower threshold."""


class Follow(Section):
    """Ties a driver to a measure: it moves by `slope` per unit the measure has moved since the start."""

    measure: str
    """Name of a measure."""
    slope: Number
    """Change of the driver per unit of the measure."""


class Driver(Section):
    """One reason for wanting the agreement."""

    value: Share
    """How strong the reason is, 0 to 1."""
    weight: Weight = neutral(1, "weight")
    """Its weight among the reasons."""
    follows: Follow | None = None
    """A measure that strengthens or weakens it."""


class Life(Section):
    """Rates of the agreement's life at neutral convergence (0.5)."""

    delay: Rate = assumed("0.02/month", "rate", 0.005, 0.05)
    """From active to delayed, per month."""
    narrow: Rate = assumed("0.008/month", "rate", 0.002, 0.02)
    """From active to narrowed, per month."""
    suspend: Rate = assumed("0.005/month", "rate", 0.001, 0.015)
    """To suspended, per month."""
    end: Rate = assumed("0.002/month", "rate", 0.0005, 0.008)
    """To ended, per month."""
    broaden: Rate = assumed("0.01/month", "rate", 0.002, 0.03)
    """From active to broadened, per month."""
    resume: Rate = assumed("0.2/month", "rate", 0.08, 0.4)
    """Back to active, per month."""
    sensitivity: Weight = assumed(4, "weight", 2, 8, "how strongly the rates depend on converging interests")
    """How strongly the rates depend on converging interests."""
    broaden_depth: DepthLevel = neutral(3, "number")
    """Depth (1 economic to 5 strategic) from which the agreement can broaden."""
    delayed: Share = assumed(0.5, "share", 0.3, 0.7)
    """Delivery while delayed, against active."""
    narrowed: Share = assumed(0.5, "share", 0.3, 0.7)
    """Delivery while narrowed."""
    broadened: Positive = assumed(1.2, "weight", 1.0, 1.5)
    """Delivery while broadened."""


State = Literal["signed", "active", "delayed", "narrowed", "broadened", "suspended", "ended"]
STATES: tuple[State, ...] = ("signed", "active", "delayed", "narrowed", "broadened", "suspended", "ended")


class Agreement(Section):
    """A support agreement between the focal party and a partner."""

    partner: Name
    """Who supports."""
    state: State = "signed"
    """State at the start; an intervention may set `agreement.state` on a date."""
    transparency: Share = assumed(0.5, "share", 0.2, 0.8)
    """How openly it is reported, 0 to 1."""
    pace: Positive = neutral(1, "weight")
    """How fast tracks ramp up: 2 halves every ramp."""
    announced: Share = neutral(0, "share")
    """Scope that has been announced, 0 to 1: politics moves before equipment does."""
    depth: StartDepth = neutral(3, "number")
    """Depth of cooperation at the start: 1 economic, 2 political, 3 technical-military, 4 security,
    5 strategic."""
    signed: Months = neutral("0 months", "months")
    """Months from the start until it takes effect."""
    price: Money = neutral(0, "money")
    """Fixed cost a month while it is active."""
    tracks: Tracks = Field(default_factory=Tracks)
    """What it promises."""
    conduct: Conduct = Field(default_factory=Conduct)
    """How the focal party behaves."""
    conduct_weights: ConductWeights = Field(default_factory=ConductWeights)
    """What weighs in the partner's eyes."""
    trust: Trust = Field(default_factory=Trust)
    """The partner's trust."""
    partner_interests: dict[Name, Driver] = Field(default_factory=dict)
    """Why the partner wants it."""
    focal_interests: dict[Name, Driver] = Field(default_factory=dict)
    """Why the focal party wants it."""
    life: Life = Field(default_factory=Life)
    """How its life goes on."""
