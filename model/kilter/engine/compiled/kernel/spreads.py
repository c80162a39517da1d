"""Random amounts: a family, and the addresses of the present mean and standard deviation."""

from __future__ import annotations

from ....mechanisms.draws import sample
from .words import Real, Whole

KIND, MEAN, SD, TABLE = range(4)
SIZE = 4


def drawn(n: Whole, x: Real, spread: int, u: float) -> float:
    """The amount for a number in (0, 1)."""
    sd = 0.0
    if n[spread + SD] >= 0:
        sd = x[n[spread + SD]]
    return sample(n[spread + KIND], u, x[n[spread + MEAN]], sd)


def ticks(days: float) -> int:
    """Days to whole seconds, to the nearest: :func:`kilter.engine.timebase.ticks`."""
    return int(days * 86400.0 + 0.5)
