"""Exact values of two-echelon and two-indenture systems, and the approximations that they refute.

Everything is computed from scratch by convolution of probability vectors, with nothing of Kilter's. Demand is Poisson
and stock one for one throughout; a repair of any distribution has a Poisson number under way (Palm).

*Exact, two echelons* (Simon 1971, Graves 1985): the order-and-ship time O of a base is fixed and the depot serves first
come. What a base has due at time t + O is its share of the depot's backorders at t (each is its own with probability
rate / rates, so a binomial share), plus what it has asked for since (Poisson), plus what is in repair at the base.

*Exact, two indentures*: the assembly's repair time R is fixed once its sub-part is there. In repair at t + R are those
whose sub-part is owed at t (one backorder each) and all that were removed since (Poisson).

METRIC (Sherbrooke 1968) and MOD-METRIC (Muckstadt 1973) have the same means and take the sums for Poisson.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.stats import binom, poisson

Vector = np.ndarray
#: More than any number of units in these systems, by far.
MANY = 120


@dataclass(frozen=True)
class Base:
    """A base: removals a year, share repaired there, its repair and order-and-ship times in years, its stock."""

    demand: float
    local: float
    repair: float
    ship: float
    stock: int


def pipeline(mean: float) -> Vector:
    """A Poisson number, as probabilities of 0, 1, …"""
    return poisson.pmf(np.arange(MANY), mean)


def short(due: Vector, stock: int) -> Vector:
    """What is owed when so many are due: what exceeds the stock."""
    owed = np.zeros_like(due)
    np.add.at(owed, np.maximum(np.arange(len(due)) - stock, 0), due)
    return owed


def mean(probabilities: Vector) -> float:
    """Its mean."""
    return float(probabilities @ np.arange(len(probabilities)))


def split(number: Vector, share: float) -> Vector:
    """How many are one's own, when each is with this probability."""
    ways = binom.pmf(np.arange(len(number))[None, :], np.arange(len(number))[:, None], share)
    return number @ ways


def depot_owes(bases: Sequence[Base], repair: float, stock: int) -> Vector:
    """Backorders of the depot."""
    return short(pipeline(sum(b.demand * (1 - b.local) for b in bases) * repair), stock)


def own(base: Base) -> float:
    """Mean number due to a base from its own repair and from the road."""
    return base.demand * (base.local * base.repair + (1 - base.local) * base.ship)


def two_echelons(bases: Sequence[Base], repair: float, stock: int) -> list[float]:
    """Exact expected backorders of each base."""
    owed, total = depot_owes(bases, repair, stock), sum(b.demand * (1 - b.local) for b in bases)
    return [
        mean(short(np.convolve(split(owed, b.demand * (1 - b.local) / total), pipeline(own(b))), b.stock))
        for b in bases
    ]


def metric(bases: Sequence[Base], repair: float, stock: int) -> list[float]:
    """METRIC's approximation of the same."""
    owed, total = mean(depot_owes(bases, repair, stock)), sum(b.demand * (1 - b.local) for b in bases)
    return [mean(short(pipeline(own(b) + owed * b.demand * (1 - b.local) / total), b.stock)) for b in bases]


@dataclass(frozen=True)
class SubPart:
    """A sub-part: its share of the assembly's repairs, its own repair time in years, its stock."""

    share: float
    repair: float
    stock: int


def two_indentures(demand: float, repair: float, stock: int, parts: Sequence[SubPart]) -> float:
    """Exact expected backorders of the assembly."""
    due = pipeline(demand * repair)
    for part in parts:
        due = np.convolve(due, short(pipeline(demand * part.share * part.repair), part.stock))
    return mean(short(due, stock))


def mod_metric(demand: float, repair: float, stock: int, parts: Sequence[SubPart]) -> float:
    """MOD-METRIC's approximation of the same."""
    waiting = sum(mean(short(pipeline(demand * p.share * p.repair), p.stock)) for p in parts)
    return mean(short(pipeline(demand * repair + waiting), stock))


def periodic(demand: float, lead: float, period: float, up_to: int) -> float:
    """Exact expected backorders of (R, S) with a fixed lead time: an order covers from lead to lead + R after it."""
    nodes, weights = np.polynomial.legendre.leggauss(24)
    spans = lead + period * (nodes + 1) / 2
    return float(weights @ [mean(short(pipeline(demand * span), up_to)) for span in spans]) / 2


def controlled(samples: ArrayLike, *controls: tuple[ArrayLike, float]) -> Vector:
    """Samples less what is explained by quantities whose mean is known (control variates).

    Each control is (samples, known mean); its coefficient is fitted by least squares. The mean of what is returned is
    unbiased but for a term of order 1/n, and less noisy.
    """
    y = np.asarray(samples, dtype=float)
    around = np.column_stack([np.asarray(x, dtype=float) - known for x, known in controls])
    slope = np.linalg.lstsq(around - around.mean(axis=0), y - y.mean(), rcond=None)[0]
    return y - around @ slope
