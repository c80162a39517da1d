"""Events that set off events must die out: branching stays below 1 whatever acts on it, and in every draw."""

from __future__ import annotations

from collections.abc import Iterator

from ...errors import NameUnknownError, Problem
from ..document import Scenario
from ..effects import read_effect
from ..explain import Location, Origins, problem
from ..moves import Move
from ..paths import Entry, quantities
from ..units import UnitError

#: Factors of all effects on one quantity count together as ten at most.
MOST = 10.0


def acting(scenario: Scenario) -> Iterator[tuple[Location, str, Move]]:
    """Every effect in the file: where it is written, on which path, what it does."""
    for name, actor in scenario.actors.items():
        for key, reaction in actor.reactions.items():
            for path, move in reaction.effects.items():
                yield ("actors", name, "reactions", key, "effects", path), path, move
    for name, precaution in scenario.precautions.items():
        for path, move in precaution.effects.items():
            yield ("precautions", name, "effects", path), path, move
    for name, arrangement in scenario.arrangements.items():
        for path, move in arrangement.effects.items():
            yield ("arrangements", name, "effects", path), path, move


def check_branching(scenario: Scenario, origins: Origins) -> Iterator[Problem]:
    """Every channel whose branching could reach 1 by what reactions and the like do together.

    The value, its range and the effects' ranges are taken at their highest: draws take values from ranges.
    """
    if not any("branching" in path for _, path, _ in acting(scenario)):
        return
    known = quantities(scenario)
    for name, channel in scenario.channels.items():
        path = f"channels.{name}.branching"
        factor, addend, last = 1.0, 0.0, None
        for at, target, move in acting(scenario):
            for how, most in _most(target, move, path, known):
                last = at
                if how == "multiply":
                    factor *= max(1.0, most)
                else:
                    addend += max(0.0, most)
        highest = max(channel.branching.value, channel.branching.high or 0.0) * min(factor, MOST) + addend
        if last is not None and highest >= 1.0:
            yield problem(
                last,
                f"all effects together could take the branching of '{name}' to {highest:.2g}, and from 1 on "
                "events never die out",
                "write smaller effects, or let them act on its intensity",
                origins,
            )


def _most(target: str, move: Move, path: str, known: dict[str, Entry]) -> Iterator[tuple[str, float]]:
    """What an effect does at most to one quantity, if anything."""
    try:
        changes = [c for c in read_effect(target, move.text, known) if c.path == path]
    except (NameUnknownError, UnitError):
        return  # it is told where names are checked
    for change in changes:
        yield change.how, change.value if move.high is None else move.high
