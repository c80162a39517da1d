"""How far forecasts are from what was observed."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


def rmse(errors: ArrayLike) -> float:
    """Root mean square of errors.

    >>> round(rmse([2.0, 2.3, 2.9]), 2)
    2.43
    """
    return math.sqrt(float(np.mean(np.square(np.asarray(errors, dtype=np.float64)))))


def crps(sample: ArrayLike, observed: float) -> float:
    """Continuous ranked probability score of a sample as a forecast of one value, in the value's unit.

    E|X − y| − ½ E|X − X'|; the second term leaves each value's comparison with itself out, which makes the
    score fair to small samples (Ferro 2014, doi 10.1002/qj.2270). A sample of one scores its absolute error.

    >>> crps([3.0], 5.0), crps([4.0, 6.0], 5.0)
    (2.0, 0.0)
    """
    ordered = np.sort(np.asarray(sample, dtype=np.float64))
    count = len(ordered)
    near = float(np.abs(ordered - observed).mean())
    if count < 2:
        return near
    # Sum over pairs of |x - x'| from the sorted sample: each value is above i and below n - 1 - i others.
    weights = 2.0 * np.arange(count) - count + 1.0
    return near - float((weights * ordered).sum()) / (count * (count - 1))
