"""Section ``fleets``: equipment, how it is used, how it fails and what brings it back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import Field, model_validator

from .lives import Limits, OverhaulPhase, Phase
from .names import Name
from .quantity import (
    Amount,
    Count,
    Dim,
    Duration,
    Factor,
    Growth,
    Hours,
    LabourSpread,
    Loss,
    Money,
    Months,
    Number,
    Positive,
    Quantity,
    Rate,
    Section,
    Share,
    StartCount,
    StartDuration,
    StartShare,
    TimeSpread,
    UseRate,
    Weight,
    assumed,
    is_plain,
    neutral,
    refusal,
)

#: Below this shape the gamma function that turns a mean into a scale leaves the range of a float.
WeibullShape = Annotated[Quantity, Dim("weight", low=0.05)]


class Items(Section):
    """How many items there are at the start, by condition. A plain number means all serviceable."""

    principal: ClassVar[str] = "serviceable"
    serviceable: StartCount = neutral(0, "count")
    """Mission capable at the start."""
    repairable: StartCount = neutral(0, "count")
    """Down at the start; each needs what `restoration` says."""
    long_term: StartCount = neutral(0, "count")
    """Long-term unserviceable: only rehabilitation brings them back."""
    hulk: StartCount = neutral(0, "count")
    """Wrecks, good only as donors of parts."""

    @model_validator(mode="before")
    @classmethod
    def _plain(cls, value: object) -> object:
        if is_plain(value):
            return {"serviceable": value}
        return value


class Use(Section):
    """Planned use. Without this section every item that can run, runs around the clock."""

    plan: UseRate | None = None
    """Hours a month planned for the whole fleet; spread over the items that can fly or drive. A fleet that serves
    missions may leave it out, and then runs as they ask."""
    ceiling: UseRate | None = None
    """The most hours a month that one item is given."""


class Needs(Section):
    """What a job takes: parts, people, time."""

    shorthand: ClassVar[Mapping[str, str]] = {"part": "parts", "number": "parts"}
    parts: dict[Name, Count] = Field(default_factory=dict)
    """Parts by kind and number. `part: engine` is short for `parts: {engine: 1}`."""
    trade: Name | None = None
    """Who does the work. May be left out where the site has one trade or none."""
    team: Count | None = None
    """People per job; the trade's usual team when left out."""
    labour: LabourSpread | None = None
    """Man-hours of work. Left out: no work, the job ends when its parts are there."""

    @model_validator(mode="before")
    @classmethod
    def _one_part(cls, value: object) -> object:
        if not isinstance(value, Mapping):
            return value
        if "part" not in value:
            if "number" in value:
                raise refusal("a number of nothing; write part: … beside it", "number")
            return value
        if "parts" in value:
            raise refusal("'part' is short for 'parts'; keep one of them", "part")
        if not isinstance(value["part"], str):
            raise refusal("the name of a part is needed here; write part: engine", "part")
        rest = {k: v for k, v in value.items() if k not in ("part", "number")}
        return {**rest, "parts": {value["part"]: value.get("number", 1)}}


class Failure(Section):
    """One way of failing, with its own clock."""

    mtbf: Hours
    """Mean time between failures, in hours of use (or of calendar time with `clock: calendar`)."""
    shape: WeibullShape = neutral(1, "weight")
    """Weibull shape: 1 is exponential, more than 1 wears out."""
    growth: Growth = neutral("0 %/year", "growth")
    """How much more often it fails per year of age."""
    critical: Share = neutral(1, "share")
    """Share of failures that stop the item; the rest leave it partly mission capable (see `deferred`)."""
    deferred: Literal["next_stop", "when_free"] = "next_stop"
    """When what is not critical is repaired: at the item's next stop, or also as soon as, on the morning of a
    working day, a team is free and the parts are there."""
    clock: Literal["operating", "calendar"] = "operating"
    """What wears it: hours of use, or the calendar."""
    needs: Needs = Field(default_factory=Needs)
    """What the repair takes."""


class Inspection(Section):
    """Scheduled maintenance by hours of use, by the calendar, or whichever comes first."""

    every: Limits
    """Limits such as [200 h, 12 months]: h counts use; d, months, years count the calendar."""
    phase: Phase = Field(default_factory=Phase)
    """Where items stand in the cycle at the start: `uniform` (spread evenly), `new` (all just done), or by lots."""
    needs: Needs = Field(default_factory=Needs)
    """What the inspection takes."""


class Overhaul(Section):
    """Overhaul life: an item at its limit stands until a slot takes it."""

    every: Limits
    """Limits such as [2000 h, 8 y], whichever comes first."""
    phase: OverhaulPhase = Field(default_factory=OverhaulPhase)
    """Where items stand in their life at the start: `uniform`, `new`, or by lots."""
    where: Literal["home", "abroad"] = "abroad"
    """Where the work is done; abroad it is exposed to closed borders and sanctions."""
    slots: Rate | None = None
    """Items taken per year. Left out: every item at its limit is taken at once; 0/year: none ever is."""
    turnaround: TimeSpread = Field(default_factory=lambda: TimeSpread.model_validate("0 d"))
    """Time from leaving to return."""
    docks: Count | None = None
    """Items that the hangar at home holds at once. Left out: as many as there are slots for."""
    needs: Needs = Field(default_factory=Needs)
    """At home: parts and work per item, after the turnaround."""
    price: Money = neutral(0, "money")
    """Cost per item."""


