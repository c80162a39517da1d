"""Gamma values at the price of a lognormal: the quantile of one shape, tabulated once.

For every shape the logarithm of a gamma value is a smooth function of the normal value of the same rank, nearly
straight for large shapes (Wilson & Hilferty 1931). So its values and first two derivatives at evenly spaced
normal values, joined by polynomials of the fifth degree, give the quantile to better than a part in a million.

A table is a run of numbers: the shape it is for, how many intervals a unit of the normal value has, then six
coefficients for each interval. A shape of zero says that there is no table. It may begin anywhere in what
holds it, so that a list, a tuple or a stretch of a larger array will do.
"""

from __future__ import annotations

import math

from .numeric import Floats
from .special import (
    INV_SQRT_2PI,
    gamma_front,
    gamma_q,
    gamma_quantile,
    gamma_quantile_of,
    log_gamma,
    normal_quantile,
)

NO_TABLE: tuple[float, ...] = (0.0,)
TABLE_REACH = 8.25  # the normal value of the smallest number a stream can give, 2**-53, is -8.2095
TABLE_HEAD = 2
TABLE_TERMS = 6
TABLED_FROM = 0.0499  # a hair more on either side, since a shape made of a mean and an sd is rounded
TABLED_TO = 1.0001e4


def gamma_node(z: float, shape: float) -> tuple[float, float, float]:
    """The logarithm of a gamma value over its mean at the normal value ``z``, and two derivatives by ``z``.

    With X the value and f its density, d log X / dz = phi(z) / (X f(X)); deriving the logarithm of this once more,
    with X f'(X) / f(X) = shape - 1 - X, gives the second.
    Source: L. Devroye, *Non-Uniform Random Variate Generation* (1986), II.2 (transformation of a density).

    >>> y, slope, bend = gamma_node(0.0, 1.0)  # the median of an exponential is log 2, its density there 1/2
    >>> round(math.exp(y) / math.log(2.0), 12), round(slope * math.log(2.0) / 2.0 / INV_SQRT_2PI, 12)
    (1.0, 1.0)
    """
    thin = 0.5 * gamma_q(0.5, 0.5 * z * z)  # the share beyond |z|: the nearer tail, with its own digits
    u, tail = (thin, 1.0 - thin) if z < 0.0 else (1.0 - thin, thin)
    log_least = (math.log(u) + log_gamma(shape + 1.0)) / shape
    if log_least < -39.0:
        # the first term of the series is exact here, and the value itself may be too small for a double
        x, log_x, front = 0.0, log_least, shape * u
    else:
        x = gamma_quantile_of(u, tail, z, shape)
        log_x, front = math.log(x), gamma_front(shape, x)
    slope = INV_SQRT_2PI * math.exp(-0.5 * z * z) / front
    return log_x - math.log(shape), slope, slope * (slope * (x - shape) - z)


def gamma_nodes(shape: float) -> tuple[float, ...]:
    """The table of a shape, made when a run is planned; no table outside shapes .05 to 1e4.

    Relative error of the values below 1e-6: at most 5e-7 at shape .05, 1e-7 from .2 on, 1e-8 from 3 on. Intervals
    are a half wide, and a quarter below shape 1, where the function bends more.
    Source: Hermite interpolation of the fifth degree, J. Stoer & R. Bulirsch, *Introduction to Numerical
    Analysis* (3rd edition 2002), section 2.1.5, with the values of :func:`gamma_node`.

    >>> table = gamma_nodes(4.0)
    >>> table[:2], len(table), gamma_nodes(2e4)
    ((4.0, 2.0), 200, (0.0,))
    """
    if not TABLED_FROM <= shape <= TABLED_TO:
        return NO_TABLE
    fine = 2.0 if shape >= 1.0 else 4.0
    step = 1.0 / fine
    table = [shape, fine]
    y0, d0, e0 = gamma_node(-TABLE_REACH, shape)
    d0, e0 = d0 * step, 0.5 * e0 * step * step
    for k in range(1, math.floor(2.0 * TABLE_REACH * fine) + 1):
        y1, d1, e1 = gamma_node(k * step - TABLE_REACH, shape)
        d1, e1 = d1 * step, 0.5 * e1 * step * step
        rise = y1 - y0 - d0 - e0
        turn = d1 - d0 - 2.0 * e0
        bend = e1 - e0
        third = 10.0 * rise - 4.0 * turn + bend
        fourth = 7.0 * turn - 15.0 * rise - 2.0 * bend
        fifth = 6.0 * rise - 3.0 * turn + bend
        table += [y0, d0, e0, third, fourth, fifth]
        y0, d0, e0 = y1, d1, e1
    return tuple(table)


def gamma_from(table: Floats, at: int, u: float, mean: float) -> float:
    """A gamma value with this mean (> 0) from ``u`` in (0, 1), by the table that begins at ``at``.

    Increasing in ``u`` up to the last bits, as the exact one is. A number nearer to 0 or 1 than 2**-54 is answered
    exactly. Source: :func:`gamma_nodes`.

    >>> table = (7.0, *gamma_nodes(1.0))
    >>> round(gamma_from(table, 1, 0.5, 10.0), 6)
    6.931472
    """
    z = normal_quantile(u)
    if z < -TABLE_REACH or z >= TABLE_REACH:
        return gamma_quantile(u, table[at]) * (mean / table[at])
    t = (z + TABLE_REACH) * table[at + 1]
    k = int(t)
    t -= k
    k = at + TABLE_HEAD + TABLE_TERMS * k
    y = table[k + 5] * t + table[k + 4]
    y = (y * t + table[k + 3]) * t + table[k + 2]
    y = (y * t + table[k + 1]) * t + table[k]
    return mean * math.exp(y)
