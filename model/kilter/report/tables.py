"""Tables for the terminal. Numbers are rounded to what their interval says about them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from rich.table import Table
from rich.text import Text

from ..experiment import headline
from ..experiment.comparison import Comparison
from ..experiment.result import Result
from ..experiment.wording import amount, decimals, rounded, value_places


def run_table(result: Result, names: Sequence[str] | None = None) -> Table:
    """One run: each measure's mean and quantiles at the end of the horizon.

    Args:
        result: the run.
        names: measures to show; all when not given.

    Raises:
        NameUnknownError: one of the names is not a measure.
    """
    table = _table(
        f"{result.scenario.title}: {_runs(result)}, at {result.months[-1].isoformat()}",
        ("measure", "unit", "mean", "± 95 %", "5 %", "median", "95 %"),
        words=2,
    )
    for name in names if names is not None else result.names:
        place = result.place(name)
        mean, se = float(result.moments.mean[-1, place]), float(result.moments.se[-1, place])
        low, middle, high = (float(result.quantiles[i, -1, place]) for i in (0, 2, 4))
        places = decimals(2 * 1.96 * se, mean)
        half = "–" if math.isnan(se) else number(1.96 * se, places)
        cells = (number(mean, places), half, *(number(one, places) for one in (low, middle, high)))
        _row(table, name, result.measure(name).unit, *cells)
    return table


def compare_table(
    comparison: Comparison, measures: Sequence[str] | None = None, at: str | None = "end"
) -> Table:
    """Differences from the baseline with 95 % intervals, a row per scenario and measure.

    Args:
        comparison: what to show.
        measures: names to show; those of the comparison when not given.
        at: as in :meth:`Comparison.differences`.

    Raises:
        NameUnknownError: an unknown measure or time.
    """
    frame = comparison.differences(measures, at=at)
    table = _table(
        f"Difference from {comparison.labels[0]}: {_runs(comparison.baseline)}, paired",
        ("measure", "scenario", "when", "baseline", "value", "difference", "95 % interval", "better in"),
        words=3,
    )
    rows = frame.to_dict(orient="records")
    order = {name: place for place, name in enumerate(dict.fromkeys(frame["measure"]))}
    rows.sort(key=lambda row: order[row["measure"]])
    for row in rows:
        gap, low, high = (float(row[key]) for key in ("difference", "low", "high"))
        places = decimals(high - low, gap)
        share = float(row["p_better"])
        _row(
            table,
            str(row["measure"]),
            str(row["scenario"]),
            str(row["when"]),
            number(float(row["baseline"]), places),
            number(float(row["value"]), places),
            number(gap, places, signed=True),
            interval(low, high, places),
            "–" if math.isnan(share) else f"{100 * share:.0f} %",
        )
    return table


def headline_table(comparison: Comparison) -> Table:
    """What a planner reads aloud: scenarios side by side; below each value its difference and interval."""
    entries = headline.table(comparison)
    table = _table(
        f"Headline: {_runs(comparison.baseline)}; below, difference from {comparison.labels[0]} (95 %)",
        ("", *comparison.labels),
        words=1,
    )
    for place, mark in enumerate(entries[0]["marks"]):
        when = f"after {mark['months']} months" if mark["months"] else f"at {mark['when']}"
        cells = [_cell(entry["marks"][place]) for entry in entries]
        _row(table, f"{str(mark['label']).capitalize()} ({mark['unit']}), {when}", *cells)
    clash, cost = entries[0]["serious"], entries[0]["cost"]
    if clash is not None:
        cells = [_chance(entry["serious"]) for entry in entries]
        _row(table, f"Probability of a serious clash by {clash['when']}", *cells)
    if cost is not None:
        _row(table, f"Support cost by {cost['when']}", *(_cell(entry["cost"]) for entry in entries))
    return table


def number(value: float, places: int, *, signed: bool = False) -> str:
    """A number with that many decimals, large ones in words; a dash where it is not defined.

    >>> number(3.14159, 2), number(2_500_000, 0), number(float("nan"), 1), number(-1.25, 1, signed=True)
    ('3.14', '2.5 million', '–', '−1.2')
    """
    if not math.isfinite(value):
        return "–"
    text = amount(value) if abs(value) >= 1e6 else rounded(value, places)
    return f"+{text}" if signed and value > 0 and text.strip("0.,") else text


def interval(low: float, high: float, places: int) -> str:
    """An interval, or a dash where there is none.

    >>> interval(-0.5, 1.25, 2), interval(float("nan"), float("nan"), 2)
    ('−0.50 to 1.25', '–')
    """
    return "–" if math.isnan(low) else f"{number(low, places)} to {number(high, places)}"


def _cell(cell: dict[str, Any]) -> str:
    value, gap, low, high = (cell[key] for key in ("value", "difference", "low", "high"))
    if value is None:
        return "–"
    shown = number(value, value_places(value))
    if gap is None:
        return shown
    if gap == low == high == 0:
        return f"{shown}\nno difference"
    places = decimals(high - low, gap) if low is not None else 1
    below = number(gap, places, signed=True)
    if low is not None:
        below += f"\n({interval(low, high, places)})"
    return f"{shown}\n{below}"


def _chance(cell: dict[str, Any] | None) -> str:
    if cell is None:
        return "–"
    share, low, high = (100 * cell[key] for key in ("probability", "low", "high"))
    return f"{share:.0f} %\n({low:.0f} to {high:.0f} %)"


def _runs(result: Result) -> str:
    count = "1 replication" if result.replications == 1 else f"{result.replications} replications"
    return f"{count}, seed {result.seed}"


def _table(title: str, head: Sequence[str], words: int) -> Table:
    # Text objects everywhere: a title with [brackets] is a title, not markup.
    table = Table(title=Text(title), title_justify="left", header_style="bold")
    for place, cell in enumerate(head):
        table.add_column(Text(cell), justify="left" if place < words else "right", overflow="fold")
    return table


def _row(table: Table, *cells: str) -> None:
    table.add_row(*(Text(cell) for cell in cells))
