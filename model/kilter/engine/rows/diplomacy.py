"""Rows of the agreement, actors and dated changes."""

from __future__ import annotations

from dataclasses import dataclass

from .common import NONE, SpreadRow


@dataclass(frozen=True)
class TrackRow:
    """A track of the agreement: kind, ramp, and what it gives to which row."""

    kind: str
    start: int
    ramp: int
    level: int
    delivery: int
    depth: int
    gives: tuple[tuple[str, int, int], ...]
    grade: int = NONE
    limits: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class DriverRow:
    """A driver of interests: value, weight, and the state that it follows with its slope."""

    name: str
    value: int
    weight: int
    follows: int
    slope: int


@dataclass(frozen=True)
class AgreementRow:
    """The agreement."""

    partner: str
    state: int
    transparency: int
    pace: int
    announced: int
    depth: int
    signed: int
    price: int
    tracks: tuple[TrackRow, ...]
    conduct: tuple[int, ...]
    weights: tuple[int, ...]
    trust: int
    speed: int
    shock: int
    up: int
    down: int
    rate_up: int
    rate_down: int
    partner_interests: tuple[DriverRow, ...]
    focal_interests: tuple[DriverRow, ...]
    rates: tuple[int, ...]
    sensitivity: int
    broaden_depth: int
    factors: tuple[int, int, int]


@dataclass(frozen=True)
class EffectRow:
    """What a reaction does to one parameter: a factor or an addend."""

    param: int
    multiply: bool
    value: float
    path: str


@dataclass(frozen=True)
class ReactionRow:
    """Something an actor may do. ``driver`` is the slot of the state it depends on."""

    name: str
    title: str
    kind: str
    driver: int
    driver_name: str
    at: int
    width: int
    below: bool
    rate: int
    lasts: SpreadRow
    effort: int
    effects: tuple[EffectRow, ...]
    signals: tuple[tuple[int, int], ...]
    trust: int
    active: int


@dataclass(frozen=True)
class IncidentRow:
    """Events that feed concern: the channel's position, weight, reference."""

    channel: int
    weight: int
    reference: int


@dataclass(frozen=True)
class ActorRow:
    """An actor.

    ``kinds`` are the kinds of events that can reach it, capability first, with the slot of the half-life of each
    (``NONE``: it fades as concern does); ``typed`` whether any has one of its own.
    """

    name: str
    party: int
    rivalry: int
    alarm: tuple[tuple[int, int], ...]
    start: int
    baseline: int
    gain: int
    speed: int
    fade: int
    opacity: int
    signal: int
    lag: int
    noise: int
    salience: int
    credibility: int
    incidents: tuple[IncidentRow, ...]
    by_level: bool
    typed: bool
    kinds: tuple[str, ...]
    half_lives: tuple[int, ...]
    opportunity: int
    opportunity_gain: int
    capacity: int
    reactions: tuple[ReactionRow, ...]


@dataclass(frozen=True)
class ChangeRow:
    """A dated change of one parameter (``param`` is ``NONE`` for the agreement's state)."""

    tick: int
    param: int
    value: float
    path: str
    note: str
