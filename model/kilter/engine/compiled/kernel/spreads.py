"""Random amounts: a family, and the addresses of the present mean and standard deviation.

``TABLE`` is the address of an amount's table (see ``mechanisms.tabled``); at address 0, where every word is
zero, there is none.

>>> ticks(0.5), ticks(1e12) == ticks(1e9)
(43200, True)
"""

from __future__ import annotations

from ....mechanisms.tabled import sample_with
from .words import Real, Whole

KIND, MEAN, SD, TABLE = range(4)
SIZE = 4

#: Days: longer than any run, and in seconds still a whole number of the machine.
_LONG = 1e9


def drawn(n: Whole, x: Real, spread: int, u: float) -> float:
    """The amount for a number in (0, 1)."""
    sd = 0.0
    if n[spread + SD] >= 0:
        sd = x[n[spread + SD]]
    return sample_with(n[spread + KIND], u, x[n[spread + MEAN]], sd, x, n[spread + TABLE])


def ticks(days: float) -> int:
    """Days to whole seconds, to the nearest: :func:`kilter.engine.timebase.ticks`, but no longer than any run."""
    return int(min(days, _LONG) * 86400.0 + 0.5)
