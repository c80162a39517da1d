"""The parts of a YAML text, built with limits: the ground on which :mod:`kilter.scenario.reading` stands.

The parser only splits the text; which values there are, and how many, is decided here. No tag is ever
acted upon, and an alias is a reference that is counted before it is written out.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from ..errors import Problem, ScenarioError
from ._sayings import FORBIDDEN, short, syntax
from .nearest import did_you_mean

Scalar = str | int | float | bool | None
Key = str | int
KeyPath = tuple[Key, ...]

MAX_BYTES = 2 * 1024 * 1024
"""The largest file that is read, in bytes."""
MAX_NODES = 100_000
"""The most entries a file may have once its aliases are written out."""
MAX_DEPTH = 40
"""The deepest nesting a file may have."""
MAX_LINE = 100_000
"""The longest line a file may have; the parser takes quadratic time for some."""
_MAX_PROBLEMS = 20

_INT = re.compile(r"[-+]?[0-9]+|0x[0-9a-fA-F]+|0o[0-7]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_NOT_FINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_WORDS: Mapping[str, Scalar] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_CORE = "tag:yaml.org,2002:"
_SCALAR_TAGS: Mapping[str, tuple[type, ...]] = {
    _CORE + "int": (int,),
    _CORE + "float": (int, float),
    _CORE + "bool": (bool,),
    _CORE + "null": (type(None),),
}


def dotted(path: Iterable[Key]) -> str:
    """A path as people write it.

    >>> dotted(("fleets", "mi17", "range", 0))
    'fleets.mi17.range.0'
    """
    return ".".join(str(key) for key in path)


def scalar(text: str) -> Scalar:
    """The value of an unquoted YAML 1.2 scalar.

    Raises:
        ValueError: it is not a finite number, or too large for a whole number.

    >>> [scalar(word) for word in ("12", "1e3", "yes", "true", "~", "1:30", "2026-06-01")]
    [12, 1000.0, 'yes', True, None, '1:30', '2026-06-01']
    """
    if text in _WORDS:
        return _WORDS[text]
    if _INT.fullmatch(text):
        # Length first: int() takes quadratic time and refuses very long texts with an error of its own.
        number = int(text, 0 if text[:2] in ("0x", "0o") else 10) if len(text) <= 100 else 2**63
        if abs(number) >= 2**63:
            raise ValueError(f"the number {short(text)} is too large")
        return number
    if _FLOAT.fullmatch(text):
        real = float(text)
        if not math.isfinite(real):
            raise ValueError(f"the number {short(text)} is too large")
        return real
    if _NOT_FINITE.fullmatch(text):
        raise ValueError(f"{text} is not a number that can be used")
    return text


def too_large(size: str) -> tuple[str, str]:
    """What is wrong with a file of that size, and what to do."""
    return (
        f"the file is too large ({size}; the limit is 2 MiB)",
        "split it, or keep tables in files of their own",
    )


@dataclass(slots=True)
class Node:
    """A value as it stands in the file; aliases share nodes, so a tree of them is always small."""

    value: Scalar | list[Node] | dict[str, tuple[int, Node]]
    line: int
    text: str = ""  # a scalar's written text, should it be a key
    size: int = 1  # nodes, aliases written out
    height: int = 0


@dataclass(slots=True)
class _Open:
    """A list or mapping whose end has not been read yet."""

    line: int
    anchor: str | None
    items: list[Node] = field(default_factory=list)
    entries: dict[str, tuple[int, Node]] = field(default_factory=dict)
    merged: list[Node] = field(default_factory=list)
    is_mapping: bool = False
    key: tuple[str, int] | None = None
    merging: bool = False
    size: int = 1
    height: int = 0


def quick_events(text: str) -> list[Any] | None:
    """All events of a text by ruamel's C parser, or ``None`` where it is missing or finds fault."""
    try:
        cyaml: Any = import_module("ruamel.yaml.cyaml")

        parser = cyaml.CParser(text)
        events, depth = [], 0
        while parser.check_event():
            events.append(event := parser.get_event())
            depth += isinstance(event, MappingStartEvent | SequenceStartEvent)
            depth -= isinstance(event, MappingEndEvent | SequenceEndEvent)
            if depth > MAX_DEPTH:  # the C scanner's time grows with the square of the depth
                return None
    except Exception:
        return None
    return events


