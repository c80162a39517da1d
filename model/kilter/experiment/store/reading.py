"""Results that lie in a folder: the same numbers as in memory, read a few measures at a time."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...engine.trajectory import Measure
from .. import blocks, statistics
from ..blocks import spans
from ..result import QUANTILES, Result, Titled
from .files import unreadable
from .parquet import Reader

#: Files that stay open at once while results are read over and over; systems allow some 256 at least.
FILES = 160
#: Averages over time that stay in memory at once while results are read over and over.
TABLE_BYTES = 128 * 2**20
#: Threads that summarise blocks side by side.
THREADS = min(4, os.cpu_count() or 1)


class _Budget:
    """Something of which all results together may hold so much."""

    def __init__(self, most: int) -> None:
        self._most, self._count = most, 0
        self._lock = threading.Lock()

    def take(self, count: int) -> bool:
        with self._lock:
            fits = self._count + count <= self._most
            self._count += count if fits else 0
            return fits

    def give(self, count: int) -> None:
        with self._lock:
            self._count -= count


_open, _tables = _Budget(FILES), _Budget(TABLE_BYTES)


class Stored:
    """The files of one scenario.

    Args:
        parts: first replication of each part, and readers of its values and averages.
        names: of the measures.
        shape: replications, periods and measures.
        home: what must live as long as the files are needed.
    """

    def __init__(
        self,
        parts: Sequence[tuple[int, Reader, Reader]],
        names: Sequence[str],
        shape: tuple[int, int, int],
        home: object,
    ) -> None:
        self._names = names
        self._parts, self.shape, self._home = parts, shape, home
        self._table: dict[str, NDArray[np.float64]] | None = None

    @contextmanager
    def held(self) -> Iterator[None]:
        """For a while, keep files open and averages in memory, as far as that is little.

        Opening a file costs more than reading some columns of it.
        """
        reps, _, measures = self.shape
        few, small = _open.take(len(self._parts)), _tables.take(8 * reps * measures)
        try:
            for _, reader, _ in self._parts:
                reader.keep = few
            if small:
                table = self.averages(self._names)
                self._table = {name: table[:, place] for place, name in enumerate(self._names)}
            yield
        finally:
            self._table = None
            for _, reader, _ in self._parts:
                reader.close()
            _open.give(len(self._parts) if few else 0)
            _tables.give(8 * reps * measures if small else 0)

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
        if self._table is not None:
            for place, name in enumerate(names):
                block[:, place] = self._table[name]
            return block
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

    def __repr__(self) -> str:
        reps, periods, measures = self._stored.shape
        return (
            f"StoredResult({self.scenario.title!r}, fingerprint={self.fingerprint!r}, seed={self.seed}, "
            f"{reps} replications, {periods} periods, {measures} measures)"
        )

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

    def reading(self) -> AbstractContextManager[None]:
        """For the time of a block, reading again and again is quicker."""
        return self._stored.held()

    def spans(self, count: int, columns: int) -> Iterator[slice]:
        """Cut ``count`` measures into blocks that can be read into memory."""
        reps, periods, _ = self._stored.shape
        return spans(count, blocks.BLOCK_BYTES // (8 * reps * max(periods, columns)))

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
            moments, quantiles = _summed_up(self._stored.values(names))
            return moments, quantiles, statistics.moments(self._stored.averages(names))

        reps, periods, measures = self._stored.shape
        cuts = list(spans(measures, blocks.BLOCK_BYTES // (8 * reps * periods * THREADS)))
        with self.reading(), ThreadPoolExecutor(THREADS) as pool:
            found = list(pool.map(work, (self.names[cut] for cut in cuts)))
        return (
            _joined([one[0] for one in found]),
            np.concatenate([one[1] for one in found], axis=-1),
            _joined([one[2] for one in found]),
        )


def _summed_up(block: NDArray[np.float64]) -> tuple[statistics.Moments, NDArray[np.float64]]:
    """Moments and quantiles over replications, some columns at a time."""
    reps, *shape = block.shape
    flat = block.reshape(reps, -1)
    cuts = list(spans(flat.shape[1], blocks.SUM_BYTES // (8 * reps * THREADS)))
    moments = _joined([statistics.moments(flat[:, cut]) for cut in cuts])
    quantiles = [statistics.quantiles(flat[:, cut], QUANTILES) for cut in cuts]
    return (
        statistics.Moments(
            moments.count.reshape(shape),
            moments.mean.reshape(shape),
            moments.sd.reshape(shape),
            moments.se.reshape(shape),
        ),
        np.concatenate(quantiles, axis=-1).reshape(-1, *shape),
    )


def _joined(several: Sequence[statistics.Moments]) -> statistics.Moments:
    return statistics.Moments(
        *(
            np.concatenate([getattr(one, name) for one in several], axis=-1)
            for name in ("count", "mean", "sd", "se")
        )
    )
