"""From merged files to a scenario: alternatives that hold, settings from outside, checks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from ..errors import NameUnknownError, Problem, ScenarioError
from .document import Scenario
from .effects import read_setting
from .explain import Location, problem, shortened
from .layering import Layered, override
from .moves import Move
from .nearest import did_you_mean
from .paths import quantities, resolve
from .references import check_references
from .references.names import said
from .setting import Group, cut_short, validated, with_settings
from .units import UnitError

_SECTION = "alternatives"


@dataclass(frozen=True)
class Recipe:
    """What a scenario is made from, so that it can be made again a little differently without reading files.

    Attributes:
        layered: the merged files.
        key: short name of the scenario.
        settings: values set from outside, by path.
        until: another horizon, or ``None``.
        choices: alternatives for which a choice is made from outside; those that a file has chosen stay.
    """

    layered: Layered
    key: str
    settings: Mapping[str, str | float] = field(default_factory=dict)
    until: str | None = None
    choices: Mapping[str, str] = field(default_factory=dict)


def assemble(recipe: Recipe) -> Scenario:
    """Make the scenario.

    Raises:
        ScenarioError: with every problem found.
    """
    layered = (
        override(recipe.layered, {"horizon": recipe.until}, "--until") if recipe.until else recipe.layered
    )
    picks, weights, rest = _sorted(recipe.settings, layered)
    if picks:
        layered = _picked(layered, picks, "--set")
    free = {
        name: choice
        for name, choice in recipe.choices.items()
        if "chosen" not in layered.tree.get(_SECTION, {}).get(name, {"chosen": ""})
    }
    if free:
        layered = _picked(layered, free, "draw")
    groups = [Group("--set", weights)] if weights else []
    if layered.tree.get(_SECTION):
        base, _ = with_settings(layered, groups) if groups else (validated(layered), layered)
        groups += _holding(base, layered)
    if rest:
        groups.append(Group("--set", rest))
    scenario, layered = with_settings(layered, groups) if groups else (validated(layered), layered)
    if recipe.until:
        scenario = cut_short(scenario)
    problems = check_references(scenario, layered.origins)
    problems += check_choices(scenario, layered)
    if problems:
        raise ScenarioError(shortened(problems))
    scenario._key = recipe.key
    scenario._origins = layered.origins
    scenario._tree = layered.tree
    scenario._recipe = recipe
    return scenario


def again(
    scenario: Scenario, *, until: str | None = None, choices: Mapping[str, str] | None = None
) -> Scenario:
    """A loaded scenario with another horizon, or with other choices of its alternatives; no file is read.

    Alternatives for which a file or a setting has chosen keep that choice.

    >>> from kilter.scenario import loads
    >>> again(loads("horizon: 5 y"), until="6 months").horizon.months
    6
    """
    recipe = scenario._recipe
    if not isinstance(recipe, Recipe):
        raise TypeError("only a scenario that was loaded can be made again")
    return assemble(
        replace(
            recipe,
            until=until or recipe.until,
            choices={**recipe.choices, **(choices or {})},
        )
    )


def _sorted(
    settings: Mapping[str, str | float], layered: Layered
) -> tuple[dict[str, str], dict[str, str | float], dict[str, str | float]]:
    """Settings that choose an alternative, those that change weights, and the others."""
    picks: dict[str, str] = {}
    weights: dict[str, str | float] = {}
    rest: dict[str, str | float] = {}
    for path, value in settings.items():
        head, _, name = path.partition(".")
        if head not in (_SECTION, "alternative") or not name:
            rest[path] = value
        elif "." in name or str(value)[:1] in ("{", "["):
            weights[path] = value
        else:
            picks[name] = str(value)
    return picks, weights, rest


def _picked(layered: Layered, picks: Mapping[str, str], source: str) -> Layered:
    """With choices made, or problems that name what there is to choose."""
    section = layered.tree.get(_SECTION) or {}
    problems = []
    for name, choice in picks.items():
        path = f"{_SECTION}.{name}"
        choices = section.get(name, {}).get("oneof", {}) if isinstance(section.get(name), dict) else None
        if choices is None:
            hint = did_you_mean(name, section) or (
                f"use one of {', '.join(section)}" if section else "the scenario has none"
            )
            problems.append(Problem(f"there is no alternative '{name}'", hint, path, source))
        elif choice not in choices:
            hint = did_you_mean(choice, choices) or f"use one of {', '.join(choices)}"
            problems.append(Problem(f"there is no choice '{choice}'", hint, path, source))
    if problems:
        raise ScenarioError(problems)
    return override(layered, {f"{_SECTION}.{name}.chosen": choice for name, choice in picks.items()}, source)


def _holding(scenario: Scenario, layered: Layered) -> list[Group]:
    """What the choices that hold set, each with its place in the files."""
    groups = []
    for name, alternative in scenario.alternatives.items():
        choice = alternative.holding
        at: Location = (_SECTION, name, "oneof", choice, "set")
        for path, move in alternative.oneof[choice].set.items():
            origin = layered.origin((*at, path))
            groups.append(Group(origin.file, {path: move}, origin.line, f"{_SECTION}.{name}={choice}"))
    return groups


def check_choices(scenario: Scenario, layered: Layered) -> list[Problem]:
    """Whether every choice, also one that does not hold, could be taken: its paths exist, its values fit."""
    return [one for name in scenario.alternatives for one in _choices_of(scenario, layered, name)]


def _choices_of(scenario: Scenario, layered: Layered, name: str) -> Iterator[Problem]:
    known = quantities(scenario)
    alternative = scenario.alternatives[name]
    for key, choice in alternative.oneof.items():
        if key == alternative.holding:
            continue  # it has been applied
        words: dict[str, Move] = {}
        for path, move in choice.set.items():
            at: Location = (_SECTION, name, "oneof", key, "set", path)
            try:
                resolve(path, known)
            except NameUnknownError:
                words[path] = move
                continue
            try:
                read_setting(path, move.text, known, at_start=True)
            except UnitError as error:
                yield said(at, error, layered.origins)
        if words:
            try:
                with_settings(layered, [Group(layered.file, words)])
            except ScenarioError as error:
                for one in error.problems:
                    at = (_SECTION, name, "oneof", key, "set", one.path)
                    yield problem(at, one.what, one.write, layered.origins)
