"""Read one scenario file into plain values, with the line of every entry.

The file is treated as data from a stranger: nothing in it can run code, use up the memory or end in a
traceback. Whatever is wrong becomes a :class:`~kilter.errors.ScenarioError` that names file, line and
path and says what to write instead.

The rules are those of YAML 1.2 (core schema), so ``no``, ``on`` and ``1:30`` are texts. Dates are texts
too, in the form they were written. Only finite numbers are numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from ..errors import Problem, ScenarioError
from ._nodes import (
    MAX_BYTES,
    MAX_DEPTH,
    MAX_NODES,
    Composer,
    Key,
    KeyPath,
    Scalar,
    dotted,
    plain,
    scalar,
    too_large,
)
from ._sayings import FORBIDDEN
from .nearest import did_you_mean

__all__ = [
    "MAX_BYTES",
    "MAX_DEPTH",
    "MAX_NODES",
    "Document",
    "Key",
    "KeyPath",
    "Scalar",
    "dotted",
    "read",
    "read_head",
    "read_text",
    "read_value",
    "scalar",
    "similar_file",
]


@dataclass(frozen=True)
class Document:
    """What one file says, in plain values.

    Attributes:
        file: the name of the file, as it was asked for.
        tree: nested dict, list, str, int, float, bool and None; all keys are texts.
        lines: the 1-based line of every key and list item, by its path (keys and list indices).
    """

    file: str
    tree: dict[str, Any]
    lines: Mapping[KeyPath, int]

    def line(self, path: KeyPath) -> int:
        """The line of ``path``, or of the nearest entry around it.

        >>> read_text("a:\\n  b: 1\\n").line(("a", "b", "c"))
        2
        """
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def read(path: Path) -> Document:
    """Read a scenario file.

    Raises:
        ScenarioError: there is no such file, or it cannot be used; every problem with file and line.
    """
    name = str(path)
    return read_text(_text_of(path, name), name)


def read_text(text: str, name: str = "<text>") -> Document:
    """Read a scenario from a text; ``name`` stands for the file in messages.

    Raises:
        ScenarioError: the text cannot be used; every problem with its line.

    >>> read_text("start: 2026-06-01\\nfleets: {mi17: {use: 25 h/month}}").tree
    {'start': '2026-06-01', 'fleets': {'mi17': {'use': '25 h/month'}}}
    """
    node = Composer(text, name).root()
    if not isinstance(node.value, dict):
        kind = "a list" if isinstance(node.value, list) else "a single value"
        raise ScenarioError(
            Problem(
                f"the file holds {kind} at its top", "write entries such as 'title: …'", "", name, node.line
            )
        )
    lines: dict[KeyPath, int] = {(): node.line}
    return Document(name, plain(node, (), lines), MappingProxyType(lines))


def read_head(path: Path, keys: Iterable[str]) -> dict[str, Any]:
    """The named top-level entries of a file, reading no further than the last of them.

    For listings: a title at the top of a long file costs nothing. Entries not there are left out.

    Raises:
        ScenarioError: the file cannot be used, as far as it was read.
    """
    name, wanted = str(path), frozenset(keys)
    node = Composer(_text_of(path, name), name, wanted).root()
    tree = plain(node, (), {})
    return {key: tree[key] for key in tree if key in wanted} if isinstance(tree, dict) else {}


def read_value(text: str) -> Any:
    """The value that ``text`` would have behind a key; brackets and quotes as in a file.

    Raises:
        ValueError: not a finite number, or brackets or quotes that do not close.

    >>> read_value("0.2"), read_value("45 h"), read_value("true"), read_value("[30, 70]")
    (0.2, '45 h', True, [30, 70])
    """
    text = text.strip()
    if text[:1] not in ("[", "{", '"', "'"):
        if found := FORBIDDEN.search(text):
            raise ValueError(f"it holds the control character U+{ord(found[0]):04X}")
        return scalar(text)
    try:
        return plain(Composer(text, "").root(), (), {})
    except ScenarioError as error:
        problem = error.problems[0]
        raise ValueError(f"{problem.what}; {problem.write}" if problem.write else problem.what) from None


def similar_file(path: Path) -> str:
    """A question naming the file most like ``path`` in its folder, or nothing.

    >>> similar_file(Path("/nowhere/at/all.yaml"))
    ''
    """
    try:
        return did_you_mean(path.name, sorted(entry.name for entry in path.parent.iterdir()))
    except (OSError, ValueError):
        return ""


def _text_of(path: Path, name: str) -> str:
    """The content of a file, refused when it is not a small text in UTF-8."""

    def refuse(what: str, write: str, line: int = 0) -> ScenarioError:
        return ScenarioError(Problem(what, write, "", name, line))

    try:
        size = path.stat().st_size
        if path.is_dir():
            raise refuse("this is a folder", "name a file in it, such as world.yaml")
        if not path.is_file():
            raise refuse("this is not an ordinary file", "name a scenario file (*.yaml)")
        if size > MAX_BYTES:
            raise refuse(*too_large(f"{size / 2**20:.1f} MiB"))
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)  # the size on disk may have changed since, or be a fiction
    except (FileNotFoundError, NotADirectoryError):
        write = similar_file(path) or "check the name and the folder"
        raise refuse("there is no such file", write) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise refuse(f"the file cannot be opened ({reason})", "check its name and permissions") from None
    if len(data) > MAX_BYTES:
        raise refuse(*too_large("larger"))
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise refuse("the file is saved as UTF-16", "save it as UTF-8")
    if b"\0" in data:
        raise refuse("this is not a text file", "name a scenario file (*.yaml)")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise refuse("the file is not UTF-8 text", "save it as UTF-8", line) from None
