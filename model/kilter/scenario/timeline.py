"""Sections ``interventions`` and ``sources``, and how time is written."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated

from pydantic import BeforeValidator, Field

from .moves import Move
from .names import Path
from .quantity import Section, refusal
from .units import shown

#: Days that a scenario may name: far enough for any history or plan, near enough for any calendar.
FIRST_YEAR, LAST_YEAR = 1900, 2200
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def _date(value: object) -> object:
    if isinstance(value, dt.datetime):
        value = value.date()
    if isinstance(value, str) and _DAY.fullmatch(value):
        try:
            value = dt.date.fromisoformat(value)
        except ValueError:
            raise refusal(f"there is no day {value}; write it as 2027-03-01") from None
    if not isinstance(value, dt.date):
        raise refusal(f"{shown(value)} is not a date; write it as 2027-03-01")
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise refusal(f"the year {value.year} is too far away; write one from {FIRST_YEAR} to {LAST_YEAR}")
    return value


Date = Annotated[dt.date, BeforeValidator(_date)]


def year_as_text(value: object) -> object:
    """A year alone is a number in YAML, and a date all the same."""
    return str(value) if type(value) is int and 0 < value < 10_000 else value


class Intervention(Section):
    """A dated change."""

    on: Date
    """The day on which it happens; it acts from that day's first second."""
    set: dict[Path, Move] = Field(min_length=1)
    """New values by path; `x1.5` multiplies the value that the file gives."""
    note: str = ""
    """Why."""


class Source(Section):
    """A publication that values cite by its key."""

    title: str
    """Title."""
    publisher: str = ""
    """Who published it."""
    date: Annotated[str, BeforeValidator(year_as_text)] = ""
    """When."""
    url: str = ""
    """Where."""
    licence: str = ""
    """Terms of use."""
