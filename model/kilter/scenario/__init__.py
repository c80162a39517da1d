"""What a scenario file may say: reading, layering, units, sections, paths and shipped packs."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ..errors import Problem, ScenarioError
from .document import Scenario
from .explain import problem, shortened
from .layering import Layered, layer, layer_document, override
from .packs import find
from .reading import read_text
from .references import check_references
from .setting import cut_short, validated, with_settings

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
    return _build(layer(path), set, until, path.stem)


def loads(text: str, *, set: Mapping[str, str | float] | None = None, until: str | None = None) -> Scenario:
    """Load a scenario from YAML text; ``extends`` is looked up from the current folder.

    >>> loads("{horizon: 1 y, fleets: {truck: {items: 5}}}").fleets["truck"].items.serviceable.value
    5.0
    """
    return _build(layer_document(read_text(text), Path()), set, until, "text")


def _build(layered: Layered, set: Mapping[str, str | float] | None, until: str | None, key: str) -> Scenario:
    if until:
        layered = override(layered, {"horizon": until}, source="--until")
    scenario, layered = with_settings(layered, set) if set else (validated(layered), layered)
    if until:
        scenario = cut_short(scenario)
    problems = check_references(scenario, layered.origins)
    if problems:
        raise ScenarioError(shortened(problems))
    scenario._key = key
    scenario._origins = layered.origins
    scenario._tree = layered.tree
    return scenario


def problem_at(scenario: Scenario, location: tuple[str | int, ...], what: str, write: str = "") -> Problem:
    """A problem with the place in the file from which a loaded scenario's entry came."""
    return problem(location, what, write, scenario.origins)
