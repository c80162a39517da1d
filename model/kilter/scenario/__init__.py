"""What a scenario file may say: reading, layering, units, sections, paths and shipped packs."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pydantic import ValidationError

from ..errors import Problem, ScenarioError
from .document import Scenario
from .explain import explain, problem, shortened
from .layering import Layered, layer, layer_document, override
from .packs import find
from .paths import canonical
from .reading import read_text
from .references import check_references

__all__ = ["Scenario", "load", "loads", "problem_at"]


def load(
    source: str | Path, *, set: Mapping[str, str | float] | None = None, until: str | None = None
) -> Scenario:
    """Load a scenario from a file or a shipped pack.

    Args:
        source: a path, ``"afghanistan-2026/openly-reported"``, or a shipped scenario's unique name.
        set: new values by path, such as ``{"agreement.transparency": 0.2}``; ranges and
            sources stay on record.
        until: another horizon, such as ``"24 months"``.

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
    if set:
        layered = override(layered, {canonical(path): value for path, value in set.items()})
    if until:
        layered = override(layered, {"horizon": until}, source="--until")
    try:
        scenario = Scenario.model_validate(layered.tree)
    except ValidationError as error:
        raise ScenarioError(shortened(explain(error, Scenario, layered.origins))) from None
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
