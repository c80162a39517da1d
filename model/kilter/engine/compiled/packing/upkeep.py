"""What brings items back: the ticket, the card and the request that each of them has for good."""

from __future__ import annotations

from ..kernel import fleets, halls, head, items, orders, tickets, upkeep
from .image import Image
from .items import item_job, purpose
from .jobs import card


def reserve(image: Image) -> None:
    """Room for the table."""
    image.words[head.UPKEEP] = image.reserve(len(image.plan.fleets) * upkeep.SIZE)


def fill(image: Image) -> None:
    """What fleets and items hold at the start."""
    words = image.words
    for index, row in enumerate(image.plan.fleets):
        at = int(words[head.UPKEEP]) + index * upkeep.SIZE
        fleet = int(words[head.FLEETS]) + index * fleets.SIZE
        words[at + upkeep.HALL] = int(words[head.HALLS]) + index * halls.SIZE
        if row.repairable:
            words[at + upkeep.RESTORED] = item_job(image, index, row.restoration, "restoration")
        if row.cannibalise is not None:
            image.write(
                at,
                {
                    upkeep.SURVIVES: image.lever(row.cannibalise.success),
                    upkeep.FITTING: image.lever(row.cannibalise.labour),
                    upkeep.REMOVAL: purpose(image, index, "cannibalisation"),
                },
            )
        item = int(words[fleet + fleets.ITEMS])
        for _ in range(int(words[fleet + fleets.ROOM])):
            _item(image, item, index, at)
            item += int(words[fleet + fleets.STRIDE])


def _item(image: Image, item: int, fleet: int, care: int) -> None:
    entity, key = int(image.words[item + items.ENTITY]), int(image.words[item + items.KEY])
    ticket = image.reserve(tickets.SIZE)
    image.words[ticket + tickets.CARD] = card(image, tickets.ITEM, item, entity, fleet, key)
    image.write(
        item,
        {
            items.CARE: care,
            items.TICKET: ticket,
            items.REQUEST: image.list([orders.FOR_ITEM, 0, item]),
        },
    )
