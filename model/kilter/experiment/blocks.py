"""Blocks of measures: large results are worked on a few columns at a time, with the same numbers as at once."""

from __future__ import annotations

from collections.abc import Iterator

#: What is looked at at once.
BLOCK_BYTES = 48 * 2**20
#: What goes through statistics at once, over all threads; they need some five to ten times that for a moment.
SUM_BYTES = 10 * 2**20


def spans(count: int, most: int) -> Iterator[slice]:
    """Cut ``count`` columns into blocks of at most ``most``, but never a single column where there are more.

    A sum over a single column is taken in another order than over several, and its last bit may differ.

    >>> list(spans(7, 3)), list(spans(5, 1))
    ([slice(0, 3, None), slice(3, 5, None), slice(5, 7, None)], [slice(0, 3, None), slice(3, 5, None)])
    """
    blocks = max(1, min(count // 2, -(-count // max(1, most))))
    for block in range(blocks):
        yield slice(-(-count * block // blocks), -(-count * (block + 1) // blocks))
