"""What every part of the benchmarks is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from .rounds import FEWEST


@dataclass(frozen=True)
class Options:
    """How much to do, and whom to tell.

    Attributes:
        rounds: rounds that count, after one that does not.
        quick: less work per round, and the longest cases left out.
        rivals: modules of the rivals to run; all when empty.
        processor: in the core case, count seconds of the processor instead of the clock's.
        seed: from which all replications follow.
        progress: told what is being done.
    """

    rounds: int = FEWEST
    quick: bool = False
    rivals: tuple[str, ...] = ()
    processor: bool = False
    seed: int = 1
    progress: Callable[[str], None] = lambda text: None
