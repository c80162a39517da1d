"""Risk channels: events that come by themselves, are driven, and set off others; and slow levels."""

from __future__ import annotations

from ...rows import ChannelRow, PullRow
from ..kernel import channels, head
from . import rivals
from .image import Image, Word


def reserve(image: Image) -> None:
    """Room for the table."""
    image.table(head.CHANNELS, len(image.plan.channels), channels.SIZE)


def fill(image: Image) -> None:
    """The channels, in the order of the file; how they stand at the start depends on levers: see the kernel."""
    for i, row in enumerate(image.plan.channels):
        channel = int(image.words[head.CHANNELS]) + i * channels.SIZE
        image.write(channel, {**_fields(image, row), **_states(image, row)})


def _fields(image: Image, row: ChannelRow) -> dict[int, Word]:
    lever, name = image.lever, f"channels.{row.name}"
    kind = channels.LEVEL if row.is_level else channels.PEOPLE if row.is_flow else channels.EVENTS
    return {
        **dict.fromkeys(
            (channels.LAST, channels.USUAL, channels.VALUE, channels.EXCITATION, channels.PUSH), 0.0
        ),
        channels.KIND: kind,
        channels.PULLS: pulls(image, row.drivers),
        channels.PULL_COUNT: len(row.drivers),
        channels.SIDES: rivals.sides(image, row),
        channels.BACKGROUND: lever(row.background),
        channels.BRANCHING: lever(row.branching),
        channels.HALF_LIFE: lever(row.half_life),
        channels.DISPERSION: lever(row.size),
        channels.START: lever(row.start),
        channels.SPEED: lever(row.speed),
        channels.INTENSITY: lever(row.intensity),
        channels.DEATHS: image.own_spread(row.deaths),
        channels.LUCK: image.own_stream("events", name),
        channels.MARKS: image.own_stream("deaths", name),
    }


def _states(image: Image, row: ChannelRow) -> dict[int, Word]:
    here = f"channel.{row.name}"
    return {
        channels.EVENTS_SO_FAR: image.counter(f"{here}.events"),
        channels.DEATHS_SO_FAR: image.counter(f"{here}.deaths"),
        channels.VALUE_AT: image.state(f"{here}.{'level' if row.is_level else 'expected'}"),
        channels.CHANCE_AT: image.state(f"{here}.chance"),
        channels.ANY_AT: image.state(f"{here}.any"),
        channels.ALARM_AT: image.state(f"{here}.push.alarm"),
        channels.DETERRENCE_AT: image.state(f"{here}.push.deterrence"),
        channels.DRIVERS_AT: image.state(f"{here}.push.drivers"),
    }


def pulls(image: Image, rows: tuple[PullRow, ...]) -> int:
    """Address of the records of the measures that pull something."""
    address = image.reserve(len(rows) * channels.PULL_SIZE)
    for i, row in enumerate(rows):
        image.write(
            address + i * channels.PULL_SIZE,
            {
                channels.STATE: image.state_at(row.state),
                channels.FROM: image.start_at(row.state),
                channels.BETA: image.lever(row.beta),
            },
        )
    return address
