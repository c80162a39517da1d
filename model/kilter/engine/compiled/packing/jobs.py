"""Jobs, and the tickets and cards with which they go to a shop."""

from __future__ import annotations

from ...rows import JobRow
from ..kernel import agenda, head, jobs, shops, stores, tickets
from .image import Image


def job(
    image: Image, row: JobRow, labour: str = "part labour", rework: str = "part rework", stream: int = 0
) -> int:
    """The address of a new job. Tables of stores and shops must have their places.

    Args:
        image: where to.
        row: what it takes.
        labour: purpose of the stream of its labour; a repair's unless said otherwise.
        rework: purpose of the stream that says whether it has to be done again.
        stream: place of the labour's stream among those of an item; rework's is the next.
    """
    at = image.reserve(jobs.SIZE)
    words = image.words
    parts = [
        word
        for store, number in row.parts
        for word in (int(words[head.STORES]) + store * stores.SIZE, image.lever(number))
    ]
    team, shop = row.team, 0
    if row.shop >= 0:
        shop = int(words[head.SHOPS]) + row.shop * shops.SIZE
        team = team if team >= 0 else image.plan.shops[row.shop].team
    image.write(
        at,
        {
            jobs.PART_COUNT: len(row.parts),
            jobs.PARTS: image.list(parts),
            jobs.SHOP: shop,
            jobs.TEAM: image.lever(team),
            jobs.HAS_LABOUR: int(row.labour is not None),
            jobs.STREAM: stream,
            jobs.LABOUR_PURPOSE: image.key(labour),
            jobs.REWORK_PURPOSE: image.key(rework),
        },
    )
    if row.labour is not None:
        image.spread(at + jobs.LABOUR, row.labour)
    return at


def card(image: Image, kind: int, owner: int, entity: int, learns: int, key: int) -> int:
    """The address of a new card, without streams and job.

    Args:
        image: where to.
        kind: of the owner, see :mod:`..kernel.tickets`.
        owner: its address.
        entity: its place in the order of events.
        learns: what learning is counted by: position of the fleet, or -1 less the position of the store.
        key: of the owner's name.
    """
    at = image.reserve(tickets.CARD_SIZE)
    image.write(
        at,
        {
            tickets.KIND: kind,
            tickets.OWNER: owner,
            tickets.ENTITY: entity,
            tickets.TYPE: learns,
            tickets.KEY: key,
        },
    )
    return at


def bench_card(image: Image, store: int, row: JobRow) -> int:
    """The address of a new card for the repairs of a store, by position: its job, its streams and its place."""
    plan = image.plan
    at = int(image.words[head.STORES]) + store * stores.SIZE
    site, part = plan.stores[store].site, plan.stores[store].part
    made = card(
        image, tickets.BENCH, at, agenda.LAST + store, -1 - store, image.key(f"sites.{site}.parts.{part}")
    )
    streams = image.reserve(4)
    image.write(made, {tickets.JOB: job(image, row), tickets.LABOUR: streams, tickets.REWORK: streams + 2})
    return made
