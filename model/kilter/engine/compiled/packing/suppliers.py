"""Suppliers: queues, capacity, money, lead times, and which of them gets an order."""

from __future__ import annotations

from ..kernel import head, suppliers
from .image import Image


def reserve(image: Image) -> None:
    """Room for the table, and for what all suppliers share."""
    image.table(head.SUPPLIERS, len(image.plan.suppliers), suppliers.SIZE)
    image.words[head.SUPPLIES] = image.reserve(suppliers.SUPPLIES_SIZE)


def fill(image: Image) -> None:
    """Who they are; nothing is on order yet."""
    for position, row in enumerate(image.plan.suppliers):
        supplier = int(image.words[head.SUPPLIERS]) + position * suppliers.SIZE
        image.write(
            supplier,
            {
                suppliers.POSITION: position,
                suppliers.ALLOWANCE: 0.0,
                suppliers.DELIVERED: image.counter(f"supplier.{row.name}.delivered"),
                suppliers.OPEN_AT: image.state(f"supplier.{row.name}.open"),
                suppliers.NEEDS: row.depth,
                suppliers.TRACK: int(row.track),
                suppliers.CAPACITY: image.lever(row.capacity),
                suppliers.PRICE: image.lever(row.price),
                suppliers.RELIABILITY: image.lever(row.reliability),
                suppliers.NOTICE: image.lever(row.notice),
                suppliers.BY_SANCTIONS: image.lever(row.sanctions),
                suppliers.BY_BORDER: image.lever(row.border),
                suppliers.BY_PARTNER: image.lever(row.partner),
            },
        )
        image.spread(supplier + suppliers.LEAD, row.lead)
    image.write(
        int(image.words[head.SUPPLIES]),
        {
            suppliers.ALL_LEAD: image.lever_of("supply.lead_time"),
            suppliers.ALL_CAPACITY: image.lever_of("supply.capacity"),
            suppliers.SANCTIONS: image.lever_of("supply.sanctions"),
            suppliers.BORDER: image.lever_of("supply.border"),
            suppliers.PARTNER: image.lever_of("supply.partner_demand"),
            suppliers.COST: image.counter("cost.parts"),
        },
    )
