"""Flows of people who are displaced and return."""

from __future__ import annotations

from ..kernel import channels, flows, head
from .image import Image


def reserve(image: Image) -> None:
    """Flows stand in the table of channels."""


def fill(image: Image) -> None:
    """What a flow has beside what all channels have."""
    for i, row in enumerate(image.plan.channels):
        if row.is_flow:
            flow = image.reserve(flows.SIZE)
            channel = int(image.words[head.CHANNELS]) + i * channels.SIZE
            image.words[channel + channels.FLOW] = flow
            image.write(
                flow,
                {
                    flows.DISPLACED: 0.0,
                    flows.RETURNS: image.lever(row.returns),
                    flows.MOVED: image.counter(f"channel.{row.name}.moved"),
                    flows.RETURNED: image.counter(f"channel.{row.name}.returned"),
                    flows.DISPLACED_AT: image.state(f"channel.{row.name}.displaced"),
                    flows.CAUSES: _causes(image, row.causes),
                    flows.CAUSE_COUNT: len(row.causes),
                },
            )


def _causes(image: Image, causes: tuple[tuple[int, int], ...]) -> int:
    address = image.reserve(len(causes) * flows.CAUSE_SIZE)
    for i, (counter, people) in enumerate(causes):
        image.write(
            address + i * flows.CAUSE_SIZE,
            {
                flows.COUNTER: image.counter_at(counter),
                flows.PEOPLE: image.lever(people),
                flows.COUNTED: 0.0,
            },
        )
    return address
