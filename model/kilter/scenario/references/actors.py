"""Names that actors and ladders use."""

from __future__ import annotations

from collections.abc import Iterator

from ...errors import NameUnknownError, Problem
from ..document import Scenario
from ..effects import read_effect
from ..explain import Location, Origins
from ..paths import quantities
from ..units import UnitError
from .names import known_name, said


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
        for reaction, what in actor.reactions.items():
            here = (*at, "reactions", reaction)
            for other in what.signals:
                yield from known_name(other, scenario.actors, "actor", (*here, "signals", other), origins)
            for path, move in what.effects.items():
                try:
                    read_effect(path, move.text, known)
                except (NameUnknownError, UnitError) as error:
                    yield said((*here, "effects", path), error, origins)
    for name, ladder in scenario.ladder.items():
        yield from known_name(ladder.rival, scenario.actors, "actor", ("ladder", name, "rival"), origins)
        yield from known_name(
            ladder.channel, scenario.channels, "channel", ("ladder", name, "channel"), origins
        )
