"""Officers of sites: how many, and how much of the work gets done under their planning."""

from __future__ import annotations

from ....mechanisms.draws import binomial
from ....mechanisms.people import departure_probability, planning_factor
from . import books, luck
from .head import OFFICER_COUNT, OFFICERS
from .words import Real, Whole

(
    TRAINED,
    STATE,  # address of what is reported
    START,  # levers
    REQUIRED,
    WITHOUT,
    LEAVING,
    LUCK,  # stream of departures
) = range(7)
SIZE = LUCK + luck.SIZE


def build(n: Whole, x: Real) -> None:
    """Officers at the start."""
    for i in range(n[OFFICER_COUNT]):
        officers = n[OFFICERS] + i * SIZE
        n[officers + TRAINED] = int(x[n[officers + START]])
        books.put(x, n[officers + STATE], float(n[officers + TRAINED]))


def factor(n: Whole, x: Real, officers: int) -> float:
    """Factor on the output of a site's shops; 1 where nothing is said about officers (address 0)."""
    if officers == 0:
        return 1.0
    return planning_factor(n[officers + TRAINED], x[n[officers + REQUIRED]], x[n[officers + WITHOUT]])


def add(n: Whole, x: Real, officers: int, number: int) -> None:
    """Graduates of a course."""
    n[officers + TRAINED] += number
    books.put(x, n[officers + STATE], float(n[officers + TRAINED]))


def open_month(n: Whole, x: Real, month: int) -> None:
    """Officers that leave."""
    if month == 0:
        return
    for i in range(n[OFFICER_COUNT]):
        officers = n[OFFICERS] + i * SIZE
        chance = departure_probability(x[n[officers + LEAVING]])
        u = luck.addressed(n, officers + LUCK, month)
        n[officers + TRAINED] -= binomial(u, n[officers + TRAINED], chance)
        books.put(x, n[officers + STATE], float(n[officers + TRAINED]))
