"""Robbing: which items of a fleet may be robbed, and how many parts of each kind they carry."""

from __future__ import annotations

from ...rows import CannibaliseRow, FleetRow
from ..kernel import head, robbing, stores, upkeep
from .image import Image
from .items import purpose


def reserve(image: Image) -> None:
    """Rules have no table: only fleets that rob have one."""


def fill(image: Image) -> None:
    """The rule of each fleet that robs."""
    for index, row in enumerate(image.plan.fleets):
        rule = row.cannibalise
        if rule is not None and (rule.long_term or rule.down):
            at = int(image.words[head.UPKEEP]) + index * upkeep.SIZE
            image.words[at + upkeep.ROBBING] = _rule(image, index, row, rule)


def _rule(image: Image, index: int, row: FleetRow, rule: CannibaliseRow) -> int:
    at = image.reserve(robbing.SIZE)
    # Parts that each item is built with: those whose failure a mode knows.
    numbers: dict[int, list[int]] = {}
    for mode in row.modes:
        for store, number in mode.job.parts:
            numbers.setdefault(store, []).append(image.lever(number))
    kinds = [
        word
        for store, levers in numbers.items()
        for word in (
            int(image.words[head.STORES]) + store * stores.SIZE,
            len(levers),
            image.list(levers),
        )
    ]
    image.write(
        at,
        {
            robbing.FROM_LONG_TERM: int(rule.long_term),
            robbing.FROM_DOWN: int(rule.down),
            robbing.PER_DONOR: image.lever(rule.per_donor),
            robbing.SUCCESS: image.lever(rule.success),
            robbing.LABOUR: image.lever(rule.labour),
            robbing.LUCK: purpose(image, index, "robbing"),
            robbing.ROBBED: image.counter(f"fleet.{row.name}.robbed"),
            robbing.BROKEN: image.counter(f"fleet.{row.name}.broken"),
            robbing.KINDS: image.list(kinds),
            robbing.KIND_COUNT: len(numbers),
        },
    )
    return at
