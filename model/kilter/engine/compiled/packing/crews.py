"""Crews: how many, how proficient, how many ready."""

from __future__ import annotations

from ...rows import CrewsRow
from ..kernel import crews, head
from .image import Image


def reserve(image: Image) -> None:
    """Room for one record a fleet."""
    image.words[head.CREWS] = image.reserve(len(image.plan.fleets) * crews.SIZE)


def fill(image: Image) -> None:
    """What they hold at the start."""
    for i, fleet in enumerate(image.plan.fleets):
        at = int(image.words[head.CREWS]) + i * crews.SIZE
        image.write(at, dict.fromkeys((crews.PROFICIENCY, crews.SHARE, crews.ABLE, crews.CURRENT), 1.0))
        if fleet.crews is not None:
            _crews(image, at, fleet.name, fleet.crews)


def _crews(image: Image, at: int, fleet: str, row: CrewsRow) -> None:
    months = len(image.plan.time.months) if row.currency_hours >= 0 else 0
    image.write(
        at,
        {
            crews.HAS: 1,
            crews.FLOWN: 0.0,
            crews.PAST: image.list([0.0] * (2 * months)),
            crews.HOURS: image.counter(f"fleet.{fleet}.hours"),
            crews.STATE_CREWS: image.state(f"fleet.{fleet}.crews"),
            crews.STATE_READY: image.state(f"fleet.{fleet}.crews_ready"),
            crews.STATE_PROFICIENCY: image.state(f"fleet.{fleet}.proficiency"),
            crews.STATE_CURRENT: image.state(f"fleet.{fleet}.crews_current"),
            crews.START_TRAINED: image.lever(row.trained),
            crews.START_PROFICIENCY: image.lever(row.proficiency),
            crews.BASELINE: image.lever(row.baseline),
            crews.GAIN: image.lever(row.gain),
            crews.REFERENCE: image.lever(row.reference),
            crews.HALF_LIFE: image.lever(row.half_life),
            crews.CONCENTRATION: image.lever(row.concentration),
            crews.FLOOR: image.lever(row.floor),
            crews.LEAVING: image.lever(row.leaving),
            crews.CURRENCY_HOURS: image.lever(row.currency_hours),
            crews.CURRENCY_WITHIN: image.lever(row.currency_within),
        },
    )
    image.stream(at + crews.LUCK, "crew departure", f"fleets.{fleet}")
