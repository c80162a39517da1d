"""Units: how a number with its unit is read, checked and shown.

A unit is part of a value and is converted once, when the file is read: nothing converts inside a
simulation. Conversions are exact to the last digit that a float can hold. The units themselves are listed
in :mod:`kilter.scenario.dimensions`.

>>> read_number("45 h", DIMENSIONS["duration"])
1.875
>>> read_number("6/year", DIMENSIONS["rate"])
0.5
>>> read_number("x1.6", DIMENSIONS["factor"])
1.6
>>> read_number("70 %", DIMENSIONS["share"])
0.7
"""

from __future__ import annotations

import math
import re
from fractions import Fraction
from functools import cache

from .dimensions import DAYS_PER_MONTH, DAYS_PER_YEAR, DIMENSIONS, TIME_DAYS, Dimension
from .nearest import did_you_mean

__all__ = [
    "DAYS_PER_MONTH",
    "DAYS_PER_YEAR",
    "DIMENSIONS",
    "TIME_DAYS",
    "Dimension",
    "UnitError",
    "check",
    "convert",
    "read_number",
    "show",
    "shown",
    "split",
]

_NUMBER = re.compile(
    r"(?P<x>x\s*)?(?P<number>[-+]?(?:\d+(?:_\d+)*(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?)\s*(?P<unit>.*)", re.ASCII
)
_NOT_FINITE = re.compile(r"x?[-+]?\.?(?:inf|infinity|nan|∞)\b.*|x?[-+]?∞.*", re.IGNORECASE)
#: Signs that people paste from documents, and what they mean here.
_TYPOGRAPHY = str.maketrans({"−": "-", "×": "x", "％": "%", "∕": "/", "⁄": "/"})
_LONGEST = 100


class UnitError(ValueError):
    """A value whose unit or size does not fit; the text says what to write instead.

    Attributes:
        at: where inside the value the mistake is, such as ``("range", 0)``; empty for the value itself.
    """

    def __init__(self, text: str, at: tuple[str | int, ...] = ()) -> None:
        super().__init__(text)
        self.at = at


def shown(value: object) -> str:
    """A value as messages quote it: one line, cut when long.

    >>> shown("45  kg"), shown([1] * 100)
    ("'45 kg'", '[1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, …')
    """
    if isinstance(value, str):
        text = " ".join(value[: 4 * _LONGEST].split())
        return f"'{text}'" if len(text) <= 40 else f"'{text[:39]}…'"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int) and abs(value) >= 10**40:
        return "a very large number"
    text = repr(value[:40] if isinstance(value, list | tuple) else value)
    return text if len(text) <= 40 else text[:37] + "…"


def split(text: str) -> tuple[float, str]:
    """Split ``"45 h"`` into its number and its unit.

    Raises:
        UnitError: there is no number, or not a finite one.

    >>> split("450 h / month")
    (450.0, 'h/month')
    >>> split("x1.6"), split("×1.6"), split("1_000 h")
    ((1.6, 'x'), (1.6, 'x'), (1000.0, 'h'))
    """
    if len(text) > _LONGEST:
        raise UnitError(f"{shown(text)} is too long for a number with a unit")
    # Any kind of space is a space; those that YAML editors and spreadsheets put in are not visible.
    plain = " ".join(text.translate(_TYPOGRAPHY).split())
    if _NOT_FINITE.fullmatch(plain):
        raise UnitError(f"{shown(text)} is not a finite number")
    match = _NUMBER.fullmatch(plain)
    if match is None:
        raise UnitError(f"{shown(text)} is not a number with a unit")
    unit = re.sub(r" ?/ ?", "/", match["unit"])
    if unit[:1] in tuple(",_'0123456789"):
        raise UnitError(
            f"{shown(text)} is not a number; write thousands as 1000 or 1_000 and decimals as 0.5"
        )
    if match["x"]:
        if unit:
            raise UnitError(f"{shown(text)} mixes a factor with a unit")
        unit = "x"
    number = float(match["number"].replace("_", ""))
    if not math.isfinite(number):
        raise UnitError(f"{shown(text)} is too large")
    return number, unit


@cache
def _exact(size: float) -> Fraction:
    """The ratio that a unit's size stands for: 1/86400 rather than the float nearest to it."""
    return Fraction(size).limit_denominator(10**9)


