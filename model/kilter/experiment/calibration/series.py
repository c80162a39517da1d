"""A monthly count series, read from a file of comma-separated values and checked line by line."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ...errors import KilterError
from ...scenario import packs
from ...scenario.nearest import did_you_mean

Floats = NDArray[np.float64]

_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])$")
#: Counts beyond this are a unit gone wrong rather than a month of events.
MOST = 10_000_000
#: Folder of a pack in which its data lie.
DATA = "data"


def month_number(text: str) -> int:
    """A month such as ``2021-08`` as a running number, so that months can be compared and subtracted.

    Raises:
        KilterError: the text is not a month.

    >>> month_number("2022-01") - month_number("2021-11")
    2
    """
    found = _MONTH.match(text.strip())
    if found is None:
        raise KilterError(f"'{text}' is not a month; write year and month, such as 2021-08")
    return int(found[1]) * 12 + int(found[2]) - 1


def month_name(number: int) -> str:
    """The text of a running number of a month.

    >>> month_name(month_number("2021-08") + 5)
    '2022-01'
    """
    return f"{number // 12:04d}-{number % 12 + 1:02d}"


@dataclass(frozen=True)
class Series:
    """Counts of consecutive months.

    Attributes:
        name: what is counted, usually the column's name.
        first: running number of the first month (:func:`month_number`).
        counts: float64[months], whole numbers from 0 up.

    >>> s = Series.of([3, 0, 5], "2024-11")
    >>> s.months, s.between("2024-12", None).counts.tolist()
    (('2024-11', '2024-12', '2025-01'), [0.0, 5.0])
    """

    name: str
    first: int
    counts: Floats

    @staticmethod
    def of(counts: Sequence[float] | Floats, first: str = "2000-01", name: str = "events") -> Series:
        """A series from numbers in memory.

        Raises:
            KilterError: a count is negative, not whole or not a number.
        """
        values = np.asarray(counts, dtype=float)
        if values.ndim != 1:
            raise KilterError("a series is one row of counts; give one number for each month")
        for place, value in enumerate(values):
            problem = _problem(float(value))
            if problem:
                raise KilterError(f"month {place + 1} of the series: {problem}")
        return Series(name, month_number(first), values)

    @property
    def months(self) -> tuple[str, ...]:
        """The months as texts."""
        return tuple(month_name(self.first + place) for place in range(len(self.counts)))

    def place(self, month: str) -> int:
        """Where a month stands, from 0.

        Raises:
            KilterError: the series does not have it.
        """
        place = month_number(month) - self.first
        if not 0 <= place < len(self.counts):
            raise KilterError(
                f"{self.name} has no {month}; it runs from {self.months[0]} to {self.months[-1]}"
            )
        return place

    def between(self, first: str | None, last: str | None) -> Series:
        """The months from ``first`` to ``last``, both included; None means the series' own end.

        Raises:
            KilterError: a month that the series does not have, or nothing between them.
        """
        start = self.place(first) if first else 0
        stop = self.place(last) + 1 if last else len(self.counts)
        if start >= stop:
            raise KilterError(f"there is nothing from {first} to {last}; write the earlier month first")
        return Series(self.name, self.first + start, self.counts[start:stop])


def find(name: str | Path) -> Path:
    """The file meant by ``name``: a path, or ``pack/series`` for one in a shipped pack's data folder.

    Raises:
        KilterError: there is no such file; the text names the nearest one shipped.
    """
    given = Path(name)
    if given.is_file():
        return given
    known = {
        f"{path.parent.parent.name}/{path.stem}": path
        for path in sorted(packs.root().glob(f"*/{DATA}/*.csv"))
    }
    wanted = str(name).replace("\\", "/").removesuffix(".csv").replace(f"/{DATA}/", "/")
    if wanted in known:
        return known[wanted]
    hint = did_you_mean(wanted, known) or f"name a file of lines 'month,count', or one of {', '.join(known)}"
    raise KilterError(f"there is no series '{name}'; {hint}")


def columns(path: Path) -> tuple[str, ...]:
    """The names of a file's count columns: its first line without the month.

    Raises:
        KilterError: the file cannot be read or has no such line.
    """
    return tuple(_rows(path)[0][1][1:])


def read(path: Path, column: str | None = None) -> Series:
    """Read one column of a file whose first line is ``month,NAME,...`` and whose lines are ``2021-08,17,...``.

    Args:
        path: the file.
        column: the column to read; may be left out when there is only one.

    Raises:
        KilterError: all that is wrong with the file, each with its line and what to write.
    """
    rows = _rows(path)
    header = rows[0][1]
    place = _column(path, header, column)
    problems: list[str] = []
    found: list[tuple[int, float]] = []
    for line, cells in rows[1:]:
        problem = _line(cells, place, header, found)
        if problem:
            problems.append(f"{path}, line {line}: {problem}")
    if problems:
        more = [f"… and {len(problems) - 8} more lines like these"] if len(problems) > 8 else []
        raise KilterError("\n".join([*problems[:8], *more]))
    if not found:
        raise KilterError(f"{path} has names but no months; write lines such as 2021-08,17")
    return Series(header[place], found[0][0], np.array([count for _, count in found]))


def _rows(path: Path) -> list[tuple[int, list[str]]]:
    """The lines that say something, each with its number; comments begin with #."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise KilterError(f"{path} is not text; save it as comma-separated values in UTF-8") from None
    except OSError as error:
        raise KilterError(f"{path} cannot be read ({str(error.strerror).lower()}); check its name") from None
    rows = [
        (line, [cell.strip() for cell in cells])
        for line, cells in enumerate(csv.reader(text.splitlines()), 1)
        if any(cell.strip() for cell in cells) and not cells[0].lstrip().startswith("#")
    ]
    if not rows:
        raise KilterError(f"{path} is empty; write a first line 'month,count' and a line for each month")
    line, header = rows[0]
    if header[0].lower() != "month" or len(header) < 2:
        raise KilterError(
            f"{path}, line {line}: the first line names the columns; write 'month,count' (or month and "
            "several names)"
        )
    return rows


