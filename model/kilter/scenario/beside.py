"""Files that stand beside the scenarios of a pack (claims, hindcasts): read whole, with the place of every entry."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from ..errors import Problem, ScenarioError
from ._origins import Origin, children, written
from .explain import Location, Origins, explain, shortened
from .quantity import Section
from .reading import Document, read

Kind = TypeVar("Kind", bound=Section)


def read_beside(path: Path, kind: type[Kind], empty: Problem) -> tuple[Kind, Origins]:
    """Read such a file: what it says, and where each entry stands.

    Args:
        path: the file.
        kind: the section that it must be.
        empty: what to say when nothing is in it.

    Raises:
        ScenarioError: with every problem found that shows without the pack's scenarios.
    """
    document = read(path)
    origins = _origins(document)
    if not document.tree:
        raise ScenarioError(Problem(empty.what, empty.write, "", document.file, 1))
    try:
        return kind.model_validate(document.tree), origins
    except ValidationError as error:
        raise ScenarioError(shortened(explain(error, kind, origins))) from None


def _origins(document: Document) -> dict[Location, tuple[Origin, ...]]:
    """Where each entry of one file stands, as checks want it."""
    found: dict[Location, tuple[Origin, ...]] = {}
    _note(found, (), document.tree, document)
    return found


def _note(found: dict[Location, tuple[Origin, ...]], at: Location, value: object, document: Document) -> None:
    found[at] = (Origin(document.file, document.line(at), written(value)),)
    for key, item in children(value):
        _note(found, (*at, key), item, document)
