"""Parties beside the focal one."""

from __future__ import annotations

from ...rows import PartyRow
from ..kernel import head, parties
from .capability import forces
from .image import Image


def reserve(image: Image) -> None:
    """Room for the table."""
    image.table(head.PARTIES, len(image.plan.parties), parties.SIZE)


def fill(image: Image) -> None:
    """Each party, even with the focal one until they are compared."""
    for i, row in enumerate(image.plan.parties):
        _party(image, address(image, i), row)


def address(image: Image, party: int) -> int:
    """Address of a party, by position."""
    return int(image.words[head.PARTIES]) + party * parties.SIZE


def _party(image: Image, at: int, row: PartyRow) -> None:
    here, count = f"party.{row.name}", len(row.areas)
    image.write(at, {parties.INDEX: 0.0, parties.BALANCE: 0.5, parties.BALANCE_AT_START: 0.5})
    image.write(
        at,
        {
            parties.LEVEL: image.lever(row.level),
            parties.WEIGHT: image.lever(row.weight),
            parties.COVERED: _covered(image, row),
            parties.COVERED_COUNT: count,
            parties.LEVELS: image.list([0.0] * count),
            parties.WEIGHTS: image.list([0.0] * count),
            parties.EVERYWHERE: image.list([0.0] * len(image.plan.areas)),
            parties.FORCES: forces(image, row.fleets),
            parties.FORCE_COUNT: len(row.fleets),
            parties.POINTS: _points(image, row),
            parties.POINT_COUNT: len(row.points),
            parties.POINT_SIZE: parties.POINT_AREAS + count,
            parties.INDEX_STATE: image.state(f"{here}.index"),
            parties.BALANCE_STATE: image.state(f"{here}.balance"),
            parties.RATIO_STATE: image.state(f"{here}.ratio"),
            parties.FOCAL_SHARE_STATE: image.state("balance.focal_share"),
        },
    )


def _covered(image: Image, row: PartyRow) -> int:
    words = []
    for area, required in zip(row.areas, row.required, strict=True):
        name = image.plan.areas[area]
        words += [
            area,
            image.lever(required),
            image.state(f"party.{row.name}.area.{name}"),
            image.state(f"party.{row.name}.balance.{name}"),
        ]
    return image.list(words)


def _points(image: Image, row: PartyRow) -> int:
    words = []
    for point in row.points:
        words += [point.tick, image.lever(point.index), *(image.lever(slot) for slot in point.areas)]
    return image.list(words)