def _column(path: Path, header: list[str], column: str | None) -> int:
    names = header[1:]
    if len(set(names)) < len(names):
        raise KilterError(f"{path}, line 1: two columns have the same name; give each its own")
    if column is None:
        if len(names) == 1:
            return 1
        raise KilterError(f"{path} has several columns; write --column with one of {', '.join(names)}")
    lowered = [name.lower() for name in names]
    if column.lower() in lowered:
        return 1 + lowered.index(column.lower())
    hint = did_you_mean(column, names) or f"it has {', '.join(names)}"
    raise KilterError(f"{path} has no column '{column}'; {hint}")


def _line(cells: list[str], place: int, header: list[str], found: list[tuple[int, float]]) -> str:
    """What is wrong with a line, or nothing; what is right is added to ``found``."""
    if len(cells) != len(header):
        return f"{len(cells)} cells where the first line has {len(header)}; write one for each column"
    try:
        month = month_number(cells[0])
    except KilterError as error:
        return str(error)
    problem = _order(month, [number for number, _ in found[-1:]])
    value = 0.0
    if not problem:
        try:
            value = float(cells[place])
        except ValueError:
            what = f"'{cells[place]}' is not a count" if cells[place] else "the count is missing"
            problem = f"{what}; write a whole number, 0 for a month without events"
        else:
            problem = _problem(value)
    # a line that is wrong in its count still holds its month, so that the next one is not blamed for a gap
    if not found or month > found[-1][0]:
        found.append((month, value))
    return problem


def _order(month: int, before: list[int]) -> str:
    if not before or month == before[0] + 1:
        return ""
    if month == before[0]:
        return f"{month_name(month)} comes twice; keep one line for each month"
    if month < before[0]:
        return f"{month_name(month)} comes after {month_name(before[0])}; sort the lines by month"
    gap = f"{month_name(before[0] + 1)} to {month_name(month - 1)}" if month > before[0] + 2 else ""
    return f"{gap or month_name(month - 1)} missing; write a line for each month, with 0 where there was none"


def _problem(value: float) -> str:
    if not np.isfinite(value):
        return f"{value} is not a count; write a whole number"
    if value < 0:
        return f"{value:g} is negative; write a count from 0 up"
    if value != int(value):
        return f"{value:g} is not whole; write the count itself, not a rate or a mean"
    if value > MOST:
        return f"{value:.0f} is too large for a month; write counts, not codes or dates"
    return ""
