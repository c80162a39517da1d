"""Rows of channels, ladders and the index."""

from __future__ import annotations

from dataclasses import dataclass

from .common import NONE, PullRow, SpreadRow


@dataclass(frozen=True)
class ChannelRow:
    """A risk channel. ``causes`` of a flow are (counter, slot of the people that one of it displaces)."""

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
    rival: int
    alarm: int
    deterrence: int
    by_balance: bool
    is_flow: bool = False
    causes: tuple[tuple[int, int], ...] = ()
    returns: int = NONE


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
    by_balance: bool
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
