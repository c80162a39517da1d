"""Numbers as Parquet, exactly: every float64 comes back with the same 64 bits, not-a-number included.

Zstandard over byte-stream-split columns without dictionary: doubles of a simulation repeat their high bytes, not their
values. pyarrow is Apache's own implementation, the one that most readers are tested with; it is imported when needed.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...errors import ExtraMissingError

MISSING = "results are kept in a folder by pyarrow; install it with: pip install 'kilter[store]'"


def available() -> bool:
    """Whether what a store needs is installed."""
    return all(find_spec(name) is not None for name in ("filelock", "pyarrow"))


def need() -> None:
    """Make sure of that.

    Raises:
        ExtraMissingError: it is not installed.
    """
    if not available():
        raise ExtraMissingError(MISSING)


def months_table(
    values: NDArray[np.float64], first: int, months: Sequence[date], names: Sequence[str]
) -> memoryview:
    """The file of a part's values: a row per replication and period.

    Args:
        values: array of shape (replications, periods, measures).
        first: number of the first replication.
        months: the last day of each period.
        names: of the measures.

    Returns:
        Columns replication (from 0), period (from 1), month (its last day) and one for each measure.
    """
    count, periods, measures = values.shape
    keys = {
        "replication": np.repeat(np.arange(first, first + count), periods),
        "period": np.tile(np.arange(1, periods + 1, dtype=np.int32), count),
        "month": np.tile(np.array(months, dtype="datetime64[D]"), count),
    }
    return _file(keys, values.reshape(count * periods, measures), names)


def averages_table(averages: NDArray[np.float64], first: int, names: Sequence[str]) -> memoryview:
    """The file of a part's averages over time: a row per replication, columns replication and the measures."""
    return _file({"replication": np.arange(first, first + len(averages))}, averages, names)


def _file(keys: dict[str, NDArray[Any]], table: NDArray[np.float64], names: Sequence[str]) -> memoryview:
    import pyarrow as pa
    from pyarrow import parquet

    columns = np.ascontiguousarray(table.T)
    arrays = [pa.array(key) for key in keys.values()] + [pa.array(column) for column in columns]
    target = pa.BufferOutputStream()
    parquet.write_table(
        pa.table(arrays, names=[*keys, *names]),
        target,
        version="2.6",
        compression="zstd",
        compression_level=1,
        use_dictionary=list(keys),
        use_byte_stream_split=list(names),
        write_statistics=list(keys),
        store_schema=False,
        row_group_size=len(table),
    )
    return memoryview(target.getvalue())


class Reader:
    """Reads columns of one file; what is known of its inside is kept between reads. Safe from any thread.

    Args:
        path: of the file.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.keep = False
        """Whether the file stays open between reads, until :meth:`close`."""
        self._inside: Any = None
        self._file: Any = None
        self._lock = threading.Lock()

    def columns(self, names: Sequence[str]) -> list[NDArray[np.float64]]:
        """The columns of those measures, in that order.

        Raises:
            OSError: the file cannot be read.
        """
        from pyarrow import parquet

        with self._lock:
            if self._file is None:
                self._file = parquet.ParquetFile(self.path, metadata=self._inside)
                self._inside = self._file.metadata
            try:
                table = self._file.read(list(names), use_threads=False)
            finally:
                if not self.keep:
                    self._shut()
        return [table.column(name).to_numpy() for name in names]

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self.keep = False
            self._shut()

    def _shut(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None