class Rehabilitation(Section):
    """Bringing long-term unserviceable items back: a slot, parts and work at home, and time."""

    slots: Rate = neutral(0, "rate")
    """Items started per year without any agreement; an agreement's `upgrades` track adds to it."""
    needs: Needs = Field(default_factory=Needs)
    """Parts and work per item."""
    turnaround: TimeSpread = Field(default_factory=lambda: TimeSpread.model_validate("0 d"))
    """Time in the hall before the work above."""
    price: Money = neutral(0, "money")
    """Cost per item."""


class Upgrade(Section):
    """Modernising serviceable items."""

    slots: Rate = neutral(0, "rate")
    """Items started per year without any agreement; an agreement's `upgrades` track adds to it."""
    gain: Factor = neutral("x1", "factor")
    """What an upgraded item counts for in capability."""
    needs: Needs = Field(default_factory=Needs)
    """Parts and work per item."""
    turnaround: TimeSpread = Field(default_factory=lambda: TimeSpread.model_validate("0 d"))
    """Time in the hall before the work above."""
    price: Money = neutral(0, "money")
    """Cost per item."""


Donor = Literal["hulk", "long_term", "down"]


def _wrecks() -> list[Donor]:
    return ["hulk"]


class Cannibalise(Section):
    """Taking parts from items that stand when the store has none."""

    donors: list[Donor] = Field(default_factory=_wrecks)
    """Who gives: wrecks; long-term unserviceable items, which owe the part until they are rehabilitated; items
    down for other parts, which then wait for this one too."""
    per_donor: Count | None = None
    """The most parts taken from one item; a wreck has its `yields`. Left out: no limit."""
    yields: StartCount = assumed(6, "count", 2, 15, "usable parts of any kind that a wreck still holds")
    """Usable parts per hulk, where hulks are donors."""
    success: Share = assumed(0.8, "share", 0.5, 0.95, "the rest break on removal")
    """Chance that a part survives its removal."""
    labour: Factor = assumed("x1.5", "factor", 1.1, 2.0, "removal and fitting instead of fitting alone")
    """How much more work a job takes with a cannibalised part; also of a donor that is made whole again."""

    @property
    def robs(self) -> bool:
        """Whether items that are not wrecks give parts."""
        return "long_term" in self.donors or "down" in self.donors


class Currency(Section):
    """Practice so recent that a crew may be sent out: its own condition, beside proficiency."""

    hours: Hours
    """Hours that a crew has to have run lately."""
    within: Duration = neutral("90 d", "duration")
    """How lately."""


class Crews(Section):
    """The people who operate the fleet."""

    trained: StartCount
    """Crews trained at the start."""
    proficiency: StartShare = assumed(0.6, "share", 0.4, 0.8)
    """Mean proficiency at the start, 0 to 1."""
    baseline: Share = assumed(0.3, "share", 0.1, 0.5, "what is left when nothing is practised")
    """Proficiency that is never lost."""
    gain: Share = assumed(
        0.08, "share", 0.03, 0.15, "share of the gap closed in a month at the reference use"
    )
    """Monthly gain at the reference use."""
    reference: UseRate = assumed("12 h/month", "use", 8, 20)
    """Hours per crew and month that count as full practice."""
    half_life: Months = assumed(
        "11 months",
        "months",
        6.5,
        13,
        "Tatel & Ackerman, doi 10.1037/bul0000481: mixed tasks 11, accuracy 6.5, speed 13",
    )
    """Half-life of the unused gain."""
    concentration: Positive = assumed(12, "weight", 5, 30)
    """How alike crews are (concentration of the Beta distribution around the mean)."""
    floor: Share = assumed(0.4, "share", 0.3, 0.5)
    """Proficiency below which a crew is not ready."""
    currency: Currency | None = None
    """Recent practice that a crew needs to be ready. Left out: none."""
    leaving: Rate = neutral(0, "rate")
    """Share of crews that leave, per month."""


class Fleet(Section):
    """Items of one type at one site."""

    title: str = ""
    """What people call it."""
    site: Name | None = None
    """Where it is kept. May be left out where there is one site or none."""
    party: Name | None = None
    """Who owns it; the focal party when left out."""
    origin: Name = "unstated"
    """Where the equipment comes from (russian, western, …)."""
    areas: dict[Name, Weight] = Field(default_factory=dict)
    """What an item with its crew adds to each capability area."""
    items: Items
    """How many, in what condition, at the start."""
    age: StartDuration = neutral("0 d", "duration")
    """Age of the items at the start; matters where failures grow with age."""
    use: Use | None = None
    """How much it is used."""
    failures: dict[Name, Failure] = Field(default_factory=dict)
    """Ways of failing."""
    inspections: dict[Name, Inspection] = Field(default_factory=dict)
    """Scheduled maintenance."""
    overhaul: Overhaul | None = None
    """Overhaul life."""
    restoration: Needs = Field(default_factory=Needs)
    """What brings an item back that is `repairable` at the start."""
    rehabilitation: Rehabilitation | None = None
    """What brings back long-term unserviceable items."""
    upgrade: Upgrade | None = None
    """Modernisation."""
    cannibalise: Cannibalise | None = None
    """Whether wrecks give parts."""
    crews: Crews | None = None
    """Who operates it; left out: there are always enough."""
    accidents: Loss = neutral("0/1000 h", "loss")
    """Accidents per 1,000 hours of use."""
    repairable: Share = neutral(0, "share")
    """Share of accidents that leave the item long-term unserviceable; the others are write-offs."""
    priority: Number = neutral(0, "number")
    """Whose jobs and parts come first: higher before lower, then first come."""
    required: Amount | None = None
    """Items the force says it needs (for the S pillar); the number at the start when left out."""
