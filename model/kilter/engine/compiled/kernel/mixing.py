"""The mixing of :mod:`kilter.engine.streams` in 64 bits.

The only functions of the kernel that are compiled from another text (``building/machine.py``): Python's whole numbers
do not wrap round at 64 bits, a machine's do. Tests hold both to the same vectors.
"""

from __future__ import annotations

from ....mechanisms.draws import unit
from ...streams import MASK, WEYL, mix64


def mixed(a: int, b: int) -> int:
    """The mix of two words.

    >>> hex(mixed(0x9E3779B97F4A7C15, 0))
    '0xe220a8397b1dcdaf'
    """
    return mix64((a ^ b) & MASK)


def stepped(base: int, steps: int) -> int:
    """The word so many steps along the Weyl sequence from a base, mixed.

    >>> stepped(0, 1) == mixed(0x9E3779B97F4A7C15, 0)
    True
    """
    return mix64((base + WEYL * steps) & MASK)


def number(base: int, steps: int) -> float:
    """The uniform number in (0, 1) made of :func:`stepped`.

    >>> 0.0 < number(0, 1) < 1.0
    True
    """
    return unit(stepped(base, steps))
