"""Hostility ladders: the level of a pair of states, month by month, and what a flare-up costs."""

from __future__ import annotations

from ...rows import LadderRow
from ..kernel import channels, head, ladders
from . import rivals
from .image import Image, Word

#: Terms of the pushes, in the order of the kernel's record.
_PUSHES = ("alarm", "deterrence", "trigger", "pressure", "calm", "relief", "up", "down")


def reserve(image: Image) -> None:
    """Room for the table."""
    image.table(head.LADDERS, len(image.plan.ladders), ladders.SIZE)


def fill(image: Image) -> None:
    """The ladders, in the order of the file; how they stand at the start depends on levers: see the kernel."""
    for i, row in enumerate(image.plan.ladders):
        ladder = int(image.words[head.LADDERS]) + i * ladders.SIZE
        image.write(ladder, {**_fields(image, row), **_states(image, row)})


def _fields(image: Image, row: LadderRow) -> dict[int, Word]:
    lever = image.lever
    channel = int(image.words[head.CHANNELS]) + row.channel * channels.SIZE if row.channel >= 0 else 0
    return {
        ladders.FLARE: 0.0,
        ladders.CHANNEL: channel,
        ladders.SIDES: rivals.sides(image, row),
        ladders.PRIOR: image.list(float(cell) for cells in row.prior for cell in cells),
        ladders.LEVELS: len(row.prior),
        ladders.START: lever(row.start),
        ladders.ALARM: lever(row.alarm),
        ladders.DETERRENCE: lever(row.deterrence),
        ladders.TRIGGER: lever(row.trigger),
        ladders.CALM: lever(row.calm),
        ladders.PRESSURE: lever(row.pressure),
        ladders.RELIEF: lever(row.relief),
        ladders.DECAY_FIRST: lever(row.decay_first),
        ladders.DECAY_NEXT: lever(row.decay_next),
        ladders.DEATHS: image.own_spread(row.deaths),
        ladders.LUCK: image.own_stream("ladder", f"ladder.{row.name}"),
        ladders.MARKS: image.own_stream("flare deaths", f"ladder.{row.name}"),
    }


def _states(image: Image, row: LadderRow) -> dict[int, Word]:
    here = f"ladder.{row.name}"
    return {
        ladders.DEATHS_SO_FAR: image.counter(f"{here}.deaths"),
        ladders.LEVEL_AT: image.state(f"{here}.level"),
        ladders.CLASH_AT: image.state(f"{here}.clash"),
        ladders.SERIOUS_AT: image.state(f"{here}.serious"),
        ladders.WAR_AT: image.state(f"{here}.war"),
        ladders.FIRST_SERIOUS_AT: image.state(f"{here}.first_serious"),
        **{ladders.PUSHES + i: image.state(f"{here}.push.{term}") for i, term in enumerate(_PUSHES)},
    }
