"""Lay scenario files over one another, and remember who wrote what.

A scenario says only what differs from the files it ``extends``. All files are put in one order, the
furthest ancestor first and the scenario itself last, and each is merged over what came before. A file
reached on several ways counts once, where it is first needed, so that it never undoes what a later file
changed. The rules of merging:

* a mapping is merged key by key;
* a single value or a list replaces whatever was there (so ``mtbf: 50 h`` replaces a whole
  ``{value: 45 h, range: [30, 70]}``);
* an empty value or ``null`` removes the inherited entry, and is an error where nothing is inherited.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path, PureWindowsPath
from typing import Any

from ..errors import KilterError, Problem, ScenarioError
from . import packs
from ._origins import Layered, Origin, children, copied, forget, written
from .nearest import did_you_mean
from .overriding import override
from .reading import Document, KeyPath, read, similar_file

__all__ = ["MAX_CHAIN", "Layered", "Origin", "layer", "layer_document", "override"]

MAX_CHAIN = 20
"""How many files may extend one another in a row."""


def layer(path: Path) -> Layered:
    """Read a scenario file and everything it extends.

    Raises:
        ScenarioError: a file is missing or cannot be used, files extend one another in a circle, or an
            entry is removed that is not inherited.
    """
    return _layer(read(path), path.parent, [path])


def layer_document(document: Document, base_dir: Path) -> Layered:
    """As :func:`layer`, for a document at hand; ``extends`` is followed from ``base_dir``.

    >>> from kilter.scenario.reading import read_text
    >>> layered = layer_document(read_text("fleets: {mi17: {site: kabul}}", "a.yaml"), Path("."))
    >>> layered.origins["fleets", "mi17", "site"]
    (Origin(file='a.yaml', line=1, written='kabul'),)
    """
    return _layer(document, base_dir, [Path(document.file)])


def _layer(document: Document, base_dir: Path, chain: list[Path]) -> Layered:
    order: list[Document] = []
    _collect(document, base_dir, chain, set(), order)
    tree: dict[str, Any] = {}
    origins: dict[KeyPath, tuple[Origin, ...]] = {}
    problems: list[Problem] = []
    for part in order:
        origins[()] = (*origins.get((), ()), Origin(part.file, part.line(()), ""))
        _merge(tree, {k: v for k, v in part.tree.items() if k != "extends"}, (), part, origins, problems)
    if problems:
        raise ScenarioError(problems)
    return Layered(tree, origins, document.file, tuple(part.file for part in order))


def _collect(
    document: Document, base_dir: Path, chain: list[Path], done: set[str], order: list[Document]
) -> None:
    """Put the ancestors of ``document``, then itself, at the end of ``order``. ``chain`` leads to it."""
    for path, place in _parents(document, base_dir):
        real = os.path.realpath(path)
        trail = [os.path.realpath(step) for step in chain]
        if real in trail:
            loop = " → ".join(step.name for step in [*chain[trail.index(real) :], path])
            raise ScenarioError(
                Problem(f"files extend one another in a circle ({loop})", "take out one 'extends'", *place)
            )
        if real in done:
            continue
        if len(chain) >= MAX_CHAIN:
            write = "extend an earlier file of the chain"
            raise ScenarioError(Problem(f"more than {MAX_CHAIN} files extend one another", write, *place))
        _collect(read(path), path.parent, [*chain, path], done, order)
        done.add(real)
    order.append(document)


def _parents(document: Document, base_dir: Path) -> list[tuple[Path, tuple[str, str, int]]]:
    """The files a document extends, each with the place (path, file, line) that says so."""
    if "extends" not in document.tree:
        return []
    said = document.tree["extends"]
    names = said if isinstance(said, list) else [said]
    found: list[tuple[Path, tuple[str, str, int]]] = []
    problems: list[Problem] = []
    for index, name in enumerate(names):
        at: KeyPath = ("extends", index) if isinstance(said, list) else ("extends",)
        place = (".".join(map(str, at)), document.file, document.line(at))
        if not isinstance(name, str) or not name.strip():
            problems.append(
                Problem("'extends' takes the name of a file", "write 'extends: world.yaml'", *place)
            )
        elif name.startswith(("~", "/", "\\")) or PureWindowsPath(name).drive:
            write = "write it as seen from this file, such as 'extends: ../northland/world.yaml'"
            problems.append(Problem(f"'{name}' would work on one computer only", write, *place))
        elif (path := _locate(name, base_dir)) is not None:
            found.append((path, place))
        else:
            write = similar_file(base_dir / name) or "check the name; it counts from the folder of this file"
            problems.append(Problem(f"there is no file '{name}' to extend", write, *place))
    if problems:
        raise ScenarioError(problems)
    return found


def _locate(name: str, base_dir: Path) -> Path | None:
    """The file meant by ``name``: seen from ``base_dir``, or else shipped ('northland/world.yaml')."""
    path = Path(os.path.normpath(base_dir / name))
    try:
        if path.exists():
            return path
        return packs.shipped_file(name)
    except (OSError, ValueError, KilterError):
        return None


def _merge(
    tree: dict[str, Any],
    new: Mapping[str, Any],
    path: KeyPath,
    document: Document,
    origins: dict[KeyPath, tuple[Origin, ...]],
    problems: list[Problem],
) -> None:
    for key, value in new.items():
        here = (*path, key)
        line = document.line(here)
        old = tree.get(key)
        if value is None:
            if key in tree:
                forget(origins, here, old)
                origins.pop(here, None)
                del tree[key]
            else:
                problems.append(_nothing_there(tree, here, document.file, line))
            continue
        if isinstance(value, dict):
            if not isinstance(old, dict):
                forget(origins, here, old)
                tree[key] = {}
            origins[here] = (*origins.get(here, ()), Origin(document.file, line, written(value)))
            _merge(tree[key], value, here, document, origins, problems)
            continue
        forget(origins, here, old)
        tree[key] = copied(value)
        _note_lines(origins, here, value, document)


def _note_lines(
    origins: dict[KeyPath, tuple[Origin, ...]], path: KeyPath, value: object, document: Document
) -> None:
    """As :func:`note`, each part with its own line."""
    origins[path] = (*origins.get(path, ()), Origin(document.file, document.line(path), written(value)))
    for key, item in children(value):
        _note_lines(origins, (*path, key), item, document)


def _nothing_there(tree: Mapping[str, Any], path: KeyPath, file: str, line: int) -> Problem:
    key = str(path[-1])
    write = did_you_mean(key, tree) or "write a value after the ':', or take the line out"
    dotted_path = ".".join(map(str, path))
    return Problem(
        f"'{key}' is empty, which removes an inherited entry, but none is inherited",
        write,
        dotted_path,
        file,
        line,
    )
