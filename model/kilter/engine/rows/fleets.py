"""Rows of fleets."""

from __future__ import annotations

from dataclasses import dataclass

from .common import NONE, JobRow, SpreadRow


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
    when_free: bool = False


@dataclass(frozen=True)
class LotRow:
    """Items that stand alike in a cycle at the start.

    Each pair is the two ends of a range: slots of shares used (``hours``, ``days``), days before the start
    (``since`` renewal, ``age``). An empty pair says nothing; ``alike`` gives both clocks the same share; with
    ``by_age`` the calendar has run since delivery, and with ``on_time`` was renewed at each limit since.
    """

    items: int
    alike: tuple[int, ...]
    hours: tuple[int, ...]
    days: tuple[int, ...]
    since: tuple[float, ...] = ()
    age: tuple[float, ...] = ()
    by_age: bool = False
    on_time: bool = False


@dataclass(frozen=True)
class CycleRow:
    """A recurring limit (inspection or overhaul): slots of its limits in hours and in days, lots at the start."""

    name: str
    hours: int
    days: int
    uniform: bool
    job: JobRow | None
    lots: tuple[LotRow, ...] = ()


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
    docks: int
    job: JobRow


@dataclass(frozen=True)
class CannibaliseRow:
    """Parts from wrecks, and from items that stand: long-term unserviceable or down for other parts."""

    yields: int
    success: int
    labour: int
    per_donor: int
    hulks: bool
    long_term: bool
    down: bool


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
    currency_hours: int
    currency_within: int


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
    damage: int
    priority: int
    required: int
    site: str
