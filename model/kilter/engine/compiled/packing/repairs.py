"""Repair of removed parts: where, for what cause, with which sub-parts and hands, and for how long."""

from __future__ import annotations

from ...rows import MendRow, StoreRow
from ..kernel import repairs, stores, tickets
from .image import Image, Word
from .jobs import bench_card
from .stores import address


def reserve(image: Image) -> None:
    """No tables: a store's bench stands by itself."""


def fill(image: Image) -> None:
    """A bench for every store that repairs."""
    for position, row in enumerate(image.plan.stores):
        if row.repair is not None:
            image.words[address(image, position) + stores.BENCH] = _bench(image, position, row, row.repair)


def _bench(image: Image, position: int, store: StoreRow, row: MendRow) -> int:
    bench = image.reserve(repairs.SIZE)
    causes: list[Word] = []
    for sub_part, share in row.causes:
        causes += [address(image, sub_part) if sub_part >= 0 else 0, image.lever(share)]
    name = f"site.{store.site}.part.{store.part}"
    image.write(
        bench,
        {
            repairs.LOCAL: image.lever(row.local) if row.local >= 0 else image.constant(1.0),
            repairs.SUCCESS: image.lever(row.success) if row.success >= 0 else image.constant(1.0),
            repairs.UP: image.own_spread(row.retrograde),
            repairs.CAUSES: len(row.causes),
            repairs.CAUSE_LIST: image.list(causes),
            repairs.SHARES: image.list([0.0] * len(row.causes)),
            repairs.AWAITING: image.level(f"{name}.awaiting_parts"),
            repairs.CONDEMNED: image.counter(f"{name}.condemned"),
            repairs.SENT: image.counter(f"{name}.sent_up"),
        },
    )
    if row.job is not None:
        card = bench_card(image, position, row.job)
        image.write(bench, {repairs.CARD: card, repairs.JOB: image.words[card + tickets.JOB]})
    entity = f"sites.{store.site}.parts.{store.part}"
    for at, purpose in (
        (repairs.CONDEMN_LUCK, "condemnation"),
        (repairs.TURNAROUND_LUCK, "part turnaround"),
        (repairs.LEVEL_LUCK, "repair level"),
        (repairs.CAUSE_LUCK, "repair cause"),
        (repairs.ROAD, "retrograde"),
    ):
        image.stream(bench + at, purpose, entity)
    image.spread(bench + repairs.TURNAROUND, row.turnaround)
    return bench
