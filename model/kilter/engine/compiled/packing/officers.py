"""Officers of sites: how many, and how much of the work gets done under their planning."""

from __future__ import annotations

from ..kernel import head, officers
from .image import Image


def reserve(image: Image) -> None:
    """Room for the table."""
    image.table(head.OFFICERS, len(image.plan.officers), officers.SIZE)


def of(image: Image, position: int) -> int:
    """Address of the officers at a position of the plan; 0 for none."""
    return int(image.words[head.OFFICERS]) + position * officers.SIZE if position >= 0 else 0


def fill(image: Image) -> None:
    """What they hold at the start."""
    for i, row in enumerate(image.plan.officers):
        at = of(image, i)
        image.write(
            at,
            {
                officers.STATE: image.state(f"site.{row.site}.officers"),
                officers.START: image.lever(row.trained),
                officers.REQUIRED: image.lever(row.required),
                officers.WITHOUT: image.lever(row.without),
                officers.LEAVING: image.lever(row.leaving),
            },
        )
        image.stream(at + officers.LUCK, "officer departure", f"sites.{row.site}")
