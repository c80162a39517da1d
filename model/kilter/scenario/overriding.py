"""Change single entries of a scenario by their path, as ``--set`` and sweeps do."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date
from numbers import Integral, Real
from typing import Any

from ..errors import Problem, ScenarioError
from ._origins import Layered, Origin, copied, forget, note, written
from .nearest import nearest
from .reading import Key, KeyPath, dotted, read_value

_CENTRES = ("value", "mean")


def override(layered: Layered, assignments: Mapping[str, object], source: str = "--set") -> Layered:
    """A scenario with some entries set anew; the one given stays as it is.

    Each key is a dotted path (list items by number); a value given as a text is read as in a file, so
    ``"0.2"`` is a number and ``"45 h"`` a text. A single value for an entry with a ``value`` or ``mean``
    replaces only that and keeps its range, shape and source. ``None`` or ``"null"`` removes an entry.
    The last key of a path may be new, everything before it must be there.

    Raises:
        ScenarioError: a path leads nowhere or a value cannot be used; all of them at once.

    >>> base = Layered({"agreement": {"transparency": {"value": 0.7, "range": [0, 1]}}}, {})
    >>> override(base, {"agreement.transparency": "0.2"}).tree
    {'agreement': {'transparency': {'value': 0.2, 'range': [0, 1]}}}
    """
    changed = Layered(copied(layered.tree), dict(layered.origins), layered.file, layered.files)
    problems: list[Problem] = []
    for path, raw in assignments.items():
        try:
            _assign(changed, path, _value(raw), source)
        except _RefusedError as error:
            problems.append(Problem(error.what, error.write, path, source))
        except ValueError as error:
            problems.append(Problem(str(error), "write a value as in a scenario file", path, source))
    if problems:
        raise ScenarioError(problems)
    return changed


class _RefusedError(Exception):
    def __init__(self, what: str, write: str) -> None:
        self.what, self.write = what, write
        super().__init__(what)


def _value(raw: object) -> Any:
    """A plain value of our own for one given on the command line or by a program."""
    if isinstance(raw, str):
        if not raw.strip():
            raise ValueError("no value is given")
        return read_value(raw)
    return _plain(raw)


def _plain(raw: object, depth: int = 0) -> Any:
    if raw is None or isinstance(raw, bool | str):
        return raw
    if isinstance(raw, Integral):
        return int(raw)
    if isinstance(raw, Real):
        if not math.isfinite(raw):
            raise ValueError(f"{float(raw)} is not a number that can be used")
        return float(raw)
    if isinstance(raw, date):
        return raw.isoformat()
    if depth < 20:
        if isinstance(raw, Mapping):
            return {str(key): _plain(item, depth + 1) for key, item in raw.items()}
        if isinstance(raw, list | tuple):
            return [_plain(item, depth + 1) for item in raw]
    raise ValueError(f"a value of type {type(raw).__name__} cannot stand in a scenario")


def _assign(layered: Layered, path: str, value: Any, source: str) -> None:
    container, at = _walk(layered.tree, path)
    key: Any = at[-1]
    old = container.get(key) if isinstance(container, dict) else container[key]
    if value is None:
        if isinstance(container, list):
            raise _RefusedError("an item of a list cannot be removed", "set the whole list")
        if key not in container:
            raise _missing(str(key), container, at[:-1], path, "there is nothing to remove")
        forget(layered.origins, at, old)
        layered.origins.pop(at, None)
        del container[key]
        return
    origin = Origin(source, 0, written(value))
    if isinstance(old, dict) and not isinstance(value, dict | list):
        for centre in _CENTRES:
            if centre in old:
                layered.origins[at] = (*layered.origins.get(at, ()), origin)
                container, at, key, old = old, (*at, centre), centre, old[centre]
                break
    forget(layered.origins, at, old)
    container[key] = value
    note(layered.origins, at, value, origin)


def _walk(tree: dict[str, Any], path: str) -> tuple[Any, KeyPath]:
    """The mapping or list that holds the entry, and the entry's path. The entry itself may be new."""
    parts = path.split(".")
    if not all(part.strip() for part in parts) or path == "extends" or len(parts) > 100:
        raise _RefusedError(
            "this is not a path to an entry", "write keys with dots, such as agreement.transparency"
        )
    node: Any = tree
    at: KeyPath = ()
    while True:
        key, taken = _step(node, parts, at, path)
        parts = parts[taken:]
        at = (*at, key)
        if not parts:
            return node, at
        node = node[key]


def _step(node: Any, parts: list[str], at: KeyPath, path: str) -> tuple[Key, int]:
    """The next key on the way, and how many parts of the path it takes (keys may hold dots)."""
    if isinstance(node, list):
        if parts[0].isdecimal() and len(parts[0]) < 10 and int(parts[0]) < len(node):
            return int(parts[0]), 1
        has = f"its items are 0 to {len(node) - 1}" if node else "it is empty"
        raise _RefusedError(f"'{dotted(at)}' is a list and has no item '{parts[0]}'", has)
    if not isinstance(node, dict):
        raise _RefusedError(f"'{dotted(at)}' is a single value", f"set '{dotted(at)}' itself")
    for taken in range(1, len(parts) + 1):
        key = ".".join(parts[:taken])
        if key in node:
            return key, taken
    if len(parts) == 1:
        return parts[0], 1
    raise _missing(parts[0], node, at, path, "there is no such entry")


def _missing(key: str, node: Mapping[str, Any], at: KeyPath, path: str, what: str) -> _RefusedError:
    where = f"'{dotted(at)}'" if at else "the scenario"
    found = nearest(key, node)
    if found:
        rest = path.split(".")[len(dotted((*at, key)).split(".")) :]
        return _RefusedError(f"{what}", f"did you mean '{dotted((*at, found[0], *rest))}'?")
    names = ", ".join(list(node)[:8]) + (", …" if len(node) > 8 else "")
    return _RefusedError(f"{what}", f"{where} has: {names}" if names else f"{where} is empty")
