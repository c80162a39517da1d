"""Shops: people of one trade at a site, the jobs that wait for them, and how fast they work."""

from __future__ import annotations

import math

from ...rows import ShopRow
from ..kernel import head, shops
from .image import Image, Word


def reserve(image: Image) -> None:
    """Room for the table."""
    image.table(head.SHOPS, len(image.plan.shops), shops.SIZE)


def fill(image: Image) -> None:
    """Who is there at the start, and what decides how fast they work."""
    plan = image.plan
    # What a shop has learnt is counted for each fleet and, before them, for each store.
    kinds = len(plan.stores) + len(plan.fleets)
    for i, row in enumerate(plan.shops):
        shop = int(image.words[head.SHOPS]) + i * shops.SIZE
        image.write(shop, {**_people(row), **_levers(image, row), **_books(image, row)})
        image.words[shop + shops.DAYS] = image.list(row.days)
        image.words[shop + shops.DAY_COUNT] = len(row.days)
        image.words[shop + shops.DONE] = image.reserve(kinds) + len(plan.stores)


def _people(row: ShopRow) -> dict[int, Word]:
    a, j, m = row.start
    return {
        shops.STAFF0: a,
        shops.STAFF1: j,
        shops.STAFF2: m,
        shops.TOOLS: 1.0,
        shops.PLANNING: 1.0,
        shops.FOCAL: int(row.focal),
        shops.LINE0: a,
        shops.LINE1: j,
        shops.LINE2: m,
    }


def _levers(image: Image, row: ShopRow) -> dict[int, Word]:
    levers = {
        shops.OUTPUT0: row.output[0],
        shops.OUTPUT1: row.output[1],
        shops.OUTPUT2: row.output[2],
        shops.REWORK0: row.rework[0],
        shops.REWORK1: row.rework[1],
        shops.REWORK2: row.rework[2],
        shops.LEARNING: row.learning_rate,
        shops.FLOOR: row.learning_floor,
        shops.SHIFT: row.shift,
        shops.EQUIPMENT: row.tools,
    }
    span = image.lever(row.span) if row.span >= 0 else image.constant(math.inf)
    return {shops.SPAN: span, **{at: image.lever(slot) for at, slot in levers.items()}}


def _books(image: Image, row: ShopRow) -> dict[int, Word]:
    name = f"site.{row.site}.trade.{row.trade}"
    return {
        shops.PEOPLE_LEVEL: image.level(f"{name}.people"),
        shops.BUSY_LEVEL: image.level(f"{name}.busy"),
        shops.AT_WORK_LEVEL: image.level(f"{name}.at_work"),
        shops.QUEUE_LEVEL: image.level(f"{name}.queue"),
        shops.JOBS_COUNTER: image.counter(f"{name}.jobs"),
        shops.WAITED_COUNTER: image.counter(f"{name}.waited"),
    }
