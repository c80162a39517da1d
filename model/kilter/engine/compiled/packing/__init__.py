"""From a plan to an image of the kernel's memory: each mechanism makes room for its tables, then fills them."""

from __future__ import annotations

from ...plan import Plan
from . import (
    actors,
    agreement,
    arrangements,
    books,
    capability,
    channels,
    crews,
    fleets,
    flows,
    halls,
    items,
    ladders,
    lateral,
    missions,
    money,
    officers,
    parties,
    people,
    precautions,
    readiness,
    repairs,
    risk,
    robbing,
    shops,
    stores,
    suppliers,
    timeline,
    upkeep,
)
from .image import Image

__all__ = ["Image", "pack"]

#: Everything that has words of its own. Tables get their places first, so that rows may point to any of them.
PACKERS = (
    *(books, money, shops, agreement, stores, suppliers, repairs, lateral, fleets, items, upkeep),
    *(robbing, halls, crews, missions, officers, people, capability, readiness, parties, actors, precautions),
    *(arrangements, channels, flows, ladders, risk, timeline),
)


def pack(plan: Plan, room: int = 1) -> Image:
    """The image of a plan.

    Args:
        plan: what to run.
        room: how many times the usual room for what comes and goes.

    Raises:
        KilterError: the plan is too long for the kernel's clock (272 years).

    >>> from kilter.scenario import loads
    >>> from kilter.engine.plan import plan
    >>> image = pack(plan(loads("{horizon: 1 y, fleets: {truck: {items: 5}}}")))
    >>> len(image.words) > 0
    True
    """
    image = Image(plan, room)
    for packer in PACKERS:
        packer.reserve(image)
    for packer in PACKERS:
        packer.fill(image)
    image.finish()
    return image
