"""Stores: shelves, what they owe, when they order, and from whom."""

from __future__ import annotations

from ...planning.supply import DUE
from ...rows import StoreRow
from ..kernel import head, levers, spreads, stores, suppliers
from .image import Image, Word


def reserve(image: Image) -> None:
    """Room for the table."""
    image.table(head.STORES, len(image.plan.stores), stores.SIZE)


def address(image: Image, position: int) -> int:
    """Address of the store at a position of the plan."""
    return int(image.words[head.STORES]) + position * stores.SIZE


def fill(image: Image) -> None:
    """What they hold at the start, by which policy, and who resupplies them."""
    for position, row in enumerate(image.plan.stores):
        store = address(image, position)
        image.write(store, {**_policy(image, row), **_books(image, row)})
        image.write(store, {stores.POSITION: position, stores.LEFT: 0.0, stores.PACE: 0.0})
        image.words[store + stores.DEPOT] = address(image, row.depot) if row.depot >= 0 else 0
        ships = image.reserve(len(row.ships) * spreads.SIZE)
        for step, ship in enumerate(row.ships):
            image.spread(ships + step * spreads.SIZE, ship)
        image.write(store, {stores.SHIPS: len(row.ships), stores.SHIP_LIST: ships})
        entity = f"sites.{row.site}.parts.{row.part}"
        for at, purpose in (
            (stores.LEAD, "lead time"),
            (stores.LOST, "lost order"),
            (stores.OUTSIDE, "outside demand"),
            (stores.ROAD, "order and ship"),
        ):
            image.stream(store + at, purpose, entity)
        image.watch(row.demand, levers.DEMAND, store)


def _policy(image: Image, row: StoreRow) -> dict[int, Word]:
    first = int(image.words[head.SUPPLIERS])
    return {
        stores.ON_HAND: row.on_hand,
        stores.STOCK: image.lever(row.stock),
        stores.REORDER: image.lever(row.reorder),
        stores.REVIEW_EVERY: image.lever(row.review),
        stores.PRICE: image.lever(row.price),
        stores.DEMAND: image.lever(row.demand),
        stores.SOONEST: int(row.soonest),
        stores.FIFO: int(row.fifo),
        stores.SUPPLIERS: len(row.suppliers),
        stores.SUPPLIER_LIST: image.list(first + i * suppliers.SIZE for i in row.suppliers),
    }


def _books(image: Image, row: StoreRow) -> dict[int, Word]:
    name = f"site.{row.site}.part.{row.part}"
    return {
        stores.LEVEL_ON_HAND: image.level(f"{name}.on_hand"),
        stores.LEVEL_ON_ORDER: image.level(f"{name}.on_order"),
        stores.LEVEL_OWED: image.level(f"{name}.owed"),
        stores.DEMANDED: image.counter(f"{name}.demand"),
        stores.FILLED: image.counter(f"{name}.filled"),
        **{stores.LEVEL_STAGES + stage: image.level(f"{name}.{what}") for stage, what in enumerate(DUE)},
    }
