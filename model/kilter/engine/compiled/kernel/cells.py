"""Cells: eight words each, taken for what comes and goes (requests, orders, lines that wait) and given back.

>>> n = [0] * 128
>>> n[FREE], n[LIMIT] = 112, 128
>>> take(n), take(n)
(112, 120)
>>> give(n, 112)
>>> take(n)
112
"""

from __future__ import annotations

from .head import CELLS, DUMMY, FREE, LIMIT, OUT
from .words import Whole

SIZE = 8


def take(n: Whole) -> int:
    """The address of a cell full of zeros. When there is no room it is the dummy, and the replication is repeated."""
    cell = n[CELLS]
    if cell:
        n[CELLS] = n[cell]
    else:
        cell = n[FREE]
        if cell + SIZE > n[LIMIT]:
            n[OUT] = 1
            cell = n[DUMMY]
        else:
            n[FREE] = cell + SIZE
    for word in range(cell, cell + SIZE):
        n[word] = 0
    return cell


def give(n: Whole, cell: int) -> None:
    """Give a cell back."""
    if cell != n[DUMMY]:
        n[cell] = n[CELLS]
        n[CELLS] = cell
