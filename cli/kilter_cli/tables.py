"""The headline of many scenarios, a row each, so that it fits a terminal and can be read aloud."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.table import Table

    from kilter.experiment import Comparison

#: With more scenarios than this, side by side is too wide.
SIDE_BY_SIDE = 3


def headline_rows(comparison: Comparison) -> Table:
    """Each scenario's last headline values; below each, its difference from the baseline and the interval."""
    from rich.table import Table
    from rich.text import Text

    from kilter.experiment import headline

    entries = headline.table(comparison)
    last = {mark["measure"]: mark for mark in entries[0]["marks"]}  # the latest of each measure wins
    first = comparison.baseline
    table = Table(
        title=Text(
            f"{first.replications} replications each, seed {first.seed}; below each value: "
            f"difference from “{comparison.labels[0]}” (95 % interval)"
        ),
        title_justify="left",
        show_lines=True,
    )
    table.add_column("Scenario", overflow="fold", ratio=2)
    for mark in last.values():
        when = f"after {mark['months']} months" if mark["months"] else f"at {mark['when']}"
        table.add_column(Text(f"{str(mark['label']).capitalize()} ({mark['unit']}), {when}"), justify="right")
    clash, cost = entries[0]["serious"], entries[0]["cost"]
    if clash is not None:
        table.add_column(Text(f"Serious clash by {clash['when']}"), justify="right")
    if cost is not None:
        table.add_column(Text(f"Support cost by {cost['when']}"), justify="right")
    for entry in entries:
        marks = {mark["measure"]: mark for mark in entry["marks"]}
        cells = [_value(marks.get(name)) for name in last]
        cells += [_chance(entry["serious"])] if clash is not None else []
        cells += [_value(entry["cost"])] if cost is not None else []
        table.add_row(*(Text(cell) for cell in (entry["scenario"], *cells)))
    return table


def _value(cell: dict[str, Any] | None) -> str:
    from kilter.experiment.wording import decimals
    from kilter.report.tables import interval, number

    if cell is None or cell["value"] is None:
        return "–"
    gap, low, high = cell["difference"], cell["low"], cell["high"]
    if gap is None:
        return number(cell["value"], 1)
    if low is None:
        return f"{number(cell['value'], 1)}\n{number(gap, 1, signed=True)}"
    if gap == low == high == 0:
        return f"{number(cell['value'], 1)}\nno difference"
    places = decimals(high - low, gap)
    return f"{number(cell['value'], places)}\n{number(gap, places, signed=True)}\n({interval(low, high, places)})"


def _chance(cell: dict[str, Any] | None) -> str:
    if cell is None:
        return "–"
    share, low, high = (100 * cell[key] for key in ("probability", "low", "high"))
    return f"{share:.0f} %\n({low:.0f} to {high:.0f} %)"
