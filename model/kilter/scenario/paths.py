"""One way to name a quantity: dotted paths.

The same path serves ``--set``, interventions, effects of reactions and sweeps. The first word may be written
as the section (``fleets.mi17.use.plan``) or in the singular (``fleet.mi17.use.plan``); ``*`` stands for any
one name (``suppliers.*.lead_time``); a path to a spread or another section with one principal number stands
for that number (``suppliers.depot.lead_time`` is ``suppliers.depot.lead_time.mean``).
"""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin

from ..errors import NameUnknownError
from .moves import Move
from .nearest import did_you_mean
from .quantity import Dim, Quantity, Section, Spread

#: Singular spellings of the sections.
SINGULAR: Mapping[str, str] = {
    "fleet": "fleets",
    "site": "sites",
    "part": "parts",
    "supplier": "suppliers",
    "course": "courses",
    "mission": "missions",
    "actor": "actors",
    "party": "parties",
    "precaution": "precautions",
    "arrangement": "arrangements",
    "channel": "channels",
    "ladders": "ladder",
}


@dataclass(frozen=True)
class Entry:
    """A quantity at its path.

    Attributes:
        path: canonical dotted path.
        quantity: the value and what is known about it.
        dim: its dimension and bounds.
        dynamic: whether it may change during a run (by an intervention or a reaction).
        spread: path of the spread that it belongs to, or ``""``.
    """

    path: str
    quantity: Quantity
    dim: Dim
    dynamic: bool
    spread: str = ""


@dataclass(frozen=True)
class Row:
    """One line of the register of assumptions."""

    path: str
    value: float
    unit: str
    low: float | None
    high: float | None
    source: str
    confidence: str
    note: str
    written: str
    default: bool


def _dims(annotation: Any) -> Dim | None:
    if get_origin(annotation) is Annotated:
        found = next((m for m in annotation.__metadata__ if isinstance(m, Dim)), None)
        return found or _dims(annotation.__origin__)
    if get_origin(annotation) in (Union, types.UnionType, dict, list):
        return next((d for d in map(_dims, get_args(annotation)) if d), None)
    return None


@cache
def field_dim(section: type[Section], name: str) -> Dim | None:
    """The dimension of a section's field, of its members for a mapping or list, or ``None``."""
    info = section.model_fields[name]
    return next((m for m in info.metadata if isinstance(m, Dim)), None) or _dims(info.annotation)


def spelled(section: type[Section], name: str) -> str:
    """How a field is written in a file (its alias when it has one)."""
    return section.model_fields[name].alias or name


def walk(section: Section, prefix: str = "") -> Iterator[Entry]:
    """Every quantity below a section, in the order of the file format."""
    kind = type(section)
    for name in kind.model_fields:
        path = f"{prefix}.{spelled(kind, name)}" if prefix else spelled(kind, name)
        yield from _below(
            getattr(section, name), path, field_dim(kind, name), prefix if isinstance(section, Spread) else ""
        )


def _below(value: object, path: str, dim: Dim | None, spread: str) -> Iterator[Entry]:
    if isinstance(value, Quantity):
        assert dim is not None, path
        yield Entry(path, value, dim, not dim.fixed, spread)
    elif isinstance(value, Section):
        yield from walk(value, path)
    elif isinstance(value, Mapping):
        for key, member in value.items():
            yield from _below(member, f"{path}.{key}", dim, spread)
    elif isinstance(value, list | tuple):
        for index, member in enumerate(value):
            yield from _below(member, f"{path}.{index}", dim, spread)


def quantities(scenario: Section) -> dict[str, Entry]:
    """All quantities of a scenario by canonical path.

    >>> from kilter.scenario import loads
    >>> s = loads("{horizon: 1 y, fleets: {truck: {items: 5}}}")
    >>> quantities(s)["fleets.truck.items.serviceable"].quantity.value
    5.0
    """
    return {entry.path: entry for entry in walk(scenario)}


def keys_of(node: Any, parts: list[str]) -> tuple[str | int, ...]:
    """A path as the keys that the file uses: list items by number, keys that hold dots in one piece.

    >>> keys_of({"fleets": {"a": [{"b.c": 1}]}}, ["fleets", "a", "0", "b", "c"])
    ('fleets', 'a', 0, 'b.c')
    """
    if not parts:
        return ()
    if isinstance(node, list) and parts[0].isdecimal() and int(parts[0]) < len(node):
        return (int(parts[0]), *keys_of(node[int(parts[0])], parts[1:]))
    if isinstance(node, Mapping):
        for taken in range(len(parts), 0, -1):
            key = ".".join(parts[:taken])
            if key in node:
                return (key, *keys_of(node[key], parts[taken:]))
    return tuple(parts)


def canonical(path: str) -> str:
    """Spell the first word of a path as the section it means.

    >>> canonical("fleet.mi17.use.plan")
    'fleets.mi17.use.plan'
    """
    head, dot, rest = path.strip().partition(".")
    return SINGULAR.get(head, head) + dot + rest


#: What a path to a whole section stands for.
_PRINCIPALS = ("mean", "value", "serviceable", "journeyman", "stock", "required", "intensity")


def resolve(path: str, known: Mapping[str, Entry]) -> list[str]:
    """Canonical paths that a written path stands for (several with ``*``).

    Raises:
        NameUnknownError: nothing is there; the message names the nearest path.
    """
    wanted = canonical(path)
    found = [wanted] if wanted in known else [p for p in known if _matches(wanted, p)]
    if not found:
        for principal in _PRINCIPALS:
            longer = f"{wanted}.{principal}"
            found = [longer] if longer in known else [p for p in known if _matches(longer, p)]
            if found:
                break
    if not found:
        hint = did_you_mean(wanted, known)
        raise NameUnknownError(
            f"there is no quantity at '{path}'"
            + (f"; {hint}" if hint else "; 'kilter show FILE' lists all paths")
        )
    return found


def _matches(pattern: str, path: str) -> bool:
    if "*" not in pattern:
        return False
    parts, names = pattern.split("."), path.split(".")
    return len(parts) == len(names) and all(p in ("*", n) for p, n in zip(parts, names, strict=True))


def register(scenario: Section) -> list[Row]:
    """The register of assumptions: every number with its unit, range, source and confidence.

    Neutral defaults (a factor of 1, a mechanism that is off) are definitions, not assumptions: left out.
    """
    rows = [
        Row(e.path, q.value, q.unit, q.low, q.high, q.source, q.confidence, q.note, q.written, q.default)
        for e in walk(scenario)
        if not ((q := e.quantity).default and q.shape == "fixed")
    ]
    return rows + [
        Row(path, number, unit or "+", m.low, m.high, m.source, m.confidence, m.note, str(m), False)
        for path, m in moves(scenario)
        if m.number is not None
        for number, unit in [m.number]
    ]


def moves(section: object, path: str = "") -> Iterator[tuple[str, Move]]:
    """Every change that reactions and interventions make, with its place in the file."""
    if isinstance(section, Move):
        yield path, section
    elif isinstance(section, Section):
        for name in type(section).model_fields:
            yield from moves(getattr(section, name), f"{path}.{name}" if path else name)
    elif isinstance(section, Mapping):
        for key, member in section.items():
            yield from moves(member, f"{path}.{key}")
    elif isinstance(section, list | tuple):
        for index, member in enumerate(section):
            yield from moves(member, f"{path}.{index}")
