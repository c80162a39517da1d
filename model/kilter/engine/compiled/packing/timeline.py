"""Dated changes."""

from __future__ import annotations

from ..kernel import head, loop
from .image import Image


def reserve(image: Image) -> None:
    """Room for the table."""
    image.table(head.CHANGES, len(image.plan.changes), loop.CHANGE_SIZE)


def fill(image: Image) -> None:
    """The changes, in the order of the file."""
    for i, row in enumerate(image.plan.changes):
        change = int(image.words[head.CHANGES]) + i * loop.CHANGE_SIZE
        image.write(
            change,
            {loop.TICK: row.tick, loop.LEVER: image.lever(row.param), loop.VALUE: float(row.value)},
        )
