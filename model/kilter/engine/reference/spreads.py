"""Random amounts with the mean and the standard deviation that hold now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...mechanisms.tabled import sample_with
from ..rows import SpreadRow

if TYPE_CHECKING:
    from .levers import Levers


def amount(levers: Levers, spread: SpreadRow, u: float) -> float:
    """The amount (in the unit of its mean) for a number in (0, 1)."""
    now = levers.now
    sd = now[spread.sd] if spread.sd >= 0 else 0.0
    return sample_with(spread.kind, u, now[spread.mean], sd, spread.table, 0)