def convert(number: float, unit: str, dimension: Dimension) -> float:
    """Express ``number unit`` in the dimension's base unit, or raise :class:`UnitError`.

    A bare zero needs no unit: zero is zero in all of them.

    >>> convert(0.1, "year", DIMENSIONS["months"])
    1.2
    """
    if unit not in dimension.units:
        if unit == "" and number == 0:
            return 0.0
        if unit == "":
            raise UnitError(f"the unit is missing; write it with one, such as '{dimension.example}'")
        hint = did_you_mean(unit, [u for u in dimension.units if u])
        raise UnitError(
            f"unit {shown(unit)} does not measure {dimension.noun}; "
            f"write something like '{dimension.example}'" + (f" ({hint})" if hint else "")
        )
    try:
        size = dimension.units[unit]
        # The scaled text of a decimal is nearer to what was meant than the scaled float.
        return number + 0.0 if size == 1 else float(Fraction(repr(float(number))) * _exact(size)) + 0.0
    except (OverflowError, ValueError):
        raise UnitError(f"the number is too large; write something like '{dimension.example}'") from None


def check(value: float, dimension: Dimension) -> float:
    """Refuse values outside what the dimension allows; returns the value unchanged.

    >>> check(-1.0, DIMENSIONS["count"])
    Traceback (most recent call last):
    kilter.scenario.units.UnitError: -1 is below 0, the least that a count can be; write something like '12'
    """
    instead = f"write something like '{dimension.example}'"
    if not math.isfinite(value):
        raise UnitError(f"this is not a finite number; {instead}")
    limit, side, extreme = dimension.low, "below", "least"
    if value > dimension.high:
        limit, side, extreme = dimension.high, "above", "most"
    if value < dimension.low or value > dimension.high:
        raise UnitError(
            f"{show(value, dimension.base)} is {side} {limit:,.15g}, "
            f"the {extreme} that {dimension.one} can be; {instead}"
        )
    if dimension.whole and value != int(value):
        raise UnitError(f"{value:g} is not a whole number; {instead}")
    return value


def read_number(value: object, dimension: Dimension, unit: str | None = None) -> float:
    """Read one value (number, or text with a unit) into the dimension's base unit.

    Args:
        value: ``45``, ``"45 h"``, ``"x1.6"``.
        dimension: what it should measure.
        unit: a unit given beside the value, used when the value itself has none.

    Raises:
        UnitError: wrong unit, not a number, or outside the allowed range.
    """
    instead = f"write something like '{dimension.example}'"
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise UnitError(f"a number is needed here; {instead}")
    beside = tidy(unit) if unit else ""
    if isinstance(value, str):
        try:
            number, own = split(value)
        except UnitError as error:
            raise UnitError(_with(str(error), instead)) from None
        if own and beside and own != beside:
            raise UnitError(f"{shown(value)} says {own} but unit says {beside}; keep one of them")
        used = own or beside
    else:
        try:
            number, used = float(value), beside
        except OverflowError:
            raise UnitError(f"the number is too large; {instead}") from None
    if not math.isfinite(number):
        raise UnitError(f"this is not a finite number; {instead}")
    return check(convert(number, used, dimension), dimension)


def tidy(unit: str) -> str:
    """A unit as the tables spell it: single spaces, none around the slash, ``1`` for none.

    >>> tidy(" h / month "), tidy("1")
    ('h/month', '')
    """
    plain = re.sub(r" ?/ ?", "/", " ".join(unit.translate(_TYPOGRAPHY).split()))
    return "" if plain == "1" else plain


def show(value: float, unit: str) -> str:
    """A value in a base unit as an author would write it; reading it gives the value back.

    >>> show(1.6, "x"), show(0.5, "/month"), show(45.0, "h"), show(0.7, "1")
    ('x1.6', '0.5/month', '45 h', '0.7')
    """
    number = repr(float(value)).removesuffix(".0")
    if unit in ("", "1", "0-10", "items", "Goldstein"):
        return number
    if unit == "x":
        return f"x{number}"
    return f"{number}{unit}" if unit.startswith("/") else f"{number} {unit}"


def _with(text: str, instead: str) -> str:
    """The text with advice, unless it gives some already."""
    return text if "; " in text else f"{text}; {instead}"
