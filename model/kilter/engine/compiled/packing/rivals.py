"""The two sides of a channel or a ladder between states."""

from __future__ import annotations

from ...rows import ChannelRow, LadderRow
from ..kernel import actors, head, rivals
from .image import Image


def sides(image: Image, row: ChannelRow | LadderRow) -> int:
    """Address of the record of the two sides; one without a rival where there is none."""
    address = image.reserve(rivals.SIZE)
    if row.rival >= 0:
        image.write(
            address,
            {
                rivals.RIVAL: int(image.words[head.ACTORS]) + row.rival * actors.SIZE,
                rivals.ALARM: image.lever(row.alarm),
                rivals.DETERRENCE: image.lever(row.deterrence),
                rivals.BY_BALANCE: int(row.by_balance),
            },
        )
    return address
