"""Capability by area and in one index."""

from __future__ import annotations

from collections.abc import Iterable

from ...rows import NONE
from ..kernel import capability, fleets, head
from .image import Image


def reserve(image: Image) -> None:
    """Room for what the index needs of each fleet."""
    image.words[head.CAPABILITY] = record = image.reserve(capability.SIZE)
    image.words[record + capability.FORCES] = image.reserve(len(image.plan.fleets) * capability.FORCE_SIZE)


def force(image: Image, fleet: int) -> int:
    """Address of what the index needs of a fleet."""
    forces = int(image.words[int(image.words[head.CAPABILITY]) + capability.FORCES])
    return forces + fleet * capability.FORCE_SIZE


def forces(image: Image, positions: Iterable[int]) -> int:
    """A list of such addresses."""
    return image.list([force(image, fleet) for fleet in positions])


def fill(image: Image) -> None:
    """Areas, origins, and what each fleet counts for."""
    plan, record = image.plan, int(image.words[head.CAPABILITY])
    focal = [i for i, fleet in enumerate(plan.fleets) if fleet.focal]
    image.write(
        record,
        {
            capability.HAS: int(plan.has_capability),
            capability.INDEX: 0.0,
            capability.LEVELS: image.list([0.0] * len(plan.areas)),
            capability.WEIGHTS: image.list([0.0] * len(plan.areas)),
            capability.STRENGTHS: image.list([0.0] * len(plan.areas)),
            capability.SOURCES: image.list([0.0] * len(plan.origins)),
            capability.FOCAL: forces(image, focal),
            capability.FOCAL_COUNT: len(focal),
            capability.SUBSTITUTION: image.lever_of("capability.substitution"),
            capability.CAP: image.lever_of("capability.cap"),
            capability.REQUIREMENTS: _by_area(image, "required"),
            capability.AREA_WEIGHTS: _by_area(image, "weight"),
            capability.INDEX_STATE: image.state("capability.index"),
            capability.AREA_STATES: image.list([image.state(f"capability.{a}") for a in plan.areas]),
            capability.SOURCE_STATES: image.list(
                [image.state(f"capability.origin.{origin}") for origin in plan.origins]
            ),
        },
    )
    for i, fleet in enumerate(plan.fleets):
        at = force(image, i)
        image.write(at, dict.fromkeys((capability.CAPABLE, capability.POSSESSED_ITEMS), 0.0))
        image.write(
            at,
            {
                capability.INVENTORY_ITEMS: 0.0,
                capability.FLEET: int(image.words[head.FLEETS]) + i * fleets.SIZE,
                capability.SOURCE: fleet.origin,
                capability.GAIN: image.lever(fleet.upgrade.gain) if fleet.upgrade else NONE,
                capability.COUNTS: image.list(
                    [word for area, slot in fleet.areas for word in (area, image.lever(slot))]
                ),
                capability.COUNTS_COUNT: len(fleet.areas),
            },
        )


def _by_area(image: Image, what: str) -> int:
    return image.list([image.lever_of(f"capability.areas.{area}.{what}") for area in image.plan.areas])
