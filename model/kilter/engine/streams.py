"""Random numbers that are addressed, not consumed.

Every number is a function of its address: (seed, replication, purpose, entity, draw). Two scenarios therefore share
their luck wherever they ask the same question, adding an entity changes nobody else's draws, and any
replication can be run again alone, on any machine and any number of workers.

The mixing function is the finaliser of SplitMix64 (Steele, Lea & Flood 2014, OOPSLA, doi 10.1145/2660193.2660195),
applied to a 64-bit key of the address and a Weyl sequence over the draws.
"""

from __future__ import annotations

import hashlib

from ..mechanisms.draws import unit

MASK = (1 << 64) - 1
WEYL = 0x9E3779B97F4A7C15


def mix64(x: int) -> int:
    """SplitMix64's finaliser: a bijection on 64-bit integers.

    >>> hex(mix64(WEYL))
    '0xe220a8397b1dcdaf'
    """
    x = ((x ^ (x >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    x = ((x ^ (x >> 27)) * 0x94D049BB133111EB) & MASK
    return x ^ (x >> 31)


def name_key(name: str) -> int:
    """A 64-bit key for a purpose or an entity; the same on every machine.

    >>> name_key("failure") == name_key("failure"), name_key("a") == name_key("b")
    (True, False)
    """
    return int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8).digest(), "big")


class Stream:
    """The draws of one purpose for one entity, in order.

    >>> s = Streams(seed=1, replication=0).stream("failure", "fleets.truck.item.3")
    >>> 0 < s.next() < 1, s.drawn
    (True, 1)
    """

    __slots__ = ("base", "drawn")

    def __init__(self, base: int) -> None:
        self.base = base
        self.drawn = 0

    def next(self) -> float:
        """The next number in (0, 1)."""
        self.drawn += 1
        return unit(mix64((self.base + WEYL * self.drawn) & MASK))

    def at(self, draw: int) -> float:
        """Number ``draw`` (from 0), whatever was drawn before: for mechanisms that draw once a month."""
        return unit(mix64((self.base + WEYL * (draw + 1)) & MASK))


class Streams:
    """All streams of one replication."""

    def __init__(self, seed: int, replication: int) -> None:
        self.root = mix64((mix64(seed & MASK) + WEYL * (replication + 1)) & MASK)
        self._keys: dict[str, int] = {}

    def stream(self, purpose: str, entity: str) -> Stream:
        """The stream of a purpose and an entity, from its first draw."""
        return Stream(mix64(self._key(purpose) ^ mix64(self.root ^ self._key(entity))))

    def _key(self, name: str) -> int:
        key = self._keys.get(name)
        if key is None:
            key = self._keys[name] = name_key(name)
        return key
