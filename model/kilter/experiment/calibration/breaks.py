"""Regime breaks: months in which the level of a series changed for good, given or searched for.

The search cuts the logarithms (of counts plus one, which makes months of a negative binomial about equally
variable) into stretches of constant level by least squares, over all possible cuts (B. Jackson et al., IEEE Signal
Process. Lett. 12 (2005) 105-108). Each cut must pay a penalty of the kind of Schwarz' (Y.-C. Yao, Stat. Probab. Lett.
6 (1988) 181-189), here 3 log n (N. Zhang & D. Siegmund, Biometrics 63 (2007) 22-32), raised by the dependence of
neighbouring months (J. Bai & P. Perron, Econometrica 66 (1998) 47-78, on why it matters).
"""

from __future__ import annotations

import math

import numpy as np

from .process import Floats
from .series import Series, month_name

#: What stands for "search" where breaks are given.
SEARCH = "search"
#: Months that a regime lasts at least.
SHORTEST = 12
#: Dependence beyond this is a drift rather than noise, and would hide every break.
_MOST_DEPENDENT = 0.6


def find_breaks(series: Series, shortest: int = SHORTEST) -> tuple[str, ...]:
    """The last month of each regime but the last, or nothing.

    Args:
        series: the counts.
        shortest: months that a regime lasts at least.

    >>> rng = np.random.default_rng(1)
    >>> counts = np.concatenate([rng.negative_binomial(2, 2 / 202, 40), rng.negative_binomial(2, 2 / 12, 40)])
    >>> find_breaks(Series.of(counts, "2018-05"))
    ('2021-08',)
    """
    values = np.log1p(series.counts)
    months = len(values)
    if months < 2 * shortest:
        return ()
    price = _price(values)
    sums, squares = (np.concatenate([[0.0], np.cumsum(x)]) for x in (values, values**2))
    best = np.full(months + 1, np.inf)
    best[0] = -price
    came = np.zeros(months + 1, dtype=np.int64)
    for end in range(shortest, months + 1):
        starts = np.arange(0, end - shortest + 1)
        inside = squares[end] - squares[starts] - (sums[end] - sums[starts]) ** 2 / (end - starts)
        total = best[starts] + inside + price
        came[end] = int(np.argmin(total))
        best[end] = total[came[end]]
    cuts, at = [], months
    while came[at] > 0:
        at = int(came[at])
        cuts.append(at)
    return tuple(month_name(series.first + cut - 1) for cut in reversed(cuts))


def _price(values: Floats) -> float:
    """What a break must save in squares: 3 log(months) times the variance of noise, raised by its dependence."""
    steps = np.diff(values)
    around = values - np.array([np.median(values[max(0, i - 12) : i + 13]) for i in range(len(values))])
    variance = max(float(np.median(np.abs(around)) * 1.4826) ** 2, float(steps.var()) / 4, 1e-3)
    together = float(around[1:] @ around[:-1]) / max(float(around @ around), 1e-12)
    rho = min(max(together, 0.0), _MOST_DEPENDENT)
    return 3.0 * math.log(len(values)) * variance * (1 + rho) / (1 - rho)
