"""Actors: what they perceive, how concerned they are, and what they do about it."""

from __future__ import annotations

from ...rows import ActorRow, ReactionRow
from ..kernel import actors, channels, head, reactions
from . import parties
from .image import Image

_CALMING = ("confidence-building", "mediation")

_LEVERS = {
    actors.START: "start",
    actors.BASELINE: "baseline",
    actors.GAIN: "gain",
    actors.SPEED: "speed",
    actors.FADE: "fade",
    actors.OPACITY: "opacity",
    actors.SIGNAL: "signal",
    actors.LAG: "lag",
    actors.NOISE: "noise",
    actors.SALIENCE: "salience",
    actors.CREDIBILITY: "credibility",
    actors.RIVALRY: "rivalry",
    actors.OPPORTUNITY: "opportunity",
    actors.OPPORTUNITY_GAIN: "opportunity_gain",
    actors.CAPACITY: "capacity",
}

_STATES = {
    actors.CONCERN_STATE: "concern",
    actors.PERCEIVED_STATE: "perceived",
    actors.OPPORTUNITY_STATE: "opportunity",
    actors.REACTIONS_STATE: "reactions",
    actors.ALARM_STATE: "alarm",
    actors.REASSURANCE_STATE: "reassurance",
}

_REAL = (
    *(actors.CONCERN, actors.CONCERN_AT_START, actors.PERCEIVED, actors.GAINED, actors.SEEN_AT_START),
    *(actors.ALARMING_AT_START, actors.REASSURING_AT_START, actors.TERM, actors.GROUND),
)


def reserve(image: Image) -> None:
    """Room for actors and their reactions."""
    rows = image.plan.actors
    image.table(head.ACTORS, len(rows), actors.SIZE)
    image.table(head.REACTIONS, sum(len(row.reactions) for row in rows), reactions.SIZE)


def fill(image: Image) -> None:
    """Actors as they are at the start, with nothing under way."""
    number = 0
    for i, row in enumerate(image.plan.actors):
        at = address(image, i)
        _actor(image, at, row)
        image.write(
            at,
            {
                actors.REACTIONS: int(image.words[head.REACTIONS]) + number * reactions.SIZE,
                actors.REACTION_COUNT: len(row.reactions),
            },
        )
        for reaction in row.reactions:
            _reaction(image, at, row.name, reaction, number)
            number += 1


def address(image: Image, actor: int) -> int:
    """Address of an actor, by position."""
    return int(image.words[head.ACTORS]) + actor * actors.SIZE


def _actor(image: Image, at: int, row: ActorRow) -> None:
    image.write(at, dict.fromkeys(_REAL, 0.0))
    image.write(at, {field: image.lever(getattr(row, name)) for field, name in _LEVERS.items()})
    image.write(at, {field: image.state(f"actor.{row.name}.{name}") for field, name in _STATES.items()})
    image.stream(at + actors.LUCK, "misperception", f"actors.{row.name}")
    alarm = [word for area, slot in row.alarm for word in (area, image.lever(slot))]
    kinds: list[int] = []
    for kind, slot in zip(row.kinds, row.half_lives, strict=True):
        kinds += [image.lever(slot), image.state(f"actor.{row.name}.memory.{kind}")]
    image.write(
        at,
        {
            actors.PARTY: parties.address(image, row.party) if row.party >= 0 else 0,
            actors.ALARM: image.list(alarm),
            actors.ALARM_COUNT: len(row.alarm),
            actors.ALARMS: image.list([0.0] * len(image.plan.areas)),
            actors.INCIDENTS: _incidents(image, row),
            actors.INCIDENT_COUNT: len(row.incidents),
            actors.INCIDENT_KIND: row.kinds.index("incidents") if row.incidents else 0,
            actors.KINDS: image.list(kinds),
            actors.KIND_COUNT: len(row.kinds),
            actors.IMPRINTS: image.list([0.0] * len(row.kinds)),
            actors.TYPED: int(row.typed),
            actors.BY_LEVEL: int(row.by_level),
        },
    )


def _incidents(image: Image, row: ActorRow) -> int:
    words: list[int | float] = []
    for incident in row.incidents:
        channel = int(image.words[head.CHANNELS]) + incident.channel * channels.SIZE
        words += [channel, image.lever(incident.weight), image.lever(incident.reference), 0.0]
    return image.list(words)


def _reaction(image: Image, actor: int, name: str, row: ReactionRow, number: int) -> None:
    at = int(image.words[head.REACTIONS]) + number * reactions.SIZE
    entity = f"actors.{name}.reactions.{row.name}"
    image.spread(at + reactions.LASTS, row.lasts)
    image.stream(at + reactions.LUCK, "reaction", entity)
    image.stream(at + reactions.TIME, "reaction time", entity)
    effects: list[int | float] = []
    for effect in row.effects:
        effects += [image.lever(effect.param), int(effect.multiply), float(effect.value), 0]
    signals: list[int | float] = []
    for hearer, score in row.signals:
        kind = image.plan.actors[hearer].kinds.index(row.kind)
        signals += [address(image, hearer), image.lever(score), kind]
    image.write(
        at,
        {
            reactions.ACTOR: actor,
            reactions.NUMBER: number,
            reactions.CALMS: int(row.kind in _CALMING),
            reactions.DRIVER: image.state_at(row.driver),
            reactions.BELOW: int(row.below),
            reactions.AT: image.lever(row.at),
            reactions.WIDTH: image.lever(row.width),
            reactions.RATE: image.lever(row.rate),
            reactions.EFFORT: image.lever(row.effort),
            reactions.TRUST: image.lever(row.trust),
            reactions.EFFECTS: image.list(effects),
            reactions.EFFECT_COUNT: len(row.effects),
            reactions.SIGNALS: image.list(signals),
            reactions.SIGNAL_COUNT: len(row.signals),
            reactions.ACTIVE_STATE: image.state_at(row.active),
        },
    )
