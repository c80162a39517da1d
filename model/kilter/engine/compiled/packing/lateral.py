"""Lateral supply: who may borrow, and from whom."""

from __future__ import annotations

from ...rows import LateralRow, StoreRow
from ..kernel import lateral, stores
from .image import Image, Word
from .stores import address


def reserve(image: Image) -> None:
    """No tables: a borrower stands by itself."""


def fill(image: Image) -> None:
    """The borrowers, and for each store those who look at its shelf when its users wait."""
    rows = image.plan.stores
    borrowers = [(i, row, row.lateral) for i, row in enumerate(rows) if row.lateral is not None]
    made = {i: _borrower(image, i, row, how) for i, row, how in borrowers}
    for position in range(len(rows)):
        looking = [
            made[i] for i, row, how in borrowers if position in (i, row.depot) or position in how.sisters
        ]
        image.write(
            address(image, position),
            {
                stores.BORROWER: made.get(position, 0),
                stores.BORROWERS: len(looking),
                stores.BORROWER_LIST: image.list(looking),
            },
        )


def _borrower(image: Image, position: int, store: StoreRow, row: LateralRow) -> int:
    borrower = image.reserve(lateral.SIZE)
    sisters: list[Word] = []
    for i in row.sisters:
        sister = image.plan.stores[i]
        sisters += [address(image, i), image.counter(f"site.{sister.site}.part.{sister.part}.lent")]
    image.write(
        borrower,
        {
            lateral.STORE: address(image, position),
            lateral.SISTERS: len(row.sisters),
            lateral.SISTER_LIST: image.list(sisters),
            lateral.KEEP: image.lever(row.keep),
            lateral.MOST: int(row.most),
            lateral.BORROWED: image.counter(f"site.{store.site}.part.{store.part}.borrowed"),
        },
    )
    image.stream(borrower + lateral.ROAD, "lateral", f"sites.{store.site}.parts.{store.part}")
    image.spread(borrower + lateral.SHIP, row.ship)
    return borrower
