"""The JSON Schema of scenario files, which editors use for completion and for marking mistakes.

It is made from the sections themselves, so that it never says anything else than they do. It accepts
everything that :func:`kilter.load` accepts, and refuses unknown keys and units. Because a file may extend
another and say only what differs, nothing below the top is required, and any entry may be ``null`` (which
removes the inherited one). What only a whole scenario shows (names that do not exist, thresholds out of
order) is for loading to find.
"""

from __future__ import annotations

import datetime as dt
import re
import types
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import StringConstraints
from pydantic_core import PydanticUndefined

from ._parsing import CONFIDENCES, SHAPES
from .document import Horizon, Scenario
from .moves import Move
from .names import Name
from .paths import field_dim, spelled
from .quantity import Dim, Quantity, Section, Spread
from .units import DIMENSIONS

DIALECT = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, Any]

_NULL: Schema = {"type": "null"}
_NUMBER = r"[-+−]?(\d+(_\d+)*(\.\d*)?|\.\d+)([eE][-+−]?\d+)?"
_NAME = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def json_schema() -> dict[str, Any]:
    """The schema (draft 2020-12) of a scenario file.

    >>> schema = json_schema()
    >>> schema["properties"]["fleets"]["description"]
    'Equipment.'
    >>> schema["additionalProperties"]
    False
    """
    definitions: dict[str, Schema] = {"name": _name()}
    root = _object(Scenario, definitions)
    properties = {
        "extends": {
            "title": "extends",
            "description": "The file that this one extends, as seen from its folder, or a list of files. "
            "Say only what differs; an empty entry (null) removes the inherited one.",
            "anyOf": [
                {"type": "string", "minLength": 1},
                {"type": "array", "items": {"type": "string", "minLength": 1}},
            ],
        },
        **root["properties"],
    }
    return {
        "$schema": DIALECT,
        "title": "Kilter scenario",
        "description": _words(Scenario.__doc__),
        "type": "object",
        "additionalProperties": False,
        "properties": properties,
        "$defs": dict(sorted(definitions.items())),
    }


def _object(section: type[Section], definitions: dict[str, Schema]) -> Schema:
    """The mapping that a section is written as."""
    properties: dict[str, Schema] = {}
    for name in section.model_fields:
        key = spelled(section, name)
        properties[key] = _property(section, name, key, definitions)
    for key, field in section.shorthand.items():
        if key not in properties:
            properties[key] = _shorthand(section, key, field, definitions)
    return {
        "type": "object",
        "description": _words(section.__doc__),
        "additionalProperties": False,
        "properties": properties,
    }


def _property(section: type[Section], name: str, key: str, definitions: dict[str, Schema]) -> Schema:
    info = section.model_fields[name]
    annotation = Annotated[(info.annotation, *info.metadata)] if info.metadata else info.annotation
    schema: Schema = {
        "title": key,
        "description": _words(info.description),
        "anyOf": [*_alternatives(annotation, definitions), _NULL],
    }
    default = info.default
    if isinstance(default, Quantity):
        schema["description"] += f" Default: {default}."
        # Editors insert the default, so it has to be as the loader wants it: text unless a plain number.
        schema["default"] = default.written if re.search(r"[^\d.+-]", default.written) else default.value
    elif isinstance(default, str | int | float | bool) and default != "":
        schema["default"] = default
    elif isinstance(default, dt.date):
        schema["default"] = default.isoformat()
    elif default is None or default is PydanticUndefined:
        pass
    return schema


def _shorthand(section: type[Section], key: str, field: str, definitions: dict[str, Schema]) -> Schema:
    """A key that stands for something in another field."""
    dim = field_dim(section, field)
    if issubclass(section, Spread) and dim is not None:
        schema = dict(_full(dim)["properties"][key])
        return {"title": key, "description": f"{schema.pop('description')} (of the mean)", **schema}
    if key == "part":
        return {
            "title": key,
            "description": "One part: short for `parts`.",
            "anyOf": [_ref("name"), _NULL],
        }
    alternatives = [_ref(_quantity(dim, definitions))] if dim else [{}]
    return {
        "title": key,
        "description": "How many of `part`; one when left out.",
        "anyOf": [*alternatives, _NULL],
    }


