"""Reading a number that is written plainly (``45 h``) or in full, with its range, source and confidence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from .nearest import did_you_mean
from .units import DIMENSIONS, Dimension, UnitError, read_number, show, shown, split, tidy

Confidence = Literal["high", "medium", "low"]
ASSUMED = "assumed"
#: Who answers for Kilter's own defaults.
KILTER = "kilter"
CONFIDENCES: tuple[Confidence, ...] = ("high", "medium", "low")
#: How plausibility may be spread over a range; the first one when nothing is said.
SHAPES = ("balanced", "uniform", "triangular", "loguniform", "fixed")
BALANCED, UNIFORM, TRIANGULAR, LOGUNIFORM, FIXED = SHAPES
#: The keys of a number written in full.
KEYS = ("value", "unit", "range", "shape", "source", "confidence", "owner", "note")
_HOURS_OF_USE = ("h", "hour", "hours", "min", "s")


@dataclass(frozen=True)
class Quantity:
    """A value in the base unit of its dimension, with what is known about it.

    Attributes:
        value: the value, in ``unit``.
        unit: base unit of its dimension (``d``, ``h``, ``/month``, ``1`` …).
        low: smallest plausible value, in ``unit``; ``None`` when no range is given.
        high: largest plausible value, in ``unit``.
        shape: distribution of ignorance over the range: ``balanced`` (as likely below the value as above it, evenly
            on each side), ``uniform``, ``triangular`` (the value likeliest), ``loguniform``, ``fixed`` (the value).
        source: where the value comes from; the word ``assumed`` when nobody published it.
        confidence: ``high``, ``medium`` or ``low``.
        note: anything worth knowing.
        written: the value as the author wrote it.
        default: whether it is Kilter's own default rather than something a file says.
        owner: who answers for it, a free word such as a role; empty: the owner of the scenario.
    """

    value: float
    unit: str
    low: float | None = None
    high: float | None = None
    shape: str = BALANCED
    source: str = ""
    confidence: str = ""
    note: str = ""
    written: str = ""
    default: bool = False
    owner: str = ""

    def __float__(self) -> float:
        return self.value

    def __str__(self) -> str:
        return self.written or show(self.value, self.unit)

    def changed(self, value: float, written: str) -> Quantity:
        """The same quantity with a value set by hand: held there when ignorance is sampled.

        Its range, unit and source stay on record.
        """
        return replace(self, value=value, written=written, shape=FIXED, default=False)


def parse(value: object, dimension: Dimension) -> Quantity:
    """Read a plain or full quantity.

    Raises:
        UnitError: with what to write instead; its ``at`` says in which key the mistake is.

    >>> parse({"value": "45 h", "range": [30, 70], "source": "assumed"}, DIMENSIONS["hours"]).high
    70.0
    """
    if isinstance(value, Quantity):
        return value
    if not isinstance(value, Mapping):
        number = read_number(value, dimension)
        unit = _unit_of(value, None, dimension)
        return Quantity(number * _limit_scale(unit, dimension), _base(unit, dimension), written=_text(value))
    _check_keys(value, dimension)
    given = value.get("unit")
    try:
        unit = _unit_of(value["value"], given, dimension)
        scale = _limit_scale(unit, dimension)
        number = read_number(value["value"], dimension, given) * scale
    except UnitError as error:
        raise UnitError(str(error), ("value",)) from None
    low, high = _read_range(value.get("range"), unit, dimension, scale)
    if low is not None and high is not None and not low <= number <= high:
        raise UnitError(
            f"{number:g} lies outside its own range [{low:g}, {high:g}]; widen the range or move the value",
            ("range",),
        )
    written = _text(value["value"])
    shape = _choice(value, "shape", SHAPES) or BALANCED
    if shape == LOGUNIFORM and (low is None or low <= 0):
        raise UnitError(
            "a loguniform range lies above 0; write range: [30, 70], or shape: uniform", ("shape",)
        )
    return Quantity(
        number,
        _base(unit, dimension),
        low,
        high,
        shape,
        value.get("source", ""),
        _choice(value, "confidence", CONFIDENCES),
        value.get("note", ""),
        f"{written} {given}" if given and not isinstance(value["value"], str) else written,
        owner=value.get("owner", ""),
    )


def _check_keys(value: Mapping[object, object], dimension: Dimension) -> None:
    for key in value:
        if key not in KEYS:
            hint = did_you_mean(str(key), KEYS)
            raise UnitError(f"unknown key {shown(key)}; " + (hint or f"use {', '.join(KEYS)}"), (str(key),))
    if "value" not in value:
        raise UnitError(f"the value itself is missing; write value: {dimension.example} beside the rest")
    for key in ("unit", "source", "owner", "note"):
        if not isinstance(value.get(key, ""), str):
            raise UnitError(f"'{key}' must be text; put it in quotes", (key,))


def _choice(value: Mapping[str, object], key: str, choices: tuple[str, ...]) -> str:
    chosen = value.get(key, "")
    if isinstance(chosen, str) and chosen in ("", *choices):
        return chosen
    hint = did_you_mean(str(chosen), choices) or f"use one of {', '.join(choices)}"
    raise UnitError(f"unknown {key} {shown(chosen)}; {hint}", (key,))


def _text(value: object) -> str:
    """What the author wrote; a number of YAML in its shortest form."""
    return " ".join(value.split()) if isinstance(value, str) else str(value)


def _unit_of(value: object, given: str | None, dimension: Dimension) -> str:
    beside = tidy(given) if given else ""
    if isinstance(value, str):
        try:
            return split(value)[1] or beside
        except UnitError as error:
            raise UnitError(f"{error}; write something like '{dimension.example}'") from None
    return beside


def _base(unit: str, dimension: Dimension) -> str:
    """A limit keeps its clock: hours of use are held in h, calendar time in d."""
    if dimension.name != "limit":
        return dimension.base
    return "h" if unit in _HOURS_OF_USE else "d"


def _limit_scale(unit: str, dimension: Dimension) -> float:
    return 24.0 if dimension.name == "limit" and _base(unit, dimension) == "h" else 1.0


def _read_range(
    given: object, unit: str, dimension: Dimension, scale: float
) -> tuple[float | None, float | None]:
    if given is None:
        return None, None
    if not isinstance(given, list | tuple) or len(given) != 2:
        raise UnitError("a range is two numbers, the low and the high one; write range: [30, 70]", ("range",))
    ends = []
    for index, end in enumerate(given):
        try:
            own = split(end)[1] if isinstance(end, str) else ""
            if own and _base(own, dimension) != _base(unit, dimension):
                raise UnitError("the range runs on another clock than the value; write both in h or in d")
            ends.append(read_number(end, dimension, None if own else unit) * scale)
        except UnitError as error:
            raise UnitError(str(error), ("range", index)) from None
    low, high = ends
    if low > high:
        raise UnitError(
            f"the range runs backwards; write range: [{_text(given[1])}, {_text(given[0])}]", ("range",)
        )
    return low, high


def assumed(value: str | float, dimension: str, low: float, high: float, note: str = "") -> Quantity:
    """One of Kilter's own defaults: low confidence, a range (in the unit of the value), meant to be changed.

    >>> assumed("11 months", "months", 6, 18).confidence
    'low'
    """
    d = DIMENSIONS[dimension]
    unit = _unit_of(value, None, d)
    scale = _limit_scale(unit, d)
    ends = _read_range([low, high], unit, d, scale)
    return Quantity(
        read_number(value, d) * scale,
        _base(unit, d),
        *ends,
        BALANCED,
        "assumed (Kilter's default)",
        "low",
        note,
        str(value),
        True,
        KILTER,
    )


def neutral(value: str | float, dimension: str) -> Quantity:
    """A default that means "this mechanism is off" (a factor of 1, a share of 0 …).

    It is a definition, not an assumption.
    """
    d = DIMENSIONS[dimension]
    number = read_number(value, d)
    return Quantity(
        number, d.base, number, number, FIXED, "definition (neutral)", "high", "", str(value), True, KILTER
    )
