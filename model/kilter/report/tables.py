"""Tables for the terminal. Numbers are rounded to what their interval says about them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from rich.box import HORIZONTALS
from rich.console import Console, ConsoleOptions, RenderResult
from rich.table import Table
from rich.text import Text

from ..experiment.comparison import Comparison
from ..experiment.result import Result
from ..experiment.wording import amount, decimals, rounded
from .headlines import Block, Cell, blocks

#: Columns of a terminal that the headline uses at most.
BROAD = 100
#: Columns for the names of scenarios, at least and at most, and between columns.
LABEL, GAP = (21, 33), 3


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


@dataclass(frozen=True)
class Headline:
    """The headline as something rich can print, in at most :data:`BROAD` columns.

    Where there is less room, the interval goes on a line of its own.
    """

    title: str
    labels: tuple[str, ...]
    blocks: tuple[Block, ...]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """A small table per block, their columns below one another."""
        width = min(options.max_width, BROAD)
        yield from console.render(Text(self.title, style="italic"), options.update(width=width))
        most = max(len(block.columns) for block in self.blocks)
        broad = width - most * (self._widest(True) + GAP) >= LABEL[0]
        share = self._widest(broad) + GAP
        label = max(LABEL[0], min(LABEL[1], width - most * share))
        share = min(share, (width - label) // most)
        for block in self.blocks:
            yield Text()
            yield self._table(block, label - GAP, share - GAP, broad)

    def _widest(self, broad: bool) -> int:
        cells = (cell for block in self.blocks for row in block.rows for cell in row)
        widest = max((len(line) for cell in cells for line in _lines(cell, broad)), default=0)
        return max(widest, *(len(head) for block in self.blocks for head in block.columns if len(head) < 16))

    def _table(self, block: Block, label: int, share: int, broad: bool) -> Table:
        table = Table(box=HORIZONTALS, show_lines=True, header_style="bold", show_edge=False)
        table.add_column(Text(block.title), width=label, overflow="fold")
        for column in block.columns:
            table.add_column(Text(column), width=share, justify="right", overflow="fold")
        for name, row in zip(self.labels, block.rows, strict=True):
            table.add_row(Text(name), *(Text("\n".join(_lines(cell, broad))) for cell in row))
        return table


def _lines(cell: Cell, broad: bool) -> list[str]:
    """A value, and below it what it differs by: on one line or on two."""
    interval = f"({cell.interval})" if cell.interval else ""
    below = [f"{cell.difference} {interval}".strip()] if broad else [cell.difference, interval]
    above = f"{cell.value} ({cell.own})" if cell.own else cell.value
    return [line for line in (above, *below) if line]


def headline_table(comparison: Comparison) -> Headline | None:
    """What a planner reads aloud: capability, risk, serious clash and cost, a row per scenario.

    Returns:
        Something to print with rich, or None where the scenarios have none of these measures.
    """
    found = blocks(comparison)
    title = (
        f"{_runs(comparison.baseline)}, the same luck for all. Below each value: its difference from "
        f"“{comparison.labels[0]}” and the 95 % interval of that difference."
    )
    return Headline(title, comparison.labels, tuple(found)) if found else None


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