def _move(definitions: dict[str, Schema]) -> str:
    """A change, plain or in full."""
    plain: Schema = {"type": ["string", "number"]}
    definitions["move"] = {
        "description": "A change: x1.6 multiplies, +0.2 adds, 45 h sets",
        "anyOf": [
            plain,
            {
                "type": "object",
                "additionalProperties": False,
                "properties": {
                    "value": plain,
                    "range": {"type": "array", "minItems": 2, "maxItems": 2, "items": plain},
                    "source": {"type": "string"},
                    "confidence": {"enum": ["high", "medium", "low"]},
                    "owner": {"type": "string"},
                    "note": {"type": "string"},
                },
            },
        ],
    }
    return "move"


def _alternatives(annotation: Any, definitions: dict[str, Schema]) -> list[Schema]:
    """The ways in which a value of an annotation may be written."""
    if annotation == Name:
        return [_ref("name")]
    if annotation is Move:
        return [_ref(_move(definitions))]
    if get_origin(annotation) is Annotated:
        return _annotated(annotation, definitions)
    if get_origin(annotation) in (Union, types.UnionType):
        return [
            schema
            for member in get_args(annotation)
            if member is not type(None)
            for schema in _alternatives(member, definitions)
        ]
    if get_origin(annotation) is Literal:
        return [{"enum": list(get_args(annotation))}]
    if get_origin(annotation) is list:
        return [{"type": "array", "items": {"anyOf": _alternatives(get_args(annotation)[0], definitions)}}]
    if get_origin(annotation) is dict:
        key, value = get_args(annotation)
        return [
            {
                "type": "object",
                "propertyNames": _alternatives(key, definitions)[0],
                "additionalProperties": {"anyOf": [*_alternatives(value, definitions), _NULL]},
            }
        ]
    if isinstance(annotation, type) and issubclass(annotation, Section):
        return _section(annotation, definitions)
    kinds = {str: "string", bool: "boolean", int: "integer", float: "number"}
    return [{"type": kinds[annotation]}]


def _annotated(annotation: Any, definitions: dict[str, Schema]) -> list[Schema]:
    inner, notes = annotation.__origin__, annotation.__metadata__
    dim = next((note for note in notes if isinstance(note, Dim)), None)
    if dim is not None:
        return [_ref(_quantity(dim, definitions))]
    if inner is dt.date:
        return [{"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$", "format": "date"}]
    if inner is Horizon:
        text = rf"^\s*\+?(\d+(_\d+)*(\.\d*)?|\.\d+)([eE][-+−]?\d+)?\s*({_units('duration')})\s*$"
        return [{"type": "string", "pattern": text, "examples": ["60 months", "5 y"]}]
    limits = next((note for note in notes if isinstance(note, StringConstraints)), None)
    if limits is not None:
        bounds = {"pattern": limits.pattern, "minLength": limits.min_length, "maxLength": limits.max_length}
        return [{"type": "string", **{key: value for key, value in bounds.items() if value is not None}}]
    found = _alternatives(inner, definitions)
    # A single value may stand for a list of one, a bare year for a text: what the validator before it allows.
    before = {getattr(getattr(note, "func", None), "__name__", "") for note in notes}
    if "listed" in before:
        return [*found, *found[0]["items"]["anyOf"]]
    if "year_as_text" in before:
        return [*found, {"type": "integer", "minimum": 1, "maximum": 9999}]
    return found


def _takes_one(annotation: Any) -> bool:
    return any(
        getattr(getattr(n, "func", None), "__name__", "") == "_listed" for n in annotation.__metadata__
    )


def _section(section: type[Section], definitions: dict[str, Schema]) -> list[Schema]:
    """A section, or the plain value that stands for it."""
    key = _NAME.sub("-", section.__name__).lower()
    if key not in definitions:
        definitions[key] = {}  # taken, should the section contain itself
        definitions[key] = _object(section, definitions)
    dim = field_dim(section, section.principal) if section.principal else None
    word = section.model_fields[section.principal].annotation if section.principal and not dim else None
    plain = [_ref(_quantity(dim, definitions))] if dim else _alternatives(word, definitions) if word else []
    return [*plain, _ref(key)]


