"""Random amounts whose parameters seldom change: what depends on them alone is worked out once, in a table.

A table is a run of numbers that begins with what it is for: the shape of a gamma amount (see :mod:`.gamma_table`),
or sd over mean of a lognormal one. 0 says that there is none. It may begin anywhere in what holds it.
"""

from __future__ import annotations

import math

from .draws import GAMMA, LOGNORMAL, gamma_shape, sample
from .gamma_table import NO_TABLE, gamma_from, gamma_nodes
from .numeric import Floats, log_one_plus
from .special import normal_quantile


def amount_table(kind: int, mean: float, sd: float) -> tuple[float, ...]:
    """The table of an amount of this kind, mean and sd; ``NO_TABLE`` where it would save nothing.

    Source: what :func:`kilter.mechanisms.draws.lognormal` and :func:`.gamma_table.gamma_nodes` depend on.

    >>> amount_table(LOGNORMAL, 3.0, 4.0)[0] == 4.0 / 3.0, amount_table(LOGNORMAL, 3.0, 0.0)
    (True, (0.0,))
    """
    if kind == GAMMA and gamma_shape(mean, sd) > 0.0:
        return gamma_nodes(gamma_shape(mean, sd))
    if kind == LOGNORMAL and sd > 0.0 and mean > 0.0:
        ratio = sd / mean
        variance = log_one_plus(ratio * ratio)
        return ratio, math.sqrt(variance), 0.5 * variance
    return NO_TABLE


def sample_with(kind: int, u: float, mean: float, sd: float, table: Floats, at: int) -> float:
    """:func:`kilter.mechanisms.draws.sample`, by the table at ``at`` as long as it is for this very mean and sd.

    Otherwise exact: for other kinds, without a table, and once a mean or an sd has been moved. A lognormal value has
    the same bits either way. Source: :func:`.gamma_table.gamma_from` and :func:`kilter.mechanisms.draws.sample`.

    >>> table = amount_table(GAMMA, 20.0, 10.0)
    >>> sample_with(GAMMA, 0.3, 20.0, 10.0, table, 0) == gamma_from(table, 0, 0.3, 20.0)
    True
    >>> sample_with(GAMMA, 0.3, 22.0, 10.0, table, 0) == sample(GAMMA, 0.3, 22.0, 10.0)
    True
    """
    if table[at] > 0.0 and mean > 0.0:
        if kind == LOGNORMAL:
            if sd / mean == table[at]:
                return mean * math.exp(table[at + 1] * normal_quantile(u) - table[at + 2])
        elif kind == GAMMA and gamma_shape(mean, sd) == table[at]:
            return gamma_from(table, at, u, mean)
    return sample(kind, u, mean, sd)
