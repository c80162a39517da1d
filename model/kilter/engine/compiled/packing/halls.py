"""Overhaul, rehabilitation, upgrades and deliveries: programmes with slots, turnaround and a price."""

from __future__ import annotations

from ..kernel import fleets, halls, head
from .agreement import gifts, limit
from .image import Image
from .items import item_job, purpose


def reserve(image: Image) -> None:
    """Room for the table."""
    image.words[head.HALLS] = image.reserve(len(image.plan.fleets) * halls.SIZE)


def fill(image: Image) -> None:
    """The programmes of each fleet; nobody waits and no slot is saved up yet."""
    for index, row in enumerate(image.plan.fleets):
        at = int(image.words[head.HALLS]) + index * halls.SIZE
        image.write(
            at,
            {
                halls.FLEET: int(image.words[head.FLEETS]) + index * fleets.SIZE,
                halls.DOCKS: image.lever(row.overhaul.docks) if row.overhaul else -1,
                halls.ABROAD: int(row.overhaul is not None and row.overhaul.abroad),
                halls.BORDER: image.lever_of("supply.border"),
                halls.CARRIED: 0.0,
                halls.DELIVERIES: gifts(image, "items", index),
                halls.MOST: limit(image, index),
                halls.COST: image.counter("cost.overhaul"),
            },
        )
        for programme, kind, gift, hall in (
            (halls.IN_OVERHAUL, "overhaul", "slots", row.overhaul),
            (halls.IN_REHABILITATION, "rehabilitation", "rehabilitate", row.rehabilitation),
            (halls.IN_UPGRADE, "upgrade", "upgrade", row.upgrade),
        ):
            if hall is not None:
                image.write(
                    at + programme,
                    {
                        halls.HAS: 1,
                        halls.CREDIT: 0.0,
                        halls.SLOTS: image.lever(hall.slots),
                        halls.PRICE: image.lever(hall.price),
                        halls.GIFTS: gifts(image, gift, index),
                        halls.JOB: item_job(image, index, hall.job, kind),
                        halls.PURPOSE: purpose(image, index, f"{kind} time"),
                    },
                )
                image.spread(at + programme + halls.TURNAROUND, hall.turnaround)
