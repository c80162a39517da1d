"""A change written in a scenario: what an intervention sets, or what a reaction does while it lasts.

Plain (``x1.6``, ``+0.2``, ``45 h``) or in full, with the range and the source that any other number has::

    effects: {supply.lead_time: {value: x1.6, range: [x1.2, x2.5], source: assumed}}
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from .nearest import did_you_mean
from .quantity import refusal
from .units import UnitError, shown, split

_KEYS = ("value", "range", "source", "confidence", "owner", "note")


@dataclass(frozen=True)
class Move:
    """A change and what is known about it.

    Attributes:
        text: the change as written: ``x1.6``, ``+0.2``, ``45 h``, ``suspended``.
        low: smallest plausible number, in the unit of ``text``; ``None`` when no range is given.
        high: largest plausible number.
        source: where it comes from; ``assumed`` when nobody published it.
        confidence: ``high``, ``medium`` or ``low``.
        note: anything worth knowing.
        owner: who answers for it; empty: the owner of the scenario.

    >>> Move.read({"value": "x1.6", "range": ["x1.2", "x2.5"], "source": "assumed"}).high
    2.5
    """

    text: str | float
    low: float | None = None
    high: float | None = None
    source: str = ""
    confidence: str = ""
    note: str = ""
    owner: str = ""

    def __str__(self) -> str:
        return str(self.text)

    @property
    def number(self) -> tuple[float, str] | None:
        """The number and its unit, or ``None`` for words."""
        return _number(self.text)

    @classmethod
    def read(cls, value: object) -> Move:
        """Read a plain or full change; raises :class:`UnitError` with what to write."""
        if isinstance(value, Move):
            return value
        given = dict(value) if isinstance(value, Mapping) else {"value": value}
        for key in given:
            if key not in _KEYS:
                raise UnitError(
                    f"unknown key {shown(key)}; "
                    + (did_you_mean(str(key), _KEYS) or f"use {', '.join(_KEYS)}")
                )
        text = given.get("value")
        if isinstance(text, bool) or not isinstance(text, str | int | float):
            raise UnitError("a plain value is needed here; write x1.5, +0.2, 45 h or the like")
        if isinstance(text, int | float) and not math.isfinite(text):
            raise UnitError("not a finite number; write x1.5, +0.2, 45 h or the like")
        for key in ("source", "owner", "note"):
            if not isinstance(given.get(key, ""), str):
                raise UnitError(f"'{key}' must be text; put it in quotes")
        if given.get("confidence", "") not in ("", "high", "medium", "low"):
            raise UnitError(f"unknown confidence {shown(given['confidence'])}; use high, medium or low")
        low, high = _range(text, given.get("range"))
        about = {key: str(given.get(key, "")) for key in ("source", "confidence", "owner", "note")}
        return cls(text, low, high, **about)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: type[Any], handler: GetCoreSchemaHandler) -> CoreSchema:
        def validate(value: object) -> Move:
            try:
                return cls.read(value)
            except UnitError as error:
                raise refusal(str(error)) from None

        return core_schema.no_info_plain_validator_function(validate)


def _number(text: object) -> tuple[float, str] | None:
    if isinstance(text, str):
        try:
            return split(text)
        except UnitError:
            return None
    return (float(text), "") if isinstance(text, int | float) else None


def _range(text: str | float, given: object) -> tuple[float | None, float | None]:
    if given is None:
        return None, None
    ends = [_number(end) for end in given] if isinstance(given, list | tuple) else []
    value = _number(text)
    if len(ends) != 2 or value is None or ends[0] is None or ends[1] is None:
        raise UnitError(f"a range is two numbers like the value; write range: [{text}, {text}]")
    (low, one), (high, two) = ends[0], ends[1]
    if {one, two} - {"", value[1]}:
        raise UnitError(f"the range has another unit than {shown(text)}; write both ends like the value")
    if not low <= value[0] <= high:
        raise UnitError(
            f"{shown(text)} lies outside its own range; write the low end first and widen it as needed"
        )
    return low, high
