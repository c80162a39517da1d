"""Multilateral arrangements and their members."""

from __future__ import annotations

from ...rows import MemberRow
from ..kernel import arrangements, head
from .image import Image
from .precautions import standing


def reserve(image: Image) -> None:
    """Room for the table."""
    image.table(head.ARRANGEMENTS, len(image.plan.arrangements), arrangements.SIZE)


def fill(image: Image) -> None:
    """The arrangements, in the order of the file; none is in force yet."""
    lever = image.lever
    for i, row in enumerate(image.plan.arrangements):
        in_force, number = (image.state(f"arrangement.{row.name}.{s}") for s in ("in_force", "members"))
        image.write(
            int(image.words[head.ARRANGEMENTS]) + i * arrangements.SIZE,
            {
                arrangements.STANDING: standing(image, row.effects),
                arrangements.MEMBERS: _members(image, row.name, row.members),
                arrangements.MEMBER_COUNT: len(row.members),
                arrangements.CALMS: int(row.calms),
                arrangements.START: lever(row.start),
                arrangements.QUORUM: lever(row.quorum),
                arrangements.LAPSE: lever(row.lapse),
                arrangements.PRICE: lever(row.price),
                arrangements.COST: image.counter("cost.arrangements"),
                arrangements.LUCK: image.own_stream("lapse", f"arrangements.{row.name}"),
                arrangements.IN_FORCE_AT: in_force,
                arrangements.NUMBER_AT: number,
            },
        )
        image.words[in_force] = 0.0
        image.words[number] = float(sum(member.joined for member in row.members))


def _members(image: Image, name: str, members: tuple[MemberRow, ...]) -> int:
    lever, address = image.lever, image.reserve(len(members) * arrangements.MEMBER_SIZE)
    for i, row in enumerate(members):
        joined = image.state(f"arrangement.{name}.member.{row.actor}")
        image.write(
            address + i * arrangements.MEMBER_SIZE,
            {
                arrangements.JOINED: int(row.joined),
                arrangements.BELOW: int(row.below),
                arrangements.DRIVER: image.state_at(row.driver),
                arrangements.AT: lever(row.at),
                arrangements.WIDTH: lever(row.width),
                arrangements.RATE: lever(row.rate),
                arrangements.LEAVES: lever(row.leaves),
                arrangements.COMPANY: lever(row.company),
                arrangements.MEMBER_LUCK: image.own_stream(
                    "membership", f"arrangements.{name}.members.{row.actor}"
                ),
                arrangements.JOINED_AT: joined,
            },
        )
        image.words[joined] = 1.0 if row.joined else 0.0
    return address
