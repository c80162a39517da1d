"""The memory of a replication: one row of 64-bit words, read as whole numbers through ``n`` and as reals through ``x``.

An *address* is the position of a word; 0 means none. A *record* is some consecutive words, and the module that owns it
lists its fields as offsets, so ``n[item + items.STATE]`` is the state of the item at that address. Compiled, both
names are pointers to the same memory; uncompiled, both are the same Python list, which holds ints and floats.
"""

from __future__ import annotations

from typing import Protocol


class Whole(Protocol):
    """The memory's words as whole numbers."""

    def __getitem__(self, address: int, /) -> int:
        """The whole number at an address."""
        ...

    def __setitem__(self, address: int, value: int, /) -> None:
        """Write a whole number."""
        ...


class Real(Protocol):
    """The memory's words as real numbers."""

    def __len__(self) -> int:
        """How many words there are; never asked for in compiled code."""
        ...

    def __getitem__(self, address: int, /) -> float:
        """The real number at an address."""
        ...

    def __setitem__(self, address: int, value: float, /) -> None:
        """Write a real number."""
        ...
