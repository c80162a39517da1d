"""Precautions and arrangements: names, and that they act on causes and not on the index."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ...errors import NameUnknownError, Problem
from ..document import Scenario
from ..effects import read_effect
from ..explain import Location, Origins, problem
from ..moves import Move
from ..paths import Entry, quantities
from ..units import UnitError
from .names import known_name, said


def check_precautions(scenario: Scenario, origins: Origins) -> Iterator[Problem]:
    """Everything precautions and arrangements name."""
    if not (scenario.precautions or scenario.arrangements):
        return
    known = quantities(scenario)
    for name, precaution in scenario.precautions.items():
        yield from _effects(precaution.effects, ("precautions", name, "effects"), known, origins)
    for name, arrangement in scenario.arrangements.items():
        at = ("arrangements", name)
        yield from _effects(arrangement.effects, (*at, "effects"), known, origins)
        for actor in arrangement.members:
            yield from known_name(actor, scenario.actors, "actor", (*at, "members", actor), origins)


def _effects(
    effects: Mapping[str, Move], at: Location, known: Mapping[str, Entry], origins: Origins
) -> Iterator[Problem]:
    for path, move in effects.items():
        try:
            changes = read_effect(path, move.text, known)
        except (NameUnknownError, UnitError) as error:
            yield said((*at, path), error, origins)
            continue
        direct = [c.path for c in changes if _counts_in_the_index(c.path)]
        if direct:
            yield problem(
                (*at, path),
                f"'{direct[0]}' is a part of the index, not a cause of anything",
                "let it act on what the index is made from, such as a channel's intensity or a ladder's pressure",
                origins,
            )


def _counts_in_the_index(path: str) -> bool:
    head, *_, last = path.split(".")
    return head in ("risk", "capability") or (
        head in ("channels", "ladder") and last in ("weight", "reference")
    )
