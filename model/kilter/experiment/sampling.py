"""Which value a number takes at a given share of what is plausible, and at which shares draws are taken.

Draws are a Latin hypercube (McKay, Beckman and Conover 1979, Technometrics 21(2), 239-245): the plausible values of
each number are cut into as many slices of equal probability as there are draws, and each slice is taken once.
"""

from __future__ import annotations

import hashlib
import math
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from ..scenario._parsing import BALANCED, FIXED, LOGUNIFORM, TRIANGULAR, UNIFORM

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_ONE, _TWO = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)


def at_share(
    share: float, value: float, low: float, high: float, shape: str = BALANCED, *, whole: bool = False
) -> float:
    """The value below which a share of what is plausible lies.

    Args:
        share: strictly between 0 and 1.
        value: the written value, between low and high.
        low, high: least and most plausible value.
        shape: ``balanced``: half of the probability below the value and half above, evenly on each side (a value
            that is an end of its range is as ``uniform``); ``uniform``; ``triangular``: the value is likeliest;
            ``loguniform``: evenly on a logarithmic scale; ``fixed``: always the value.
        whole: counts: every whole number gets the share of the interval of length 1 about it.

    >>> [at_share(u, 2.0, 1.0, 5.0) for u in (0.25, 0.5, 0.75)]
    [1.5, 2.0, 3.5]
    >>> [at_share(u, 2.0, 1.0, 5.0, "uniform") for u in (0.25, 0.5, 0.75)]
    [2.0, 3.0, 4.0]
    >>> [at_share(u, 0, 0, 3, whole=True) for u in (0.2, 0.3, 0.9)]
    [0.0, 1.0, 3.0]
    """
    if shape == FIXED or low >= high:
        return value
    if whole:
        inside = low < value < high
        kind = UNIFORM if shape == BALANCED and not inside else BALANCED if shape == LOGUNIFORM else shape
        wide = at_share(share, value, low - 0.5, high + 0.5, kind)
        # Halves go up, so that a number's interval has the same length on both sides.
        return min(max(float(math.floor(wide + 0.5)), math.ceil(low)), math.floor(high))
    if shape == LOGUNIFORM:
        return min(max(low * math.exp(share * math.log(high / low)), low), high)
    if shape == TRIANGULAR:
        turn = (value - low) / (high - low)
        if share < turn:
            return low + math.sqrt(share * (high - low) * (value - low))
        return high - math.sqrt((1 - share) * (high - low) * (high - value))
    if shape == BALANCED and low < value < high:
        if share < 0.5:
            return low + 2 * share * (value - low)
        return value + (2 * share - 1) * (high - value)
    return low + share * (high - low)


@lru_cache(maxsize=8192)
def shares(seed: int, number: int, path: str) -> tuple[float, ...]:
    """The shares at which a path is drawn: one in each of ``number`` slices, in an order of its own.

    They depend on the seed, the number of draws and the path alone, so that another assumption, a file or a scenario
    changes none of them.

    >>> one = shares(1, 4, "agreement.transparency")
    >>> sorted(int(4 * share) for share in one)
    [0, 1, 2, 3]
    """
    first, second = _keys(seed, path)
    order = np.argsort(_mixed(first, number), kind="stable")
    return tuple(((order + _unit(second, number)) / number).tolist())


def uniforms(seed: int, number: int, path: str) -> NDArray[np.float64]:
    """Independent numbers between 0 and 1, addressed as :func:`shares` are.

    >>> bool((uniforms(1, 5, "a") != uniforms(1, 5, "b")).all())
    True
    """
    return _unit(_keys(seed, path)[1], number)


def _keys(seed: int, path: str) -> tuple[np.uint64, np.uint64]:
    digest = hashlib.blake2b(f"{seed}\0{path}".encode(), digest_size=16).digest()
    return np.uint64(int.from_bytes(digest[:8], "little")), np.uint64(int.from_bytes(digest[8:], "little"))


def _unit(key: np.uint64, number: int) -> NDArray[np.float64]:
    inside: NDArray[np.float64] = ((_mixed(key, number) >> np.uint64(12)).astype(np.float64) + 0.5) * 2.0**-52
    return inside


def _mixed(key: np.uint64, number: int) -> NDArray[np.uint64]:
    """Well-mixed 64-bit numbers (splitmix64); whole-number arithmetic, hence the same everywhere."""
    with np.errstate(over="ignore"):
        x: NDArray[np.uint64] = key + np.arange(1, number + 1, dtype=np.uint64) * _GOLDEN
        x = (x ^ (x >> np.uint64(30))) * _ONE
        x = (x ^ (x >> np.uint64(27))) * _TWO
    return x ^ (x >> np.uint64(31))
