"""Results that lie in a folder: the same numbers as in memory, read a few measures at a time."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...engine.trajectory import Measure
from .. import statistics
from ..result import QUANTILES, Result, Titled
from .files import unreadable
from .parquet import Reader

#: What is read at once, over all threads. Statistics need about five times that for a moment.
BLOCK_BYTES = 48 * 2**20
#: Threads that summarise blocks side by side.
THREADS = min(4, os.cpu_count() or 1)


class Stored:
    """The files of one scenario.

    Args:
        parts: first replication of each part, and readers of its values and averages.
        shape: replications, periods and measures.
        home: what must live as long as the files are needed.
    """

    def __init__(
        self, parts: Sequence[tuple[int, Reader, Reader]], shape: tuple[int, int, int], home: object
    ) -> None:
        self._parts, self.shape, self._home = parts, shape, home

    def values(self, names: Sequence[str]) -> NDArray[np.float64]:
        """Array of shape (replications, periods, measures)."""
        reps, periods, _ = self.shape
        block = np.empty((reps, periods, len(names)))
        for first, reader, _ in self._parts:
            for place, column in enumerate(_columns(reader, names)):
                rows = column.reshape(-1, periods)
                block[first : first + len(rows), :, place] = rows
        return block

    def averages(self, names: Sequence[str]) -> NDArray[np.float64]:
        """Array of shape (replications, measures)."""
        block = np.empty((self.shape[0], len(names)))
        for first, _, reader in self._parts:
            for place, column in enumerate(_columns(reader, names)):
                block[first : first + len(column), place] = column
        return block


def _columns(reader: Reader, names: Sequence[str]) -> list[NDArray[np.float64]]:
    try:
        return reader.columns(names)
    except OSError as error:
        raise unreadable(reader.path, error) from None


class StoredResult(Result):
    """Every replication of one scenario, in a folder. Summaries read it in blocks of measures.

    Its ``values`` and ``averages`` bring everything into memory; ``series`` and ``average`` one measure.
    """

    def __init__(
        self,
        scenario: Titled,
        fingerprint: str,
        seed: int,
        months: tuple[date, ...],
        measures: tuple[Measure, ...],
        stored: Stored,
    ) -> None:
        own: dict[str, Any] = {
            "scenario": scenario,
            "fingerprint": fingerprint,
            "seed": seed,
            "replications": stored.shape[0],
            "months": months,
            "measures": measures,
            "_stored": stored,
        }
        self.__dict__.update(own)

    _stored: Stored

    @property
    def values(self) -> NDArray[np.float64]:
        """All values, read into memory anew."""
        return self._stored.values(self.names)

    @property
    def averages(self) -> NDArray[np.float64]:
        """All averages over time, read into memory anew."""
        return self._stored.averages(self.names)

    def series(self, name: str) -> NDArray[np.float64]:
        """Values of one measure: array of shape (replications, periods), in the measure's unit."""
        self.place(name)
        return self._stored.values([name])[:, :, 0]

    def average(self, name: str) -> NDArray[np.float64]:
        """Time-averages of one measure: array of shape (replications,), in the measure's unit."""
        self.place(name)
        return self._stored.averages([name])[:, 0]

    def columns(self, places: Sequence[int]) -> NDArray[np.float64]:
        """Values of some measures by position: array of shape (replications, periods, measures)."""
        return self._stored.values([self.names[place] for place in places])

    def at(self, places: Sequence[int], periods: Sequence[int | None]) -> NDArray[np.float64]:
        """Some measures at some times: array of shape (replications, times, measures)."""
        names = [self.names[place] for place in places]
        block = np.empty((self.replications, len(periods), len(places)))
        values = self._stored.values(names) if any(period is not None for period in periods) else None
        for time, period in enumerate(periods):
            if period is None or values is None:
                block[:, time] = self._stored.averages(names)
            else:
                block[:, time] = values[:, period]
        return block

    def spans(self, count: int, columns: int) -> Iterator[slice]:
        """Cut ``count`` measures into blocks that can be read into memory; see :func:`spans`."""
        reps, periods, _ = self._stored.shape
        return spans(count, BLOCK_BYTES // (8 * reps * max(periods, columns)))

    @cached_property
    def moments(self) -> statistics.Moments:
        """Mean, spread and count of every value: arrays of shape (periods, measures)."""
        return self._summed[0]

    @cached_property
    def quantiles(self) -> NDArray[np.float64]:
        """Quantiles 5, 25, 50, 75 and 95 %: array of shape (5, periods, measures)."""
        return self._summed[1]

    @cached_property
    def mean_moments(self) -> statistics.Moments:
        """Mean, spread and count of the averages over time: arrays of shape (measures,)."""
        return self._summed[2]

    @cached_property
    def _summed(self) -> tuple[statistics.Moments, NDArray[np.float64], statistics.Moments]:
        """One pass over the files for all three."""

        def work(names: Sequence[str]) -> tuple[statistics.Moments, NDArray[np.float64], statistics.Moments]:
            block = self._stored.values(names)
            return (
                statistics.moments(block),
                statistics.quantiles(block, QUANTILES),
                statistics.moments(self._stored.averages(names)),
            )

        reps, periods, measures = self._stored.shape
        blocks = list(spans(measures, BLOCK_BYTES // (8 * reps * periods * THREADS)))
        with ThreadPoolExecutor(THREADS) as pool:
            found = list(pool.map(work, (self.names[block] for block in blocks)))
        return (
            _joined([one[0] for one in found]),
            np.concatenate([one[1] for one in found], axis=-1),
            _joined([one[2] for one in found]),
        )


def spans(count: int, most: int) -> Iterator[slice]:
    """Cut ``count`` columns into blocks of at most ``most``, but never a single column where there are more.

    A sum over a single column is taken in another order than over several, and its last bit may differ.

    >>> list(spans(7, 3)), list(spans(5, 1))
    ([slice(0, 3, None), slice(3, 5, None), slice(5, 7, None)], [slice(0, 3, None), slice(3, 5, None)])
    """
    blocks = max(1, min(count // 2, -(-count // max(1, most))))
    for block in range(blocks):
        yield slice(-(-count * block // blocks), -(-count * (block + 1) // blocks))


def _joined(several: Sequence[statistics.Moments]) -> statistics.Moments:
    return statistics.Moments(
        *(
            np.concatenate([getattr(one, name) for one in several], axis=-1)
            for name in ("count", "mean", "sd", "se")
        )
    )
