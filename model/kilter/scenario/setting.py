"""Set quantities of a scenario by path, as ``--set``, sweeps and sliders do.

The paths are those of interventions and effects: singular or plural first word, ``*`` for any name, ``x1.5`` to
multiply, and quantities that only a default gives. What is set keeps its range, source and note on record. Entries
that are not numbers (a title, a supplier's name, a whole section) are set in the file's own tree.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pydantic import ValidationError

from ..errors import NameUnknownError, Problem, ScenarioError
from ._origins import Layered, Origin
from ._parsing import BALANCED
from .document import Scenario
from .effects import read_setting
from .explain import explain, shortened
from .layering import override
from .moves import Move
from .nearest import did_you_mean
from .paths import Entry, canonical, quantities, resolve, spelled
from .quantity import Quantity, Section
from .reading import read_value
from .references import end_date
from .units import UnitError


@dataclass(frozen=True)
class Group:
    """Settings that come from one place.

    Attributes:
        source: what messages and the record call that place: ``--set``, or a file.
        values: new values by path.
        line: line of the file, or 0.
        why: for the record, what brought them in (may be empty).
    """

    source: str
    values: Mapping[str, str | float | Move]
    line: int = 0
    why: str = ""


def validated(layered: Layered) -> Scenario:
    """The scenario of a merged tree, its sections checked one by one.

    Raises:
        ScenarioError: with every problem found.
    """
    try:
        return Scenario.model_validate(layered.tree)
    except ValidationError as error:
        raise ScenarioError(shortened(explain(error, Scenario, layered.origins))) from None


def with_settings(layered: Layered, groups: Sequence[Group]) -> tuple[Scenario, Layered]:
    """A scenario with some entries set anew, and the tree and origins that go with it.

    A later group finds what an earlier one has set.

    Raises:
        ScenarioError: a path leads nowhere or a value does not fit; all of them at once.
    """
    known = quantities(validated(layered))
    numbers: list[tuple[Group, str, str | float | Move]] = []
    for group in groups:
        rest: dict[str, Any] = {}
        for path, value in group.values.items():
            if _is_number(path, value, known):
                numbers.append((group, path, value))
            else:
                rest[canonical(path)] = value.text if isinstance(value, Move) else value
        if rest:
            layered = _in_the_tree(layered, rest, known, group.source)
    scenario = validated(layered)
    if not numbers:
        return scenario, layered
    known, problems = quantities(scenario), []
    changed: dict[str, Quantity] = {}
    origins = dict(layered.origins)
    for group, path, value in numbers:
        try:
            for p, quantity in _set(path, value, known).items():
                changed[p] = quantity
                known[p] = replace(known[p], quantity=quantity)
                at = _written_at(layered.tree, p)
                said = f"{_text(value)} ({group.why})" if group.why else str(_text(value))
                origins[at] = (*origins.get(at, ()), Origin(group.source, group.line, said))
        except (NameUnknownError, UnitError) as error:
            what, _, write = str(error).partition("; ")
            problems.append(Problem(what, write, path, group.source, group.line))
    if problems:
        raise ScenarioError(problems)
    try:
        scenario = _rebuilt(scenario, "", changed)
    except ValidationError as error:
        raise ScenarioError(shortened(explain(error, Scenario, origins))) from None
    return scenario, Layered(layered.tree, origins, layered.file, layered.files)


def _set(path: str, value: str | float | Move, known: Mapping[str, Entry]) -> dict[str, Quantity]:
    """The quantities at a path, set; with their range when the setting has one of its own."""
    found = {}
    for change in read_setting(path, _scalar(_text(value)), known, at_start=True):
        entry = known[change.path]
        quantity = entry.quantity.changed(change.value, str(_text(value)))
        found[change.path] = _spoken_for(quantity, value, entry) if isinstance(value, Move) else quantity
    return found


def _spoken_for(quantity: Quantity, move: Move, entry: Entry) -> Quantity:
    """What the author of a setting says about it, in place of what was said about the value before."""
    low = high = None
    shape = quantity.shape
    if move.number is not None and move.low is not None and move.high is not None:
        unit = move.number[1]
        if unit == "x" and entry.dim.name != "factor":
            low, high = (entry.quantity.value * end for end in (move.low, move.high))
        else:
            low, high = (entry.dim.read(f"{end!r} {unit}".strip()).value for end in (move.low, move.high))
        shape = BALANCED
    return replace(
        quantity,
        low=low,
        high=high,
        shape=shape,
        source=move.source,
        confidence=move.confidence,
        note=move.note,
        owner=move.owner,
    )


def _text(value: str | float | Move) -> str | float:
    return value.text if isinstance(value, Move) else value


def cut_short(scenario: Scenario) -> Scenario:
    """Without the interventions that lie beyond a horizon set from outside: they do not happen."""
    kept = [change for change in scenario.interventions if change.on < end_date(scenario)]
    return scenario.model_copy(update={"interventions": kept})


def _written_at(tree: Any, path: str) -> tuple[str | int, ...]:
    """Where a file writes the quantity at a canonical path: a shorthand stands higher than what it means."""
    at: tuple[str | int, ...] = ()
    node = tree
    for part in path.split("."):
        if isinstance(node, list):
            node, at = node[int(part)], (*at, int(part))
        elif isinstance(node, dict) and "value" not in node:
            node, at = node.get(part, {}), (*at, part)
        else:
            break
    return at


def _scalar(value: str | float) -> Any:
    return read_value(value) if isinstance(value, str) else value


def _is_number(path: str, value: str | float | Move, known: Mapping[str, Entry]) -> bool:
    """Whether a setting changes quantities that are there, rather than entries of the tree."""
    try:
        if isinstance(_scalar(_text(value)), dict | list | bool | None):
            return False
        resolve(path, known)
    except (NameUnknownError, ValueError):
        return False
    return True


def _in_the_tree(
    layered: Layered, rest: Mapping[str, Any], known: Mapping[str, Entry], source: str
) -> Layered:
    try:
        return override(layered, rest, source)
    except ScenarioError as error:
        # A mistyped name of something that only a default gives is not in the tree: look wider.
        better = []
        for problem in error.problems:
            hint = did_you_mean(problem.path, known)
            write = problem.write if "did you mean" in problem.write or not hint else hint
            better.append(Problem(problem.what, write, problem.path, problem.file, problem.line))
        raise ScenarioError(better) from None


def _rebuilt(section: Any, path: str, changed: Mapping[str, Quantity]) -> Any:
    """A copy with some quantities replaced, checked again wherever something below it changed."""
    if isinstance(section, Quantity):
        return changed.get(path, section)
    if not any(name == path or name.startswith(f"{path}.") or not path for name in changed):
        return section
    if isinstance(section, Section):
        kind = type(section)
        given = {
            spelled(kind, name): _rebuilt(value, _joined(path, spelled(kind, name)), changed)
            for name in kind.model_fields
            if (value := getattr(section, name)) is not None
        }
        return kind.model_validate(given)
    if isinstance(section, Mapping):
        return {key: _rebuilt(value, _joined(path, key), changed) for key, value in section.items()}
    if isinstance(section, list | tuple):
        return [_rebuilt(value, _joined(path, str(n)), changed) for n, value in enumerate(section)]
    return section


def _joined(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name
