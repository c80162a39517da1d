"""Rows of missions."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class MissionRow:
    """A standing demand for hours: slots of what is asked, and the positions of the fleets that serve it."""

    name: str
    hours: int
    priority: int
    duration: int
    fleets: tuple[int, ...]
