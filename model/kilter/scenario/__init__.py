"""What a scenario file may say: reading, layering, units, sections, paths and shipped packs."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ..errors import Problem
from .assembly import Recipe, assemble
from .document import Scenario
from .explain import problem
from .layering import layer, layer_document
from .packs import find
from .reading import read_text

__all__ = ["Scenario", "load", "loads", "problem_at"]


def load(
    source: str | Path, *, set: Mapping[str, str | float] | None = None, until: str | None = None
) -> Scenario:
    """Load a scenario from a file or a shipped pack.

    Args:
        source: a path, ``"afghanistan-2026/openly-reported"``, or a shipped scenario's unique name.
        set: new values by path, such as ``{"agreement.transparency": 0.2}`` or ``{"suppliers.*.lead_time":
            "x1.5"}``; ranges and sources stay on record.
        until: another horizon, such as ``"24 months"``; interventions after it do not happen.

    Raises:
        ScenarioError: with every problem found; each names file, line, path and what to write.
    """
    path = find(str(source))
    return assemble(Recipe(layer(path), path.stem, set or {}, until))


def loads(text: str, *, set: Mapping[str, str | float] | None = None, until: str | None = None) -> Scenario:
    """Load a scenario from YAML text; ``extends`` is looked up from the current folder.

    >>> loads("{horizon: 1 y, fleets: {truck: {items: 5}}}").fleets["truck"].items.serviceable.value
    5.0
    """
    return assemble(Recipe(layer_document(read_text(text), Path()), "text", set or {}, until))


def problem_at(scenario: Scenario, location: tuple[str | int, ...], what: str, write: str = "") -> Problem:
    """A problem with the place in the file from which a loaded scenario's entry came."""
    return problem(location, what, write, scenario.origins)
