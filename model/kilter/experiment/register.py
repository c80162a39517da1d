"""The register of assumptions: every number that a run of a scenario depends on, and who answers for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from ..engine.planning.risk import rival_counts
from ..errors import NameUnknownError
from ..scenario._parsing import KILTER
from ..scenario.document import Scenario
from ..scenario.layering import Origin
from ..scenario.moves import Move
from ..scenario.paths import keys_of, quantities, resolve, spelled
from ..scenario.quantity import Quantity, Section
from .spots import changes

#: Where the shipped transition counts of hostility levels come from.
PRIOR = "Correlates of War, MID: rival pairs 1946-2014, transitions from year to year"


@dataclass(frozen=True)
class Row:
    """One line of the register.

    Attributes:
        path: where the number stands in the scenario.
        value: in ``unit``.
        unit: its unit; ``1`` for what has none, ``x`` for a factor, ``+`` before the unit of what is added to.
        low, high: least and most plausible value, or ``None``.
        shape: how plausibility is spread over the range; empty without one.
        source: where it comes from.
        confidence: ``high``, ``medium`` or ``low``.
        owner: who answers for it.
        note: anything worth knowing.
        written: as its author wrote it.
        file, line: where that stands; empty and 0 for Kilter's own defaults.
        default: whether it is Kilter's own default.
    """

    path: str
    value: float
    unit: str
    low: float | None
    high: float | None
    shape: str
    source: str
    confidence: str
    owner: str
    note: str
    written: str
    file: str
    line: int
    default: bool

    def document(self) -> dict[str, Any]:
        """The line as plain types."""
        return asdict(self)


def register(scenario: Scenario) -> list[Row]:
    """Every number that a run depends on: quantities, what reactions and dated changes do, what alternatives weigh and
    set, transition counts, the horizon; chosen definitions (a factor of 1, a mechanism that is off) among them.

    >>> from kilter.scenario import loads
    >>> rows = register(loads("{horizon: 1 y, owner: me, fleets: {truck: {items: 5}}}"))
    >>> [(row.path, row.value, row.unit, row.owner) for row in rows][:1]
    [('horizon', 12.0, 'month', 'me')]
    """
    return [
        *_horizon(scenario),
        *(_quantity(scenario, path, entry.quantity) for path, entry in quantities(scenario).items()),
        *_changes(scenario),
        *_counts(scenario),
    ]


def origin(scenario: Scenario, path: str) -> Origin | None:
    """The place that had the last word on a path, or on the nearest entry around it.

    >>> from kilter.scenario import loads
    >>> origin(loads("{horizon: 1 y, fleets: {truck: {items: 5}}}"), "fleets.truck.items.serviceable").line
    1
    """
    keys = keys_of(scenario.tree, path.split("."))
    while keys:
        if keys in scenario.origins:
            return scenario.origins[keys][-1]
        keys = keys[:-1]
    return None


def _written(scenario: Scenario, path: str) -> bool:
    """Whether somebody wrote the number, as against a word for which it stands (``part: engine`` means one)."""
    node: Any = scenario.tree
    for key in keys_of(scenario.tree, path.split(".")):
        try:
            node = node[key]
        except (KeyError, IndexError, TypeError):
            break
    return not isinstance(node, Mapping) or "value" in node or "mean" in node


def _confidence(said: str, source: str) -> str:
    """What is said, and low where nothing is; a definition is no guess."""
    return said or ("high" if source.startswith("definition") else "low")


def _place(scenario: Scenario, path: str, default: bool) -> tuple[str, int]:
    found = None if default else origin(scenario, path)
    return (found.file, found.line) if found is not None else ("", 0)


def _quantity(scenario: Scenario, path: str, q: Quantity) -> Row:
    source = q.source or (
        "not given" if _written(scenario, path) else "definition (follows from what stands there)"
    )
    return Row(
        path,
        q.value,
        q.unit,
        q.low,
        q.high,
        q.shape if q.low is not None else "",
        source,
        _confidence(q.confidence, source),
        q.owner or (KILTER if q.default else scenario.owner),
        q.note,
        str(q),
        *_place(scenario, path, q.default),
        q.default,
    )


def _horizon(scenario: Scenario) -> Iterator[Row]:
    horizon = scenario.horizon
    months = horizon.months is not None
    value = float(horizon.months if horizon.months is not None else horizon.days or 0.0)
    yield Row(
        "horizon",
        value,
        "month" if months else "d",
        None,
        None,
        "",
        "chosen: how long to look",
        "high",
        scenario.owner,
        "",
        horizon.written,
        *_place(scenario, "horizon", False),
        False,
    )


def _changes(scenario: Scenario) -> Iterator[Row]:
    known = quantities(scenario)
    for path, keys, move in changes(scenario):
        if move.number is None:
            continue  # words, such as a state of the agreement
        value, unit = move.number
        yield Row(
            path,
            value,
            unit or _unit(keys, move, known),
            move.low,
            move.high,
            "balanced" if move.low is not None else "",
            move.source or "not given",
            _confidence(move.confidence, move.source),
            move.owner or scenario.owner,
            move.note,
            str(move),
            *_place(scenario, path, False),
            False,
        )


def _unit(keys: Sequence[str | int], move: Move, known: Mapping[str, Any]) -> str:
    """The unit of a change that is written without one: that of what it changes."""
    try:
        unit = str(known[resolve(str(keys[-1]), known)[0]].quantity.unit)
    except NameUnknownError:
        return "1"
    return f"+{unit}" if "effects" in keys else unit


def _counts(scenario: Scenario) -> Iterator[Row]:
    for name, ladder in scenario.ladder.items():
        given = ladder.counts
        for level, row in enumerate(given if given is not None else rival_counts()):
            for other, count in enumerate(row):
                path = f"ladder.{name}.counts.{level}.{other}"
                yield Row(
                    path,
                    float(count),
                    "transitions",
                    None,
                    None,
                    "",
                    "as the file gives it" if given is not None else PRIOR,
                    "low" if given is not None else "medium",
                    scenario.owner if given is not None else KILTER,
                    f"from level {level} to level {other} within a year",
                    f"{count:g}",
                    *_place(scenario, path, given is None),
                    given is None,
                )


def numbers(section: object, path: str = "") -> Iterator[str]:
    """Paths of every number of a section, whatever holds it: what the register has to cover."""
    if isinstance(section, Quantity):
        yield path
    elif isinstance(section, Move):
        if section.number is not None:
            yield path
    elif isinstance(section, Section):
        for name in type(section).model_fields:
            key = spelled(type(section), name)
            yield from numbers(getattr(section, name), f"{path}.{key}" if path else key)
    elif isinstance(section, Mapping):
        for key, member in section.items():
            yield from numbers(member, f"{path}.{key}")
    elif isinstance(section, list | tuple):
        for index, member in enumerate(section):
            yield from numbers(member, f"{path}.{index}")
    elif isinstance(section, int | float) and not isinstance(section, bool):
        yield path
