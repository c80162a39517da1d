"""Missions: hours asked of the fleets, served by priority and then by share, and what failures break off."""

from __future__ import annotations

from ....scenario.units import DAYS_PER_MONTH
from ...rows import MissionRow
from ...timebase import DAY, HOUR
from ..kernel import head, missions
from .image import Image
from .items import purpose

#: Hours a month of an item that always runs.
_ALWAYS = DAYS_PER_MONTH * DAY / HOUR


def reserve(image: Image) -> None:
    """Room for the missions, and one record a fleet for what they ask of it."""
    image.table(head.MISSIONS, len(image.plan.missions), missions.SIZE)
    image.words[head.SERVICES] = image.reserve(len(image.plan.fleets) * missions.SERVICE_SIZE)


def fill(image: Image) -> None:
    """Nothing has been asked or flown yet."""
    served: list[list[int]] = [[] for _ in image.plan.fleets]
    for i, row in enumerate(image.plan.missions):
        _mission(image, int(image.words[head.MISSIONS]) + i * missions.SIZE, row, served)
    for i, (fleet, lines) in enumerate(zip(image.plan.fleets, served, strict=True)):
        ceiling = image.lever(fleet.ceiling) if fleet.ceiling >= 0 else image.constant(_ALWAYS)
        fields = {
            missions.FLEET_HOURS: image.counter(f"fleet.{fleet.name}.hours"),
            missions.SERVED: image.list(lines),
            missions.SERVED_COUNT: len(lines),
            missions.CEILING: ceiling,
            missions.PURPOSE: purpose(image, i, "mission"),
        }
        image.write(_service(image, i), fields)
        zeros = (missions.LENT, missions.LEFT, missions.HAD, missions.CLAIMS, missions.HOURS_BEFORE)
        image.write(_service(image, i), dict.fromkeys(zeros, 0.0))


def _service(image: Image, fleet: int) -> int:
    return int(image.words[head.SERVICES]) + fleet * missions.SERVICE_SIZE


def _mission(image: Image, at: int, row: MissionRow, served: list[list[int]]) -> None:
    lines = image.reserve(len(row.fleets) * missions.LINE_SIZE)
    for k, fleet in enumerate(row.fleets):
        line = lines + k * missions.LINE_SIZE
        image.write(line, {missions.MISSION: at, missions.SERVICE: _service(image, fleet)})
        image.write(line, dict.fromkeys((missions.CLAIM, missions.GIVEN, missions.SHARE), 0.0))
        served[fleet].append(line)
    by_fleet = sorted(range(len(row.fleets)), key=row.fleets.__getitem__)
    image.write(
        at,
        {
            missions.HOURS: image.lever(row.hours),
            missions.PRIORITY: image.lever(row.priority),
            missions.DURATION: image.lever(row.duration),
            missions.LINES: lines,
            missions.LINE_COUNT: len(row.fleets),
            missions.SORTED: image.list(lines + k * missions.LINE_SIZE for k in by_fleet),
            missions.ASKED: image.counter(f"mission.{row.name}.asked"),
            missions.FLOWN: image.counter(f"mission.{row.name}.flown"),
            missions.USEFUL: image.counter(f"mission.{row.name}.useful"),
            missions.ABORTS: image.counter(f"mission.{row.name}.aborts"),
            missions.OPENED: -1,
        },
    )
    reals = (missions.WASTED, missions.PACE, missions.NEED, missions.ASKED_BEFORE, missions.FLOWN_BEFORE)
    image.write(at, dict.fromkeys(reals, 0.0))
