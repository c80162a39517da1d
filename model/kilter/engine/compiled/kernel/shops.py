"""Shops: people of one trade at a site, the jobs that wait for them, and how fast they work."""

from __future__ import annotations

from .words import Real, Whole

(
    STAFF0,  # staff by level: apprentices, journeymen, masters
    STAFF1,
    STAFF2,
    ADVISERS0,  # advisers of the partner, by level
    ADVISERS1,
    ADVISERS2,
    TEACHING,  # how many of them teach a course at home
    TOOLS,  # real: factor on output from infrastructure
    PLANNING,  # real: factor on output from officers
    FOCAL,  # 1 when its people are the focal party's
) = range(10)
SIZE = 64


def refresh(n: Whole, x: Real, shop: int) -> None:
    """TODO."""
    return


def work(n: Whole, x: Real, ticket: int) -> None:
    """TODO."""
    return


def begin_work(n: Whole, x: Real, ticket: int) -> None:
    """TODO."""
    return


def finish_work(n: Whole, x: Real, ticket: int) -> None:
    """TODO."""
    return


def next_morning(n: Whole, x: Real, shop: int) -> int:
    """TODO."""
    return 0


def has_room(n: Whole, x: Real, shop: int, size: int, busy: int, teams: int) -> bool:
    """TODO."""
    return False
