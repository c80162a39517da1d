"""Small numerical helpers that the mechanisms share.

Everything here is scalar arithmetic with functions of :mod:`math` whose result is the same in the
interpreter and in compiled code. Half-lives are turned into factors with ``exp`` and never with a power
of two, because a compiler may replace ``pow(2, x)`` by another routine that differs in the last bit.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Protocol

LN2 = 0.6931471805599453
EXPONENT_MAX = 700.0


class Floats(Protocol):
    """Numbers by position. Lists, tuples and arrays all do, and so does the memory of the compiled engine.

    Compiled code cannot ask for their length, and all its numbers stand in one memory. So a rule says where the
    numbers begin that it takes, and how many they are.
    """

    def __len__(self) -> int:
        """How many numbers there are."""
        ...

    def __getitem__(self, index: int, /) -> float:
        """The number at the index."""
        ...


def clip(x: float, low: float, high: float) -> float:
    """``x`` kept inside ``[low, high]`` (any unit; ``low <= high``).

    Source: a definition.

    >>> clip(1.4, 0.0, 1.0), clip(-2.0, 0.0, 1.0), clip(0.3, 0.0, 1.0)
    (1.0, 0.0, 0.3)
    """
    if x < low:
        return low
    if x > high:
        return high
    return x


def bounded_exp(x: float) -> float:
    """``exp(x)`` with the exponent (no unit) kept inside -700..700, so that it never overflows.

    Source: a guard, the result is the plain exponential for every ``|x| <= 700``.

    >>> bounded_exp(0.0)
    1.0
    >>> bounded_exp(1e9) == bounded_exp(700.0)
    True
    """
    return math.exp(clip(x, -EXPONENT_MAX, EXPONENT_MAX))


def log_one_plus(x: float) -> float:
    """``log(1 + x)`` for ``x > -1``, accurate to a few units in the last place also for tiny ``x``.

    Source: D. Goldberg, "What every computer scientist should know about floating-point arithmetic",
    ACM Computing Surveys 23 (1991), theorem 4. It needs only ``log``, which agrees between engines.

    >>> log_one_plus(1e-20)
    1e-20
    >>> log_one_plus(1.0) == LN2
    True
    """
    w = 1.0 + x
    if w == 1.0:
        return x
    return x * math.log(w) / (w - 1.0)


def kept(half_life: float) -> float:
    """The share left after one month of a decay with this half-life in months, ``2 ** (-1 / half_life)``.

    An infinite half-life keeps all, zero (or less) keeps nothing.
    Source: the definition of a half-life.

    >>> round(kept(1.0), 12), kept(math.inf), kept(0.0)
    (0.5, 1.0, 0.0)
    """
    if half_life <= 0.0:
        return 0.0
    return math.exp(-LN2 / half_life)


def weighted_mean(values: Floats, at: int, weights: Floats, weights_at: int, count: int) -> float:
    """The mean of ``values`` under ``weights`` (>= 0, need not add up to one); 0 if no weight is positive.

    ``count`` values stand at ``at`` and after, their weights at ``weights_at`` and after. Source: a definition.

    >>> weighted_mean([1.0, 4.0], 0, [1.0, 2.0], 0, 2)
    3.0
    >>> weighted_mean([], 0, [], 0, 0)
    0.0
    """
    total = 0.0
    mass = 0.0
    for i in range(count):
        w = float(weights[weights_at + i])
        if w > 0.0:
            total += w * float(values[at + i])
            mass += w
    if mass <= 0.0:
        return 0.0
    return total / mass


def total(values: Iterable[float]) -> float:
    """The sum of ``values`` (any unit), added one after the other from the left; 0 when there are none.

    Not :func:`sum`, which from Python 3.12 on carries a correction along when it adds floats, and not a sum
    of arrays, which adds in an order of its own: compiled code would end in another last bit.
    Source: a definition.

    >>> total([0.1] * 10), total([])
    (0.9999999999999999, 0.0)
    """
    result = 0.0
    for value in values:
        result += value
    return result
