"""Precautions, and effects that act at a level."""

from __future__ import annotations

from ...rows import EffectRow
from ..kernel import head, precautions
from .image import Image


def reserve(image: Image) -> None:
    """Room for the table."""
    image.table(head.PRECAUTIONS, len(image.plan.precautions), precautions.SIZE)


def fill(image: Image) -> None:
    """The precautions, in the order of the file; none is carried out yet."""
    lever = image.lever
    for i, row in enumerate(image.plan.precautions):
        state = image.state(f"precaution.{row.name}.level")
        image.write(
            int(image.words[head.PRECAUTIONS]) + i * precautions.SIZE,
            {
                precautions.STANDING: standing(image, row.effects),
                precautions.CALMS: int(row.calms),
                precautions.START: lever(row.start),
                precautions.RAMP: lever(row.ramp),
                precautions.FULL: lever(row.level),
                precautions.SETUP: lever(row.setup),
                precautions.PRICE: lever(row.price),
                precautions.COST: image.counter("cost.precautions"),
                precautions.LEVEL_AT: state,
            },
        )
        image.words[state] = 0.0


def standing(image: Image, effects: tuple[EffectRow, ...]) -> int:
    """Address of the record of effects that act at a level; none acts yet."""
    address = image.reserve(precautions.STANDING_SIZE)
    first = image.reserve(len(effects) * precautions.EFFECT_SIZE)
    image.write(
        address,
        {
            precautions.LEVEL: 0.0,
            precautions.EFFECTS: first,
            precautions.EFFECT_COUNT: len(effects),
        },
    )
    for i, effect in enumerate(effects):
        image.write(
            first + i * precautions.EFFECT_SIZE,
            {
                precautions.LEVER: image.lever(effect.param),
                precautions.MULTIPLY: int(effect.multiply),
                precautions.BY: float(effect.value),
            },
        )
    return address
