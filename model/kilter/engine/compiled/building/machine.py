"""The mixing of ``kernel/mixing.py`` in the whole numbers of the machine, which wrap round at 64 bits.

These functions only run compiled. Words of the memory are signed; mixing needs unsigned ones, and the two have the same
bits. Everything stays ``uint64``: together with a signed number Numba would make it a float.
"""

from __future__ import annotations

import numpy as np

from ....mechanisms.draws import HALF_STEP, STEP

_WEYL = np.uint64(0x9E3779B97F4A7C15)
_FIRST = np.uint64(0xBF58476D1CE4E5B9)
_SECOND = np.uint64(0x94D049BB133111EB)
_30, _27, _31, _12 = np.uint64(30), np.uint64(27), np.uint64(31), np.uint64(12)


def mixed(a: int, b: int) -> int:
    """The mix of two words."""
    z = np.uint64(a) ^ np.uint64(b)
    z = (z ^ (z >> _30)) * _FIRST
    z = (z ^ (z >> _27)) * _SECOND
    return np.int64(z ^ (z >> _31))  # type: ignore[return-value]


def stepped(base: int, steps: int) -> int:
    """The word so many steps along the Weyl sequence from a base, mixed."""
    z = np.uint64(base) + _WEYL * np.uint64(steps)
    z = (z ^ (z >> _30)) * _FIRST
    z = (z ^ (z >> _27)) * _SECOND
    return np.int64(z ^ (z >> _31))  # type: ignore[return-value]


def number(base: int, steps: int) -> float:
    """The uniform number in (0, 1) made of :func:`stepped`."""
    z = np.uint64(base) + _WEYL * np.uint64(steps)
    z = (z ^ (z >> _30)) * _FIRST
    z = (z ^ (z >> _27)) * _SECOND
    return np.int64((z ^ (z >> _31)) >> _12) * STEP + HALF_STEP
