"""Random numbers by address: the same numbers as :mod:`kilter.engine.streams`, stream by stream.

A stream is a record of its base (0 until its first draw), how many numbers were drawn, and its two keys.

>>> from kilter.engine.streams import Streams, name_key
>>> n = [0] * 120
>>> n[SEED], n[REPLICATION] = 7, 3
>>> begin(n)
>>> n[112 + PURPOSE], n[112 + ENTITY] = name_key("failure"), name_key("fleets.truck.item.0")
>>> following(n, 112) == Streams(7, 3).stream("failure", "fleets.truck.item.0").next()
True
"""

from __future__ import annotations

from .head import REPLICATION, ROOT, SEED
from .mixing import mixed, number, stepped
from .words import Whole

BASE, DRAWN, PURPOSE, ENTITY = range(4)
SIZE = 4
#: Words of a stream whose keys stand elsewhere: see :func:`following_of`.
SHORT = 2


def begin(n: Whole) -> None:
    """The root of all streams, from the seed and the number of the replication."""
    n[ROOT] = stepped(mixed(n[SEED], 0), n[REPLICATION] + 1)


def following(n: Whole, stream: int) -> float:
    """The next number of a stream, in (0, 1)."""
    return following_of(n, stream, n[stream + PURPOSE], n[stream + ENTITY])


def following_of(n: Whole, stream: int, purpose: int, entity: int) -> float:
    """The next number of a stream of which only the first two words stand at its address, in (0, 1)."""
    drawn = n[stream + DRAWN] + 1
    n[stream + DRAWN] = drawn
    if drawn == 1:
        n[stream + BASE] = mixed(purpose, mixed(n[ROOT], entity))
    return number(n[stream + BASE], drawn)


def addressed(n: Whole, stream: int, draw: int) -> float:
    """Number ``draw`` of a stream (from 0), whatever was drawn before: for what is drawn once a month."""
    base = mixed(n[stream + PURPOSE], mixed(n[ROOT], n[stream + ENTITY]))
    return number(base, draw + 1)
