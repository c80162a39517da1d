"""Work as addresses: which replications of which scenario, and the arrays that they fill.

A *piece* is a run of consecutive replications whose numbers belong together: a whole scenario when results stay in
memory, one part of a file when they are kept in a folder. Pieces are handed out in *chunks* of any size. Whatever the
chunks, a piece ends the same, because each replication has its row.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from types import TracebackType
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from .result import Result, Titled

#: Pieces that are being filled at once, whatever the number of workers; what is held in memory follows from it.
OPEN = 4


class Piece:
    """Consecutive replications of one scenario.

    Attributes:
        which: position of the scenario.
        first: number of the first replication.
        count: number of replications.
        left: how many of them are not there yet.
    """

    def __init__(self, which: int, first: int, count: int, periods: int, measures: int) -> None:
        self.which, self.first, self.count, self.left = which, first, count, count
        self._shape = count, periods, measures
        self._lock = threading.Lock()

    @cached_property
    def values(self) -> NDArray[np.float64]:
        """Array of shape (replications, periods, measures), made when first asked for."""
        return np.empty(self._shape)

    @cached_property
    def averages(self) -> NDArray[np.float64]:
        """Array of shape (replications, measures), made when first asked for."""
        return np.empty((self._shape[0], self._shape[2]))

    def filled(self, count: int) -> bool:
        """Count replications as there; whether that was the last of them. Safe from any thread.

        >>> piece = Piece(0, 0, 3, 1, 1)
        >>> piece.filled(2), piece.filled(1)
        (False, True)
        """
        with self._lock:
            self.left -= count
            return self.left == 0


class Chunk:
    """Some replications of a piece, from its row ``row`` on."""

    def __init__(self, piece: Piece, row: int, count: int) -> None:
        self.piece, self.count = piece, count
        self.which, self.first = piece.which, piece.first + row
        self.values = piece.values[row : row + count]
        self.averages = piece.averages[row : row + count]


class Queue:
    """Hands out pieces chunk by chunk, in order; chunks become smaller towards the end.

    Args:
        pieces: what is to be done; asked for only as it is handed out.
        left: replications in them.
        workers: how many will work at once.

    >>> queue = Queue([Piece(0, 0, 3, 1, 1), Piece(1, 0, 3, 1, 1)], 6, 1)
    >>> [(chunk.which, chunk.first, chunk.count) for chunk in iter(lambda: queue.take(2), None)]
    [(0, 0, 2), (0, 2, 1), (1, 0, 1), (1, 1, 1), (1, 2, 1)]
    """

    def __init__(self, pieces: Iterable[Piece], left: int, workers: int) -> None:
        self.left = left
        self.workers = workers
        self._pieces = iter(pieces)
        self._piece: Piece | None = None
        self._row = 0

    def take(self, most: int) -> Chunk | None:
        """The next replications, at most so many and of one piece; None when all were handed out."""
        if self._piece is None:
            self._piece, self._row = next(self._pieces, None), 0
            if self._piece is None:
                return None
        piece, row = self._piece, self._row
        # Many workers share a piece rather than each holding one of its own, and all end at about the same time.
        shared = -(-OPEN * piece.count // (self.workers + 1))
        fair = max(1, self.left // (2 * self.workers))
        chunk = Chunk(piece, row, min(max(1, most), shared, fair, piece.count - row))
        self._row += chunk.count
        self.left -= chunk.count
        if self._row == piece.count:
            self._piece = None
        return chunk


class Shelf(Protocol):
    """Where results go."""

    @property
    def there(self) -> int:
        """Replications that are there already, over all scenarios."""
        ...

    def pieces(self) -> Iterator[Piece]:
        """What is missing, in order."""
        ...

    def put(self, piece: Piece) -> None:
        """Take a piece that has been filled. Called from any thread."""
        ...

    def results(self) -> list[Result]:
        """One result for each scenario, once everything is there."""
        ...

    def kept(self) -> str:
        """How much is there, and how to go on, for somebody who stopped it; empty when it is lost."""
        ...

    def __enter__(self) -> Shelf: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


class Memory:
    """Results as arrays in memory, a piece for each scenario."""

    def __init__(self, scenarios: Sequence[Titled], plans: Sequence[Any], seed: int, reps: int) -> None:
        self._scenarios, self._plans, self._seed, self._reps = scenarios, plans, seed, reps
        self._pieces = [
            Piece(which, 0, reps, len(plan.months), len(plan.measures)) for which, plan in enumerate(plans)
        ]
        self.there = 0

    def __enter__(self) -> Memory:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def pieces(self) -> Iterator[Piece]:
        """Every scenario as one piece."""
        return iter(self._pieces)

    def put(self, piece: Piece) -> None:
        """Nothing to do: its arrays are the result."""

    def kept(self) -> str:
        """Nothing is."""
        return ""

    def results(self) -> list[Result]:
        """The arrays, named."""
        return [
            Result(
                scenario=scenario,
                fingerprint=str(plan.fingerprint),
                seed=self._seed,
                replications=self._reps,
                months=tuple(plan.months),
                measures=tuple(plan.measures),
                values=piece.values,
                averages=piece.averages,
            )
            for scenario, plan, piece in zip(self._scenarios, self._plans, self._pieces, strict=True)
        ]
