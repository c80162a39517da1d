"""The headline in cells, a row per scenario, for the terminal and for the page alike.

Three blocks, as far as the scenarios have the measures: capability and risk with a column per month looked at,
then the probability of a serious clash and the cost within the horizon. Under each value stand its difference
from the baseline and that difference's 95 % interval; a probability carries its own interval too.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from ..experiment import headline
from ..experiment.comparison import Comparison
from ..experiment.wording import rounded, value_places

SIZES = ((1e9, "billion"), (1e6, "million"), (1e3, "thousand"))


@dataclass(frozen=True)
class Cell:
    """One value as text, with what belongs to it where there is such a thing (otherwise empty).

    Attributes:
        value: the value.
        own: the value's own 95 % interval.
        difference: from the baseline.
        interval: 95 % interval of the difference.
    """

    value: str = "–"
    own: str = ""
    difference: str = ""
    interval: str = ""


@dataclass(frozen=True)
class Block:
    """A small table: its title, its columns, and a row of cells per scenario, the baseline first."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def blocks(comparison: Comparison) -> list[Block]:
    """The headline of a comparison in small tables; empty where no scenario has any of its measures."""
    entries = headline.table(comparison)
    found = [_over_time(entries, list(places)) for places in _same_measure(entries[0]["marks"])]
    columns: list[tuple[str, tuple[Cell, ...]]] = []
    end = comparison.months[-1].isoformat()
    if entries[0]["serious"] is not None:
        columns.append(
            ("Probability of a serious clash", tuple(_chance(entry["serious"]) for entry in entries))
        )
    if entries[0]["cost"] is not None:
        column = [entry["cost"] for entry in entries]
        top = _largest(column)
        factor, word = next(((size, word) for size, word in SIZES if top >= size), (1.0, ""))
        unit = " ".join(part for part in (word, column[0]["unit"]) if part)
        columns.append((f"Support cost ({unit})", cells_of(column, value_places(top / factor), factor)))
    if columns:
        titles = tuple(title for title, _ in columns)
        found.append(Block(f"By {end}", titles, tuple(zip(*(cells for _, cells in columns), strict=True))))
    return found


def cells_of(column: Sequence[dict[str, Any]], places: int, factor: float = 1.0) -> tuple[Cell, ...]:
    """Entries of :func:`kilter.experiment.headline.table` in text.

    Args:
        column: entries with value, difference, low and high.
        places: decimals, the same for all so that a column can be read down.
        factor: what values are divided by.
    """
    return tuple(_cell(cell, places, factor) for cell in column)


def _cell(cell: dict[str, Any], places: int, factor: float) -> Cell:
    """One entry.

    >>> _cell({"value": 66.31, "difference": 3.37, "low": 0.94, "high": 5.81}, 1, 1.0)
    Cell(value='66.3', own='', difference='+3.4', interval='0.9 to 5.8')
    """
    value, gap, low, high = (
        None if cell[key] is None else cell[key] / factor for key in ("value", "difference", "low", "high")
    )
    if value is None:
        return Cell()
    shown = rounded(value, places)
    if gap is None:
        return Cell(shown)
    if low is None or high is None:
        return Cell(shown, "", signed(gap, places))
    if gap == low == high == 0:
        return Cell(shown, "", "no difference")
    return Cell(shown, "", signed(gap, places), f"{rounded(low, places)} to {rounded(high, places)}")


def signed(value: float, places: int) -> str:
    """A rounded number with its sign; zero has none.

    >>> signed(1.25, 1), signed(-1.25, 1), signed(0.001, 1)
    ('+1.2', '−1.2', '0.0')
    """
    text = rounded(value, places)
    return f"+{text}" if value > 0 and text.strip("0.,") else text


def _same_measure(marks: Sequence[dict[str, Any]]) -> Iterable[Iterable[int]]:
    """Positions of the marks, measure by measure."""
    for _, places in groupby(range(len(marks)), key=lambda place: marks[place]["measure"]):
        yield places


def _over_time(entries: Sequence[dict[str, Any]], places: Sequence[int]) -> Block:
    marks = [entries[0]["marks"][place] for place in places]
    label, unit = str(marks[0]["label"]), str(marks[0]["unit"])
    title = label[:1].upper() + label[1:] + (f" ({unit})" if unit else "")
    columns = tuple(
        f"after {mark['months']} months" if mark["months"] else f"at {mark['when']}" for mark in marks
    )
    grid = [[entry["marks"][place] for place in places] for entry in entries]
    decimals = value_places(_largest(cell for row in grid for cell in row))
    return Block(title, columns, tuple(cells_of(row, decimals) for row in grid))


def _chance(cell: dict[str, Any] | None) -> Cell:
    """A probability in percent with its own interval; its difference in percentage points."""
    if cell is None:
        return Cell()
    share, least, most = (f"{100 * cell[key]:.0f}" for key in ("probability", "low", "high"))
    value, own = f"{share} %", f"{least} to {most} %"
    gap, low, high = cell["difference"], cell["difference_low"], cell["difference_high"]
    if gap is None:
        return Cell(value, own)
    if low is None or high is None:
        return Cell(value, own, f"{signed(100 * gap, 0)} points")
    if gap == low == high == 0:
        return Cell(value, own, "no difference")
    return Cell(
        value, own, f"{signed(100 * gap, 0)} points", f"{rounded(100 * low, 0)} to {rounded(100 * high, 0)}"
    )


def _largest(cells: Iterable[dict[str, Any]]) -> float:
    """The largest value, whatever its sign."""
    values = (cell["value"] for cell in cells)
    return max((abs(value) for value in values if value is not None and math.isfinite(value)), default=0.0)
