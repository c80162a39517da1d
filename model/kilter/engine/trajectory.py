"""What one replication returns: a table of measures by period, and their averages over time."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Measure:
    """One reported quantity: its name, its unit, how a period's value is taken, and what it means.

    Attributes:
        name: dotted name, such as ``capability.index``.
        unit: unit in words or symbols; empty for a plain number or a share.
        kind: ``mean`` (time-average over the period), ``end`` (value at the period's end), ``count``
            (total within the period) or ``total`` (running total since the start).
        definition: one sentence that says what is measured.
        source: where the definition comes from.
        better: +1 if higher is better for the focal party, -1 if lower is, 0 if neither.

    >>> Measure("risk.index", "0-10", "end", "Regional risk.", "INFORM", -1).name
    'risk.index'
    """

    name: str
    unit: str
    kind: str
    definition: str
    source: str
    better: int


@dataclass(frozen=True)
class Trajectory:
    """The outcome of one replication.

    Attributes:
        values: float64 array of shape (periods, measures), each column in its measure's unit. A value
            that is not defined in a period is NaN.
        averages: float64 array of shape (measures,): the time-average over the horizon after warm-up.

    >>> Trajectory(np.zeros((12, 3)), np.zeros(3)).values.shape
    (12, 3)
    """

    values: NDArray[np.float64]
    averages: NDArray[np.float64]
