"""Rows of trades, officers and courses."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ShopRow:
    """People of one trade at a site."""

    site: str
    trade: str
    start: tuple[int, int, int]
    team: int
    span: int
    output: tuple[int, int, int]
    rework: tuple[int, int, int]
    leaving: tuple[int, int, int]
    to_journeyman: int
    to_master: int
    lift: int
    learning_rate: int
    learning_floor: int
    shift: int
    tools: int
    master_posts: int = -1
    careers: bool = True
    focal: bool = True
    officers: int = -1
    days: tuple[int, ...] = ()
    """Working days, counted from the start; none: every day is one."""


@dataclass(frozen=True)
class OfficersRow:
    """Officers of a site who plan its work."""

    site: str
    trained: int
    required: int
    without: int
    leaving: int


@dataclass(frozen=True)
class CourseRow:
    """A course: ``shop``, ``fleet`` or ``officers`` says who gets its graduates."""

    name: str
    shop: int
    fleet: int
    to_journeyman: bool
    home: bool
    seats: int
    every: int
    length: int
    passes: int
    instructors: int
    price: int
    officers: int = -1
