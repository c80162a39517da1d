"""Rows of a plan: the scenario as numbers and positions, without names to look up during a run.

A field called after a quantity holds its *slot*: the position of its current value in the run's list of
parameters (``-1`` when the scenario leaves it out). Every quantity is read through its slot, so that an
intervention or a reaction can change any of them.
"""

from __future__ import annotations

from dataclasses import dataclass

NONE = -1


@dataclass(frozen=True)
class SpreadRow:
    """A random amount: family (see ``mechanisms.draws``), mean and standard deviation."""

    kind: int
    mean: int
    sd: int


@dataclass(frozen=True)
class JobRow:
    """What a job takes: (store, number) pairs, a shop (or none), people per team, labour in man-hours."""

    parts: tuple[tuple[int, int], ...]
    shop: int
    team: int
    labour: SpreadRow | None


@dataclass(frozen=True)
class ModeRow:
    """A failure mode."""

    name: str
    mtbf: int
    shape: int
    growth: int
    critical: int
    calendar: bool
    job: JobRow


@dataclass(frozen=True)
class CycleRow:
    """A recurring limit (inspection or overhaul): slots of its limits in hours and in days."""

    name: str
    hours: int
    days: int
    uniform: bool
    job: JobRow | None


@dataclass(frozen=True)
class HallRow:
    """A programme that takes items into a hall: slots a month, turnaround, price, work."""

    slots: int
    turnaround: SpreadRow
    price: int
    job: JobRow
    gain: int = NONE


@dataclass(frozen=True)
class OverhaulRow:
    """Overhaul: its cycle, slots a month (``NONE``: no limit), turnaround, price."""

    cycle: CycleRow
    slots: int
    turnaround: SpreadRow
    price: int
    abroad: bool


@dataclass(frozen=True)
class CannibaliseRow:
    """Parts from wrecks."""

    yields: int
    success: int
    labour: int


@dataclass(frozen=True)
class CrewsRow:
    """Crews of a fleet."""

    trained: int
    proficiency: int
    baseline: int
    gain: int
    reference: int
    half_life: int
    concentration: int
    floor: int
    leaving: int


@dataclass(frozen=True)
class FleetRow:
    """A fleet."""

    name: str
    focal: bool
    origin: int
    areas: tuple[tuple[int, int], ...]
    serviceable: int
    repairable: int
    long_term: int
    hulk: int
    age_days: float
    plan: int
    ceiling: int
    modes: tuple[ModeRow, ...]
    inspections: tuple[CycleRow, ...]
    overhaul: OverhaulRow | None
    restoration: JobRow
    rehabilitation: HallRow | None
    upgrade: HallRow | None
    cannibalise: CannibaliseRow | None
    crews: CrewsRow | None
    accidents: int
    priority: int
    required: int
    site: str


@dataclass(frozen=True)
class ShopRow:
    """People of one trade at a site."""

    site: str
    trade: str
    start: tuple[int, int, int]
    team: int
    span: int
    output: tuple[int, int, int]
    rework: tuple[int, int, int]
    leaving: tuple[int, int, int]
    to_journeyman: int
    to_master: int
    lift: int
    learning_rate: int
    learning_floor: int
    shift: int
    tools: int


@dataclass(frozen=True)
class StoreRow:
    """One kind of part in one store."""

    site: str
    part: str
    stock: int
    reorder: int
    on_hand: int
    suppliers: tuple[int, ...]
    demand: int
    price: int
    repair: SpreadRow | None
    success: int


@dataclass(frozen=True)
class SupplierRow:
    """A source of parts; ``depth`` 0 sells to anyone; ``track`` is true when an agreement's parts track opens it."""

    name: str
    lead: SpreadRow
    capacity: int
    price: int
    reliability: int
    notice: int
    depth: int
    sanctions: int
    border: int
    partner: int
    track: bool


@dataclass(frozen=True)
class CourseRow:
    """A course: ``shop`` or ``fleet`` says who gets its graduates."""

    name: str
    shop: int
    fleet: int
    to_journeyman: bool
    home: bool
    seats: int
    every: int
    length: int
    passes: int
    instructors: int
    price: int


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
    """An actor."""

    name: str
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
    opportunity: int
    opportunity_gain: int
    capacity: int
    reactions: tuple[ReactionRow, ...]


@dataclass(frozen=True)
class PullRow:
    """A measure (state slot) that moves something, with its coefficient's slot."""

    state: int
    beta: int
    name: str


@dataclass(frozen=True)
class ChannelRow:
    """A risk channel."""

    name: str
    counts: str
    is_level: bool
    background: int
    branching: int
    half_life: int
    size: int
    start: int
    speed: int
    drivers: tuple[PullRow, ...]
    intensity: int
    deaths: SpreadRow | None
    weight: int
    reference: int


@dataclass(frozen=True)
class LadderRow:
    """A hostility ladder with its monthly prior."""

    name: str
    rival: int
    channel: int
    start: int
    prior: tuple[tuple[float, ...], ...]
    alarm: int
    deterrence: int
    trigger: int
    calm: int
    pressure: int
    relief: int
    deaths: SpreadRow | None
    decay_first: int
    decay_next: int
    weight: int
    reference: int


@dataclass(frozen=True)
class RiskRow:
    """The regional index."""

    vulnerability: int
    vulnerability_pulls: tuple[PullRow, ...]
    coping: int
    coping_pulls: tuple[PullRow, ...]


@dataclass(frozen=True)
class ChangeRow:
    """A dated change of one parameter (``param`` is ``NONE`` for the agreement's state)."""

    tick: int
    param: int
    value: float
    path: str
    note: str
