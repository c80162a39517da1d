"""Rows of the parties beside the focal one."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class PointRow:
    """A given capability on a day: the instant (before the start: negative), and the slots of its numbers."""

    tick: int
    index: int
    areas: tuple[int, ...]


@dataclass(frozen=True)
class PartyRow:
    """A party: modelled by ``fleets`` (positions) or given by ``points``.

    ``areas`` are the capability areas that it says something about, ``required`` a slot for each.
    """

    name: str
    fleets: tuple[int, ...]
    areas: tuple[int, ...]
    required: tuple[int, ...]
    points: tuple[PointRow, ...]
    level: int
    weight: int
