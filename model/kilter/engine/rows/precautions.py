"""Rows of precautions and multilateral arrangements."""

from __future__ import annotations

from dataclasses import dataclass

from .diplomacy import EffectRow


@dataclass(frozen=True)
class PrecautionRow:
    """A precaution: when it starts, how it comes up, what it costs and does."""

    name: str
    title: str
    start: int
    ramp: int
    level: int
    setup: int
    price: int
    calms: bool
    effects: tuple[EffectRow, ...]


@dataclass(frozen=True)
class MemberRow:
    """An actor that may join. ``driver`` is the slot of the state it depends on."""

    actor: str
    driver: int
    driver_name: str
    at: int
    width: int
    below: bool
    rate: int
    leaves: int
    company: int
    joined: bool


@dataclass(frozen=True)
class ArrangementRow:
    """An arrangement."""

    name: str
    title: str
    start: int
    members: tuple[MemberRow, ...]
    quorum: int
    lapse: int
    price: int
    calms: bool
    effects: tuple[EffectRow, ...]
