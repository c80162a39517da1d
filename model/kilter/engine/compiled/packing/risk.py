"""The regional index: hazard, vulnerability, lack of coping, and who contributes what."""

from __future__ import annotations

from ...rows import ChannelRow, LadderRow
from ..kernel import channels, head, ladders, risk
from .channels import pulls
from .image import Image, Word


def reserve(image: Image) -> None:
    """Room for the index, and for what contributes to it."""
    plan = image.plan
    if plan.risk is not None:
        image.words[head.RISK] = record = image.reserve(risk.SIZE)
        image.table(record + risk.THINGS, len(plan.channels) + len(plan.ladders), risk.THING_SIZE)


def fill(image: Image) -> None:
    """What it is made of."""
    plan, words = image.plan, image.words
    words[head.RISK_DEATHS] = image.counter("risk.deaths")
    row, record = plan.risk, int(words[head.RISK])
    if row is None:
        return
    image.write(
        record,
        {
            risk.GIVEN_VULNERABILITY: image.lever(row.vulnerability),
            risk.VULNERABILITY_PULLS: pulls(image, row.vulnerability_pulls),
            risk.VULNERABILITY_COUNT: len(row.vulnerability_pulls),
            risk.GIVEN_COPING: image.lever(row.coping),
            risk.COPING_PULLS: pulls(image, row.coping_pulls),
            risk.COPING_COUNT: len(row.coping_pulls),
            risk.INDEX_AT: image.state("risk.index"),
            risk.CLASS_AT: image.state("risk.class"),
            risk.HAZARD_AT: image.state("risk.hazard"),
            risk.VULNERABILITY_AT: image.state("risk.vulnerability"),
            risk.COPING_AT: image.state("risk.coping"),
            risk.HAZARD_PART_AT: image.state("risk.contribution.hazard"),
            risk.VULNERABILITY_PART_AT: image.state("risk.contribution.vulnerability"),
            risk.COPING_PART_AT: image.state("risk.contribution.coping"),
        },
    )
    thing = int(words[record + risk.THINGS])
    for i, channel in enumerate(plan.channels):
        value = int(words[head.CHANNELS]) + i * channels.SIZE + channels.VALUE
        image.write(thing, _thing(image, channel, value, whole=False))
        thing += risk.THING_SIZE
    for i, ladder in enumerate(plan.ladders):
        value = int(words[head.LADDERS]) + i * ladders.SIZE + ladders.LEVEL
        image.write(thing, _thing(image, ladder, value, whole=True))
        thing += risk.THING_SIZE


def _thing(image: Image, row: ChannelRow | LadderRow, value: int, whole: bool) -> dict[int, Word]:
    return {
        risk.VALUE: value,
        risk.IS_WHOLE: int(whole),
        risk.WEIGHT: image.lever(row.weight),
        risk.REFERENCE: image.lever(row.reference),
        risk.SHARE_AT: image.state(f"risk.share.{row.name}"),
    }
