"""Forecasts to be compared with: what anybody could say without a model.

Both take the twelve months before the forecast. Such short memories are hard to beat: the reference models of the
VIEWS prediction challenge are of this kind (H. Hegre et al., arXiv 2407.11045, 2024).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .scores import NegativeBinomial

Floats = NDArray[np.float64]

#: Months that a rival looks back.
WINDOW = 12
#: The mean of a forecast after months without any event: half an event.
HALF = 0.5


def last_year(counts: Floats) -> NegativeBinomial:
    """Negative binomial with mean and variance (about it, divided by 12) of the last twelve months.

    The same for every horizon.

    >>> last_year(np.array([0.0] * 6 + [10.0] * 6))
    NegativeBinomial(mean=5.0, variance=25.0)
    """
    window = counts[-WINDOW:]
    mean = float(window.mean())
    return NegativeBinomial(mean, float(window.var())) if mean > 0 else NegativeBinomial(HALF / WINDOW, 0.0)


def persistence(counts: Floats) -> NegativeBinomial:
    """As the last month: negative binomial about its count, as dispersed (size k) as the last twelve months.

    A last month without events counts as half an event, or else the forecast would be certain. The same for every
    horizon.

    >>> persistence(np.array([0.0] * 6 + [10.0] * 6)).mean
    10.0
    """
    year = last_year(counts)
    mean = float(counts[-1]) or HALF
    excess = max(year.variance - year.mean, 0.0) / year.mean**2
    return NegativeBinomial(mean, mean + excess * mean**2)
