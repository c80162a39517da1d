"""The agreement: trust, depth, converging interests, its life, and what its tracks give this month."""

from __future__ import annotations

from collections.abc import Iterator

from ....mechanisms.agreement import ENDED
from ...rows import NONE, AgreementRow, DriverRow, TrackRow
from ..kernel import agreement, head
from .image import Image

#: The level of advisers whose grade no track tells: masters.
_MASTERS = 2

_LEVERS = {
    agreement.TRANSPARENCY: "transparency",
    agreement.ANNOUNCED: "announced",
    agreement.PACE: "pace",
    agreement.START_TRUST: "trust",
    agreement.START_DEPTH: "depth",
    agreement.SIGNED_IN: "signed",
    agreement.PRICE: "price",
    agreement.SPEED: "speed",
    agreement.SHAKEN: "shock",
    agreement.UP: "up",
    agreement.DOWN: "down",
    agreement.RATE_UP: "rate_up",
    agreement.RATE_DOWN: "rate_down",
    agreement.SENSITIVITY: "sensitivity",
    agreement.BROADEN_DEPTH: "broaden_depth",
}

_STATES = {
    agreement.TRUST_AT: "trust",
    agreement.DEPTH_AT: "depth",
    agreement.CONVERGENCE_AT: "convergence",
    agreement.STATE_AT: "state",
    agreement.IN_FORCE_AT: "in_force",
    agreement.DELIVERY_AT: "delivery",
}


def reserve(image: Image) -> None:
    """Room for the agreement and its tracks."""
    image.words[head.AGREEMENT] = record = image.reserve(agreement.SIZE)
    row = image.plan.agreement
    if row is not None:
        image.table(record + agreement.TRACKS, len(row.tracks), agreement.TRACK_SIZE)


def fill(image: Image) -> None:
    """The agreement at the start; one that has ended and has no tracks where there is none."""
    record, row = int(image.words[head.AGREEMENT]), image.plan.agreement
    image.write(
        record,
        {
            agreement.STATE: ENDED,
            agreement.TRUST: 0.0,
            agreement.DEPTH: 0.0,
            agreement.SHOCK: 0.0,
            agreement.DEEDS: 0.0,
            agreement.ADVISER_GRADE: _MASTERS,
            agreement.TRANSPARENCY: image.constant(1.0),
        },
    )
    if row is not None:
        _fill(image, record, row)


def _fill(image: Image, record: int, row: AgreementRow) -> None:
    words, lever = image.words, image.lever
    drivers = len(row.partner_interests), len(row.focal_interests)
    room = max(len(row.conduct), *drivers)
    image.write(record, {agreement.THERE: 1, agreement.STATE: row.state})
    image.write(record, {at: lever(getattr(row, field)) for at, field in _LEVERS.items()})
    image.write(record, {agreement.END_RATE + i: lever(slot) for i, slot in enumerate(row.rates)})
    image.write(record, {agreement.IF_DELAYED + i: lever(slot) for i, slot in enumerate(row.factors)})
    image.write(record, {at: image.state(f"agreement.{name}") for at, name in _STATES.items()})
    image.write(
        record,
        {
            agreement.CONDUCT: image.list(map(lever, row.conduct)),
            agreement.CONDUCT_WEIGHTS: image.list(map(lever, row.weights)),
            agreement.CONDUCT_COUNT: len(row.conduct),
            agreement.PARTNER: _interests(image, row.partner_interests),
            agreement.PARTNER_COUNT: drivers[0],
            agreement.FOCAL: _interests(image, row.focal_interests),
            agreement.FOCAL_COUNT: drivers[1],
            agreement.NUMBERS: image.list([0.0] * room),
            agreement.NUMBER_WEIGHTS: image.list([0.0] * room),
            agreement.COST: image.counter("cost.agreement"),
            agreement.LUCK: image.own_stream("agreement", "agreement"),
        },
    )
    for track, at in _tracks(image):
        image.write(
            at,
            {
                agreement.LEVEL: 0.0,
                agreement.START: lever(track.start),
                agreement.RAMP: lever(track.ramp),
                agreement.FULL: lever(track.level),
                agreement.DELIVERY: lever(track.delivery),
                agreement.NEEDS: track.depth,
                agreement.TRACK_LUCK: image.own_stream("delivery", f"agreement.tracks.{track.kind}"),
                agreement.TRACK_AT: image.state(f"agreement.track.{track.kind}"),
            },
        )
        if track.kind == "parts":
            words[record + agreement.PARTS] = at
        if track.grade >= 0:
            words[record + agreement.ADVISER_GRADE] = track.grade


def gifts(image: Image, what: str, target: int) -> int:
    """Address of a list of what the tracks give to a target: how many, then a track and a lever for each; 0 for none.

    Args:
        image: under construction; the tracks have their places once all tables have.
        what: ``advisers``, ``seats``, ``slots``, ``tools``, ``items``... as in the plan's rows.
        target: position of the shop, course, fleet or site.
    """
    pairs = [
        (at, image.lever(slot))
        for track, at in _tracks(image)
        for kind, index, slot in track.gives
        if kind == what and index == target
    ]
    return image.list([len(pairs), *(word for pair in pairs for word in pair)]) if pairs else 0


def limit(image: Image, fleet: int) -> int:
    """Address of the lever that limits how many items of a fleet are delivered in all; -1 without one."""
    found = (slot for track, _ in _tracks(image) for target, slot in track.limits if target == fleet)
    return image.lever(next(found, NONE))


def _tracks(image: Image) -> Iterator[tuple[TrackRow, int]]:
    row = image.plan.agreement
    first = int(image.words[int(image.words[head.AGREEMENT]) + agreement.TRACKS])
    for i, track in enumerate(row.tracks if row is not None else ()):
        yield track, first + i * agreement.TRACK_SIZE


def _interests(image: Image, drivers: tuple[DriverRow, ...]) -> int:
    address = image.reserve(len(drivers) * agreement.INTEREST_SIZE)
    for i, driver in enumerate(drivers):
        image.write(
            address + i * agreement.INTEREST_SIZE,
            {
                agreement.VALUE: image.lever(driver.value),
                agreement.WEIGHT: image.lever(driver.weight),
                agreement.FOLLOWS: image.state_at(driver.follows),
                agreement.FROM: image.start_at(driver.follows),
                agreement.SLOPE: image.lever(driver.slope),
            },
        )
    return address