def _quantity(dim: Dim, definitions: dict[str, Schema]) -> str:
    """The name of the definition of a quantity, which is added when new."""
    low, high = dim.limits
    marks = [dim.name.replace(" ", "-")]
    marks += [f"{word}-{x:g}" for word, x in (("above", dim.above), ("below", dim.below)) if x is not None]
    marks += [f"{word}-{x:g}" for word, x in (("from", dim.low), ("to", dim.high)) if x is not None]
    key = "quantity-" + "-".join(marks)
    if key in definitions:
        return key
    d = dim.dimension
    plain: list[Schema] = [{"type": "string", "pattern": _pattern(d.name), "examples": [dim.example]}]
    number: Schema = {"type": "number"}
    if "" in d.units:
        number |= {"minimum": low} if dim.above is None else {"exclusiveMinimum": dim.above}
        number |= {"maximum": high} if dim.below is None else {"exclusiveMaximum": dim.below}
        if d.whole:
            number["multipleOf"] = 1
        plain.append(number)
    elif dim.above is None:
        plain.append({"const": 0})
    definitions[key] = {
        "description": f"{d.noun[:1].upper()}{d.noun[1:]}, such as {dim.example}; or in full, with its "
        "range, source and confidence.",
        "anyOf": [*plain, _full(dim)],
    }
    return key


def _full(dim: Dim) -> Schema:
    """A number with its range, source and confidence. In a file that extends another, a part of it."""
    bare: Schema = {"type": ["string", "number"]}
    pair: Schema = {"type": "array", "minItems": 2, "maxItems": 2, "items": bare}
    text: Schema = {"type": "string"}
    said: dict[str, tuple[Schema, str]] = {
        "value": (bare, f"The value, such as {dim.example}."),
        "unit": (text, "Its unit, where the value has none."),
        "range": (pair, "The least and the most that is plausible."),
        "shape": ({"enum": ["", *SHAPES]}, "How plausibility is spread over the range."),
        "source": (text, "Where it comes from; 'assumed' when nobody published it."),
        "confidence": ({"enum": ["", *CONFIDENCES]}, "How far the value can be trusted."),
        "owner": (text, "Who answers for it, such as a role."),
        "note": (text, "Anything worth knowing."),
    }
    properties = {
        key: {"description": words, "anyOf": [schema, _NULL]} for key, (schema, words) in said.items()
    }
    return {"type": "object", "additionalProperties": False, "properties": properties}


def _pattern(dimension: str) -> str:
    """Text that holds a number and a unit of the dimension, or no unit where none is needed."""
    units = DIMENSIONS[dimension].units
    optional = "?" if "" in units else ""
    zero = "" if "" in units else r"|\s*[-+−]?0*\.?0*\s*"
    factor = rf"|\s*[x×]\s*{_NUMBER}\s*" if "x" in units else ""
    return rf"^(\s*{_NUMBER}\s*({_units(dimension)}){optional}\s*{factor}{zero})$"


def _units(dimension: str) -> str:
    """The units of a dimension as a choice in a pattern, spaces as loosely as they are read."""
    units = {unit for unit in DIMENSIONS[dimension].units if unit}
    tops, bottoms = ({unit.partition("/")[side] for unit in units} for side in (0, 2))
    if {f"{top}/{bottom}" for top in tops for bottom in bottoms} == units:
        return rf"({_choice(tops)})\s*[/∕⁄]\s*({_choice(bottoms)})"
    return _choice(units) or "(?!)"


def _choice(texts: set[str]) -> str:
    loose = (re.escape(t).replace(r"\ ", r"\s+") for t in sorted(texts, key=lambda t: (-len(t), t)))
    return "|".join(t.replace("/", r"\s*[/∕⁄]\s*").replace("%", "[%％]").replace(r"\-", "-") for t in loose)


def _name() -> Schema:
    pattern = next(n.pattern for n in get_args(Name) if isinstance(n, StringConstraints))
    return {"type": "string", "pattern": pattern, "description": "A name: small letters, digits, - and _."}


def _ref(key: str) -> Schema:
    return {"$ref": f"#/$defs/{key}"}


def _words(text: str | None) -> str:
    return " ".join((text or "").replace("``", "`").split())