class Composer:
    """Build nodes from the parser's events, counting as it goes, so that nothing bad is ever built."""

    def __init__(self, text: str, name: str, wanted: frozenset[str] | None = None) -> None:
        self.name = name
        self.text = text.removeprefix("\ufeff")
        self.wanted = wanted
        self.problems: list[Problem] = []
        self.stack: list[_Open] = []
        self.anchors: dict[str, Node | None] = {}  # None: still open
        self.count = 0
        self.top: Node | None = None

    def root(self) -> Node:
        """The one node of the one document in the text."""
        self._check_text()
        try:
            self._compose()
        except ScenarioError as error:
            self.problems.extend(error.problems)
        if self.problems:
            raise ScenarioError(self.problems)
        if self.top is None or (self.top.value is None and not self.top.text):
            raise self._stop(0, "the file is empty", "write entries such as 'title: …'")
        return self.top

    def _check_text(self) -> None:
        if len(self.text) > MAX_BYTES:
            raise self._stop(0, *too_large("larger"))
        for line, content in enumerate(self.text.split("\n"), 1):
            if len(content) > MAX_LINE:
                raise self._stop(line, f"a line is longer than {MAX_LINE:,} characters", "break it up")
        if found := FORBIDDEN.search(self.text):
            line = self.text.count("\n", 0, found.start()) + 1
            raise self._stop(line, f"the text holds the control character U+{ord(found[0]):04X}", "delete it")

    def _events(self) -> Iterator[Any]:
        """What the parser finds, with its complaints in our words.

        The C parser is some twenty times faster. Wherever it is missing or finds fault, the Python one
        decides and words the fault.
        """
        quick = quick_events(self.text)
        if quick is not None:
            yield from quick
            return
        try:
            yield from YAML(typ="safe", pure=True).parse(self.text)
        except MarkedYAMLError as error:
            opened = self.stack[-1].line if self.stack else 0
            raise ScenarioError(syntax(error, self.name, opened)) from None
        except Exception as error:
            # The parser trips over some broken texts, such as a "\U" escape beyond Unicode. Only what it
            # raises itself ends here: mistakes of ours happen outside of this generator.
            around = self.stack[-1] if self.stack else _Open(0, None)
            line = around.key[1] if around.key else around.line
            raise self._stop(line, f"this is not valid YAML ({short(str(error))})", "") from None

    def _compose(self) -> None:
        documents = 0
        for event in self._events():
            line = event.start_mark.line + 1
            if isinstance(event, ScalarEvent):
                self._add(self._scalar(event, line), line, event.anchor)
            elif isinstance(event, MappingStartEvent | SequenceStartEvent):
                self._open(event, line)
            elif isinstance(event, MappingEndEvent | SequenceEndEvent):
                self._close()
            elif isinstance(event, AliasEvent):
                self._alias(event.anchor, line)
            elif isinstance(event, DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise self._stop(
                        line, "a second document starts here", "keep one scenario per file, without '---'"
                    )
            if self._has_all() or len(self.problems) >= _MAX_PROBLEMS:
                return

    def _has_all(self) -> bool:
        """Whether a reading of the head alone can end here."""
        if self.wanted is None or len(self.stack) != 1 or not self.wanted <= self.stack[0].entries.keys():
            return False
        self.top = Node(self.stack[0].entries, self.stack[0].line)
        return True

    def _open(self, event: Any, line: int) -> None:
        is_mapping = isinstance(event, MappingStartEvent)
        if event.tag not in (None, "!", _CORE + ("map" if is_mapping else "seq")):
            self._refuse_tag(event.tag, line)
        if len(self.stack) >= MAX_DEPTH:
            raise self._stop(line, f"entries are nested deeper than {MAX_DEPTH} levels", "make it flatter")
        if self.stack and self.stack[-1].is_mapping and self.stack[-1].key is None:
            raise self._stop(line, "a key is a list or a mapping", "write a plain name before the ':'")
        if event.anchor is not None:
            self.anchors[event.anchor] = None
        self.stack.append(_Open(line, event.anchor, is_mapping=is_mapping))

    def _close(self) -> None:
        done = self.stack.pop()
        node = Node(done.items, done.line, "", done.size, done.height)
        if done.is_mapping:
            node.value = entries = {}
            # A merged entry gives way to one written here, and among several merged the first one counts.
            for source in reversed(done.merged):
                entries.update(source.value if isinstance(source.value, dict) else {})
            entries.update(done.entries)
        self._add(node, done.line, done.anchor)

    def _alias(self, anchor: str, line: int) -> None:
        if anchor not in self.anchors:
            write = did_you_mean(anchor, self.anchors) or f"mark the entry it repeats with '&{short(anchor)}'"
            raise self._stop(line, f"'*{short(anchor)}' repeats an entry that is not marked above", write)
        node = self.anchors[anchor]
        if node is None:
            raise self._stop(line, f"'*{short(anchor)}' contains itself", "write the entry out")
        if len(self.stack) + node.height > MAX_DEPTH:
            raise self._stop(line, f"entries are nested deeper than {MAX_DEPTH} levels", "make it flatter")
        self._add(node, line, None, node.size)

    def _add(self, node: Node, line: int, anchor: str | None, weight: int = 1) -> None:
        """Put a finished node where it belongs: as a key, a value, a list item or the top."""
        if anchor is not None:
            self.anchors[anchor] = node
        if not self.stack:
            self.top = node
            return
        around = self.stack[-1]
        if around.is_mapping and around.key is None:
            self._take_key(around, node, line)
            return
        self._count(weight, line)
        around.size += node.size
        around.height = max(around.height, node.height + 1)
        if not around.is_mapping:
            around.items.append(node)
        elif around.key is not None:
            if around.merging:
                self._merge(around, node, line)
            else:
                around.entries.setdefault(around.key[0], (around.key[1], node))
            around.key, around.merging = None, False

    def _count(self, weight: int, line: int) -> None:
        self.count += weight
        if self.count > MAX_NODES:
            raise self._stop(
                line, f"more than {MAX_NODES:,} entries", "split the file, or use fewer '*' repeats"
            )

    def _take_key(self, around: _Open, node: Node, line: int) -> None:
        if isinstance(node.value, dict | list):
            raise self._stop(line, "a key is a list or a mapping", "write a plain name before the ':'")
        text = node.text
        if not text.strip() or "\n" in text:
            self._problem(
                line, "a key is empty or has more than one line", "write a plain name before the ':'"
            )
        around.merging = text == "<<"
        if text in around.entries or (around.merging and around.merged):
            first = around.entries[text][0] if text in around.entries else around.line
            around.key = (text, line)
            self._problem(
                line, f"'{short(text)}' is written twice (first in line {first})", "keep one of them"
            )
        around.key = (text, line)

    def _merge(self, around: _Open, node: Node, line: int) -> None:
        sources = node.value if isinstance(node.value, list) else [node]
        if not all(isinstance(source.value, dict) for source in sources):
            self._problem(line, "'<<' takes a mapping or a list of mappings", "write '<<: *name'")
            return
        around.merged.extend(sources)

    def _scalar(self, event: Any, line: int) -> Node:
        text, tag = str(event.value), event.tag
        if found := FORBIDDEN.search(text):
            self._problem(line, f"a text holds the control character U+{ord(found[0]):04X}", "leave it out")
        is_key = bool(self.stack) and self.stack[-1].is_mapping and self.stack[-1].key is None
        plain = tag is None and event.style in (None, "")
        if is_key or not (plain or tag in _SCALAR_TAGS):
            if tag not in (None, "!", _CORE + "str"):
                self._refuse_tag(tag, line)
            return Node(text, line, text)
        try:
            value = scalar(text)
        except ValueError as error:
            self._problem(line, str(error), "write a finite number, or put a text in quotes")
            return Node(text, line, text)
        if not plain:
            if type(value) not in _SCALAR_TAGS[tag]:
                self._problem(
                    line, f"'{short(text)}' does not fit its tag", "write the value without the tag"
                )
            elif tag == _CORE + "float" and isinstance(value, int):
                value = float(value)
        return Node(value, line, text)

    def _refuse_tag(self, tag: str, line: int) -> None:
        shown = short(tag.replace(_CORE, "!!", 1))
        self._problem(line, f"the tag '{shown}' is not allowed", "write the plain value, without a tag")

    def _where(self) -> str:
        keys: list[Key] = []
        for around in self.stack:
            if not around.is_mapping:
                keys.append(len(around.items))
            elif around.key is not None:
                keys.append(short(around.key[0]))
        return dotted(keys)

    def _problem(self, line: int, what: str, write: str) -> None:
        self.problems.append(Problem(what, write, self._where(), self.name, line))

    def _stop(self, line: int, what: str, write: str) -> ScenarioError:
        return ScenarioError(Problem(what, write, self._where(), self.name, line))


def plain(node: Node, path: KeyPath, lines: dict[KeyPath, int]) -> Any:
    """The node as plain values of its own (aliases written out); notes the lines. At most MAX_DEPTH deep."""
    if isinstance(node.value, list):
        items = []
        for index, item in enumerate(node.value):
            lines[(*path, index)] = item.line
            items.append(plain(item, (*path, index), lines))
        return items
    if isinstance(node.value, dict):
        entries = {}
        for key, (line, value) in node.value.items():
            lines[(*path, key)] = line
            entries[key] = plain(value, (*path, key), lines)
        return entries
    return node.value
