"""Turns what pydantic found wrong into problems with file, line, path and what to write."""

from __future__ import annotations

import types
from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from ..errors import Problem
from .layering import Origin
from .nearest import did_you_mean
from .paths import field_dim, spelled
from .quantity import Section
from .units import shown

Location = tuple[str | int, ...]
Origins = Mapping[Location, Sequence[Origin]]

#: Keys that stand for another one, the likeliest to hold a mistake first.
_SHORT: Mapping[str | int, tuple[str, ...]] = {"parts": ("number", "part")}
#: As many problems as a person reads; the number of the others is said.
MAX_PROBLEMS = 20


def place(location: Location, origins: Origins) -> tuple[str, int]:
    """File and line of an entry, or of the closest entry that encloses it."""
    found = origins.get(_reach(location, origins))
    return (found[-1].file, found[-1].line) if found else ("", 0)


def problem(location: Location, what: str, write: str, origins: Origins) -> Problem:
    """A problem at a location; where a shorthand stands for more, its path is the one that was written."""
    location = written(location, origins)
    file, line = place(location, origins)
    return Problem(what, write, ".".join(map(str, location)), file, line)


def written(location: Location, origins: Origins) -> Location:
    """The path under which an author would look for a location.

    ``technicians: {repairer: -1}`` is read as ``technicians.repairer.journeyman``, which nobody wrote; what
    the author wrote is ``technicians.repairer``.

    >>> from .layering import Origin
    >>> written(("a", "mean"), {(): [Origin("f", 1, "")], ("a",): [Origin("f", 2, "-1")]})
    ('a',)
    """
    if not origins or location in origins:
        return location
    # A key hoisted into the part that it describes: labour.mean.range is written as labour.range.
    if len(location) > 1 and (hoisted := (*location[:-2], location[-1])) in origins:
        return hoisted
    reach = _reach(location, origins)
    for short in _SHORT.get(location[len(reach)], ()):
        if (*reach, short) in origins:
            return (*reach, short)
    if not reach or origins[reach][-1].written[:1] in ("{", "["):
        return location
    return reach


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Each problem once, in the order of the files."""
    return sorted({str(p): p for p in problems}.values(), key=lambda p: (p.file, p.line))


def shortened(problems: Sequence[Problem]) -> list[Problem]:
    """The first problems, and how many more there are.

    >>> [str(p) for p in shortened([Problem(f"wrong {i}") for i in range(22)])][-2:]
    ['wrong 19', 'and 2 more problems']
    """
    more = len(problems) - MAX_PROBLEMS
    if more <= 0:
        return list(problems)
    return [*problems[:MAX_PROBLEMS], Problem(f"and {more} more problem{'s' if more > 1 else ''}")]


def explain(error: ValidationError, root: type[Section], origins: Origins) -> list[Problem]:
    """All problems of a validation, in the order of the file."""
    return in_order(_one(detail, root, origins) for detail in error.errors(include_url=False))


def _reach(location: Location, origins: Origins) -> Location:
    """The longest part of a location, from its beginning, that somebody wrote."""
    for length in range(len(location), 0, -1):
        if location[:length] in origins:
            return location[:length]
    return ()


def _one(detail: ErrorDetails, root: type[Section], origins: Origins) -> Problem:
    location = tuple(part for part in detail["loc"] if part != "[key]")
    context = detail.get("ctx", {})
    if detail["type"] == "quantity":
        what, _, write = str(context["text"]).partition("; ")
        return problem((*location, *_inside(location, context.get("at", ()), root)), what, write, origins)
    what, write = _words(detail, location, _section_at(root, location[:-1]))
    if detail["type"] == "missing":
        file, line = place(location, origins)
        return Problem(what, write, ".".join(map(str, location)), file, line)
    return problem(location, what, write, origins)


def _inside(location: Location, at: Sequence[str | int], root: type[Section]) -> tuple[str | int, ...]:
    """Where in a section the key of a mistake stands, spelled as in a file."""
    section = _section_at(root, location)
    return tuple(spelled(section, str(k)) if section and k in section.model_fields else k for k in at)


def _words(detail: ErrorDetails, location: Location, owner: type[Section] | None) -> tuple[str, str]:
    """What is wrong and what to write."""
    kind, given, context = detail["type"], shown(detail["input"]), detail.get("ctx", {})
    key = str(location[-1]) if location else ""
    if kind == "extra_forbidden":
        choices = [spelled(owner, name) for name in owner.model_fields] if owner else []
        choices += [short for short in owner.shorthand if short not in choices] if owner else []
        return f"unknown key {shown(key)}", did_you_mean(key, choices) or (
            f"this section knows: {', '.join(choices)}"
        )
    if kind == "missing":
        return f"'{key}' is missing", f"write {key}: {_example(owner, key)}"
    if kind == "string_pattern_mismatch":
        return (
            f"{given} cannot be a name",
            "use lower case letters, digits, - and _, starting with a letter",
        )
    if kind == "literal_error":
        choices = _choices(owner, key) or [str(context.get("expected", ""))]
        if choices == ["1"]:
            return f"format {given} is not known", "this version of Kilter reads kilter: 1"
        hint = did_you_mean(str(detail["input"]), choices)
        return f"{given} is not one of the choices", hint or f"use one of {', '.join(choices)}"
    if kind in ("model_type", "model_attributes_type", "dict_type"):
        return "a section with keys is needed here", "indent its entries below it, as in 'key: value'"
    if kind == "list_type":
        return "a list is needed here", "write [first, second]"
    if kind.startswith("bool"):
        return "true or false is needed here", f"write {key}: true or {key}: false"
    if kind == "string_type":
        number = isinstance(detail["input"], int | float) and not isinstance(detail["input"], bool)
        return "text is needed here", "put it in quotes" if number else f"write {key}: some words"
    if kind in ("float_type", "finite_number", "float_parsing"):
        return "a plain number is needed here", "write it without a unit, such as 12"
    if kind in ("too_short", "string_too_short"):
        return "there is nothing here", "write at least one entry, or leave it out"
    if kind == "string_too_long":
        return "this text is too long", f"keep it under {context.get('max_length', 200)} characters"
    if kind == "invalid_key":
        return f"{given} cannot be a key", "write a plain name before the ':'"
    return detail["msg"][:1].lower() + detail["msg"][1:], ""


def _example(owner: type[Section] | None, key: str) -> str:
    """What could stand behind a key."""
    if owner is None or (name := _field_name(owner, key)) not in owner.model_fields:
        return "…"
    if dim := field_dim(owner, name):
        return dim.example
    if name == "horizon":
        return "60 months"
    inner = _plain(owner.model_fields[name].annotation)
    if isinstance(inner, type) and issubclass(inner, Section):
        dim = field_dim(inner, inner.principal) if inner.principal else None
        first = next((n for n, info in inner.model_fields.items() if info.is_required()), None)
        if dim:
            return dim.example
        return f"{{{spelled(inner, first)}: {_example(inner, first)}}}" if first else "{}"
    if inner is str:
        return "a-name" if name in ("site", "supplier", "channel", "partner", "trade") else "some words"
    return "…"


def _choices(owner: type[Section] | None, key: str) -> list[str]:
    if owner is None or (name := _field_name(owner, key)) not in owner.model_fields:
        return []
    inner = _plain(owner.model_fields[name].annotation)
    return [str(choice) for choice in get_args(inner)] if get_origin(inner) is Literal else []


def _field_name(section: type[Section], key: str) -> str:
    return next((n for n in section.model_fields if spelled(section, n) == key), key)


def _section_at(root: type[Section], location: Sequence[str | int]) -> type[Section] | None:
    """The section class at ``location``, or ``None`` where something else stands."""
    here: Any = root
    for part in location:
        if isinstance(here, type) and issubclass(here, Section):
            name = _field_name(here, str(part))
            here = _plain(here.model_fields[name].annotation) if name in here.model_fields else None
        elif get_origin(here) in (dict, list):
            here = _plain(get_args(here)[-1])
        else:
            return None
    return here if isinstance(here, type) and issubclass(here, Section) else None


def _plain(annotation: Any) -> Any:
    """An annotation without ``| None`` and without metadata."""
    if get_origin(annotation) is Annotated:
        return _plain(annotation.__origin__)
    if get_origin(annotation) in (Union, types.UnionType):
        return next((_plain(m) for m in get_args(annotation) if m is not type(None)), None)
    return annotation
