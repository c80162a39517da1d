"""Names that actors and ladders use."""

from __future__ import annotations

from collections.abc import Iterator

from ...errors import NameUnknownError, Problem
from ..document import Scenario
from ..effects import read_effect
from ..explain import Location, Origins, problem
from ..paths import quantities
from ..risk import Channel, Ladder
from ..units import UnitError
from .names import known_name, said


def _rival(scenario: Scenario, entry: Channel | Ladder, at: Location, origins: Origins) -> Iterator[Problem]:
    """The other side of a channel or ladder, and what of its is counted."""
    yield from known_name(entry.rival, scenario.actors, "actor", (*at, "rival"), origins)
    rival = scenario.actors.get(entry.rival) if entry.rival else None
    if entry.deterrence_by == "balance" and (rival is None or rival.party is None or not scenario.capability):
        yield problem(
            (*at, "deterrence_by"),
            "a balance has two sides, and nothing says what strength the rival has",
            f"add party: … to actors.{entry.rival}" if rival else "add rival: …, an actor with a party",
            origins,
        )
    twice = f"actor.{entry.rival}.concern"
    if isinstance(entry, Channel) and entry.alarm.value and twice in entry.drivers:
        yield problem(
            (*at, "drivers", twice),
            "the rival's concern would count twice, as alarm and as a driver",
            "keep one of the two",
            origins,
        )


def _counts(scenario: Scenario, name: str | None, at: Location, origins: Origins) -> Iterator[Problem]:
    """A channel whose events are counted must have some."""
    if name in scenario.channels and scenario.channels[name].kind != "events":
        yield problem(
            at, f"channel '{name}' has no events to count", "name a channel of kind events", origins
        )


def _flows(scenario: Scenario, origins: Origins) -> Iterator[Problem]:
    """What displaces people must happen somewhere."""
    mortal = [name for name, channel in scenario.channels.items() if channel.deaths is not None]
    mortal += [name for name, ladder in scenario.ladder.items() if ladder.flare_deaths is not None]
    for name, channel in scenario.channels.items():
        for cause in channel.per_event:
            at = ("channels", name, "per_event", cause)
            yield from known_name(cause, scenario.channels, "channel", at, origins)
            yield from _counts(scenario, cause, at, origins)
        for cause in channel.per_death:
            at = ("channels", name, "per_death", cause)
            yield from known_name(cause, mortal, "channel or ladder with deaths", at, origins)


def check_actors(scenario: Scenario, origins: Origins) -> Iterator[Problem]:
    """Everything actors and ladders name."""
    known = quantities(scenario)
    areas = scenario.capability.areas if scenario.capability else {}
    for name, actor in scenario.actors.items():
        at: Location = ("actors", name)
        for area in actor.alarm:
            yield from known_name(area, areas, "capability area", (*at, "alarm", area), origins)
        for index, incidents in enumerate(actor.incidents):
            yield from known_name(
                incidents.channel, scenario.channels, "channel", (*at, "incidents", index, "channel"), origins
            )
            yield from _counts(scenario, incidents.channel, (*at, "incidents", index, "channel"), origins)
        for reaction, what in actor.reactions.items():
            here = (*at, "reactions", reaction)
            for other in what.signals:
                yield from known_name(other, scenario.actors, "actor", (*here, "signals", other), origins)
            for path, move in what.effects.items():
                try:
                    read_effect(path, move.text, known)
                except (NameUnknownError, UnitError) as error:
                    yield said((*here, "effects", path), error, origins)
    yield from _flows(scenario, origins)
    for section, entries in (("channels", scenario.channels), ("ladder", scenario.ladder)):
        for name, entry in entries.items():
            yield from _rival(scenario, entry, (section, name), origins)
    for name, ladder in scenario.ladder.items():
        yield from known_name(
            ladder.channel, scenario.channels, "channel", ("ladder", name, "channel"), origins
        )
        yield from _counts(scenario, ladder.channel, ("ladder", name, "channel"), origins)
