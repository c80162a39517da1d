"""Who wrote which entry of a scenario, and the plain values that the record belongs to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ._nodes import KeyPath


@dataclass(frozen=True)
class Origin:
    """One place that wrote an entry.

    Attributes:
        file: the file, or the source of an override such as ``--set``.
        line: its 1-based line, or 0 for an override.
        written: what stands there, shortened when long.
    """

    file: str
    line: int
    written: str


@dataclass(frozen=True)
class Layered:
    """A scenario with everything it inherits, in plain values.

    Attributes:
        tree: the merged entries, without ``extends``.
        origins: for every entry and list item, by path, the places that wrote it; the last one counts.
        file: the scenario's own file.
        files: all files that took part, in the order in which they were laid over one another.
    """

    tree: dict[str, Any]
    origins: dict[KeyPath, tuple[Origin, ...]]
    file: str = "<text>"
    files: tuple[str, ...] = field(default=())

    def origin(self, path: KeyPath) -> Origin:
        """Who had the last word on ``path``, or on the nearest entry around it."""
        while path and path not in self.origins:
            path = path[:-1]
        return self.origins[path][-1] if path in self.origins else Origin(self.file, 1, "")


def written(value: object, limit: int = 80) -> str:
    """A plain value as it would be written on one line of a file.

    >>> written({"value": "45 h", "range": [30, 70]}), written(True), written(0.5)
    ('{value: 45 h, range: [30, 70]}', 'true', '0.5')
    """
    text = _flow(value, limit)
    return text if len(text) <= limit else text[: limit - 1] + "…"


def copied(value: Any) -> Any:
    """A copy of a plain value that shares no list or mapping with it."""
    if isinstance(value, dict):
        return {key: copied(item) for key, item in value.items()}
    return [copied(item) for item in value] if isinstance(value, list) else value


def note(origins: dict[KeyPath, tuple[Origin, ...]], path: KeyPath, value: object, origin: Origin) -> None:
    """Add ``origin`` for an entry and for everything inside it."""
    origins[path] = (*origins.get(path, ()), origin)
    for key, item in children(value):
        note(origins, (*path, key), item, Origin(origin.file, origin.line, written(item)))


def forget(origins: dict[KeyPath, tuple[Origin, ...]], path: KeyPath, value: object) -> None:
    """Drop the origins of everything inside an entry, but not its own."""
    for key, item in children(value):
        forget(origins, (*path, key), item)
        origins.pop((*path, key), None)


def children(value: object) -> list[tuple[Any, object]]:
    """The keys and entries of a mapping, the numbers and items of a list, nothing for a single value."""
    if isinstance(value, dict):
        return list(value.items())
    return list(enumerate(value)) if isinstance(value, list) else []


def _flow(value: object, limit: int) -> str:
    if isinstance(value, dict | list):
        parts: list[str] = []
        left = limit
        for key, item in children(value):
            if left < 0:  # enough to fill the line; the rest is cut anyway
                break
            text = _flow(item, left)
            parts.append(f"{key}: {text}" if isinstance(value, dict) else text)
            left -= len(parts[-1]) + 2
        inside = ", ".join(parts)
        return f"{{{inside}}}" if isinstance(value, dict) else f"[{inside}]"
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    return " ".join(value.split()) if isinstance(value, str) else repr(value)
